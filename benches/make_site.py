#!/usr/bin/env python3
"""Makes a synthetic site of any size, for measuring and for trying things out.

    python3 benches/make_site.py DIR --inspections N [--seed S]

The same N and seed give the same bytes. Everything in it is invented: the places, the people and
the sentences, which are put together from `made_up_words.py`. `throughline check` finds no error
in it; it warns of the few inspections that are not reviewed, which are there on purpose.

Start reading at `make_site`; a report's history is decided in `follow_up`.
"""

import argparse
import itertools
import random
import re
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import made_up_words as words
from report_forms import FRAMEWORKS, MONTHS, SLOTS
from report_text import inspection_text, quoted, listed, update_text

RECOMMENDATIONS = 6


# --- What is made ------------------------------------------------------------------------------


@dataclass
class Statement:
    """A finding of any kind: its words and its attributes in the order in which they are written."""

    text: str
    id: str
    themes: list
    links: dict = field(default_factory=dict)
    things: str = ""
    urgent: bool = False
    board: bool = False


@dataclass
class Report:
    """One inspection or update while it is being made."""

    authority: str
    framework: str
    day: date
    held: bool = True
    reviewed: bool = True
    judgements: list = field(default_factory=list)
    asks: list = field(default_factory=list)
    strengths: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    taken: set = field(default_factory=set)

    @property
    def name(self):
        return f"{self.day:%Y-%m}-{self.framework}"

    @property
    def when(self):
        return f"{MONTHS[self.day.month - 1]} {self.day.year}"

    def new_id(self, stem):
        """The stem, with `-2` and so on where it is taken."""
        for number in itertools.count(1):
            name = stem if number == 1 else f"{stem}-{number}"
            if name not in self.taken:
                self.taken.add(name)
                return name


@dataclass
class Asked:
    """An earlier recommendation as later reports see it."""

    report: Report
    statement: Statement
    last: str = ""

    def target(self, seen_from):
        """Its id as the later report writes it."""
        name = f"{self.report.name}#{self.statement.id}"
        return name if self.report.authority == seen_from.authority else f"{self.report.authority}/{name}"


class Writer:
    """Puts sentences together, with one source of chance."""

    def __init__(self, chance, places):
        self.chance = chance
        self.places = places

    def fill(self, sentence, **known):
        pick = self.chance.choice
        number = self.chance.randint(3, 24)
        good, good_too = self.chance.sample(words.GOOD_WORDS, 2)
        bad, bad_too = self.chance.sample(words.BAD_WORDS, 2)
        place, other_place = self.chance.sample(self.places, 2)
        values = dict(
            where=pick(words.WHERE), cause=pick(words.CAUSES), good_end=pick(words.GOOD_ENDS), bad_end=pick(words.BAD_ENDS),
            good=good, good_too=good_too, bad=bad, bad_too=bad_too, place=place, other_place=other_place,
            number=number, larger=number + self.chance.randint(9, 160),
        )
        values.update(known)
        if "things" in values:
            values["Things"] = values["things"][0].upper() + values["things"][1:]
        for _ in range(2):  # what is filled in may name gaps of its own
            sentence = sentence.format(**values)
        return sentence

    def say(self, sentences, things, evidence=0.6, **known):
        """One sentence about things, as a rule with another that bears it out."""
        text = self.fill(self.chance.choice(sentences), things=things, **known)
        if self.chance.random() < evidence:
            text += " " + self.fill(self.chance.choice(words.EVIDENCE))
        return text

    def subject(self):
        """Something to write about: its themes, the things, and where they are found."""
        theme, _, _, things = self.chance.choice(words.SUBJECTS)
        if self.chance.random() < 0.4:
            group, _, _, spoken_of = self.chance.choice(words.GROUPS)
            return [theme, group], self.chance.choice(things), spoken_of
        return [theme], self.chance.choice(things), self.chance.choice(words.WHERE)


def slug(text):
    """An id from a few words."""
    short = [w for w in re.sub(r"[^a-z ]", "", text.lower().replace("-", " ")).split() if w not in ("of", "the", "to", "a", "in", "and")]
    return "-".join(short)[:60].rstrip("-")


# --- One report's findings ---------------------------------------------------------------------


def fresh(writer, report, sentences, evidence=0.6):
    """A statement about something new."""
    themes, things, where = writer.subject()
    text = writer.say(sentences, things, evidence, where=where)
    return Statement(text, report.new_id(slug(things)), themes, things=things)


def ask(writer, report, urgent=False):
    """A recommendation about something new."""
    statement = fresh(writer, report, words.URGENT_SENTENCES if urgent else words.ASKING_SENTENCES, evidence=0.1)
    statement.urgent = urgent
    return statement


def answer(writer, report, asked, verdict, basis):
    """A statement about what was asked for before, without its link."""
    themes, things = list(asked.statement.themes), asked.statement.things
    sentences = {"met": words.GOOD_SENTENCES, "partly-met": words.MIXED_SENTENCES, "missed": words.BAD_SENTENCES}[verdict]
    text = writer.say(sentences, things)
    if basis == "stated":
        opening = writer.chance.choice(words.STATED_OPENINGS[verdict]).format(when=asked.report.when)
        text = f"{opening} {text}"
    return Statement(text, report.new_id(slug(things)), themes, things=things)


def ask_again(writer, report, asked):
    """A recommendation about what was asked for before, without its link."""
    themes, things = list(asked.statement.themes), asked.statement.things
    return Statement(writer.say(words.ASKING_SENTENCES, things, 0.1), report.new_id(slug(things)), themes, things=things)


WAYS = {"met": 30, "partly-met": 22, "missed": 18, "parts": 5, "several": 5, "again": 12, "missed-ask": 5, "supersedes": 4, "remains": 5}
BASES = {"stated": 45, "answered": 30, "editor": 25}


def weighted(chance, table):
    return chance.choices(list(table), list(table.values()))[0]


def open_to_follow_up(asked, chance):
    """What was replaced is over; what was met is seldom spoken of again."""
    return asked.last != "supersedes" and (asked.last != "met" or chance.random() < 0.12)


def follow_up(writer, report, earlier, asked_before):
    """Lets a report speak of some of what was asked before, each in one of the many ways."""
    chance = writer.chance
    pool = [a for a in asked_before[-30:] if open_to_follow_up(a, chance)]
    chosen = chance.sample(pool, min(len(pool), chance.randint(4, 9)))
    while chosen:
        asked = chosen.pop()
        way = weighted(chance, WAYS)
        if way in ("again", "missed-ask", "supersedes") and len(report.asks) >= RECOMMENDATIONS // 2:
            way = "missed"
        if way == "several" and not chosen:
            way = "met"
        follow_up_one(writer, report, earlier, asked, way, chosen)
        if way != "parts":
            asked.last = {"several": "met", "missed-ask": "missed"}.get(way, way)
    if earlier and chance.random() < 0.35:
        speak_of_group(writer, report, earlier)
    if earlier and chance.random() < 0.5:
        look_back(writer, report, chance.choice(earlier))


def follow_up_one(writer, report, earlier, asked, way, others):
    chance, target = writer.chance, asked.target(report)
    if way in ("again", "missed-ask", "supersedes"):
        statement = ask_again(writer, report, asked)
        statement.links["missed" if way == "missed-ask" else way] = target
        if way == "missed-ask":
            statement.links["basis"] = "stated"
        report.asks.append(statement)
    elif way == "remains":
        statement = answer(writer, report, asked, "missed", "stated")
        statement.links[way] = target
        report.findings.append(statement)
    elif way == "parts":
        words_of_parts = chance.sample(("timeliness", "quality", "the out-of-hours service", "the long-term teams"), 2)
        for verdict, part in zip(chance.sample(("met", "partly-met", "missed"), 2), words_of_parts):
            statement = answer(writer, report, asked, verdict, "answered")
            statement.links.update({verdict: target, "part": part, "basis": "answered"})
            report.findings.append(statement)
    else:
        verdict, basis = ("met" if way == "several" else way), weighted(chance, BASES)
        statement = answer(writer, report, asked, verdict, basis)
        targets = [target]
        if way == "several":
            other = others.pop()
            other.last = "met"
            targets.append(other.target(report))
        statement.links[verdict] = ", ".join(targets)
        if basis != "editor" or chance.random() < 0.5:
            statement.links["basis"] = basis
        between = [r.name for r in earlier if asked.report.day < r.day]
        if basis == "stated" and between and chance.random() < 0.15:
            statement.links["via"] = chance.choice(between)
        put(report, statement, verdict)


def put(report, statement, verdict):
    """Good news stands among the strengths or the answers, where the framework has such a section."""
    if verdict == "met" and FRAMEWORKS[report.framework].answers:
        report.answers.append(statement)
    elif verdict == "met":
        report.strengths.append(statement)
    else:
        report.findings.append(statement)


def speak_of_group(writer, report, earlier):
    chance = writer.chance
    about = chance.choice(earlier[-4:])
    key, quantity = chance.choice(list(words.GROUP_SENTENCES))
    text = words.GROUP_SENTENCES[key, quantity].format(when=about.when) + " " + writer.fill(chance.choice(words.EVIDENCE))
    kind = ""
    if any(a.urgent for a in about.asks) and chance.random() < 0.5:
        kind = chance.choice(("priority-action ", "recommendation "))
    statement = Statement(text, report.new_id("earlier-inspection"), ["leadership"], {key: f"{quantity} {kind}of {about.name}"})
    report.findings.append(statement)


def look_back(writer, report, about):
    better = writer.chance.random() < 0.6
    things = writer.chance.choice(words.SUBJECTS)[3][0]
    opening = f"Compared with {about.when}, the service has moved {'forward' if better else 'back'}."
    text = f"{opening} {writer.say(words.GOOD_SENTENCES if better else words.BAD_SENTENCES, things, 0.3)}"
    statement = Statement(text, report.new_id("since-then"), ["leadership"], {"mentions": about.name})
    if about.judgements:
        statement.links.update(judgement=writer.chance.choice(about.judgements)[0], direction="better" if better else "worse")
    report.findings.append(statement)


# --- One authority's reports -------------------------------------------------------------------


def day_in(chance, first, last):
    """A day in a range of months; the first week is left out, so that a visit lies within its month."""
    month = chance.randint(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1] - 1)
    return date(month // 12, month % 12 + 1, chance.randint(8, 28))


def inspections_of(writer, authority, number, count, before):
    """An authority's inspections in order of date; `before` is what a council that it succeeds was asked."""
    chance = writer.chance
    slots = [SLOTS[n] for n in sorted(chance.sample(range(len(SLOTS)), count))]
    reports, asked_before = [], []
    for place, (framework, first, last) in enumerate(slots):
        report = Report(authority, framework, day_in(chance, first, last))
        known_only = place == 1 and count > 3 and number % 3 == 0
        fill_report(writer, report, reports, asked_before, known_only)
        report.reviewed = not (place == count - 1 - number % 2 and number % 5 == 0)
        if framework == "sif" and before:
            inherited = before.pop()
            statement = answer(writer, report, inherited, "partly-met", "stated")
            statement.links.update({"partly-met": inherited.target(report), "basis": "stated"})
            report.findings.append(statement)
        reports.append(report)
        asked_before.extend(Asked(report, statement) for statement in report.asks)
    return reports


def fill_report(writer, report, earlier, asked_before, known_only):
    chance, framework = writer.chance, FRAMEWORKS[report.framework]
    for name in framework.judgements:
        report.judgements.append((name, chance.choices(framework.grades, (1, 5, 6, 2))[0]))
    if known_only:
        report.held = False
        report.asks = [ask(writer, report) for _ in range(2)]
        return
    follow_up(writer, report, earlier, asked_before)
    if framework.urgent:
        report.asks.extend(ask(writer, report, urgent=True) for _ in range(chance.choice((0, 0, 1, 2))))
    while len(report.asks) < RECOMMENDATIONS:
        report.asks.append(ask(writer, report))
    if report.framework == "sif":
        report.asks[-1].board = True
    wanted = chance.randint(3, 6)
    while len(report.strengths) < wanted:
        report.strengths.append(fresh(writer, report, words.GOOD_SENTENCES))
    wanted = chance.randint(10, 20)
    while len(report.findings) < wanted:
        report.findings.append(fresh(writer, report, chance.choice((words.GOOD_SENTENCES, words.MIXED_SENTENCES, words.BAD_SENTENCES))))


def update_after(writer, report, next_day):
    """The council's own paper, half a year or so after an inspection and before the next one."""
    chance = writer.chance
    day = report.day + timedelta(days=chance.randint(100, 220))
    if day >= next_day:
        return None
    update = Report(report.authority, "update", day)
    for asked in chance.sample([Asked(report, s) for s in report.asks], 4):
        things = asked.statement.things
        claim = Statement(writer.say(words.CLAIM_SENTENCES, things, 0), update.new_id(slug(things)), asked.statement.themes)
        claim.links[chance.choice(("met", "done", "under-way"))] = asked.target(update)
        update.answers.append(claim)
    for statement in chance.sample(report.asks, 2):
        plan = Statement(writer.say(words.PLAN_SENTENCES, statement.things, 0), update.new_id(slug(statement.things)), statement.themes)
        plan.links["plans"] = f"{report.name}#{statement.id}"
        update.findings.append(plan)
    if chance.random() < 0.3:
        update.findings[0].links["plans"] = f"all of {report.name}"
    return update


# --- Text of the files -------------------------------------------------------------------------


def place_names(chance):
    """Names without end, in an order of chance: plain ones first."""
    for qualifier in words.PLACE_QUALIFIERS:
        names = [qualifier + a + b for a in words.PLACE_BEGINNINGS for b in words.PLACE_ENDINGS]
        chance.shuffle(names)
        yield from names


def sizes(chance, inspections):
    """How many inspections each authority has: about ten, seldom the same, all of them together as asked."""
    count = max(1, round(inspections / 10))
    shares = [inspections // count + (n < inspections % count) for n in range(count)]
    for _ in range(count * 2):
        giver, taker = chance.randrange(count), chance.randrange(count)
        if shares[giver] > 4 and shares[taker] < len(SLOTS) - 1:
            shares[giver] -= 1
            shares[taker] += 1
    return shares


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")


def write_themes(content):
    for theme, title, terms, *_ in words.SUBJECTS + words.GROUPS:
        group = "group = true\n" if any(theme == g[0] for g in words.GROUPS) else ""
        text = f"+++\ntitle = {quoted(title)}\nterms = {listed(terms)}\n{group}+++\n\nWhat reports say about {title.lower()}: how it works, and what children notice of it.\n"
        write(content / "themes" / f"{theme}.md", text)


def write_authority(content, authority, name, number, succeeds):
    region = words.REGIONS[number % len(words.REGIONS)]
    lines = ["+++", f"name = {quoted(name)}", f"other_names = [{quoted(name + ' Council')}]", f"region = {quoted(region)}"]
    if succeeds:
        lines.append(f'succeeds = ["{succeeds}"]')
    lines += ["", "[[code]]", 'scheme = "ONS GSS"', f'value = "X{number:08}"', "from = 2009-04-01", "+++", ""]
    lines.append(f"{name} is an invented council in the {region}. It answers for children's services in its area.")
    write(content / "authorities" / f"{authority}.md", "\n".join(lines))


def write_reports(content, writer, reports):
    authority = reports[0].authority
    for number, report in enumerate(reports):
        write(content / "inspections" / authority / f"{report.name}.md", inspection_text(writer, report, reports[:number]))
        next_day = reports[number + 1].day if number + 1 < len(reports) else report.day + timedelta(days=365)
        if report.held and writer.chance.random() < 0.15:
            update = update_after(writer, report, next_day.replace(day=1))
            if update:
                write(content / "updates" / authority / f"{update.name}.md", update_text(writer, update, report))


def make_site(folder, inspections, seed):
    """Writes the whole site into a folder that is empty or not there yet."""
    chance = random.Random(f"{seed}")
    names = place_names(chance)
    towns = [next(names) for _ in range(60)]
    write(folder / "site.toml", 'title = "Synthetic throughline"\ndescription = "Invented inspections, for measuring."\nbase_url = "https://site.example/kb/"\nlanguage = "en-GB"\npublisher = "Nobody"\nlicence = "Invented"\n')
    content = folder / "content"
    write_themes(content)
    previous = None
    for number, (count, name) in enumerate(zip(sizes(chance, inspections), names)):
        authority = name.lower().replace(" ", "-")
        writer = Writer(random.Random(f"{seed}/{number}"), towns)
        takes_over = previous if number % 30 == 29 else None
        before = [Asked(r, s) for r in takes_over if r.day.year < 2013 for s in r.asks[:1]] if takes_over else []
        reports = inspections_of(writer, authority, number, count, before)
        write_authority(content, authority, name, number, takes_over[0].authority if takes_over else "")
        write_reports(content, writer, reports)
        previous = reports


def main():
    parser = argparse.ArgumentParser(description="Make a synthetic site, the same for the same numbers.")
    parser.add_argument("folder", metavar="DIR", type=Path, help="where to; it must be empty or not be there")
    parser.add_argument("--inspections", metavar="N", type=int, required=True, help="how many inspections")
    parser.add_argument("--seed", metavar="S", type=int, default=1, help="another seed gives another site (default 1)")
    arguments = parser.parse_args()
    most = 10 * (len(words.PLACE_QUALIFIERS) * len(words.PLACE_BEGINNINGS) * len(words.PLACE_ENDINGS) - 60)
    if not 1 <= arguments.inspections <= most:
        parser.error(f"N is between 1 and {most}")
    if arguments.folder.exists() and (not arguments.folder.is_dir() or any(arguments.folder.iterdir())):
        sys.exit(f"error: {arguments.folder} is there and not empty")
    make_site(arguments.folder, arguments.inspections, arguments.seed)


if __name__ == "__main__":
    main()
