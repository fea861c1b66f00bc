// The index of the search: reads its pieces, makes terms of what was typed and ranks what it finds. What stands
// in the pieces says src/search/files.rs. It knows nothing of the page, which is drawn by search.js.
"use strict";
const ranking = (() => {
  const FACETS = ["kind", "outcome", "authority", "theme", "framework", "year"];
  /** More words than anybody types; the rest of a pasted page is left out. */
  const MOST_WORDS = 40;
  /** A name or a year says at least so much, however few councils there are: who types it means it. */
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
  const KIND = 1.5, CALLS = { inspection: ["inspect", "visit"], update: ["brief", "paper"] };

  // ---------------------------------------------------------------- pieces

  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const VALUE = new Map([...LETTERS].map((letter, value) => [letter, value]));

  /** A number that begins at a place of a text, and the place behind it. */
  function number(text, place) {
    let value = 0;
    for (let size = 1; ; size *= 32) {
      const letter = VALUE.get(text[place++]);
      value += (letter % 32) * size;
      if (letter < 32) return [value, place];
    }
  }

  /** Kind, outcome and themes of every record. */
  function columns(text, count) {
    const kind = [], outcome = [], themes = [];
    for (let n = 0, place = 0; n < count; n += 1) {
      kind.push(VALUE.get(text[place++]));
      outcome.push(VALUE.get(text[place++]) - 1);
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

  /** Authority, framework and date of every record: those of its report. */
  function ofReports(head) {
    const authority = new Int32Array(head.count).fill(-1), framework = new Int32Array(head.count).fill(-1);
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
   */
  async function open(piece) {
    const head = await piece("index", "");
    const { kind, outcome, themes } = columns(await piece("facets", head.version), head.count);
    const { authority, framework, date } = ofReports(head);
    const yearOf = (n) => Math.floor(date[n] / 10000);
    const years = [...new Set(head.reports.map((report) => Math.floor(report[3] / 10000)))].sort((a, b) => b - a);
    const values = {
      kind: head.sorts, outcome: head.outcomes, authority: head.authorities, theme: head.themes,
      framework: head.frameworks, year: years.map((year) => [String(year), String(year)]),
    };
    const places = Object.fromEntries(FACETS.map((facet) => [facet, new Map(values[facet].map(([word], n) => [word, n]))]));
    const one = (value) => (value < 0 ? [] : [value]);
    const of = {
      kind: (n) => [kind[n]], outcome: (n) => one(outcome[n]), theme: (n) => themes[n],
      authority: (n) => one(authority[n]), framework: (n) => one(framework[n]), year: (n) => one(years.indexOf(yearOf(n))),
    };
    const set = (text) => new Set([...text.matchAll(WORD)].map((match) => folded(match[0])));
    const names = head.names.map(set);
    const read = { get: (name) => piece(name, head.version), lines: new Map() };
    return { ...head, stop: set(head.stop), weak: set(head.weak), names, read, values, places, of, kind, outcome, date };
  }

  /** The last of some beginnings, in order, that is not beyond a value. */
  function lastUpTo(starts, value) {
    let n = starts.length - 1;
    while (n > 0 && starts[n] > value) n -= 1;
    return n;
  }

  /** The lines of the shard in which terms with these first letters stand. */
  async function shard(index, word) {
    const n = lastUpTo(index.shards, word.slice(0, 3));
    if (n < 0) return [];
    if (!index.read.lines.has(n)) {
      const text = await index.read.get(`t${n}`);
      index.read.lines.set(n, text.split("\n").filter(Boolean).map((line) => line.split(" ")));
    }
    return index.read.lines.get(n);
  }

  /** A record's title, place, address and words. */
  async function entry(index, n) {
    const chunk = lastUpTo(index.chunks, n);
    return (await index.read.get(`d${chunk}`))[n - index.chunks[chunk]];
  }

  // ---------------------------------------------------------------- words

  const WORD = /[\p{L}\p{N}]+(?:['’‘]+[\p{L}\p{N}]+)*/gu;

  /** Letters that are no letter with an accent. */
  const PLAIN = { æ: "ae", œ: "oe", ø: "o", ß: "ss", þ: "th", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i" };

  /** As the program folds words: lower case, without accents, apostrophes and a possessive. */
  function folded(word) {
    return word.normalize("NFKD").toLowerCase().replace(/[’‘]/g, "'").replace(/'s$/, "")
      .replace(/[^a-z0-9]/g, (letter) => PLAIN[letter] ?? "");
  }

  const words = (typed) => [...typed.matchAll(WORD)].slice(0, MOST_WORDS).map((match) => folded(match[0]));

  /** What was typed, as terms; the last one may be the beginning of a word. */
  function terms(index, typed) {
    const found = words(typed), means = meanings(index, found);
    const open = /[\p{L}\p{N}]$/u.test(typed);
    return found
      .map((word, n) => ({ word, stem: stem(word), means: means[n], isOpen: open && n === found.length - 1 }))
      .filter(({ word, isOpen }) => word && (isOpen || !index.stop.has(word)));
  }

  /** For each word the groups of one meaning that its phrase leads to, or that it is a part of, and how surely. */
  function meanings(index, found) {
    const forms = found.map((word) => word.replace(/s$/, ""));
    const isHere = (phrase, n) => phrase.some((form, m) => form === forms[n] && phrase.every((other, k) => other === forms[n - m + k]));
    return forms.map((form, n) => {
      const means = new Map(), tells = !index.weak.has(found[n]) && !index.stop.has(found[n]);
      index.meanings.forEach((group, number) => {
        if (!form || !group.includes(form)) return;
        const phrases = group.split(",").map((phrase) => phrase.split(" ")).filter((phrase) => phrase.includes(form));
        if (phrases.some((phrase) => isHere(phrase, n))) means.set(number, 1);
        else if (tells && phrases.length) means.set(number, PART);
      });
      // A word that is a part of much says little of each.
      return means.size > MOST_GROUPS ? new Map([...means].filter(([, surely]) => surely === 1)) : means;
    });
  }

  /** Whether a line has a word that begins so. */
  const begins = (word) => ([term, endings]) => term.startsWith(word)
    || (word.startsWith(term) && endings.split(",").some((ending) => (term + ending).startsWith(word)));

  /** Whether a line has this very word, as far as it can tell. */
  const has = (word) => ([term, endings]) => !word.startsWith(term) || endings.split(",").includes(word.slice(term.length));

  /** The lines of the index that a term means, each with how much it counts. */
  async function lines(index, { word, stem: own, means, isOpen }) {
    const line = async (wanted) => (await shard(index, wanted)).filter(([term]) => term === wanted);
    const ofGroup = async ([group, surely]) => (await line(`~${LETTERS[group >> 6]}${LETTERS[group % 64]}`)).map((found) => [found, surely]);
    const [exact, ...groups] = await Promise.all([line(own), ...[...means].map(ofGroup)]);
    const same = [...exact.map((found) => [found, 1]), ...groups.flat()];
    if (!isOpen || word.length < 3) return same;
    const others = (await shard(index, word)).filter((line) => line[0] !== own).filter(begins(word));
    return [...same, ...others.map((found) => [found, exact.some(has(word)) ? BESIDE : BEGUN])];
  }

  // ---------------------------------------------------------------- ranking

  /** How much each record says of a term. */
  async function saysOf(index, term) {
    const says = new Float64Array(index.count);
    for (const [[, , postings], counts] of await lines(index, term)) {
      for (let place = 0, n = 0; place < postings.length;) {
        const [step, next] = number(postings, place);
        n += step;
        says[n] = Math.max(says[n], counts * VALUE.get(postings[next]));
        place = next + 1;
      }
    }
    return says;
  }

  /** How much it tells that a word stands in a record: rare words tell more, as BM25 has it. */
  function rarity(index, word, standing) {
    const rare = Math.log(1 + (index.count - standing + 0.5) / (standing + 0.5));
    if (index.names.some((names) => names.has(word)) || /^(19|20)\d\d$/.test(word)) return Math.max(rare, NAMED);
    return index.weak.has(word) ? rare * WEAK : rare;
  }

  /** Records with how well they fit, the best first, and the words that stand nowhere; without words, all records. */
  async function ranked(index, typed) {
    const missing = [], wanted = telling(index, typed);
    if (!wanted.length) return { fits: Array.from({ length: index.count }, (_, n) => [n, 0]), missing };
    const score = new Float64Array(index.count), found = new Float64Array(index.count);
    let all = 0;
    const heard = await Promise.all(wanted.map((term) => saysOf(index, term)));
    wanted.forEach((term, m) => {
      const says = heard[m];
      const standing = says.reduce((sum, one) => sum + (one > 0), 0);
      if (!standing && !index.stop.has(term.word)) missing.push(term.word);
      if (!standing) return;
      const rare = rarity(index, term.word, standing);
      all += rare;
      says.forEach((one, n) => {
        score[n] += rare * one;
        if (one) found[n] += rare;
      });
    });
    called(index, wanted).forEach((n) => { score[n] *= CALLED; });
    return { fits: best(index, score, found, all, kindsOf(index, wanted)), missing };
  }

  /** The terms without the names of councils where there are several of these, which then tell nothing. */
  function telling({ names }, wanted) {
    const alone = (word) => names.filter((of) => of.has(word)).length === 1;
    const named = names.filter((of) => wanted.some(({ word }) => of.has(word) && alone(word)));
    const others = wanted.filter(({ word }) => !names.some((of) => of.has(word)));
    return named.length > 1 && others.length ? others : wanted;
  }

  /** The kinds that some of the words name. */
  const kindsOf = (index, wanted) => index.sorts.map(([sort]) => wanted.some((term) => CALLS[sort]?.includes(term.stem)));

  /** The councils and themes that are called exactly this; the last word may be begun only. */
  function called(index, wanted) {
    const names = [...index.authorities, ...index.themes].map(([, name]) => words(name).filter((word) => word && !index.stop.has(word)));
    const means = (term, word) => term.stem === stem(word) || (term.isOpen && word.startsWith(term.word));
    const isCalled = (name) => name.every((word) => wanted.some((term) => means(term, word)))
      && wanted.every((term) => name.some((word) => means(term, word)));
    return names.flatMap((name, n) => (isCalled(name) ? [n] : []));
  }

  /** A record without some of the words counts for less, by how rare they are. */
  function best(index, score, found, all, kinds) {
    const least = found.reduce((a, b) => Math.max(a, b), 0) * LEAST;
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
