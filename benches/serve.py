#!/usr/bin/env python3
"""Measures how long `throughline serve` takes from a saved file to the reloaded page.

    python3 benches/serve.py SITE [--runs N]

SITE is copied first. Each run adds a sentence to a report, waits for the event that open pages wait for, and asks for the
report's page again. THROUGHLINE names the binary. benches/README.md says what was measured with it.
"""

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--runs", type=int, default=10)
    asked = parser.parse_args()
    program = os.environ.get("THROUGHLINE", "target/release/throughline")
    with tempfile.TemporaryDirectory(prefix="throughline-serve-") as work:
        site = Path(work) / "site"
        site.mkdir()
        shutil.copy(asked.site / "site.toml", site)
        shutil.copytree(asked.site / "content", site / "content")
        server = subprocess.Popen(
            [program, "serve", "--site", str(site)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            measure(server, site, asked.runs)
        finally:
            server.terminate()


def measure(server, site, runs):
    port = next(int(found[1]) for line in server.stdout if (found := re.search(r"http://[^:]+:(\d+)", line)))
    report = max((site / "content" / "inspections").glob("*/*.md"), key=lambda path: path.stat().st_size)
    page = "/inspections/" + report.relative_to(site / "content" / "inspections").with_suffix(".html").as_posix()
    events = http.client.HTTPConnection("127.0.0.1", port)
    events.request("GET", "/_throughline/events")
    stream = events.getresponse()
    took = []
    for run in range(runs):
        text = report.read_text()
        # Behind the front matter, in words that a page shows.
        report.write_text(text + f"\nSaved for the time number {run}.\n")
        saved = time.perf_counter()
        while not stream.readline().startswith(b"data"):
            pass
        answer = http.client.HTTPConnection("127.0.0.1", port)
        answer.request("GET", page)
        words = answer.getresponse().read().decode()
        took.append(time.perf_counter() - saved)
        assert f"number {run}." in words, "the page shows what was saved"
        time.sleep(0.3)
    took.sort()
    print(f"save to page: median {statistics.median(took) * 1000:.0f} ms, {took[0] * 1000:.0f} to {took[-1] * 1000:.0f} ms")


if __name__ == "__main__":
    main()
