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

  return { of };
})();
