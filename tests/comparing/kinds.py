"""What a difference is, and which differences are of one kind."""
import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# In this order: what is masked first must not be found again as a part of something else.
MASKS = [
    (re.compile(r"sha256-[A-Za-z0-9+/=]+"), "‹sum›"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "‹uuid›"),
    (re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+Z?)?"), "‹date›"),
    (re.compile(rf"\b(\d{{1,2}} )?({MONTHS})( \d{{4}})?\b"), "‹date›"),
    (re.compile(r"\d+(\.\d+)?"), "0"),
    (re.compile(r"(‹name›[/#.]?)+(?<![/#.])"), "‹name›"),
]
# Longer than this, words count as text: two of them are of one kind whatever they say.
SHORT = 12


def page_kind(name):
    """What kind of file it is, by its address: its folder, or itself where it stands alone at the root."""
    parts = name.split("/")
    if len(parts) == 1 or parts[-1] == "index.html" or parts[0] in ("assets", "data", "outcomes"):
        return name
    ending = parts[-1].rsplit(".", 1)[-1]
    return parts[0] if ending == "html" else f"{parts[0]}/*.{ending}"


@dataclass(frozen=True)
class Difference:
    """One place where two files differ: `where` it is in them, and what became what."""

    where: str
    old: str
    new: str
    # The same without any words: what the place is made of.
    shape: str = ""
    # What stands before and after, for whoever reads the example.
    before: str = ""
    after: str = ""

    def shown(self):
        return "\n".join(
            f"    {sign} {self.before}{shortened(side)}{self.after}" for sign, side in (("-", self.old), ("+", self.new)) if side or self.shape == "words"
        )


def shortened(text, most=400):
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"


class Names:
    """The names and ids of the two sites, from their own tables."""

    def __init__(self, words):
        known = sorted((re.escape(w) for w in words if len(w) > 2), key=len, reverse=True)
        # An id is not looked for within a longer one.
        self.seen = {}
        self.known = re.compile(rf"(?<![\w-])({'|'.join(known)})(?![\w-])") if known else None

    @classmethod
    def of(cls, *sites):
        words = set()
        for table in (path for site in sites for path in sorted((site / "data").glob("*.csv"))):
            with table.open(encoding="utf-8-sig", newline="") as lines:
                for row in csv.DictReader(lines):
                    words.update(row.get(key) or "" for key in ("name", "title", "page") if table.stem != "judgements")
                    words.update((row.get("other_names") or "").split("; "))
                    words.update(re.split("[/#]", row.get("id") or ""))
        return cls(words)

    def masked(self, text):
        """The text with its figures, dates, ids and names put aside."""
        if text not in self.seen:
            masked = self.known.sub("‹name›", text) if self.known else text
            for mask, instead in MASKS:
                masked = mask.sub(instead, masked)
            self.seen[text] = masked
        return self.seen[text]


@dataclass
class Kind:
    """Differences of one kind, with every file and every wording of it."""

    where: str
    times: int = 0
    files: set = field(default_factory=set)
    # One example of each wording, in the order found.
    wordings: dict = field(default_factory=dict)

    def add(self, name, difference, wording):
        self.times += 1
        self.files.add(name)
        self.wordings.setdefault(wording, (name, difference))

    def examples(self):
        return self.wordings.values()

    def places(self):
        """How many files of each kind, most first."""
        counts = Counter(page_kind(name) for name in self.files)
        named = (kind if kind in self.files else f"{count} {kind}" for kind, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
        return ", ".join(named)


def put_together(found, names):
    """The differences by kind, most files first. Short words tell kinds apart; long ones do not, and neither do short
    ones where more than six wordings have one shape."""
    fine = defaultdict(list)
    for name, difference in found:
        wording = (names.masked(difference.old), names.masked(difference.new))
        fine[names.masked(difference.where), names.masked(difference.shape), wording].append((name, difference))
    wordings_of = Counter((where, shape) for where, shape, _ in fine)
    kinds = {}
    for (where, shape, wording), members in fine.items():
        is_text = any(len(side.split()) > SHORT for side in wording) or wordings_of[where, shape] > 6
        into = kinds.setdefault((where, shape, None if is_text else wording), Kind(where))
        for name, difference in members:
            into.add(name, difference, wording)
    return sorted(kinds.values(), key=lambda kind: (-len(kind.files), -kind.times, kind.where))
