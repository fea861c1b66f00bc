// What the search finds: ranks what the index (pieces.js) has of the terms that were typed (asking.js). The page is
// drawn by search.js; nothing here knows of it.
"use strict";
const ranking = (() => {
  const { FACETS, WORD, LETTERS, folded, open, valueAt, number, rangesOf, know, shard, whole, begins, has } = pieces;
  const { entry } = pieces;
  const { words, terms } = asking;
  /** A name or a year counts at least so much, however few councils there are: whoever types it means it. */
  const NAMED = 5;
  /** What a word that stands in reports about anything keeps of its rarity. */
  const WEAK = 0.3;
  /** What the words count that a typed beginning may mean, and those beside a word that is typed in full. */
  const BEGUN = 0.7, BESIDE = 0.3;
  /** How much of the best record's words a record must have. */
  const LEAST = 0.5;
  /** How much a record without some of the words counts for less: 0 not at all, 1 as much as they would tell. */
  const WITHOUT = 0.5;
  /** How much more the page of a council or a theme counts whose name is what was typed, no more and no less. */
  const CALLED = 4;
  /** How much more a record counts of a kind that a word names, and the stems of those words. */
  const KIND = 1.5;
  /** @type {Partial<Record<string, string[]>>} */
  const CALLS = {
    inspection: ["inspect", "visit"],
    update: ["brief", "paper", "answer", "repli", "respons", "respond"],
    "priority-action": ["urgent", "immedi", "prioriti"],
  };
  /** How much more a report counts that is asked for, and the newest of those if that is asked for. */
  const ASKED = 4, NEWEST = 3;
  /** Stems of what reports are called, and words that ask for one of them, for the newest, and for no single one. */
  const [REPORTS, ONE, LATEST, SEVERAL] = [
    "report inspect inspector ofst letter visit rate grade judgement judgment result outcom overal verdict month",
    "report letter inspection visit",
    "latest last newest recent recently current currently",
    "reports inspections visits letters grades ratings results years history list all",
  ].map((text) => new Set(text.split(" ")));
  const MONTHS = new Set(("january february march april may june july august september october november " +
    "december").split(" "));
  const YEAR = /^(19|20)\d\d$/;

  // ---------------------------------------------------------------- words

  /**
   * The lines of the index that a term means, each with how much it counts.
   * @param {Index} index
   * @param {Term} term
   * @param {number[]} ranges
   * @returns {Promise<[Line, number][]>}
   */
  async function lines(index, { word, stem: own, also, means, isOpen }, ranges) {
    /** @type {(found: Line[], counts: number) => [Line, number][]} */
    const counted = (found, counts) => found.map((line) => [line, counts]);
    const of = async (/** @type {string} */ wanted) => {
      const here = (await shard(index, wanted)).filter(([term]) => term === wanted);
      return (await Promise.all(here.map((line) => whole(index, line, ranges)))).flat();
    };
    const nameOf = (/** @type {number} */ group) => `~${LETTERS[group >> 6]}${LETTERS[group % 64]}`;
    const ofGroups = [...means].map(async ([group, surely]) => counted(await of(nameOf(group)), surely));
    const spelt = Promise.all(also.map(of));
    const [exact, others, groups] = await Promise.all([of(own), spelt, Promise.all(ofGroups)]);
    const same = [...counted([...exact, ...others.flat()], 1), ...groups.flat()];
    // Of one or two letters too many words begin.
    if (!isOpen || word.length < 3) return same;
    const begun = (await shard(index, word)).filter((line) => line[0] !== own).filter(begins(word));
    return [...same, ...counted(begun, exact.some(has(word)) ? BESIDE : BEGUN)];
  }

  // ---------------------------------------------------------------- ranking

  /**
   * How much each record says of a term that says anything of it, and in how many records the term stands.
   * @param {Index} index
   * @param {Term} term
   * @param {number[]} ranges
   */
  async function saysOf(index, term, ranges) {
    /** @type {Map<number, number>} */
    const says = new Map();
    let most = 0;
    for (const [[, , postings, count], counts] of await lines(index, term, ranges)) {
      most = Math.max(most, Number(count ?? 0));
      for (let place = 0, n = 0; place < postings.length;) {
        const [step, next] = number(postings, place);
        n += step;
        says.set(n, Math.max(says.get(n) ?? 0, term.counts * counts * valueAt(postings, next)));
        place = next + 1;
      }
    }
    return { says, standing: Math.max(most, says.size), isCut: most > says.size };
  }

  /**
   * How much it tells that a record has a word, which `standing` records have: rare words tell more, as BM25 has it.
   * @param {Index} index
   * @param {string} word
   * @param {number} standing
   */
  function rarity(index, word, standing) {
    const rare = Math.log(1 + (index.count - standing + 0.5) / (standing + 0.5));
    if (index.names.some((names) => names.has(word)) || YEAR.test(word)) return Math.max(rare, NAMED);
    return index.weak.has(word) ? rare * WEAK : rare;
  }

  /**
   * Records with how well they fit, the best first, and the words that no record has; without words, all records. Of a
   * large index all records of some ranges, and of the others those of which the words say most: whether there are more
   * is said.
   * @param {Index} index
   * @param {Term[]} typed
   * @param {number[]} [chosen]
   * @returns {Promise<{ fits: Fit[], missing: string[], isCut: boolean }>}
   */
  async function ranked(index, typed, chosen = []) {
    /** @type {string[]} */
    const missing = [];
    const told = telling(index, typed);
    const council = reportAsked(index, told);
    // Which is the newest is known from the dates, and stands in no report.
    const wanted = council < 0 ? told : told.filter(({ word }) => !LATEST.has(word));
    if (!wanted.length) return { fits: Array.from({ length: index.count }, (_, n) => [n, 0]), missing, isCut: false };
    const ranges = [...new Set([...chosen, ...rangesNamed(index, wanted)])];
    await know(index, ranges);
    const score = new Float64Array(index.count);
    const found = new Float64Array(index.count);
    let all = 0;
    const heard = await Promise.all(wanted.map((term) => saysOf(index, term, ranges)));
    wanted.forEach((term, m) => {
      const { says, standing } = heard[m];
      if (!standing && !index.stop.has(term.word)) missing.push(term.word);
      if (!standing) return;
      const rare = rarity(index, term.word, standing);
      all += rare;
      says.forEach((one, n) => {
        score[n] += rare * one;
        found[n] += rare;
      });
    });
    called(index, wanted).forEach((n) => {
      score[n] *= CALLED;
      // Its name has all that was asked, also the words that tell nothing and are in no index.
      found[n] = all;
    });
    if (council >= 0) {
      const counts = favouring(index, council, wanted.length < told.length);
      score.forEach((one, n) => { if (one) score[n] = one * counts(n); });
    }
    const isCut = heard.some((one) => one.isCut);
    return { fits: best(index, score, found, all, kindsOf(index, wanted)), missing, isCut };
  }

  /**
   * The ranges of a large index that a question is about: those of the one council that it names.
   * @param {Index} index
   * @param {Term[]} wanted
   */
  function rangesNamed(index, wanted) {
    if (!index.large) return [];
    return councilsNamed(index, wanted).flatMap((council) => rangesOf(index, council));
  }

  /**
   * The one council that is named; none where several are.
   * @param {Index} index
   * @param {Term[]} wanted
   */
  function councilsNamed(index, wanted) {
    const of = wanted.map(({ word }) => index.names.flatMap((names, n) => (names.has(word) ? [n] : [])));
    const alone = new Set(of.filter((councils) => councils.length === 1).flat());
    return alone.size === 1 ? [...alone] : [];
  }

  /**
   * The council of which a report is asked for by nothing but a year, a grade or that it is the newest; or -1.
   * @param {Index} index
   * @param {Term[]} wanted
   */
  function reportAsked(index, wanted) {
    const [council] = councilsNamed(index, wanted);
    const tells = (/** @type {Term} */ { word }) =>
      ONE.has(word) || LATEST.has(word) || YEAR.test(word) || index.grades.has(word);
    const isOf = (/** @type {Term} */ { word, stem: own }) => REPORTS.has(own) || MONTHS.has(word)
      || index.weak.has(word) || index.names[council].has(word);
    const isAsked = council !== undefined && wanted.some(tells) && !wanted.some(({ word }) => SEVERAL.has(word))
      && wanted.every((term) => tells(term) || isOf(term));
    return isAsked ? council : -1;
  }

  /**
   * How much more a council's reports count, and the newest of them if that is asked for.
   * @param {Index} index
   * @param {number} council
   * @param {boolean} isNewest
   * @returns {(n: number) => number}
   */
  function favouring(index, council, isNewest) {
    const kind = index.sorts.findIndex(([sort]) => sort === "inspection");
    const isReport = (/** @type {number} */ n) => index.kind[n] === kind && index.authority[n] === council;
    const newest = isNewest ? index.date.reduce((day, one, n) => (isReport(n) ? Math.max(day, one) : day), 0) : 0;
    return (n) => (isReport(n) ? ASKED * (index.date[n] === newest ? NEWEST : 1) : 1);
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
   * The councils, themes and pages of the site that are called exactly this; the last word may be begun only.
   * @param {Index} index
   * @param {Term[]} wanted
   */
  function called(index, wanted) {
    const tells = (/** @type {string} */ word) => word && !index.stop.has(word);
    // A last word that tells nothing is asked for all the same, since it may be the beginning of one that does.
    const told = wanted.filter(({ word }) => tells(word));
    // Their records come first in the index, in this order.
    const titles = [...[...index.authorities, ...index.themes].map(([, name]) => name), ...index.pages];
    const names = titles.map((name) => words(name).filter(tells));
    /** @type {(term: Term, word: string) => boolean} */
    const means = (term, word) => term.stem === stem(word) || (term.isOpen && word.startsWith(term.word));
    const isCalled = (/** @type {string[]} */ name) => name.every((word) => wanted.some((term) => means(term, word)))
      && told.every((term) => name.some((word) => means(term, word)));
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
      // What its kind makes of it has been counted in a large index, where the kind is not known of every record.
      const counts = index.large ? 1 : index.sorts[kind][2];
      fits.push([n, score[n] * (found[n] / all) ** WITHOUT * counts * (kinds[kind] ? KIND : 1)]);
    }
    return fits.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  return { FACETS, WORD, folded, open, entry, terms, ranked, rangesOf, know };
})();
