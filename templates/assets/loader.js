// Pieces of data that a page loads as it needs them: of the search (pieces.js) and of the lists (rows.js). Each is a
// script that hands one value over (src/search/pieces.rs), since a page from a disk may not ask for anything else.
"use strict";
const loader = (() => {
  /** @type {Map<string, (value: any) => void>} */
  const waiting = new Map();
  /** @type {Map<string, Promise<any>>} */
  const loaded = new Map();
  globalThis.throughline = (name, value) => waiting.get(name)?.(value);

  /**
   * Loads pieces of a site, seen from a page, and says what went wrong in these words.
   * @type {(root: string, failed: string) => Pieces}
   */
  const of = (root, failed) => (name, version) => {
    const known = loaded.get(name);
    if (known) return known;
    const asked = new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = `${root}search/${name}.js${version && `?${version}`}`;
      script.onerror = () => {
        // Asked for again the next time: the connection may be back.
        loaded.delete(name);
        reject(new Error(failed));
      };
      document.head.append(script);
    });
    loaded.set(name, asked);
    return asked;
  };

  // ---------------------------------------------------------------- what pieces are read by

  /** The letters of numbers, in order. */
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

  /**
   * The last of some beginnings, in order, that is not beyond a value.
   * @template {string | number} T
   * @param {T[]} starts
   * @param {T} value
   */
  function lastUpTo(starts, value) {
    let [first, last] = [0, starts.length - 1];
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if (starts[middle] > value) last = middle - 1;
      else first = middle;
    }
    return last;
  }

  return { of, LETTERS, lastUpTo };
})();
