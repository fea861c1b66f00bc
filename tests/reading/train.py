"""Trains the models of suggestions again. Needs numpy and scikit-learn.

  cargo run --release --example term_weights -- SITE >src/terms/weights.txt
  cargo run --release --example term_weights -- SITE passages >passages.txt
  python3 tests/reading/train.py words passages.txt
  cargo run --release --example pairs -- SITE >pairs.tsv
  python3 tests/reading/train.py links pairs.tsv COUNCIL...

The models of look-backs, likewise; first it prints how they do on each council by models of the others:

  cargo run --release --example look_backs -- SITE tests/reading/trained/said.txt >look_backs.tsv
  python3 tests/reading/train.py look-backs look_backs.tsv COUNCIL...

SITE is a folder in which the reports were imported that may be trained on. COUNCIL names files of tests/reading/annotations:
those that were read for training, and none that suggestions are measured on. Look-backs are also learned from what is noted
in trained/.
"""

import collections
import csv
import hashlib
import pathlib
import re
import struct
import sys

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

HERE = pathlib.Path(__file__).parent
SUGGEST = HERE.parents[1] / "src" / "suggest"
DIMENSIONS = 64


def known_stems():
    for line in (SUGGEST.parent / "terms" / "weights.txt").read_text().splitlines():
        name = line.partition(" ")[2]
        if not line.startswith("#") and name != "*" and not name.startswith("@"):
            yield name


def words(passages):
    """Vectors of stems, by latent semantic analysis of passages."""
    stems = list(known_stems())
    weigh = TfidfVectorizer(analyzer=str.split, vocabulary=stems, sublinear_tf=True)
    table = weigh.fit_transform(pathlib.Path(passages).read_text().splitlines())
    found = TruncatedSVD(DIMENSIONS, random_state=1).fit(table)
    # How rare a word is goes into its vector, so that a sum of vectors weighs its words.
    vectors = found.components_.T * weigh.idf_[:, None]
    with open(SUGGEST / "vectors.bin", "wb") as out:
        for vector in vectors:
            scale = max(abs(vector).max() / 127, 1e-9)
            out.write(struct.pack("<f", scale))
            out.write(np.round(vector / scale).astype(np.int8).tobytes())
    print(f"{len(stems)} vectors, {100 * found.explained_variance_ratio_.sum():.0f} % of the variance")


# ---------------------------------------------------------------- links

ABOUT = {"stated", "answered", "again"}


def annotated(council):
    """What readers found of one council: passages and recommendations, by report and by fingerprints of sentences."""
    reports = {}
    for line in (HERE / "annotations" / f"{council}.txt").read_text().splitlines():
        words = line.split()
        if words[0] == "report":
            # A draft names the file that it was made from by its digest.
            path = HERE.parents[2] / "shared" / words[2]
            reports[words[1]] = hashlib.sha256(path.read_bytes()).hexdigest()
        elif words[0] == "FU":
            of = dict(word.split("=", 1) for word in words[3:])
            report, _, on = of["on"].partition("#")
            yield {
                "reports": (reports[words[1]], reports[report]),
                "by": frozenset(words[2].split(",")),
                **of,
                "on_sentences": frozenset(on.split(",")),
            }


def labelled(pairs, councils):
    """Each pair that was weighed, with what readers say of it."""
    truth = collections.defaultdict(list)
    councils_of = {}
    for council in councils:
        for one in annotated(council):
            truth[one["reports"]].append(one)
            councils_of.update(dict.fromkeys(one["reports"], council))
    rows = [r for r in csv.DictReader(open(pairs), delimiter="\t", quoting=csv.QUOTE_NONE)]
    rows = [r for r in rows if r["report"] in councils_of]
    for row in rows:
        row["council"] = councils_of[row["report"]]
        passage, asked = set(row["passage"].split(",")), set(row["recommendation"].split(","))
        said = [
            one
            for one in truth[row["report"], row["asked_in"]]
            if 2 * len(passage & one["by"]) >= len(one["by"]) and asked & one["on_sentences"]
        ]
        # What is surely about it counts before what is loosely so.
        row["said"] = min(said, key=lambda one: one["basis"] == "loose", default=None)
    return rows


def is_about(row):
    return row["said"] is not None and row["said"]["basis"] in ABOUT


def by_council(rows, train):
    """Predictions for each council by what was trained on the others."""
    predicted = [None] * len(rows)
    for council in sorted({row["council"] for row in rows}):
        own = [i for i, row in enumerate(rows) if row["council"] == council]
        predict = train([row for row in rows if row["council"] != council])
        for i, value in zip(own, predict([rows[i] for i in own])):
            predicted[i] = value
    return predicted


def train_pairs(rows, names):
    x = np.array([[float(row[name]) for name in names] for row in rows])
    y = np.array([is_about(row) for row in rows])
    scaled = StandardScaler().fit(x)
    model = LogisticRegression(C=0.03, max_iter=3000).fit(scaled.transform(x), y)
    weights = model.coef_[0] / scaled.scale_
    always = model.intercept_[0] - (weights * scaled.mean_).sum()
    return always, weights


VERDICTS = ["met", "partly", "missed"]
KEYS = {"met": "met", "partly-met": "partly", "missed": "missed"}


# Also words of other names or of their own: these stay.
COMMON = {"and", "bath", "bury", "central", "city", "county", "east", "forest", "north", "park", "reading", "south", "the", "upon", "wells", "west", "with"}


def names_of_councils():
    """No council's name is evidence of how a thing stands there."""
    names = re.findall(r'^name = "(.*)"', (SUGGEST.parent / "register" / "england.toml").read_text(), re.MULTILINE)
    return {word for name in names for word in re.findall("[a-z]{4,}", name.lower())} - COMMON


NAMES = names_of_councils()


def plain(text):
    words = (w.strip("'") for w in re.split(r"[^a-z']+", text.lower().replace("’", "'").replace("‘", "'")))
    return [w for w in words if w and w.removesuffix("'s") not in NAMES]


class VerdictModel:
    """What the words of a passage say of how a thing stands."""

    def __init__(self, rows):
        rows = [row for row in rows if row["said"]["verdict"] in VERDICTS]
        y = np.array([VERDICTS.index(row["said"]["verdict"]) for row in rows])
        self.words = TfidfVectorizer(tokenizer=plain, lowercase=False, token_pattern=None, ngram_range=(1, 2), min_df=4, sublinear_tf=True)
        x = hstack([self.words.fit_transform([row["near"] for row in rows]), read(rows)]).tocsr()
        self.model = LogisticRegression(C=2.0, max_iter=300, tol=1e-3).fit(x, y)

    def predict(self, rows):
        x = hstack([self.words.transform([row["near"] for row in rows]), read(rows)]).tocsr()
        return self.model.predict_proba(x)


READ = [f"{where} {what}" for where in ("near", "all") for what in ("met", "partly-met", "missed", "none")]


def read(rows):
    """What the tables of phrases read, as the pairs' columns `near_read` and `all_read` say it."""
    return csr_matrix(np.array([[row[f"{n.split()[0]}_read"] == n.split()[1] for n in READ] for row in rows], float))


def write_pairs(kinds, names):
    lines = ["# What each feature of a pair weighs. Made by tests/reading/train.py."]
    for kind, (always, weights) in kinds.items():
        lines.append(f"{kind} always\t{always:.5f}")
        lines += [f"{kind} {name}\t{weight:.5f}" for name, weight in zip(names, weights)]
    (SUGGEST / "model" / "pairs.txt").write_text("\n".join(lines) + "\n")


def write_verdicts(model):
    names = model.words.get_feature_names_out()
    lines = [
        "# What words, and words side by side, speak for: how rare they are; met, partly met, missed.",
        "# With = before them: what the tables of phrases read. Made by tests/reading/train.py.",
    ]
    numbers = lambda values: "\t".join(f"{value:.3f}" for value in values)
    lines.append("=always\t" + numbers(model.model.intercept_))
    for place, name in enumerate(READ):
        lines.append(f"={name}\t" + numbers(model.model.coef_[:, len(names) + place]))
    for place, name in enumerate(names):
        lines.append(f"{name}\t{model.words.idf_[place]:.3f}\t" + numbers(model.model.coef_[:, place]))
    (SUGGEST / "model" / "verdicts.txt").write_text("\n".join(lines) + "\n")


def links(pairs, councils):
    rows = labelled(pairs, councils)
    first = list(rows[0]).index("near") + 1
    names = [n for n in list(rows[0])[first:] if n not in ("council", "said", "near_read", "all_read")]
    kinds = {"answers": [r for r in rows if r["asks"] == "0"], "asks": [r for r in rows if r["asks"] == "1"]}
    weights = {}
    for kind, of_kind in kinds.items():
        def trained(others):
            always, weight = train_pairs(others, names)
            return lambda own: [always + sum(float(r[n]) * w for n, w in zip(names, weight)) for r in own]

        for row, value in zip(of_kind, by_council(of_kind, trained)):
            row["about"] = 1 / (1 + np.exp(-value))
        weights[kind] = train_pairs(of_kind, names)
    answers = [row for row in kinds["answers"] if is_about(row) and row["said"]["verdict"] in VERDICTS]

    # Of all pairs, about or not: what is called certain of them is what counts.
    for council in sorted({row["council"] for row in rows}):
        model = VerdictModel([row for row in answers if row["council"] != council])
        own = [row for row in kinds["answers"] if row["council"] == council]
        for row, value in zip(own, model.predict(own)):
            row["verdicts"] = value
    tell(rows, kinds, answers)
    write_pairs(weights, names)
    write_verdicts(VerdictModel(answers))


def tell(rows, kinds, answers):
    right = sum(VERDICTS[int(np.argmax(r["verdicts"]))] == r["said"]["verdict"] for r in answers)
    rules = sum(KEYS.get(r["near_read"]) == r["said"]["verdict"] for r in answers)
    print(f"verdicts right: {right} of {len(answers)}; by the tables of phrases alone {rules}")
    passages = collections.defaultdict(list)
    for row in rows:
        passages[row["report"], row["passage"]].append(row)
    first = five = links_ = with_one = 0
    for own in passages.values():
        own.sort(key=lambda row: -row["about"])
        true = [place for place, row in enumerate(own) if is_about(row)]
        with_one += bool(true)
        first += 0 in true
        five += sum(place < 5 for place in true)
        links_ += len(true)
    print(f"a true link first: {first} of {with_one} passages; true links among five: {five} of {links_}")
    for kind, of_kind in kinds.items():
        says = lambda row: row["about"] * (1 if kind == "asks" else max(row["verdicts"]))
        of_kind.sort(key=lambda row: -says(row))
        agrees = lambda row: kind == "asks" or VERDICTS[int(np.argmax(row["verdicts"]))] == row["said"]["verdict"]
        good = [is_about(row) and agrees(row) for row in of_kind]
        pair = [is_about(row) for row in of_kind]
        near = [row["said"] is not None for row in of_kind]
        for n in (20, 40, 60, 80, 120, 160, 240):
            if n <= len(of_kind):
                print(f"{kind}: of the {n} surest (from {says(of_kind[n - 1]):.2f}) right with verdict {sum(good[:n])}, about it {sum(pair[:n])}, loosely {sum(near[:n])}")


# ---------------------------------------------------------------- look-backs

# Notes of councils that nothing else is measured on or tuned by, and sentences of which only the verdict was noted.
TRAINED = HERE / "trained"

# Signs that the phrases of the tables read.
BY_PHRASES = ("read verdict", "weighed", "phrase", "practice")
FOUR = ["met", "partly", "missed", "none"]


class Signs:
    """A sum of weights of signs; words share one vote, as in src/looks_back/model.rs."""

    def __init__(self, rows, classes, strength, shares=None):
        counts = collections.Counter(sign for row in rows for sign in set(row))
        self.known = {sign for sign, count in counts.items() if count >= 3 and NAMES.isdisjoint(re.findall("[a-z]+", sign))}
        self.names = DictVectorizer()
        x = self.names.fit_transform([self.values(row) for row in rows])
        self.model = LogisticRegression(C=strength, max_iter=500).fit(x, classes, sample_weight=shares)

    def values(self, signs):
        known = set(signs) & self.known
        words = sum(sign.startswith("w ") for sign in known)
        return {sign: words**-0.5 if sign.startswith("w ") else 1.0 for sign in known}

    def predict(self, rows):
        return self.model.predict_proba(self.names.transform([self.values(row) for row in rows]))


def noted_look_backs(path):
    """What readers noted of one council's look-backs, by report."""
    reports = {}
    for line in path.read_text().splitlines():
        words = line.split()
        if words[:1] == ["report"]:
            reports[words[1]] = hashlib.sha256((HERE.parents[2] / "shared" / words[2]).read_bytes()).hexdigest()
        elif words[:1] == ["LB"]:
            yield reports[words[1]], words[3:6], dict(word.split("=", 1) for word in words[6:])


def train_going_on(rows):
    rows = [row for row in rows if row["behind"] in ("1", "2") and not row["fact"]]
    return Signs([row["signs"] for row in rows], [row["said"] is not None for row in rows], 0.1)


def train_said(rows, alone):
    rows = [row for row in rows if row["said"]] + alone
    # Each row stands twice, once without what the phrases read: the phrases were written on these very councils, and
    # are right on them more often than elsewhere.
    bare = [[sign for sign in row["signs"] if not sign.startswith(BY_PHRASES)] for row in rows]
    # A sentence by itself is no look-back: five of them tell as much as one.
    shares = [0.2 if row["behind"] == "-" else 1.0 for row in rows] * 2
    return Signs([row["signs"] for row in rows] + bare, [row["said"]["verdict"] for row in rows] * 2, 0.3, shares)


def look_backs(table, councils):
    notes = collections.defaultdict(list)
    own_verdicts = dict(line.split()[:2] for line in (TRAINED / "said.txt").read_text().splitlines() if line[:1] != "#")
    paths = [HERE / "annotations" / f"{council}.txt" for council in councils]
    for path in paths + sorted(set(TRAINED.glob("*.txt")) - {TRAINED / "said.txt"}):
        for report, prints, said in noted_look_backs(path):
            notes[report].append((path.stem, prints, said))
    table = list(csv.DictReader(open(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in table:
        row["signs"] = row["signs"].split("|")
    # Sentences by themselves: they say what the verdict hangs on, and nothing of what goes on from what.
    alone = [row for row in table if row["behind"] == "-" and row["sentence"].split(",")[0] in own_verdicts]
    for row in alone:
        row.update(council="", fact=False, said={"verdict": own_verdicts[row["sentence"].split(",")[0]]})
    rows = [row for row in table if row["report"] in notes and row["behind"] != "-"]
    for row in rows:
        row["council"] = notes[row["report"]][0][0]
        own = [said for _, prints, said in notes[row["report"]] if any(a == b for a, b in zip(prints, row["sentence"].split(",")))]
        row["said"] = next((said for said in own if said["matter"] != "fact"), None)
        row["fact"] = bool(own) and row["said"] is None
    for council in sorted(set(councils)):
        others, own = ([row for row in rows if (row["council"] == council) == is_own] for is_own in (False, True))
        if not own:
            continue
        signs = [row["signs"] for row in own]
        going_on, said = train_going_on(others), train_said(others, alone)
        for row, on, verdicts in zip(own, going_on.predict(signs)[:, 1], said.predict(signs)):
            row["on"] = on
            row["model"] = said.model.classes_[int(np.argmax(verdicts))], max(verdicts)
    tell_look_backs([row for row in rows if row["council"] in councils])
    write_look_backs(train_going_on(rows), train_said(rows, alone))


def tell_look_backs(rows):
    goes_on = [row for row in rows if row["behind"] != "0" and not row["fact"]]
    for least in (0.3, 0.4, 0.5):
        taken = [row for row in goes_on if row["on"] >= least]
        print(f"goes on, from {least}: {sum(row['said'] is not None for row in taken)} of {len(taken)} were noted")
    phrases = lambda row: {"partly-met": "partly"}.get(row["verdict"], row["verdict"])
    for name, of in (("looks back", lambda row: row["behind"] == "0"), ("goes on", lambda row: row["behind"] != "0")):
        own = [row for row in rows if of(row) and row["said"]]
        for least in (0.0, 0.7, 0.8, 2.0):
            read = lambda row: row["model"][0] if row["model"][1] >= least else phrases(row)
            right = sum(read(row) == row["said"]["verdict"] for row in own)
            print(f"{name}: verdict by the model from {least} on, else by phrases: {right} of {len(own)}")


def write_look_backs(going_on, said):
    lines = [
        "# What each sign weighs: that a sentence goes on from the look-back before it; and met, partly met, missed, none.",
        "# Made by tests/reading/train.py.",
    ]
    lines.append(f"goes-on\talways\t{going_on.model.intercept_[0]:.4f}")
    lines += [f"goes-on\t{n}\t{w:.4f}" for n, w in zip(going_on.names.get_feature_names_out(), going_on.model.coef_[0])]
    order = [list(said.model.classes_).index(verdict) for verdict in FOUR]
    numbers = lambda values: "\t".join(f"{values[place]:.4f}" for place in order)
    lines.append("verdict\talways\t" + numbers(said.model.intercept_))
    for place, name in enumerate(said.names.get_feature_names_out()):
        lines.append(f"verdict\t{name}\t" + numbers(said.model.coef_[:, place]))
    (HERE.parents[1] / "src" / "looks_back" / "model.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "words":
        words(*rest)
    elif what == "look-backs":
        look_backs(rest[0], rest[1:])
    else:
        links(rest[0], rest[1:])
