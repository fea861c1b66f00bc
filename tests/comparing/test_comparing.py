"""Tests of the comparison of two built sites, on trees of a few lines.

    python3 -m unittest discover -s tests/comparing -t tests
"""
import tempfile
import unittest
from pathlib import Path

import compare_sites

TABLE = "id,name,page\nmarrowby,Marrowby,authorities/marrowby.html\nthornsea,Thornsea,authorities/thornsea.html\n"


def compared(before, after):
    """What the comparison of two trees gives; both have a table that names two authorities."""
    with tempfile.TemporaryDirectory() as work:
        for site, files in (("before", before), ("after", after)):
            for name, text in {"data/authorities.csv": TABLE, **files}.items():
                path = Path(work, site, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        return compare_sites.compare(Path(work, "before"), Path(work, "after"))


def kinds(before, after):
    """The kinds alone, each as (where, times, files, before, after) of its first example."""
    found = compared(before, after)[3]
    examples = [(kind, next(iter(kind.examples()))[1]) for kind in found]
    return [(kind.where, kind.times, sorted(kind.files), one.old.strip(), one.new.strip()) for kind, one in examples]


class Files(unittest.TestCase):
    def test_the_same_twice_differs_in_nothing(self):
        site = {"index.html": "<p>One</p>", "a.css": "p {}"}
        self.assertEqual(compared(site, dict(site)), ([], [], [], []))

    def test_files_of_one_site_are_listed(self):
        before, after, changed, _ = compared({"a.html": "", "b.html": ""}, {"b.html": "", "c/d.xml": ""})
        self.assertEqual((before, after, changed), (["a.html"], ["c/d.xml"], []))

    def test_what_the_last_build_wrote_is_passed_over(self):
        self.assertEqual(compared({".throughline-manifest": "1"}, {".throughline-manifest": "2"}), ([], [], [], []))

    def test_other_files_by_line(self):
        found = kinds({"assets/style.css": "a\nb\nc"}, {"assets/style.css": "a\nx\nc"})
        self.assertEqual(found, [("lines changed", 1, ["assets/style.css"], "b", "x")])


class Pages(unittest.TestCase):
    def test_white_space_between_blocks_and_in_runs_is_nothing(self):
        before = "<main>\n <p>One  <b>two</b> three</p>\n</main>"
        self.assertEqual(kinds({"a.html": before}, {"a.html": "<main><p> One <b>two</b>\nthree </p></main>"}), [])

    def test_white_space_that_parts_words_is_something(self):
        self.assertEqual(len(kinds({"a.html": "<p>One <b>two</b></p>"}, {"a.html": "<p>One<b>two</b></p>"})), 1)

    def test_white_space_of_preformatted_text_is_something(self):
        self.assertEqual(len(kinds({"a.html": "<pre>a  b</pre>"}, {"a.html": "<pre>a b</pre>"})), 1)

    def test_the_same_change_with_other_figures_and_names_is_one_kind(self):
        page = "<p>{name}: {n} threads {word} since 12 May {n}.</p>"
        before = {f"authorities/{id}.html": page.format(name=name, n=n, word="are open") for id, name, n in (("marrowby", "Marrowby", 2011), ("thornsea", "Thornsea", 2015))}
        after = {name: text.replace("are open", "stay open").replace("threads", "rows") for name, text in before.items()}
        found = kinds(before, after)
        self.assertEqual(found, [("text in p", 2, sorted(before), "threads are", "rows stay")])

    def test_names_in_what_changed_are_masked(self):
        before = {"a.html": '<a href="x/marrowby.html">Asked of Marrowby</a>', "b.html": '<a href="x/thornsea.html">Asked of Thornsea</a>'}
        after = {name: text.replace("Asked of ", "").replace("x/", "y/") for name, text in before.items()}
        self.assertEqual(sorted((where, times) for where, times, *_ in kinds(before, after)), [("attributes href of a", 2), ("text in a", 2)])

    def test_different_words_are_different_kinds(self):
        found = kinds({"a.html": "<p>met</p>", "b.html": "<p>met</p>"}, {"a.html": "<p>missed</p>", "b.html": "<p>awaiting</p>"})
        self.assertEqual(len(found), 2)

    def test_a_new_element_is_told_from_a_changed_one(self):
        found = kinds({"a.html": "<ul><li>One</li></ul>"}, {"a.html": '<ul><li>One</li><li class="x">Two</li></ul>'})
        self.assertEqual([(where, old, new) for where, _, _, old, new in found], [("new, in ul", "", '<li class="x">Two</li>')])

    def test_an_element_that_moved_is_one_difference(self):
        found = kinds({"a.html": "<h1>T</h1><p>A long first</p><ul><li>x</li></ul>"}, {"a.html": "<h1>T</h1><ul><li>x</li></ul><p>A long first</p>"})
        self.assertEqual([where.split(",")[0] for where, *_ in found], ["moved"])

    def test_the_order_of_attributes_is_nothing(self):
        self.assertEqual(kinds({"a.html": '<a id="x" href="y">z</a>'}, {"a.html": '<a href="y" id="x">z</a>'}), [])

    def test_an_attribute_that_is_gone(self):
        found = kinds({"a.html": '<a class="b" id="x">z</a>'}, {"a.html": '<a class="b">z</a>'})
        self.assertEqual(found, [("attributes id of a.b", 1, ["a.html"], 'id="x"', "")])

    def test_data_in_a_page_is_compared_as_data(self):
        page = '<script type="application/ld+json">{}</script>'
        self.assertEqual(kinds({"a.html": page.format('{"a": 1}')}, {"a.html": page.format('{"a":1}')}), [])
        self.assertEqual(len(kinds({"a.html": page.format('{"a": 1}')}, {"a.html": page.format('{"a": "b"}')})), 1)

    def test_feeds(self):
        feed = '<feed><entry><title>{}</title><link href="x"/></entry></feed>'
        self.assertEqual(kinds({"f.xml": feed.format("Met")}, {"f.xml": feed.format("Missed")}), [("text in title", 1, ["f.xml"], "Met", "Missed")])

    def test_many_wordings_of_one_shape_are_one_kind(self):
        words = "alpha beta gamma delta epsilon zeta eta theta".split()
        page = lambda word: f"<p>{word}</p>"
        before = {f"p/{word}.html": page(word) for word in words}
        after = {f"p/{word}.html": page(f"un{word}") for word in words}
        found = compared(before, after)[3]
        self.assertEqual([(kind.times, len(kind.wordings)) for kind in found], [(8, 8)])


class Data(unittest.TestCase):
    def test_cells_by_column(self):
        found = kinds({"data/t.csv": "id,outcome\na,met\nb,met\n"}, {"data/t.csv": "id,outcome\na,missed\nb,missed\n"})
        self.assertEqual(found, [("column outcome", 2, ["data/t.csv"], "met", "missed")])

    def test_columns_and_rows(self):
        found = kinds({"data/t.csv": "id,x,y\na,1,2\nb,1,2\n"}, {"data/t.csv": "id,y,z\na,2,3\nc,2,3\n"})
        self.assertEqual(sorted(where for where, *_ in found), ["column gone", "column new", "row gone", "row new"])

    def test_the_order_of_rows(self):
        found = kinds({"data/t.csv": "id,x\na,1\nb,2\n"}, {"data/t.csv": "id,x\nb,2\na,1\n"})
        self.assertEqual([where for where, *_ in found], ["rows in another order"])

    def test_rows_of_one_key_stand_in_their_order(self):
        found = kinds({"data/t.csv": "finding,says\na,met\na,missed\n"}, {"data/t.csv": "finding,says\na,met\na,partly-met\n"})
        self.assertEqual(found, [("column says", 1, ["data/t.csv"], "missed", "partly-met")])

    def test_values_by_path(self):
        before, after = '{"rows": [{"id": "a", "n": 1}, {"id": "b", "n": 1}]}', '{"rows": [{"id": "a", "n": true}, {"id": "b", "n": 1}]}'
        self.assertEqual(kinds({"d.json": before}, {"d.json": after}), [("value .rows[].n", 1, ["d.json"], "1", "true")])

    def test_the_same_values_in_other_bytes(self):
        found = kinds({"data/t.csv": "id,x\na,b\n"}, {"data/t.csv": 'id,x\na,"b"\n'})
        self.assertEqual([where for where, *_ in found], ["the same values, written otherwise"])

    def test_members_and_keys(self):
        before, after = '{"rows": [{"id": "a", "n": 1}, {"id": "b"}]}', '{"rows": [{"id": "a", "m": 1}, {"id": "c"}]}'
        found = kinds({"d.json": before}, {"d.json": after})
        self.assertEqual(sorted(where for where, *_ in found), ["key gone: .rows[].n", "key new: .rows[].m", "member gone: .rows[]", "member new: .rows[]"])

    def test_scripts_that_hand_over_data(self):
        found = kinds({"search/d0.js": 'throughline("d0",[["Marrowby","open"]]);\n'}, {"search/d0.js": 'throughline("d0",[["Marrowby","shut"]]);\n'})
        self.assertEqual(found, [("value [][]", 1, ["search/d0.js"], '"open"', '"shut"')])


if __name__ == "__main__":
    unittest.main()
