#!/usr/bin/env python3
"""Makes a sample's file of a reader's notes, so that no word of a report enters it.

    tests/items/note.py NOTES > tests/items/sample-3030.txt

NOTES has a line `report PATH` for each report, with the path below ../shared, and below it the items that the
report asks for, as lines of what `pdftotext -layout PATH -` prints, counted from one:

    P 118-120 122-124              two priority actions
    R 140-141,145-146              a recommendation over two pages, the foot between them left out
    R 297-305@28                   a cell of a table that begins in column 28

Marks and numbers before an item are taken away; `# ...` is a comment.
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared"
HEAD = 7  # words, as in tests/reading


def fingerprint(text: str) -> str:
    letters = re.sub(r"[^a-z0-9]", "", text.lower())
    return hashlib.sha256(letters.encode()).hexdigest()[:12]


def words_of(lines: list[str], place: str) -> str:
    chosen = []
    for part in place.split(","):
        numbers, _, column = part.partition("@")
        first, _, last = numbers.partition("-")
        chosen += [line[int(column or 0) :].strip() for line in lines[int(first) - 1 : int(last or first)]]
    text = " ".join(chosen)
    return re.sub(r"^(?:[^\w\s‘’'\"(]|\d+\.)\s*", "", text)


def main() -> None:
    lines: list[str] = []
    for line in Path(sys.argv[1]).read_text().splitlines():
        kind, _, rest = line.split("#")[0].strip().partition(" ")
        if kind == "report":
            print(line.strip())
            command = ["pdftotext", "-layout", str(SHARED / rest), "-"]
            lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")
        elif kind:
            for place in rest.split():
                text = words_of(lines, place)
                words = text.split()
                ends = (" ".join(words[:HEAD]), " ".join(words[-HEAD:]))
                print(kind, fingerprint(text), *map(fingerprint, ends))
                print(f"{kind} {place}: {' '.join(words[:4])} ... {' '.join(words[-3:])}", file=sys.stderr)


if __name__ == "__main__":
    main()
