"""The Markdown and the front matter of synthetic reports, for `make_site.py`."""

import re
from datetime import timedelta

import made_up_words as words
from report_forms import FRAMEWORKS, MONTHS


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def listed(texts):
    return "[" + ", ".join(quoted(t) for t in texts) + "]"


def attributes(statement, at):
    pairs = {"theme": ", ".join(statement.themes), **statement.links, "at": at}
    written = [f"{key}={value if re.fullmatch(r'[a-z0-9/#-]+', value) else quoted(value)}" for key, value in pairs.items()]
    return "{" + " ".join([f"#{statement.id}", *written]) + "}"


class Body:
    """A report's Markdown, which counts its paragraphs as the report would."""

    def __init__(self, chance):
        self.chance = chance
        self.lines = []
        self.paragraph = 0

    def heading(self, text):
        self.lines += [f"## {text}", ""]

    def prose(self, text):
        self.paragraph += 1
        self.lines += [text, ""]

    def items(self, statements):
        for statement in statements:
            self.paragraph += 1
            at = f"paragraph {self.paragraph}" if self.paragraph % 5 else f"page {2 + self.paragraph // 6}"
            self.lines.append(f"- {statement.text} {attributes(statement, at)}")
            if self.chance.random() < 0.05:
                self.lines += ["", "  The report names three conditions:", "", "  - a date for each step", "  - a manager who answers for it", "  - a *short* note to the family"]
        self.lines.append("")

    def section(self, heading, statements):
        if statements:
            self.heading(heading)
            self.items(statements)


def inspection_text(writer, report, earlier):
    framework, body = FRAMEWORKS[report.framework], Body(writer.chance)
    if not report.held:
        body.prose("This inspection is known only from later reports, which name what stands below.")
        body.section("What it asked for {kind=recommendation}", report.asks)
        return front_matter(writer, report) + "\n".join(body.lines)
    body.heading("About this inspection")
    for sentence in writer.chance.sample(words.NARRATIVE, 3):
        body.prose(writer.fill(sentence))
    if earlier:
        body.prose(f"The inspection before this one was [[{earlier[-1].name}]]; the first that is listed here is [of {earlier[0].when}]({earlier[0].name}.md).")
    own = [a for a in report.asks if not a.board]
    board = [a for a in report.asks if a.board]
    body.section(framework.strengths, report.strengths)
    body.section(framework.answers, report.answers)
    body.section(framework.findings, report.findings)
    body.section(framework.urgent, [a for a in own if a.urgent])
    body.section(framework.asks, [a for a in own if not a.urgent])
    if board:
        body.heading("The Local Safeguarding Children Board (LSCB)")
        body.lines += ['### Recommendations {to="the safeguarding board"}', ""]
        body.items(board)
    return front_matter(writer, report) + "\n".join(body.lines)


def update_text(writer, report, about):
    body = Body(writer.chance)
    body.heading("Background")
    body.prose(f"This paper tells the scrutiny committee what has been done since [[{about.name}]]. {{#background mentions={about.name}}}")
    body.section("Progress so far", report.answers)
    body.section("Next steps", report.findings)
    return front_matter(writer, report) + "\n".join(body.lines)


def front_matter(writer, report):
    chance, update = writer.chance, report.framework == "update"
    title = f"Progress since the inspection: paper of {report.when}" if update else FRAMEWORKS[report.framework].title
    published = report.day if update else report.day + timedelta(days=chance.randint(25, 60))
    lines = ["+++", f"title = {quoted(title)}", f'framework = "{report.framework}"']
    if not update and not report.held:
        lines += [f'inspected = "{report.day:%Y-%m}"', "held = false", 'not_stated = ["published", "inspectors"]']
    else:
        if not update:
            lines.append(f"inspected = {{ from = {report.day - timedelta(days=chance.randint(1, 7))}, to = {report.day} }}")
            lines.append(f"inspectors = {listed(f'{chance.choice(words.FIRST_NAMES)} {chance.choice(words.LAST_NAMES)}' for _ in range(2))}")
        lines.append(f"published = {published}")
    lines.append(f'wording = "{"verbatim" if chance.random() < 0.05 else "summary"}"')
    if not report.reviewed:
        lines.append("reviewed = false")
    if not update and report.held and FRAMEWORKS[report.framework].narrow:
        seen = sorted({theme for s in report.asks + report.strengths for theme in s.themes})
        lines += [f"scope = {listed(seen)}", f"scope_text = {quoted('Help and protection, as far as ' + seen[0].replace('-', ' ') + ' goes')}"]
    if chance.random() < 0.02:
        lines += [f'aliases = ["{report.name}-report"]', f'renamed = {{ old-name = "{(report.asks or report.answers)[0].id}" }}']
    lines += ["", "[source]"]
    if report.held:
        lines.append(f"title = {quoted(f'{title}, {published.day} {MONTHS[published.month - 1]} {published.year}')}")
        lines += [f'url = "https://reports.example/{report.authority}/{report.name}.pdf"', 'licence = "Invented"', ""]
    else:
        lines += ['title = "Known from later reports"', ""]
    for name, grade in report.judgements:
        lines += ["[[judgement]]", f"name = {quoted(name)}", f"grade = {quoted(grade)}", ""]
    return "\n".join([*lines[:-1], "+++", "", ""])
