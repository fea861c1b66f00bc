"""Tables and structured data: CSV by key and column, JSON by path."""
import csv
import io
import json
import re
from collections import Counter

from . import lines
from .kinds import Difference


def differences(name, old, new):
    if name.endswith(".csv"):
        # Spreadsheets want a mark before the first name, which is no part of it.
        yield from tables(old.removeprefix("\ufeff"), new.removeprefix("\ufeff"))
        return
    sides = [parsed(name, text) for text in (old, new)]
    if any(side is None for side in sides):
        yield from lines.differences(name, old, new)
    else:
        yield from values("", *sides)


def parsed(name, text):
    """The value of a JSON file, or of a script that only hands one over; None for any other script."""
    if name.endswith(".json"):
        return json.loads(text)
    found = re.fullmatch(r'throughline\("[^"]*",(.*)\);?\s*', text, re.S)
    return json.loads(found[1]) if found else None


def tables(old, new):
    """Columns, then rows by key, then the cells of the rows that both have."""
    first, second = (list(csv.DictReader(io.StringIO(text, newline=""))) for text in (old, new))
    heads = [next(csv.reader(io.StringIO(text)), []) for text in (old, new)]
    for column in heads[0]:
        if column not in heads[1]:
            yield Difference("column gone", column, "")
    for column in heads[1]:
        if column not in heads[0]:
            yield Difference("column new", "", column)
    common = [column for column in heads[0] if column in heads[1]]
    if common != [column for column in heads[1] if column in heads[0]]:
        yield Difference("columns in another order", ",".join(heads[0]), ",".join(heads[1]))
    a, b = keyed(first, second), keyed(second, first)
    for key in a:
        if key not in b:
            yield Difference("row gone", ",".join(a[key].values()), "", "row")
    for key in b:
        if key not in a:
            yield Difference("row new", "", ",".join(b[key].values()), "row")
    if [key for key in a if key in b] != [key for key in b if key in a]:
        yield Difference("rows in another order", "", "")
    for key in (key for key in a if key in b):
        for column in common:
            if a[key][column] != b[key][column]:
                yield Difference(f"column {column}", a[key][column], b[key][column], "cell")


def keyed(rows, others):
    """Rows by their first column and their place among those of the same; by all that they say where the other table
    has not as many of those, since then nobody knows which stands for which."""
    counts = [Counter(next(iter(row.values()), "") for row in table) for table in (rows, others)]
    found, seen = {}, Counter()
    for row in rows:
        key = next(iter(row.values()), "")
        key = (key,) if counts[0][key] == counts[1][key] else tuple(row.values())
        seen[key] += 1
        found[(*key, seen[key])] = row
    return found


def values(path, old, new):
    """Each place where two JSON values differ, by its path; the places of a list are one path."""
    # Not `==`, to which 1 and true are the same.
    if written(old) == written(new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from objects(path, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from lists(path, old, new)
    else:
        yield Difference(f"value {path}", written(old), written(new), "value")


def objects(path, old, new):
    for key in old:
        if key not in new:
            yield Difference(f"key gone: {path}.{key}", written(old[key]), "", "key")
        else:
            yield from values(f"{path}.{key}", old[key], new[key])
    for key in new:
        if key not in old:
            yield Difference(f"key new: {path}.{key}", "", written(new[key]), "key")
    if [k for k in old if k in new] != [k for k in new if k in old]:
        yield Difference(f"keys in another order: {path}", ", ".join(old), ", ".join(new))


def lists(path, old, new):
    """Members by id where all have one, else one by one where there are as many, else what only one has."""
    path += "[]"
    ids = [[one.get("id") for one in side if isinstance(one, dict)] for side in (old, new)]
    if all(len(found) == len(side) == len(set(found)) and None not in found for found, side in zip(ids, (old, new))):
        a, b = ({one["id"]: one for one in side} for side in (old, new))
        yield from members(path, a, b)
    elif len(old) == len(new):
        for one, other in zip(old, new):
            yield from values(path, one, other)
    else:
        a, b = ({(written(one), n): one for n, one in numbered(side)} for side in (old, new))
        yield from members(path, a, b)


def numbered(side):
    """Each member with how many like it stood before."""
    seen = {}
    for one in side:
        n = seen.get(written(one), 0)
        seen[written(one)] = n + 1
        yield n, one


def members(path, a, b):
    for key in a:
        if key not in b:
            yield Difference(f"member gone: {path}", written(a[key]), "", "member")
        else:
            yield from values(path, a[key], b[key])
    for key in b:
        if key not in a:
            yield Difference(f"member new: {path}", "", written(b[key]), "member")
    if [key for key in a if key in b] != [key for key in b if key in a]:
        yield Difference(f"members in another order: {path}", "", "")


def written(value):
    return json.dumps(value, ensure_ascii=False)
