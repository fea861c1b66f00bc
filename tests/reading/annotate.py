"""Readers' notes -> annotations by place and fingerprint, without a word of a report.

    annotate.py INDEX.json NOTES.txt > annotations/COUNCIL.txt

INDEX.json lists a council's reports with the fingerprints of their blocks and sentences; NOTES.txt is what a reader
(or whoever settled two readers' differences) noted, one fact a line. A fingerprint is the first 12 hexadecimal digits
of the SHA-256 of the letters and digits in lower case. The form of the result is described in README.txt.
"""

import json
import re
import sys


def fields(parts):
    return dict(part.strip().split("=", 1) for part in parts if "=" in part)


def main(index_path, notes_path):
    with open(index_path) as file:
        index = json.load(file)
    names = {report["report"]: f"r{number}" for number, report in enumerate(index, 1)}
    blocks = {r["report"]: {b["n"]: b for b in r["blocks"]} for r in index}
    for report in index:
        print("report", names[report["report"]], report["pdf"])

    def block(report, number):
        return blocks[report][int(number)]

    def sentences(found):
        return ",".join(sentence["fp"] for sentence in found["sentences"])

    def target(text):
        report, _, number = text.strip().partition("#")
        number = number.partition(".")[0]
        if report not in names:
            return None
        return names[report] + "#" + (sentences(block(report, number)) if number.isdigit() else "all")

    def about(text):
        text = text.strip()
        known = [names[one.strip()] for one in text.split(",") if one.strip() in names]
        if known:
            return ",".join(known)
        years = re.findall(r"(?:19|20)\d\d", text)
        return "-" if text == "-" else "?" + ",".join(years)

    skipped = 0
    with open(notes_path) as file:
        lines = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    for line in lines:
        kind, place, *rest = [part.strip() for part in line.split("|")]
        report, _, at = place.rpartition(" ")
        report = report.strip()
        number, _, sentence = at.partition(".")
        try:
            found = block(report, number)
            if kind == "FU":
                f = fields(rest)
                on = target(f["target"])
                if on is None or on.endswith("#all"):
                    raise KeyError(f["target"])
                print("FU", names[report], sentences(found), f"on={on} basis={f['basis']} verdict={f['verdict']} part={f['part']}")
                continue
            s = found["sentences"][int(sentence or 1) - 1]
            at = f"{names[report]} {found['fp']} {s['fp']} {s['head']} {s['tail']}"
            if kind == "NM":
                print("NM", at)
            elif kind == "LB":
                f = fields(rest)
                targets = f.get("targets", "-").strip()
                if targets not in ("-", "ALL"):
                    targets = ";".join(filter(None, (target(t) for t in targets.split(",")))) or "-"
                print("LB", at, f"about={about(f['about'])} matter={f['matter'].strip()} verdict={f['verdict'].strip()}"
                      f" extent={f['extent'].strip()} dir={f['dir'].strip()} on={targets}")
            else:
                raise KeyError(kind)
        except (KeyError, IndexError, ValueError) as problem:
            skipped += 1
            print(f"{notes_path}: not understood ({problem}): {line[:60]}", file=sys.stderr)
    return 1 if skipped * 20 > len(lines) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
