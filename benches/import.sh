#!/usr/bin/env bash
# Times `throughline import` of a folder of PDFs beside `pdftotext` for the same files, and prints the
# medians, the ratio and the peak memory.
#
#   benches/import.sh FOLDER [RUNS]
#
# THROUGHLINE names a binary to measure instead of building one. Needs poppler-utils.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder="${1:?name a folder of PDFs}"
runs="${2:-5}"
program="${THROUGHLINE:-}"
if [ -z "$program" ]; then
  cargo build --release --quiet
  program="$PWD/target/release/throughline"
fi
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
"$program" init "$work/site" 2>/dev/null

python3 - "$folder" "$runs" "$program" "$work/site" <<'PY'
import pathlib, resource, statistics, subprocess, sys, time

folder, runs, program, site = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
files = sorted(pathlib.Path(folder).rglob("*.pdf"))


def timed(run):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def pdftotext():
    for file in files:
        subprocess.run(["pdftotext", "-layout", file, "-"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def imported():
    subprocess.run([program, "import", "--dry-run", "--into", site, folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


ours = timed(imported)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
theirs = timed(pdftotext)
print(f"{len(files)} PDFs, {runs} runs: import {ours:.2f} s, pdftotext {theirs:.2f} s, ratio {ours / theirs:.2f}, peak {peak:.0f} MB")
PY
