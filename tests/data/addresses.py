#!/usr/bin/env python3
"""Whether a site that knows where it stands says so with one voice: the sitemap, robots.txt, the canonical
address of each page, the feeds, and the addresses in the downloads.

    python3 tests/data/addresses.py FOLDER BASE
"""

import json
import re
import sys
import xml.etree.ElementTree as xml
from html.parser import HTMLParser
from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# A folder's own page goes by the folder's name.
INDEX = re.compile(r"(?:(?<=/)|^)index\.html$")


class Page(HTMLParser):
    """The addresses that a page's head states, and its ids."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.leads_on = [], set(), False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.ids.add(values.get("id"))
        if tag == "link":
            self.links.append(values)
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            self.leads_on = True

    def linked(self, rel, kind=None):
        return [link["href"] for link in self.links if link.get("rel") == rel and link.get("type") == kind]


class Check:
    def __init__(self, folder, base):
        self.folder, self.base, self.faults = folder, base, []
        texts = {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}
        self.pages = {name: Page(text) for name, text in texts.items()}

    def wrong(self, fault):
        self.faults.append(fault)

    def leads(self, address, where):
        """An address, with its fragment, leads to something that is here."""
        name, _, fragment = address.removeprefix(self.base).partition("#")
        if name == "" or name.endswith("/"):
            name += "index.html"
        if not address.startswith(self.base) or not (self.folder / name).is_file():
            self.wrong(f"{where}: {address} is not here")
        elif fragment and fragment not in self.pages[name].ids:
            self.wrong(f"{where}: {address} has no such id")

    def sitemap(self):
        root = xml.parse(self.folder / "sitemap.xml").getroot()
        listed = [loc.text for loc in root.iter(f"{MAP}loc")]
        canonical = []
        for name, page in self.pages.items():
            own = page.linked("canonical")
            if name == "404.html":
                if own:
                    self.wrong("404.html has a canonical address")
            elif page.leads_on:
                self.leads(own[0] if len(own) == 1 else "", f"{name}, canonical")
            elif own != [self.base + INDEX.sub("", name)]:
                self.wrong(f"{name}: canonical address {own}")
            else:
                canonical += own
        if sorted(listed) != sorted(canonical):
            self.wrong(f"sitemap.xml and pages differ: {sorted(set(listed) ^ set(canonical))[:10] or 'listed twice'}")
        for address in listed:
            self.leads(address, "sitemap.xml")
        robots = (self.folder / "robots.txt").read_text(encoding="utf-8").splitlines()
        if f"Sitemap: {self.base}sitemap.xml" not in robots:
            self.wrong("robots.txt does not name the sitemap")
        return len(listed)

    def feeds(self):
        files = [file for file in self.folder.rglob("*.xml") if xml.parse(file).getroot().tag == f"{ATOM}feed"]
        ids, linked = set(), set()
        for name, page in self.pages.items():
            for href in page.linked("alternate", "application/atom+xml"):
                target = href if href.startswith(self.base) else (self.folder / name).parent.joinpath(href).resolve().as_uri()
                linked.add(target.replace(self.folder.resolve().as_uri() + "/", self.base))
        for file in files:
            name = file.relative_to(self.folder).as_posix()
            root = xml.parse(file).getroot()
            links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
            if links.get("self") != f"{self.base}{name}":
                self.wrong(f"{name}: calls itself {links.get('self')}")
            self.leads(links.get("alternate", ""), name)
            ids.add(root.findtext(f"{ATOM}id"))
            entries = root.findall(f"{ATOM}entry")
            dates = [entry.findtext(f"{ATOM}updated") for entry in entries]
            if dates != sorted(dates, reverse=True) or (dates and root.findtext(f"{ATOM}updated") != dates[0]):
                self.wrong(f"{name}: is not dated by its newest entry, or entries are not in order")
            own = [entry.findtext(f"{ATOM}id") for entry in entries]
            if len(set(own)) != len(own):
                self.wrong(f"{name}: two entries have one id")
            for entry in entries:
                self.leads(entry.find(f"{ATOM}link").get("href"), name)
        if len(ids) != len(files):
            self.wrong("two feeds have one id")
        addresses = {f"{self.base}{file.relative_to(self.folder).as_posix()}" for file in files}
        if linked != addresses:
            self.wrong(f"feeds, and feeds that pages link to, differ: {len(addresses - linked)} not linked, "
                       f"{len(linked - addresses)} not there: {sorted(linked ^ addresses)[:5]}")
        return len(files)

    def downloads(self):
        document = json.loads((self.folder / "data/throughline.json").read_text(encoding="utf-8"))
        if document["base_url"] != self.base:
            self.wrong(f"data/throughline.json: base_url {document['base_url']}")
        parts = [part["file"] for part in document.get("parts", [{"file": "throughline.json"}])]
        documents = [json.loads((self.folder / "data" / part).read_text(encoding="utf-8")) for part in parts]
        rows = [(name, row) for one in documents for name, table in one.items() if isinstance(table, list) for row in table]
        for name, row in rows:
            self.leads(row["page"], f"data, {name}")
        return len(rows)


def main():
    check = Check(Path(sys.argv[1]), sys.argv[2])
    listed, feeds, rows = check.sitemap(), check.feeds(), check.downloads()
    for fault in check.faults[:50]:
        print(fault, file=sys.stderr)
    print(f"addresses: {listed} in the sitemap, {feeds} feeds, {rows} rows of the downloads, {len(check.faults)} wrong")
    sys.exit(bool(check.faults) or not (listed and feeds and rows))


main()
