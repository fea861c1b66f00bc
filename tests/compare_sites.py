#!/usr/bin/env python3
"""Compares two built sites and says what kinds of difference stand between them.

    python3 tests/compare_sites.py BEFORE AFTER [--all]

White space of HTML aside. Files that only one of the two has are listed; files that differ are taken apart by what they
are (pages element by element, CSV by key and column, JSON by path, anything else by line), and the differences are
grouped by kind: the same words became the same other words, whatever figure, date, id or name stands in them. Each kind
comes with the number of times and files, and one example. Kinds that differ only in their words, as when fifty
summaries were rewritten, are one kind, with their number; `--all` lists each of them.

Exit codes: 0 nothing differs, 1 something does, 2 could not run. What is done with each kind of file stands in
tests/comparing/.
"""
import sys
from collections import defaultdict
from pathlib import Path

from comparing import lines, pages, structures
from comparing.kinds import Difference, Names, page_kind, put_together

# Says what the last build wrote, so it differs wherever another file does.
PASSED_OVER = {".throughline-manifest", ".throughline-made"}
READERS = {".html": pages, ".xml": pages, ".csv": structures, ".json": structures, ".js": structures}


def files(folder):
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return found - PASSED_OVER


def compare(before, after):
    """The files only one site has, the files that differ, and their differences as (file, difference)."""
    first, second = files(before), files(after)
    names = Names.of(before, after)
    found, changed = [], []
    for name in sorted(first & second):
        old, new = (before / name).read_bytes(), (after / name).read_bytes()
        if old == new:
            continue
        reader = READERS.get(Path(name).suffix, lines)
        differences = list(reader.differences(name, old.decode("utf-8", "replace"), new.decode("utf-8", "replace")))
        if not differences and reader is not pages:
            differences = [Difference("the same values, written otherwise", "", "")]
        if differences:
            changed.append(name)
        found += [(name, difference) for difference in differences]
    return sorted(first - second), sorted(second - first), changed, put_together(found, names)


def say_lone(title, names, everything):
    """Files of one site only: by kind of page, so that a thousand new ones do not hide the rest."""
    print(f"{title}: {len(names)}")
    by_kind = defaultdict(list)
    for name in names:
        by_kind[page_kind(name)].append(name)
    for kind, members in sorted(by_kind.items()):
        shown = members if everything else members[:5]
        more = f" and {len(members) - len(shown)} more" if len(members) > len(shown) else ""
        print(f"  {len(members)} {kind}: {', '.join(shown)}{more}")


def say_kinds(kinds, everything):
    for kind in kinds:
        wordings = f", {len(kind.wordings)} wordings" if len(kind.wordings) > 1 else ""
        print(f"\n{kind.where}: {kind.times} times{wordings}, in {kind.places()}")
        for name, example in kind.examples() if everything else list(kind.examples())[:1]:
            print(f"  in {name}\n{example.shown()}")


def main(arguments):
    everything = "--all" in arguments
    folders = [Path(a) for a in arguments if a != "--all"]
    if len(folders) != 2 or not all(folder.is_dir() for folder in folders):
        print(__doc__.split("\n\n")[1].strip(), file=sys.stderr)
        return 2
    only_before, only_after, changed, kinds = compare(*folders)
    say_lone(f"only in {folders[0]}", only_before, everything)
    say_lone(f"only in {folders[1]}", only_after, everything)
    print(f"differ: {len(changed)} files, {len(kinds)} kinds of difference")
    say_kinds(kinds, everything)
    return 1 if only_before or only_after or changed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:
        sys.exit(1)
