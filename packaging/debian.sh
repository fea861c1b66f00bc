#!/usr/bin/env bash
# Makes a Debian package of the program with its manual and completions, and prints where it lies.
# Needs cargo-deb (`cargo install cargo-deb`, or CARGO_DEB). `debian.sh dev` packs the program of a
# plain `cargo build`, as the tests do; without it, that of a release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
profile="${1:-release}"
target="${CARGO_TARGET_DIR:-target}"

cargo build --quiet --locked --profile "$profile" --bin throughline
folder="$profile"
[ "$profile" = dev ] && folder=debug
program="$target/$folder/throughline"

# What the command line says of itself.
extras="$target/package"
rm -rf "$extras"
mkdir -p "$extras"
"$program" man "$extras/man"
gzip --best --no-name "$extras"/man/*.1
"$program" completions bash >"$extras/throughline.bash"
"$program" completions zsh >"$extras/_throughline"
"$program" completions fish >"$extras/throughline.fish"

rm -f "$target"/debian/throughline_*.deb
# One that is only tried out need not be small.
quick=()
[ "$profile" = dev ] && quick=(--fast)
"${CARGO_DEB:-cargo-deb}" --quiet --no-build "${quick[@]}" --profile "$profile" --output "$target/debian/" >/dev/null
printf '%s\n' "$target"/debian/throughline_*.deb
