#!/usr/bin/env bash
# CPU time of `throughline build` on the content that comes with the program, and how much more it is than with
# another binary, such as one from before the search, the feeds and the charts.
#
#     benches/shipped.sh [RUNS [OTHER_BINARY]]        11 runs by default
#
# THROUGHLINE names the binary to measure instead of building one here. Runs of the two take turns, each into a new
# folder on a memory file system where there is one. Nothing is judged.
set -euo pipefail

runs=${1:-11}
other=${2:-}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=${BENCH_TMP:-/dev/shm}
[[ -d $place && -w $place ]] || place=${TMPDIR:-/tmp}
work=$(mktemp -d "$place/throughline-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
if [[ -z ${THROUGHLINE:-} ]]; then
    cargo build --release --locked --manifest-path "$root/Cargo.toml"
    THROUGHLINE=${CARGO_TARGET_DIR:-$root/target}/release/throughline
fi
cp -r "$root/content" "$root/site.toml" "$work"

python3 - "$work" "$runs" "$THROUGHLINE" ${other:+"$other"} <<'PYTHON'
import resource, shutil, statistics, subprocess, sys

work, runs, *binaries = sys.argv[1:]

def seconds(binary):
    """CPU seconds of one build, of all its threads."""
    shutil.rmtree(f"{work}/public", ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([binary, "build", "--site", work, "--out", f"{work}/public"], check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

taken = {binary: [] for binary in binaries}
for _ in range(int(runs)):
    for binary in binaries:
        taken[binary].append(seconds(binary))
medians = {binary: statistics.median(list) for binary, list in taken.items()}
for binary, list in taken.items():
    print(f"{medians[binary]:.3f} s of CPU (fastest {min(list):.3f}, slowest {max(list):.3f})  {binary}")
if len(binaries) == 2:
    print(f"{medians[binaries[0]] - medians[binaries[1]]:+.3f} s more than the other")
PYTHON
