#!/usr/bin/env python3
"""Draws reports by a seed, so that nobody chooses what is measured.

    tests/items/sample.py 3030 30            the paths below ../shared, in the order of a list

Every sort of file takes part: inspections before and since 2018, focused visits, joint inspections, area
SEND inspections, and what else there is. Each sort gives one report, and the rest are shared by size.
The annotated reports (../shared/expected*) are left out, and those of earlier samples (sample-*.txt) too.
"""

import random
import re
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent.parent / "shared"
# Until that year full inspections are of other frameworks than since, and longer.
NEW_FRAMEWORK = 2018


def sort_of(path: str) -> str:
    year, rest = re.match(r"(\d{4})-\d\d-\d\d-(.*)", Path(path).stem).groups()
    if rest == "children-s-services-inspection":
        return rest + (" before" if int(year) < NEW_FRAMEWORK else " since")
    return rest


def population(but: Path | None = None) -> list[str]:
    files = [*SHARED.glob("documents/pdf/**/*.pdf"), *SHARED.glob("documents-2/**/*.pdf")]
    taken = {tomllib.loads(p.read_text())["document"] for p in SHARED.glob("expected-2/*.toml")}
    taken |= {tomllib.loads(p.read_text())["document"] for p in SHARED.glob("expected/pdf/*.toml")}
    for sample in HERE.glob("sample-*.txt"):
        if sample != but:
            taken |= set(re.findall(r"^report (\S+)", sample.read_text(), re.MULTILINE))
    return sorted(p for p in (str(f.relative_to(SHARED)) for f in files) if p not in taken)


def sample(seed: int, count: int) -> list[str]:
    draw = random.Random(seed)
    sorts: dict[str, list[str]] = {}
    reports = population(HERE / f"sample-{seed}.txt")
    for path in reports:
        sorts.setdefault(sort_of(path), []).append(path)
    for paths in sorts.values():
        draw.shuffle(paths)
    chosen = [paths[0] for paths in sorts.values()]
    rest = [path for paths in sorts.values() for path in paths[1:]]
    return sorted(chosen + draw.sample(rest, count - len(chosen)))


if __name__ == "__main__":
    print("\n".join(sample(int(sys.argv[1]), int(sys.argv[2]))))
