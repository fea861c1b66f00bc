"""Pages and feeds: compared element by element, in order, white space aside."""
import json
import re
from difflib import SequenceMatcher
from html.parser import HTMLParser

from .kinds import Difference

# White space beside these is nothing that a reader sees; beside any other element it parts words.
BLOCKS = set(
    "html head body title meta link script style main header footer nav section article aside div p ul ol li dl dt dd table"
    " caption thead tbody tfoot tr th td h1 h2 h3 h4 h5 h6 form fieldset legend details summary figure figcaption blockquote"
    " pre hr br option select svg g path rect circle line text template noscript dialog search".split()
)
VOID = set("area base br col embed hr img input link meta source track wbr".split())
KEPT = {"pre", "textarea"}


class Tokens(HTMLParser):
    """A page as a list of (text of the token, the element it stands in)."""

    def __init__(self, is_page):
        super().__init__(convert_charrefs=True)
        self.is_page = is_page
        self.tokens = []
        self.open = []
        self.described = False

    def place(self):
        return self.open[-1][1] if self.open else "the page"

    def put(self, text):
        self.tokens.append((text, self.place()))

    def handle_starttag(self, tag, attributes):
        kept = sorted((key, "" if value is None else value) for key, value in attributes)
        classes = dict(kept).get("class", "").split()
        label = ".".join([tag, *classes])
        self.put("<" + " ".join([tag, *(f'{key}="{value}"' for key, value in kept)]) + ">")
        if not self.is_page or tag not in VOID:
            self.open.append((tag, label))
        self.described = tag == "script" and dict(kept).get("type") == "application/ld+json"

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if not self.is_page or tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self.described = False
        if any(tag == name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass
        self.put(f"</{tag}>")

    def handle_data(self, data):
        if self.described:
            for line in json.dumps(json.loads(data), indent=0, ensure_ascii=False).split("\n"):
                self.put(line)
        elif any(tag in KEPT for tag, _ in self.open):
            self.put(data)
        else:
            self.put(re.sub(r"\s+", " ", data))

    def handle_decl(self, decl):
        self.put(f"<!{decl}>")

    def handle_comment(self, data):
        self.put(f"<!--{data}-->")


def tag_of(token):
    found = re.match(r"</?([\w:-]+)", token)
    return found[1].lower() if found else ""


def tokens(text, is_page):
    """The tokens, with white space left only where it parts words."""
    parser = Tokens(is_page)
    parser.feed(text)
    parser.close()
    all_tokens = parser.tokens
    kept = []
    for n, (token, place) in enumerate(all_tokens):
        if not token.startswith("<") and place.split(".")[0] not in KEPT:
            before = all_tokens[n - 1][0] if n else "<html>"
            after = all_tokens[n + 1][0] if n + 1 < len(all_tokens) else "<html>"
            if not is_page or tag_of(before) in BLOCKS:
                token = token.lstrip(" ")
            if not is_page or tag_of(after) in BLOCKS:
                token = token.rstrip(" ")
        if token:
            kept.append((token, place))
    return kept


def differences(name, old, new):
    """Each place where the two pages differ."""
    is_page = name.endswith(".html")
    first, second = tokens(old, is_page), tokens(new, is_page)
    # What is alike at both ends needs no looking for.
    start = 0
    while start < min(len(first), len(second)) and first[start][0] == second[start][0]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end][0] == second[-1 - end][0]:
        end += 1
    first, second = first[start : len(first) - end], second[start : len(second) - end]
    # The usual case, and a hundred times as fast: the same elements, a few of their texts or attributes changed.
    if stand_against(first, second) and sum(a[0] != b[0] for a, b in zip(first, second)) * 5 <= len(first):
        yield from one_by_one(first, second)
        return
    match = SequenceMatcher(None, [t for t, _ in first], [t for t, _ in second], autojunk=False)
    chunks = [(first[a:b], second[c:d]) for what, a, b, c, d in match.get_opcodes() if what != "equal"]
    yield from moved(chunks)


def moved(chunks):
    """What is gone in one place and comes again in another has only moved."""
    gone = {}
    for old, new in chunks:
        if old and not new:
            gone.setdefault(text_of(old), []).append(old)
    moves = set()
    for old, new in chunks:
        if new and not old and gone.get(text_of(new)):
            moves.add(id(gone[text_of(new)].pop()))
            moves.add(id(new))
            yield Difference(f"moved, in {new[0][1]}", text_of(new), "", shape(new))
    for old, new in chunks:
        if id(old) not in moves and id(new) not in moves:
            yield from one_by_one(old, new)


def one_by_one(old, new):
    """A chunk whose tokens stand against each other is as many differences; any other is one."""
    if not stand_against(old, new):
        what = "changed" if old and new else "gone" if old else "new"
        yield Difference(f"{what}, in {(new or old)[0][1]}", text_of(old), text_of(new), f"{shape(old)} {shape(new)}")
        return
    for (a, place), (b, _) in zip(old, new):
        if a == b:
            continue
        if is_tag((a, place)):
            yield attributes(a, b)
        else:
            yield from words(place, a, b)


def stand_against(old, new):
    return len(old) == len(new) and all(is_tag(a) == is_tag(b) and tag_of(a[0]) == tag_of(b[0]) for a, b in zip(old, new))


def is_tag(token):
    return token[0].startswith("<")


def attributes(old, new):
    """Only what differs among the attributes of one element."""
    (a, b) = (dict(re.findall(r'([^\s"=]+)="((?:[^"])*)"', side)) for side in (old, new))
    keys = [key for key in [*a, *[k for k in b if k not in a]] if a.get(key) != b.get(key)]
    label = ".".join([tag_of(new), *b.get("class", "").split()]) if "class" not in keys else tag_of(new)
    named = f"[{a['name'] if 'name' in a else a['property']}]" if tag_of(new) == "meta" and ("name" in a or "property" in a) else ""
    said = [" ".join(f'{key}="{side[key]}"' for key in keys if key in side) for side in (a, b)]
    return Difference(f"attributes {', '.join(keys)} of {label}{named}", *said)


def words(place, old, new):
    """Each run of words that differs between two texts, with some words of what stands before and after."""
    a, b = re.findall(r"\s*\S+|\s+$", old), re.findall(r"\s*\S+|\s+$", new)
    match = SequenceMatcher(None, a, b, autojunk=False)
    if match.ratio() < 0.3:
        yield Difference(f"text in {place}", old, new, "text")
        return
    for start, end, at, to in runs(match):
        before, after = "".join(a[max(0, start - 4) : start]), "".join(a[end : end + 4])
        yield Difference(f"text in {place}", "".join(a[start:end]), "".join(b[at:to]), "words", before, after)


def runs(match):
    """Where two lists of words differ; what has only one or two words between is one run, as a reader would say it."""
    found = []
    for what, start, end, at, to in match.get_opcodes():
        if what == "equal":
            continue
        if found and start - found[-1][1] <= 2:
            found[-1][1], found[-1][3] = end, to
        else:
            found.append([start, end, at, to])
    return found


def text_of(chunk):
    return "".join(token for token, _ in chunk)


def shape(chunk):
    """The elements of a chunk with their classes, its texts as a sign."""
    return "".join(f"<{tag_of(t)} {' '.join(re.findall('class=.([^>]*?).[ >]', t))}>" if is_tag((t, "")) else "…" for t, _ in chunk)
