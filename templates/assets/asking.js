// What is meant by what somebody typed: its words with their other spellings, numbers in words and in digits, what is
// misspelt, apart or joined, and the groups of one meaning that its phrases lead to. What is found of it: ranking.js.
"use strict";
const asking = (() => {
  const { WORD, folded, shard, begins } = pieces;
  /** More words than anybody types; the rest of a pasted page is left out. */
  const MOST_WORDS = 40;
  /** How surely a word means what a phrase means that it is a part of. */
  const PART = 0.8;
  /** Of how many groups a word may be a part. */
  const MOST_GROUPS = 7;
  /** What a word counts that was put for one with so many wrong letters. */
  const GUESSED = [1, 0.9, 0.7];
  /** Of so few words each two are tried as one word; of more, only those that no page has. */
  const FEW = 3;
  /** Letters of a word that is not yet whole and may still be wrong. */
  const BEGUN = 6;

  // ---------------------------------------------------------------- numbers

  const ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
    "sixteen seventeen eighteen nineteen").split(" ");
  const TENS = ", ,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety".split(",");

  /**
   * The number that begins at a word, and how many words it has: `eleven`, `twenty one`, `twenty eighteen`,
   * `two thousand and nine`.
   * @type {(found: string[], n: number) => [number, number]}
   */
  function numberAt(found, n) {
    const [one, ten] = [ONES.indexOf(found[n]), TENS.indexOf(found[n])];
    if (one === 2 && found[n + 1] === "thousand") {
      const and = found[n + 2] === "and" ? 1 : 0;
      const [rest, size] = numberAt(found, n + 2 + and);
      return size && rest < 100 ? [2000 + rest, 2 + and + size] : [2000, 2];
    }
    if (ten < 2) return [one, one < 0 ? 0 : 1];
    const [next, size] = n + 1 < found.length ? numberAt(found, n + 1) : [0, 0];
    if (size === 1 && next > 0 && next < 10) return [ten * 10 + next, 2];
    // A year as it is spoken.
    return ten === 2 && size && next > 9 && next < 100 ? [2000 + next, 1 + size] : [ten * 10, 1];
  }

  /** Words in which every number is one word, in digits where it had several. */
  function numbered(/** @type {string[]} */ found) {
    const all = [];
    for (let n = 0; n < found.length;) {
      const [value, size] = numberAt(found, n);
      all.push(size > 1 ? String(value) : found[n]);
      n += size || 1;
    }
    return all;
  }

  /** A number the other way: in digits, or in words. */
  function otherNumber(/** @type {string} */ word) {
    const [value, size] = numberAt([word], 0);
    if (size) return [String(value)];
    const digits = /^\d\d?$/.test(word) ? Number(word) : -1;
    const inWords = ONES[digits] ?? (digits % 10 === 0 ? TENS[digits / 10] : undefined);
    return inWords ? [inWords] : [];
  }

  // ---------------------------------------------------------------- spelling

  const words = (/** @type {string} */ typed) =>
    [...typed.matchAll(WORD)].slice(0, MOST_WORDS).map((match) => folded(match[0]));

  /** @type {(word: string, from: string, to: string) => string[]} */
  const swapped = (word, from, to) => (word.includes(from) ? [word.replace(from, to)] : []);

  /**
   * A word's other spellings: British or American, a number in digits or in words.
   * @type {(index: Index, word: string) => string[]}
   */
  function spellings({ spellings: pairs }, word) {
    const ise = word.replace(/^(...+)([sz])(?=(?:e|ed|er|ers|es|ing|ation|ations)$|ation)/, (_, start, letter) =>
      start + (letter === "s" ? "z" : "s"));
    // Where one form is a part of the other, the longer one is meant.
    const others = pairs.flatMap((pair) => {
      const [a, b] = pair.split(" ").sort((x, y) => y.length - x.length);
      const shorter = swapped(word, a, b);
      return shorter.length ? shorter : swapped(word, b, a);
    });
    return [...new Set([...otherNumber(word), ise, ...others])].filter((one) => one !== word);
  }

  /** Whether some record has a word. */
  async function stands(/** @type {Index} */ index, /** @type {string} */ word) {
    const own = stem(word);
    return (await shard(index, own)).some(([term]) => term === own);
  }

  /** The words of the site that begin with a letter, each with how common it is, and those of everyday phrases. */
  async function knownBy(/** @type {Index} */ index, /** @type {string} */ letter) {
    /** @type {Map<string, number>} */
    const known = new Map();
    index.meanings.forEach((group) => group.split(/[ ,]/).forEach((word) => {
      if (word[0] === letter && word.length > 2) known.set(word, 0);
    }));
    /** @type {string} */
    const text = index.letters.includes(letter) ? await index.read.get(`w${letter}`) : "";
    text.split(" ").filter(Boolean).forEach((one) => known.set(one.slice(0, -1), pieces.valueAt(one, one.length - 1)));
    return known;
  }

  /**
   * The words that were typed, with others for those that no record has.
   * @param {Index} index
   * @param {string[]} found
   * @param {boolean} endsOpen
   * @returns {Promise<{ spelt: Spelt[], changed: Changed[] }>}
   */
  async function respelt(index, found, endsOpen) {
    const means = meanings(index, found);
    const isKnown = await Promise.all(found.map(async (word, n) => {
      if (!/^[a-z]{3,}$/.test(word) || index.stop.has(word) || index.weak.has(word) || means[n].size) return true;
      const isOpen = endsOpen && n === found.length - 1;
      if (isOpen && (word.length < BEGUN || (await shard(index, word)).some(begins(word)))) return true;
      return (await Promise.all([word, ...spellings(index, word)].map((one) => stands(index, one)))).includes(true);
    }));
    /** @type {Spelt[]} */
    const spelt = [];
    /** @type {Changed[]} */
    const changed = [];
    /** @type {string[]} */
    let before = [];
    for (let n = 0; n < found.length; n += 1) {
      const pair = found[n] + (found[n + 1] ?? "");
      const isPair = n + 1 < found.length && [found[n], found[n + 1]].every((word) => /^[a-z]{3,}$/.test(word));
      const isTried = isPair && (found.length <= FEW || !isKnown[n] || !isKnown[n + 1]);
      const isJoined = isTried && (await stands(index, pair));
      if (isJoined && !(isKnown[n] && isKnown[n + 1])) {
        changed.push({ typed: `${found[n]} ${found[n + 1]}`, instead: pair, others: [] });
        spelt.push({ word: pair, counts: 1, also: [] });
        n += 1;
        continue;
      }
      const also = [...(isJoined ? [pair] : []), ...before];
      before = isJoined ? [pair] : [];
      const [first, ...others] = isKnown[n] ? [] : await meant(index, found[n]);
      if (!first) {
        spelt.push({ word: found[n], counts: 1, also });
        continue;
      }
      spelt.push(...first.words.map((word) => ({ word, counts: GUESSED[first.wrong], also: [] })));
      const [instead, ...offered] = [first, ...others].map((one) => one.words.join(" "));
      changed.push({ typed: found[n], instead, others: offered });
    }
    return { spelt, changed };
  }

  /** @type {(index: Index, word: string) => Promise<Meant[]>} */
  async function meant(index, word) {
    /** @type {Spelling} */
    const spelling = await index.read.get("../assets/spelling");
    return spelling.meant(word, (letter) => knownBy(index, letter));
  }

  // ---------------------------------------------------------------- meaning

  /**
   * For each word the groups of one meaning that its phrase leads to, or that it is a part of, and how surely.
   * @param {Index} index
   * @param {string[]} found
   */
  function meanings(index, found) {
    const forms = found.map((word) => [word, ...spellings(index, word)].map((one) => one.replace(/s$/, "")));
    /** @type {(phrase: string[], start: number) => boolean} */
    const startsAt = (phrase, start) => phrase.every((form, k) => forms[start + k]?.includes(form));
    /** @type {(phrase: string[], n: number) => boolean} */
    const isHere = (phrase, n) => phrase.some((form, m) => forms[n].includes(form) && startsAt(phrase, n - m));
    return forms.map((own, n) => {
      /** @type {Map<number, number>} */
      const means = new Map();
      const tells = !index.weak.has(found[n]) && !index.stop.has(found[n]);
      index.meanings.forEach((group, place) => {
        if (!own.some((form) => form && group.includes(form))) return;
        const phrases = group.split(",").map((phrase) => phrase.split(" "))
          .filter((phrase) => own.some((form) => form && phrase.includes(form)));
        if (phrases.some((phrase) => isHere(phrase, n))) means.set(place, 1);
        else if (tells && phrases.length) means.set(place, PART);
      });
      // A word that is a part of much says little of each.
      return means.size > MOST_GROUPS ? new Map([...means].filter(([, surely]) => surely === 1)) : means;
    });
  }

  /**
   * What was typed, as terms, and the words that stand for others; the last one may be the beginning of a word.
   * @param {Index} index
   * @param {string} typed
   * @returns {Promise<{ wanted: Term[], changed: Changed[] }>}
   */
  async function terms(index, typed) {
    const found = numbered(words(typed));
    const endsOpen = /[\p{L}\p{N}]$/u.test(typed);
    const { spelt, changed } = await respelt(index, found, endsOpen);
    const means = meanings(index, spelt.map(({ word }) => word));
    const isOpen = (/** @type {number} */ n) => endsOpen && n === spelt.length - 1 && spelt[n].word === found.at(-1);
    const wanted = spelt
      .map(({ word, counts, also }, n) => ({
        word, stem: stem(word), means: means[n], isOpen: isOpen(n), counts,
        also: [...new Set([...also, ...spellings(index, word)].map(stem))].filter((one) => one !== stem(word)),
      }))
      .filter((term) => term.word && (term.isOpen || !index.stop.has(term.word)));
    return { wanted, changed };
  }

  return { words, terms };
})();
