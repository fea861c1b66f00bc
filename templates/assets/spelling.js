// What somebody may have meant who typed a word that no page has. It is loaded like a piece of the index, and only when
// there is such a word: ranking.js asks for it. The words of the site stand in pieces too (src/search/spelling.rs).
"use strict";
globalThis.throughline("../assets/spelling", (() => {
  /** Letters of the shortest words in which one or two may be wrong, or two neighbours have changed places. */
  const SWAP = 4, ONE = 5, TWO = 9;
  /** Letters of the shortest part of a word that may be two. */
  const PART = 3;
  /** How many words beside the likeliest one are offered. */
  const OFFERED = 2;

  /**
   * Whether only two neighbours have changed places.
   * @param {string} a
   * @param {string} b
   */
  function isSwapped(a, b) {
    const at = [...a].findIndex((letter, n) => letter !== b[n]);
    return at >= 0 && b === a.slice(0, at) + (a[at + 1] ?? "") + a[at] + a.slice(at + 2);
  }

  /**
   * How many letters are too many, missing, wrong or changed with their neighbour; more than `most` is all the same.
   * @param {string} a
   * @param {string} b
   * @param {number} most
   */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, n) => n);
    for (let i = 1; i <= a.length; i += 1) {
      const here = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        here[j] = Math.min(last[j] + 1, here[j - 1] + 1, last[j - 1] + same);
        const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (isSwap) here[j] = Math.min(here[j], before[j - 2] + 1);
      }
      if (Math.min(...here) > most) return most + 1;
      [before, last] = [last, here];
    }
    return last[b.length];
  }

  /**
   * The words that may be meant, the likeliest first: fewer letters wrong, then the commoner.
   * @param {string} word
   * @param {Map<string, number>} known
   * @returns {Meant[]}
   */
  function nearest(word, known) {
    const most = word.length >= TWO ? 2 : 1;
    if (word.length < SWAP) return [];
    /** @type {[Meant, number][]} */
    const found = [];
    known.forEach((common, other) => {
      const wrong = word.length < ONE && !isSwapped(word, other) ? most + 1 : distance(word, other, most);
      if (wrong <= most) found.push([{ words: [other], wrong }, common]);
    });
    found.sort(([a, m], [b, n]) => a.wrong - b.wrong || n - m || (a.words[0] < b.words[0] ? -1 : 1));
    return found.map(([one]) => one);
  }

  /**
   * Two words of which one was made, the commonest. `knownBy` gives the words that begin with a letter.
   * @param {string} word
   * @param {(letter: string) => Promise<Map<string, number>>} knownBy
   * @returns {Promise<Meant[]>}
   */
  async function apart(word, knownBy) {
    const own = await knownBy(word[0]);
    const places = Array.from({ length: Math.max(0, word.length - 2 * PART + 1) }, (_, n) => n + PART)
      .filter((place) => own.has(word.slice(0, place)));
    const pairs = await Promise.all(places.map(async (place) => {
      const [first, second] = [word.slice(0, place), word.slice(place)];
      const others = await knownBy(second[0]);
      return { words: [first, second], common: Math.min(own.get(first) ?? 0, others.get(second) ?? -1) };
    }));
    return pairs.filter(({ common }) => common >= 0).sort((a, b) => b.common - a.common)
      .map(({ words }) => ({ words, wrong: 1 }));
  }

  /**
   * What may be meant by a word, the likeliest first: one letter wrong, then two words in one, then two letters wrong.
   * @param {string} word
   * @param {(letter: string) => Promise<Map<string, number>>} knownBy
   * @returns {Promise<Meant[]>}
   */
  async function meant(word, knownBy) {
    if (!/^[a-z]+$/.test(word)) return [];
    // The first letter may be one too many, or have changed places with the second; a wrong one is not looked for.
    const lists = await Promise.all([...new Set(word.slice(0, 2))].map(knownBy));
    const known = new Map(lists.flatMap((words) => [...words]));
    const near = nearest(word, known);
    const [one, two] = [near.filter(({ wrong }) => wrong < 2), near.filter(({ wrong }) => wrong > 1)];
    return [...one, ...await apart(word, knownBy), ...two].slice(0, 1 + OFFERED);
  }

  return { meant, distance };
})());
