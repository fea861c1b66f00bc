#!/usr/bin/env python3
"""Reads the CSV downloads by what the data package says of them, as a program would that knows nothing else: every file is named
once, every field stands in its order, every cell has its type and keeps to its limits, and every key leads to a row.

    python3 tests/data/package.py FOLDER
"""

import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path

KINDS = {"string", "integer", "boolean"}


def rows_of(folder, resource):
    """The rows of a resource, whose files each have a head row."""
    paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
    names = [field["name"] for field in resource["schema"]["fields"]]
    for path in paths:
        assert not path.startswith("/") and ".." not in path, path
        with (folder / path).open(encoding=resource["encoding"] + "-sig", newline="") as lines:
            head, *rows = csv.reader(lines, delimiter=resource["dialect"]["delimiter"], strict=True)
        assert head == names, f"{path}: {head}"
        yield from (dict(zip(names, row, strict=True)) for row in rows)


def faults_of_cell(text, field, missing):
    limits = field.get("constraints", {})
    if text in missing:
        return ["is missing"] if limits.get("required") else []
    faults = []
    if field["type"] == "integer" and (not re.fullmatch("-?[0-9]+", text) or int(text) < limits.get("minimum", int(text))):
        faults.append("is no such number")
    if field["type"] == "boolean" and text not in field["trueValues"] + field["falseValues"]:
        faults.append("is neither true nor false")
    if "enum" in limits and text not in limits["enum"]:
        faults.append("is none of the words")
    if "pattern" in limits and not re.fullmatch(limits["pattern"], text):
        faults.append("is not of the pattern")
    return faults


def faults_of(resource, rows, all_rows):
    schema, name = resource["schema"], resource["name"]
    for field in schema["fields"]:
        if field["type"] not in KINDS or not field["description"]:
            yield f"{name}, {field['name']}: type {field['type']}"
        for number, row in enumerate(rows, 1):
            for fault in faults_of_cell(row[field["name"]], field, schema["missingValues"]):
                yield f"{name}, row {number}, {field['name']}: {row[field['name']]!r} {fault}"
    if "primaryKey" in schema:
        keys = Counter(row[schema["primaryKey"]] for row in rows)
        yield from (f"{name}: {key!r} is no key" for key, count in keys.items() if not key or count > 1)
    for foreign in schema.get("foreignKeys", []):
        to = foreign["reference"]
        known = {row[to["fields"]] for row in all_rows[to["resource"] or name]}
        for value in {row[foreign["fields"]] for row in rows} - known - {""}:
            yield f"{name}, {foreign['fields']}: {value!r} is not in {to['resource'] or name}"


def main():
    folder = Path(sys.argv[1]) / "data"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = package["resources"]
    all_rows = {resource["name"]: list(rows_of(folder, resource)) for resource in resources}
    faults = [fault for resource in resources for fault in faults_of(resource, all_rows[resource["name"]], all_rows)]
    named = [path for r in resources for path in (r["path"] if isinstance(r["path"], list) else [r["path"]])]
    if sorted(named) != sorted(file.name for file in folder.glob("*.csv")):
        faults.append(f"the package names {sorted(named)}")
    if not package["title"] or any(not ({"name", "path"} & set(licence)) for licence in package.get("licenses", [])):
        faults.append("its title, or where its licence stands, is missing")
    print("\n".join(faults[:50]), file=sys.stderr, end="\n" if faults else "")
    print(f"data package: {len(resources)} tables with {sum(map(len, all_rows.values()))} rows, {len(faults)} wrong")
    sys.exit(bool(faults) or not any(all_rows.values()))


main()
