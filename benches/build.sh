#!/usr/bin/env bash
# Times `throughline build` on a synthetic site, beside `cp -r` of what it wrote.
#
#     benches/build.sh [INSPECTIONS [RUNS]]        1500 inspections and 5 runs by default
#
# Everything lies on a memory file system, so that the program is measured and not the disk, in a
# folder that is removed at the end. BENCH_TMP names another place for it; THROUGHLINE names a
# binary to measure instead of building one here. Nothing is judged: the numbers depend on the
# machine, the ratio of build to cp less so.
set -euo pipefail

inspections=${1:-1500}
runs=${2:-5}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

place=${BENCH_TMP:-/dev/shm}
if [[ ! -d $place || ! -w $place ]]; then
    place=${TMPDIR:-/tmp}
    echo "no memory file system here: measuring in $place, so the disk counts too" >&2
fi
work=$(mktemp -d "$place/throughline-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

if [[ -z ${THROUGHLINE:-} ]]; then
    cargo build --release --locked --manifest-path "$root/Cargo.toml"
    THROUGHLINE=${CARGO_TARGET_DIR:-$root/target}/release/throughline
fi
PYTHONDONTWRITEBYTECODE=1 python3 "$root/benches/make_site.py" "$work/site" --inspections "$inspections"

# Runs a command and adds its seconds and its peak memory in kilobytes as a line to a file of that
# name; the memory is GNU time's figure where there is one, else getrusage's.
measure() {
    python3 - "$work" "$@" <<'PYTHON'
import resource, shutil, subprocess, sys, time

work, name, *command = sys.argv[1:]
peak_file = f"{work}/peak"
gnu_time = shutil.which("time")
wrapped = [gnu_time, "-f", "%M", "-o", peak_file]
if gnu_time is None or subprocess.run([*wrapped, "true"], stderr=subprocess.DEVNULL).returncode != 0:
    wrapped = []
with open(f"{work}/log", "wb") as log:
    start = time.perf_counter()
    code = subprocess.run([*wrapped, *command], stdout=log, stderr=log).returncode
    seconds = time.perf_counter() - start
if code != 0:
    print(open(f"{work}/log", errors="replace").read()[-4000:], file=sys.stderr)
    sys.exit(f"error: `{' '.join(command)}` ended with {code}")
if wrapped:
    peak = int(open(peak_file).read().split()[-1])
else:
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
with open(f"{work}/{name}.runs", "a") as out:
    print(seconds, peak, file=out)
PYTHON
}

build() { measure "$1" "$THROUGHLINE" build --site "$work/site" --out "$work/public"; }

changed=$(find "$work/site/content/inspections" -name '*.md' | LC_ALL=C sort | sed -n 1p)
for ((run = 1; run <= runs; run++)); do
    rm -rf "$work/public" "$work/copy"
    build first
    if [[ -z $(find "$work/public" -type f -print -quit 2>/dev/null) ]]; then
        echo "error: the build wrote nothing" >&2
        exit 1
    fi
    measure copy cp -r "$work/public" "$work/copy"
    build unchanged
    if ! diff -rq "$work/public" "$work/copy" >"$work/log"; then
        echo "error: a second build of the same content wrote something else:" >&2
        head -n 5 "$work/log" >&2
        exit 1
    fi
    printf '\nA sentence more, in run %s.\n' "$run" >>"$changed"
    build changed
done

python3 - "$work" "$inspections" "$runs" <<'PYTHON'
import os, statistics, sys
from pathlib import Path

work, inspections, runs = Path(sys.argv[1]), *sys.argv[2:]

def size(folder):
    files = [f for f in folder.rglob("*") if f.is_file()]
    return f"{len(files):,} files, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB"

def figures(name):
    lines = [line.split() for line in (work / f"{name}.runs").read_text().splitlines()]
    return [float(seconds) for seconds, _ in lines], max(int(peak) for _, peak in lines)

cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
print(f"{inspections} inspections, {runs} runs, {cores} cores")
print(f"content  {size(work / 'site')}")
print(f"output   {size(work / 'public')}")
print()
print(f"{'':22}{'median':>10}{'fastest':>10}{'slowest':>10}{'x cp -r':>10}{'peak MB':>10}")
copy = statistics.median(figures("copy")[0])
for name, shown in (("first", "first build"), ("unchanged", "nothing changed"), ("changed", "one file changed"), ("copy", "cp -r of the output")):
    seconds, peak = figures(name)
    median = statistics.median(seconds)
    print(f"{shown:22}{median:>8.3f} s{min(seconds):>8.3f} s{max(seconds):>8.3f} s{median / copy:>10.2f}{peak / 1024:>10.1f}")
PYTHON
