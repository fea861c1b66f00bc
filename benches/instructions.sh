#!/usr/bin/env bash
# Counts the instructions of `throughline build` of the shipped content on one thread, by callgrind.
#
#     benches/instructions.sh [BINARY]
#
# Without BINARY one is built for release here. The count hangs on the compiler and on how the binary was built, so only
# counts of the same kind of binary tell anything beside each other. Needs valgrind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

program=${1:-}
if [[ -z $program ]]; then
    cargo build --release --locked --quiet
    program=${CARGO_TARGET_DIR:-target}/release/throughline
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file="$work/counts" \
    "$program" build --out "$work/public" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
count=$(sed -n 's/^==[0-9]*== Collected : //p' "$work/said")
printf '%s million instructions: build of the shipped content, one thread, %s\n' "$((count / 1000000))" "$(rustc --version)"
