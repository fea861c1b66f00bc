#!/usr/bin/env bash
# Times `throughline suggest` beside `throughline build` of the same synthetic site, in pairs.
#
#     benches/suggest.sh [INSPECTIONS [RUNS]]        1000 inspections and 5 pairs by default
#
# Everything lies on a memory file system, in a folder that is removed at the end. BENCH_TMP names
# another place for it; THROUGHLINE names a binary to measure instead of building one here. Nothing is
# judged: the seconds depend on the machine, the ratio less so.
set -euo pipefail

inspections=${1:-1000}
runs=${2:-5}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=${BENCH_TMP:-/dev/shm}
[[ -d $place && -w $place ]] || place=${TMPDIR:-/tmp}
work=$(mktemp -d "$place/throughline-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

if [[ -z ${THROUGHLINE:-} ]]; then
    cargo build --release --locked --manifest-path "$root/Cargo.toml"
    THROUGHLINE=${CARGO_TARGET_DIR:-$root/target}/release/throughline
fi
PYTHONDONTWRITEBYTECODE=1 python3 "$root/benches/make_site.py" "$work/site" --inspections "$inspections"

python3 - "$work" "$THROUGHLINE" "$inspections" "$runs" <<'PYTHON'
import shutil, statistics, subprocess, sys, time

work, program, inspections, runs = sys.argv[1:]

def seconds(*arguments):
    with open(f"{work}/log", "wb") as log:
        start = time.perf_counter()
        code = subprocess.run([program, *arguments], stdout=log, stderr=log).returncode
        taken = time.perf_counter() - start
    if code != 0:
        print(open(f"{work}/log", errors="replace").read()[-4000:], file=sys.stderr)
        sys.exit(f"error: `{' '.join(arguments)}` ended with {code}")
    return taken

pairs = []
for _ in range(int(runs)):
    shutil.rmtree(f"{work}/public", ignore_errors=True)
    build = seconds("build", "--site", f"{work}/site", "--out", f"{work}/public")
    pairs.append((seconds("suggest", "--site", f"{work}/site"), build))
suggest, build = (statistics.median(column) for column in zip(*pairs))
ratio = statistics.median(s / b for s, b in pairs)
print(f"{inspections} inspections, {runs} pairs: suggest {suggest:.3f} s, build {build:.3f} s, suggest / build {ratio:.2f}")
PYTHON
