// The index of the search: reads its pieces, makes terms of what was typed and ranks what it finds. What is in the
// pieces is told in src/search/files.rs. The page is drawn by search.js; nothing here knows of it.
"use strict";
const ranking = (() => {
  /** @type {Facet[]} */
  const FACETS = ["kind", "outcome", "authority", "theme", "framework", "year"];
  /** More words than anybody types; the rest of a pasted page is left out. */
  const MOST_WORDS = 40;
  /** A name or a year counts at least so much, however few councils there are: whoever types it means it. */
  const NAMED = 5;
  /** What a word that stands in reports about anything keeps of its rarity. */
  const WEAK = 0.3;
  /** What the words count that a typed beginning may mean, and those beside a word that is typed in full. */
  const BEGUN = 0.7, BESIDE = 0.3;
  /** How surely a word means what a phrase means that it is a part of. */
  const PART = 0.8;
  /** Of how many groups a word may be a part. */
  const MOST_GROUPS = 7;
  /** How much of the best record's words a record must have. */
  const LEAST = 0.5;
  /** How much a record without some of the words counts for less: 0 not at all, 1 as much as they would tell. */
  const WITHOUT = 0.5;
  /** How much more the page of a council or a theme counts whose name is what was typed, no more and no less. */
  const CALLED = 4;
  /** How much more a record counts of a kind that a word names, and the stems of those words. */
  const KIND = 1.5;
  /** @type {Partial<Record<string, string[]>>} */
  const CALLS = { inspection: ["inspect", "visit"], update: ["brief", "paper"] };

  const WORD = /[\p{L}\p{N}]+(?:['’‘]+[\p{L}\p{N}]+)*/gu;

  // ---------------------------------------------------------------- pieces

  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
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
    const themes = [];
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
      themes.push(own);
      place += 1;
    }
    return { kind, outcome, themes };
  }

  /**
   * Authority, framework and date of every record: those of its report.
   * @param {Head} head
   */
  function ofReports(head) {
    const authority = new Int32Array(head.count).fill(-1);
    const framework = new Int32Array(head.count).fill(-1);
    const date = new Int32Array(head.count);
    head.authorities.forEach((_, n) => { authority[n] = n; });
    head.reports.forEach(([first, a, f, d], n) => {
      const end = head.reports[n + 1]?.[0] ?? head.count;
      authority.fill(a, first, end);
      framework.fill(f, first, end);
      date.fill(d, first, end);
    });
    return { authority, framework, date };
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
    const { kind, outcome, themes } = columns(await piece("facets", head.version), head.count);
    const { authority, framework, date } = ofReports(head);
    // Dates are numbers of the form 20180523.
    const yearOf = (/** @type {number} */ day) => Math.floor(day / 10000);
    const years = [...new Set(head.reports.map((report) => yearOf(report[3])))].sort((a, b) => b - a);
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
      theme: (n) => themes[n],
      authority: (n) => one(authority[n]),
      framework: (n) => one(framework[n]),
      year: (n) => one(years.indexOf(yearOf(date[n]))),
    };
    const set = (/** @type {string} */ text) => new Set([...text.matchAll(WORD)].map((match) => folded(match[0])));
    const names = head.names.map(set);
    const read = { get: (/** @type {string} */ name) => piece(name, head.version), lines: new Map() };
    const [stop, weak] = [set(head.stop), set(head.weak)];
    return { ...head, stop, weak, names, read, values, places, of, kind, outcome, date };
  }

  /**
   * The last of some beginnings, in order, that is not beyond a value.
   * @template {string | number} T
   * @param {T[]} starts
   * @param {T} value
   */
  function lastUpTo(starts, value) {
    let n = starts.length - 1;
    while (n > 0 && starts[n] > value) n -= 1;
    return n;
  }

  /**
   * The lines of the shard that holds terms with these first letters.
   * @param {Index} index
   * @param {string} word
   * @returns {Promise<Line[]>}
   */
  async function shard(index, word) {
    const n = lastUpTo(index.shards, word.slice(0, 3));
    if (n < 0) return [];
    const known = index.read.lines.get(n);
    if (known) return known;
    /** @type {string} */
    const text = await index.read.get(`t${n}`);
    const all = text.split("\n").filter(Boolean).map((line) => line.split(" "));
    index.read.lines.set(n, all);
    return all;
  }

  /**
   * A record's title, place, address and words.
   * @param {Index} index
   * @param {number} n
   * @returns {Promise<Entry>}
   */
  async function entry(index, n) {
    const chunk = lastUpTo(index.chunks, n);
    return (await index.read.get(`d${chunk}`))[n - index.chunks[chunk]];
  }

  // ---------------------------------------------------------------- words

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

  const words = (/** @type {string} */ typed) =>
    [...typed.matchAll(WORD)].slice(0, MOST_WORDS).map((match) => folded(match[0]));

  /**
   * What was typed, as terms; the last one may be the beginning of a word.
   * @param {Index} index
   * @param {string} typed
   * @returns {Term[]}
   */
  function terms(index, typed) {
    const found = words(typed);
    const means = meanings(index, found);
    const endsOpen = /[\p{L}\p{N}]$/u.test(typed);
    return found
      .map((word, n) => ({ word, stem: stem(word), means: means[n], isOpen: endsOpen && n === found.length - 1 }))
      .filter(({ word, isOpen }) => word && (isOpen || !index.stop.has(word)));
  }

  /**
   * For each word the groups of one meaning that its phrase leads to, or that it is a part of, and how surely.
   * @param {Index} index
   * @param {string[]} found
   */
  function meanings(index, found) {
    const forms = found.map((word) => word.replace(/s$/, ""));
    /** @type {(phrase: string[], start: number) => boolean} */
    const startsAt = (phrase, start) => phrase.every((form, k) => form === forms[start + k]);
    /** @type {(phrase: string[], n: number) => boolean} */
    const isHere = (phrase, n) => phrase.some((form, m) => form === forms[n] && startsAt(phrase, n - m));
    return forms.map((form, n) => {
      /** @type {Map<number, number>} */
      const means = new Map();
      const tells = !index.weak.has(found[n]) && !index.stop.has(found[n]);
      index.meanings.forEach((group, place) => {
        if (!form || !group.includes(form)) return;
        const phrases = group.split(",").map((phrase) => phrase.split(" ")).filter((phrase) => phrase.includes(form));
        if (phrases.some((phrase) => isHere(phrase, n))) means.set(place, 1);
        else if (tells && phrases.length) means.set(place, PART);
      });
      // A word that is a part of much says little of each.
      return means.size > MOST_GROUPS ? new Map([...means].filter(([, surely]) => surely === 1)) : means;
    });
  }

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
   * The lines of the index that a term means, each with how much it counts.
   * @param {Index} index
   * @param {Term} term
   * @returns {Promise<[Line, number][]>}
   */
  async function lines(index, { word, stem: own, means, isOpen }) {
    /** @type {(found: Line[], counts: number) => [Line, number][]} */
    const counted = (found, counts) => found.map((line) => [line, counts]);
    const of = async (/** @type {string} */ wanted) => (await shard(index, wanted)).filter(([term]) => term === wanted);
    const nameOf = (/** @type {number} */ group) => `~${LETTERS[group >> 6]}${LETTERS[group % 64]}`;
    const ofGroups = [...means].map(async ([group, surely]) => counted(await of(nameOf(group)), surely));
    const [exact, groups] = await Promise.all([of(own), Promise.all(ofGroups)]);
    const same = [...counted(exact, 1), ...groups.flat()];
    // Of one or two letters too many words begin.
    if (!isOpen || word.length < 3) return same;
    const others = (await shard(index, word)).filter((line) => line[0] !== own).filter(begins(word));
    return [...same, ...counted(others, exact.some(has(word)) ? BESIDE : BEGUN)];
  }

  // ---------------------------------------------------------------- ranking

  /**
   * How much each record says of a term.
   * @param {Index} index
   * @param {Term} term
   */
  async function saysOf(index, term) {
    const says = new Float64Array(index.count);
    for (const [[, , postings], counts] of await lines(index, term)) {
      for (let place = 0, n = 0; place < postings.length;) {
        const [step, next] = number(postings, place);
        n += step;
        says[n] = Math.max(says[n], counts * valueAt(postings, next));
        place = next + 1;
      }
    }
    return says;
  }

  /**
   * How much it tells that a record has a word, which `standing` records have: rare words tell more, as BM25 has it.
   * @param {Index} index
   * @param {string} word
   * @param {number} standing
   */
  function rarity(index, word, standing) {
    const rare = Math.log(1 + (index.count - standing + 0.5) / (standing + 0.5));
    if (index.names.some((names) => names.has(word)) || /^(19|20)\d\d$/.test(word)) return Math.max(rare, NAMED);
    return index.weak.has(word) ? rare * WEAK : rare;
  }

  /**
   * Records with how well they fit, the best first, and the words that no record has; without words, all records.
   * @param {Index} index
   * @param {Term[]} typed
   * @returns {Promise<{ fits: Fit[], missing: string[] }>}
   */
  async function ranked(index, typed) {
    /** @type {string[]} */
    const missing = [];
    const wanted = telling(index, typed);
    if (!wanted.length) return { fits: Array.from({ length: index.count }, (_, n) => [n, 0]), missing };
    const score = new Float64Array(index.count);
    const found = new Float64Array(index.count);
    let all = 0;
    const heard = await Promise.all(wanted.map((term) => saysOf(index, term)));
    wanted.forEach((term, m) => {
      const says = heard[m];
      const standing = says.reduce((sum, one) => sum + Number(one > 0), 0);
      if (!standing && !index.stop.has(term.word)) missing.push(term.word);
      if (!standing) return;
      const rare = rarity(index, term.word, standing);
      all += rare;
      says.forEach((one, n) => {
        score[n] += rare * one;
        if (one) found[n] += rare;
      });
    });
    called(index, wanted).forEach((n) => {
      score[n] *= CALLED;
    });
    return { fits: best(index, score, found, all, kindsOf(index, wanted)), missing };
  }

  /**
   * The terms without the names of councils where there are several of these, which then tell nothing.
   * @param {Index} index
   * @param {Term[]} wanted
   */
  function telling({ names }, wanted) {
    const alone = (/** @type {string} */ word) => names.filter((of) => of.has(word)).length === 1;
    const named = names.filter((of) => wanted.some(({ word }) => of.has(word) && alone(word)));
    const others = wanted.filter(({ word }) => !names.some((of) => of.has(word)));
    return named.length > 1 && others.length ? others : wanted;
  }

  /**
   * Which kinds some of the words name.
   * @param {Index} index
   * @param {Term[]} wanted
   */
  function kindsOf(index, wanted) {
    return index.sorts.map(([sort]) => wanted.some((term) => CALLS[sort]?.includes(term.stem)));
  }

  /**
   * The councils and themes that are called exactly this; the last word may be begun only.
   * @param {Index} index
   * @param {Term[]} wanted
   */
  function called(index, wanted) {
    const tells = (/** @type {string} */ word) => word && !index.stop.has(word);
    // Their records come first in the index, in this order.
    const names = [...index.authorities, ...index.themes].map(([, name]) => words(name).filter(tells));
    /** @type {(term: Term, word: string) => boolean} */
    const means = (term, word) => term.stem === stem(word) || (term.isOpen && word.startsWith(term.word));
    const isCalled = (/** @type {string[]} */ name) => name.every((word) => wanted.some((term) => means(term, word)))
      && wanted.every((term) => name.some((word) => means(term, word)));
    return names.flatMap((name, n) => (isCalled(name) ? [n] : []));
  }

  /**
   * The records that fit, the best first. One without some of the words counts for less, by how rare they are.
   * @param {Index} index
   * @param {Float64Array} score
   * @param {Float64Array} found
   * @param {number} all
   * @param {boolean[]} kinds
   */
  function best(index, score, found, all, kinds) {
    const least = found.reduce((a, b) => Math.max(a, b), 0) * LEAST;
    /** @type {Fit[]} */
    const fits = [];
    for (let n = 0; n < index.count; n += 1) {
      if (found[n] <= 0 || found[n] < least) continue;
      const kind = index.kind[n];
      fits.push([n, score[n] * (found[n] / all) ** WITHOUT * index.sorts[kind][2] * (kinds[kind] ? KIND : 1)]);
    }
    return fits.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  return { FACETS, WORD, folded, open, entry, terms, ranked };
})();
