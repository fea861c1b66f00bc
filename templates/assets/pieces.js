// The index of the search, read piece by piece. What is in the pieces is told in src/search/files.rs, and in large.rs
// beside it what differs where there are very many records. What is found in it, and in which order: ranking.js.
"use strict";
const pieces = (() => {
  /** @type {Facet[]} */
  const FACETS = ["kind", "outcome", "authority", "theme", "framework", "year"];
  const WORD = /[\p{L}\p{N}]+(?:['’‘]+[\p{L}\p{N}]+)*/gu;

  // ---------------------------------------------------------------- letters

  const { LETTERS, lastUpTo } = loader;
  const VALUE = new Map([...LETTERS].map((letter, value) => [letter, value]));

  /** The value of the letter at a place of a text: no piece has another letter or ends early. */
  const valueAt = (/** @type {string} */ text, /** @type {number} */ place) => VALUE.get(text[place]) ?? 0;

  /**
   * A number that begins at a place of a text, and the place behind it. A letter holds five bits, the lowest first;
   * a sixth bit says that more follow.
   * @param {string} text
   * @param {number} start
   */
  function number(text, start) {
    let value = 0;
    for (let place = start, size = 1; ; place += 1, size *= 32) {
      const letter = valueAt(text, place);
      value += (letter % 32) * size;
      if (letter < 32) return [value, place + 1];
    }
  }

  /**
   * Kind, outcome and themes of every record.
   * @param {string} text
   * @param {number} count
   */
  function columns(text, count) {
    /** @type {number[]} */
    const kind = [];
    /** @type {number[]} */
    const outcome = [];
    /** @type {number[][]} */
    const themesOf = [];
    for (let n = 0, place = 0; n < count; n += 1) {
      kind.push(valueAt(text, place));
      outcome.push(valueAt(text, place + 1) - 1);
      place += 2;
      const own = [];
      while (text[place] !== ".") {
        const [theme, next] = number(text, place);
        own.push(theme);
        place = next;
      }
      themesOf.push(own);
      place += 1;
    }
    return { kind, outcome, themesOf };
  }

  /**
   * Enters authority, framework and date of the records of some reports, which end at a record.
   * @type {(columns: Columns, reports: Head["reports"], last: number) => void}
   */
  function enterReports({ authority, framework, date }, reports, last) {
    reports.forEach(([first, a, f, d], n) => {
      const end = reports[n + 1]?.[0] ?? last;
      authority.fill(a, first, end);
      framework.fill(f, first, end);
      date.fill(d, first, end);
    });
  }

  /**
   * What is known of every record as soon as the head is there.
   * @param {Head} head
   * @param {{ kind: number[], outcome: number[], themesOf: number[][] }} read
   * @returns {Columns}
   */
  function ofHead(head, { kind, outcome, themesOf }) {
    const authority = new Int32Array(head.count).fill(-1);
    const framework = new Int32Array(head.count).fill(-1);
    const date = new Int32Array(head.count);
    head.authorities.forEach((_, n) => { authority[n] = n; });
    const all = { kind, outcome, themesOf, authority, framework, date };
    if (!head.large) {
      enterReports(all, head.reports, head.count);
      return all;
    }
    const firsts = numbers(head.large.authorities);
    firsts.forEach((first, n) => authority.fill(n, first, firsts[n + 1] ?? head.count));
    const listed = head.authorities.length + head.themes.length;
    // The pages that others are listed on come first.
    head.sorts.forEach(([word], sort) => {
      if (word === "authority") head.authorities.forEach((_, n) => { kind[n] = sort; });
      if (word === "page") kind.fill(sort, listed, listed + head.pages.length);
      if (word !== "theme") return;
      head.themes.forEach((_, n) => {
        kind[head.authorities.length + n] = sort;
        themesOf[head.authorities.length + n] = [n];
      });
    });
    return all;
  }

  /**
   * Numbers of which each is told as its distance from the one before.
   * @param {string} text
   */
  function numbers(text) {
    const all = [];
    for (let place = 0, last = 0; place < text.length;) {
      const [step, next] = number(text, place);
      last += step;
      all.push(last);
      place = next;
    }
    return all;
  }

  /**
   * The ranges of a large index that have the records of an authority.
   * @type {(index: Index, authority: number) => number[]}
   */
  function rangesOf({ ranges, authorities }, authority) {
    return authority < authorities.length && ranges.length ? [lastUpTo(ranges, authority)] : [];
  }

  /**
   * Reads what is known of the records of some ranges.
   * @param {Index} index
   * @param {number[]} wanted
   */
  async function know(index, wanted) {
    const missing = wanted.filter((range) => !index.known.has(range));
    await Promise.all(missing.map(async (range) => {
      /** @type {Range} */
      const { facets, reports, shards, end } = await index.read.get(`r${range}`);
      const first = reports[0]?.[0] ?? end;
      const { kind, outcome, themesOf } = columns(facets, end - first);
      for (let n = first; n < end; n += 1) {
        index.kind[n] = kind[n - first];
        index.outcome[n] = outcome[n - first];
        index.themesOf[n] = themesOf[n - first];
      }
      enterReports(index, reports, end);
      index.known.set(range, shards);
    }));
  }

  /**
   * Opens an index. `piece(name, version)` promises a piece of it. Gives the head with the values of each facet,
   * and those that a record has, by number.
   * @param {Pieces} piece
   * @returns {Promise<Index>}
   */
  async function open(piece) {
    /** @type {Head} */
    const head = await piece("index", "");
    const { large } = head;
    const read = { get: (/** @type {string} */ name) => piece(name, head.version), lines: new Map() };
    const none = { kind: [], outcome: new Array(large ? head.count : 0).fill(-1), themesOf: [] };
    const all = ofHead(head, large ? none : columns(await read.get("facets"), head.count));
    const { kind, outcome, themesOf, authority, framework, date } = all;
    // Dates are numbers of the form 20180523.
    const yearOf = (/** @type {number} */ day) => Math.floor(day / 10000);
    const years = large?.years ?? [...new Set(head.reports.map((report) => yearOf(report[3])))].sort((a, b) => b - a);
    /** @type {Index["values"]} */
    const values = {
      kind: head.sorts,
      outcome: head.outcomes,
      authority: head.authorities,
      theme: head.themes,
      framework: head.frameworks,
      year: years.map((year) => /** @type {const} */ ([String(year), String(year)])),
    };
    const numbered = (/** @type {Facet} */ facet) => new Map(values[facet].map(([word], n) => [word, n]));
    const places = /** @type {Index["places"]} */ (Object.fromEntries(FACETS.map((facet) => [facet, numbered(facet)])));
    const one = (/** @type {number} */ value) => (value < 0 ? [] : [value]);
    /** @type {Index["of"]} */
    const of = {
      kind: (n) => [kind[n]],
      outcome: (n) => one(outcome[n]),
      theme: (n) => themesOf[n] ?? [],
      authority: (n) => one(authority[n]),
      framework: (n) => one(framework[n]),
      year: (n) => one(years.indexOf(yearOf(date[n]))),
    };
    const set = (/** @type {string} */ text) => new Set([...text.matchAll(WORD)].map((match) => folded(match[0])));
    // A large index has other names only.
    const names = head.names.map((text, n) => set(large ? `${head.authorities[n][1]} ${text}` : text));
    const [stop, weak, grades] = [set(head.stop), set(head.weak), set(head.grades)];
    const ranges = large ? numbers(large.ranges) : [];
    return { ...head, stop, weak, grades, names, read, values, places, of, ranges, known: new Map(), ...all };
  }

  /**
   * The lines of the shard that holds terms with these first letters; of a range, those of its own shards.
   * @param {Index} index
   * @param {string} word
   * @param {number} [range]
   * @returns {Promise<Line[]>}
   */
  async function shard(index, word, range) {
    const n = lastUpTo(range === undefined ? index.shards : index.known.get(range) ?? [], word.slice(0, 3));
    if (n < 0) return [];
    const name = range === undefined ? `t${n}` : `r${range}t${n}`;
    const known = index.read.lines.get(name);
    if (known) return known;
    /** @type {string} */
    const text = await index.read.get(name);
    const all = text.split("\n").filter(Boolean).map((line) => line.split(" "));
    index.read.lines.set(name, all);
    return all;
  }

  /**
   * A record's title, place, address and words, who says where it stands, where its thread does if that is elsewhere,
   * and the address of its original.
   * @param {Index} index
   * @param {number} n
   * @returns {Promise<Entry>}
   */
  async function entry(index, n) {
    if (!index.large) {
      const chunk = lastUpTo(index.chunks, n);
      return (await index.read.get(`d${chunk}`))[n - index.chunks[chunk]];
    }
    const size = index.large.chunk;
    const chunk = await index.read.get(`d${Math.floor(n / size)}`);
    const [title, place, href, words, who, apart, kind, outcome, original] = chunk[n % size];
    index.kind[n] = kind;
    index.outcome[n] = outcome - 1;
    return [title, place, href, words, who, apart, original];
  }

  /**
   * The whole of a line of a large index, as far as one search may load it: more records of it, and all of some ranges.
   * @param {Index} index
   * @param {Line} line
   * @param {number[]} ranges
   * @returns {Promise<Line[]>}
   */
  async function whole(index, line, ranges) {
    const [term, endings, , count, piece] = line;
    if (!index.large || piece === undefined) return [line];
    const inRange = async (/** @type {number} */ range) =>
      (await shard(index, term, range)).filter((one) => one[0] === term);
    const of = Number(count) > index.large.cut ? ranges : [];
    const [more, all] = await Promise.all([index.read.get(`p${piece}`), Promise.all(of.map(inRange))]);
    return [[term, endings, more, count], ...all.flat()];
  }

  // ---------------------------------------------------------------- words

  /**
   * Whether a line has a word that begins so.
   * @type {(word: string) => (line: Line) => boolean}
   */
  const begins = (word) => ([term, endings]) => term.startsWith(word)
    || (word.startsWith(term) && endings.split(",").some((ending) => (term + ending).startsWith(word)));

  /**
   * Whether a line has this very word, as far as it can tell.
   * @type {(word: string) => (line: Line) => boolean}
   */
  const has = (word) => ([term, endings]) =>
    !word.startsWith(term) || endings.split(",").includes(word.slice(term.length));

  /**
   * Letters that are no letter with an accent.
   * @type {Partial<Record<string, string>>}
   */
  const PLAIN = { æ: "ae", œ: "oe", ø: "o", ß: "ss", þ: "th", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i" };

  /**
   * A word as the program folds it: in lower case, without accents, apostrophes and a possessive.
   * @param {string} word
   */
  function folded(word) {
    return word.normalize("NFKD").toLowerCase().replace(/[’‘]/g, "'").replace(/'s$/, "")
      .replace(/[^a-z0-9]/g, (letter) => PLAIN[letter] ?? "");
  }

  return { FACETS, WORD, LETTERS, folded, open, valueAt, number, rangesOf, know, shard, whole, begins, has, entry };
})();
