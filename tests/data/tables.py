#!/usr/bin/env python3
"""Reads the CSV downloads back, as another program would, and compares them with the JSON download: all
tables, all rows, all cells, with their types. Also: UTF-8 with a byte order mark, line ends as RFC 4180 has them, no cell that a
spreadsheet would run.

    python3 tests/data/tables.py FOLDER
"""

import csv
import json
import re
import sys
from pathlib import Path

RUN = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins so


def cell(value):
    """A value of the JSON as its cell has to be."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = "; ".join(value) if isinstance(value, list) else value
    return f"'{text}" if text.startswith(RUN) else text


def typed(text, column):
    """A cell as its type in the schema has it; the apostrophe in front of a formula is no part of it."""
    kinds = column["type"] if isinstance(column["type"], list) else [column["type"]]
    if text == "" and "null" in kinds:
        return None
    if "boolean" in kinds:
        return {"true": True, "false": False}[text]
    if "integer" in kinds:
        return int(text)
    if text.startswith("'") and text[1:].startswith(RUN):
        text = text[1:]
    if "array" in kinds:
        return text.split("; ") if text else []
    return text


def document_of(folder):
    """The JSON download, its parts joined table by table, and the CSV files of each table; None where they are not told."""
    document = json.loads((folder / "throughline.json").read_text(encoding="utf-8"))
    if "parts" not in document:
        return document, None
    parts = [json.loads((folder / part["file"]).read_text(encoding="utf-8")) for part in document["parts"]]
    for part, told in zip(parts, document["parts"]):
        assert {name: len(part[name]) for name in told["rows"]} == told["rows"], told["file"]
    joined = {name: [row for part in parts for row in part[name]] for name in document["tables"]}
    return joined, document["tables"]


def faults_of(name, table, schema, folder, files):
    """Faults of a table's files; of several, each has the head row and they follow each other."""
    start = 0
    for file in files:
        with (folder / file).open(encoding="utf-8-sig", newline="") as lines:
            count = sum(1 for _ in csv.reader(lines)) - 1
        last = file == files[-1]
        part = table[start:] if last else table[start:start + count]
        yield from (f"{file}: {fault}" for fault in faults_of_file(part, schema, folder / file))
        start += count


def faults_of_file(table, schema, file):
    text = file.read_bytes().decode("utf-8")
    columns = schema["items"]["properties"]
    # What stands in quotes may hold any line end.
    outside = re.sub(r'"(?:[^"]|"")*"', "", text)
    if not text.startswith("\ufeff"):
        yield "begins without the byte order mark that Excel needs"
    if not text.endswith("\r\n") or re.search(r"(?<!\r)\n|\r(?!\n)", outside):
        yield "a line does not end with CRLF"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        head, *rows = csv.reader(lines, strict=True)
    if head != list(columns):
        yield f"columns {head}, and in the schema {list(columns)}"
    if len(rows) != len(table):
        yield f"{len(rows)} rows, and {len(table)} in the JSON"
    for number, (row, values) in enumerate(zip(rows, table), 2):
        if len(row) != len(head) or list(values) != head:
            yield f"row {number}: {len(row)} cells under {len(head)} columns, or other columns in the JSON"
            continue
        for column, found in zip(head, row):
            value = values[column]
            where = f"row {number}, {column}"
            if found.startswith(RUN):
                yield f"{where}: a spreadsheet runs {found!r}"
            if found != cell(value):
                yield f"{where}: {found!r}, and in the JSON {value!r}"
            elif typed(found, columns[column]) != value:
                yield f"{where}: {found!r} cannot be read back as {value!r}"


def main():
    folder = Path(sys.argv[1]) / "data"
    document, listed = document_of(folder)
    properties = json.loads((folder / "schema.json").read_text(encoding="utf-8"))["properties"]
    tables = {name: rows for name, rows in document.items() if isinstance(rows, list)}
    named = listed or {name: [f"{name}.csv"] for name in tables}
    faults = [fault for name, rows in tables.items() for fault in faults_of(name, rows, properties[name], folder, named[name])]
    files = {file.name for file in folder.glob("*.csv")}
    if files != {file for of in named.values() for file in of} or not any(tables.values()):
        faults.append(f"files {sorted(files)}, and tables {sorted(tables)}")
    print("\n".join(faults[:50]), file=sys.stderr, end="\n" if faults else "")
    print(f"tables: {len(tables)} tables with {sum(map(len, tables.values()))} rows, {len(faults)} wrong")
    sys.exit(bool(faults))


main()
