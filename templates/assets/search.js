// Search in the browser. The index lies beside the pages, in pieces that are read when they are needed: see
// src/search/files.rs for what stands in them. Works from any host and from a disk.
"use strict";
(() => {
  const form = document.getElementById("search_form");
  if (!form) return;
  const at = (id) => document.getElementById(id);
  const FACETS = ["kind", "outcome", "authority", "theme", "framework", "year"];
  const NAMES = { kind: "Kind", outcome: "Where it stands", authority: "Authority", theme: "Theme", framework: "Framework", year: "Year" };
  const STEP = 10;

  // ---------------------------------------------------------------- reading the index

  const waiting = new Map();
  const pieces = new Map();
  globalThis.throughline = (name, value) => waiting.get(name)?.(value);
  let version = "";

  /** A piece of the index; a script brings it, since a page from a disk may not ask for anything else. */
  function piece(name) {
    if (!pieces.has(name)) {
      pieces.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = `search/${name}.js${version}`;
        script.onerror = () => {
          pieces.delete(name);
          reject(new Error(`The index cannot be read: ${name}.`));
        };
        document.head.append(script);
      }));
    }
    return pieces.get(name);
  }

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

  /** What stands in the head and in the facets, a row a record. */
  const records = (async () => {
    const head = await piece("index");
    version = `?${head.version}`;
    const text = await piece("facets");
    const { count } = head;
    const kind = new Int16Array(count), outcome = new Int16Array(count), themes = [];
    for (let n = 0, place = 0; n < count; n += 1) {
      kind[n] = VALUE.get(text[place++]);
      outcome[n] = VALUE.get(text[place++]) - 1;
      themes[n] = [];
      while (text[place] !== ".") {
        const [theme, next] = number(text, place);
        themes[n].push(theme);
        place = next;
      }
      place += 1;
    }
    const authority = new Int32Array(count).fill(-1), framework = new Int16Array(count).fill(-1), year = new Int16Array(count);
    head.authorities.forEach((_, n) => { authority[n] = n; });
    head.reports.forEach(([first, a, f, y], n) => {
      const end = head.reports[n + 1]?.[0] ?? count;
      authority.fill(a, first, end);
      framework.fill(f, first, end);
      year.fill(y, first, end);
    });
    const years = [...new Set(year)].filter(Boolean).sort((a, b) => b - a);
    const values = {
      kind: head.sorts, outcome: head.outcomes, authority: head.authorities, theme: head.themes, framework: head.frameworks,
      year: years.map((y) => [String(y), String(y)]),
    };
    const places = Object.fromEntries(FACETS.map((facet) => [facet, new Map(values[facet].map(([word], n) => [word, n]))]));
    /** The values, by number, that a record has of a facet. */
    const of = {
      kind: (n) => [kind[n]], outcome: (n) => (outcome[n] < 0 ? [] : [outcome[n]]), theme: (n) => themes[n],
      authority: (n) => (authority[n] < 0 ? [] : [authority[n]]), framework: (n) => (framework[n] < 0 ? [] : [framework[n]]),
      year: (n) => (year[n] ? [places.year.get(String(year[n]))] : []),
    };
    return { ...head, stop: new Set(head.stop.split(" ")), values, places, of, year, outcome, kind };
  })();

  /** The lines of the shard in which terms with these first letters stand. */
  async function shard(head, word) {
    const key = word.slice(0, 3);
    let n = head.shards.length - 1;
    while (n > 0 && head.shards[n] > key) n -= 1;
    const text = await piece(`t${n}`);
    return text.split("\n").filter(Boolean).map((line) => line.split(" "));
  }

  // ---------------------------------------------------------------- words

  const WORD = /[\p{L}\p{N}]+(?:['’‘]+[\p{L}\p{N}]+)*/gu;

  /** As the program folds words: lower case, without accents, apostrophes and a possessive. */
  function folded(word) {
    return word.normalize("NFKD").toLowerCase().replace(/[’‘]/g, "'").replace(/'s$/, "").replace(/[^a-z0-9]/g, "");
  }

  /** What was typed, as terms; the last one may be the beginning of a word. */
  function terms(head, typed) {
    const found = [...typed.matchAll(WORD)].map((match) => folded(match[0]));
    const open = /[\p{L}\p{N}]$/u.test(typed);
    return found
      .map((word, n) => ({ word, stem: stem(word), isOpen: open && n === found.length - 1 }))
      .filter(({ word, isOpen }) => word && (isOpen || !head.stop.has(word)));
  }

  /** The lines of the index that a term means, each with how much it counts. */
  async function lines(head, { word, stem: own, isOpen }) {
    const exact = (await shard(head, own)).filter(([term]) => term === own).map((line) => [line, 1]);
    if (!isOpen || word.length < 3) return exact;
    const begins = ([term, endings]) => term !== own && (term.startsWith(word)
      || (word.startsWith(term) && endings.split(",").some((ending) => ending && (term + ending).startsWith(word))));
    return [...exact, ...(await shard(head, word)).filter(begins).map((line) => [line, 0.7])];
  }

  // ---------------------------------------------------------------- ranking

  /** Records with how well they fit, the best first; without words, all of them, the newest first. */
  async function ranked(head, wanted) {
    if (!wanted.length) return Array.from({ length: head.count }, (_, n) => [n, 0]);
    const score = new Float64Array(head.count), found = new Float64Array(head.count);
    let all = 0;
    const missing = [];
    for (const term of wanted) {
      const says = new Float64Array(head.count);
      for (const [[, , postings], counts] of await lines(head, term)) {
        for (let place = 0, n = 0; place < postings.length;) {
          const [step, next] = number(postings, place);
          n += step;
          says[n] = Math.max(says[n], counts * VALUE.get(postings[next]));
          place = next + 1;
        }
      }
      const standing = says.reduce((sum, one) => sum + (one > 0), 0);
      if (!standing) {
        if (!head.stop.has(term.word)) missing.push(term.word);
        continue;
      }
      const rare = Math.log(1 + (head.count - standing + 0.5) / (standing + 0.5));
      all += rare;
      for (let n = 0; n < head.count; n += 1) {
        if (says[n]) {
          score[n] += rare * says[n];
          found[n] += rare;
        }
      }
    }
    // A record without some of the words counts for less, by how rare they are.
    const most = found.reduce((a, b) => Math.max(a, b), 0);
    const fits = [];
    for (let n = 0; n < head.count; n += 1) {
      if (found[n] > 0 && found[n] >= most * 0.5) fits.push([n, score[n] * (found[n] / all) * head.sorts[head.kind[n]][2]]);
    }
    fits.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    fits.missing = missing;
    return fits;
  }

  // ---------------------------------------------------------------- the address

  function read() {
    const hash = location.hash.startsWith("#?") ? location.hash.slice(2) : "";
    const asked = new URLSearchParams(hash || location.search);
    const chosen = Object.fromEntries(FACETS.map((facet) => [facet, new Set(asked.getAll(facet))]));
    return { typed: asked.get("q") ?? "", chosen, newest: asked.get("sort") === "newest" };
  }

  function write({ typed, chosen, newest }) {
    const asked = new URLSearchParams();
    if (typed) asked.set("q", typed);
    FACETS.forEach((facet) => chosen[facet].forEach((word) => asked.append(facet, word)));
    if (newest) asked.set("sort", "newest");
    const text = asked.toString();
    if (location.protocol === "file:") history.replaceState(null, "", text ? `#?${text}` : "#");
    else history.replaceState(null, "", text ? `?${text}` : location.pathname);
  }

  // ---------------------------------------------------------------- the page

  function h(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  let state = read();
  let shown = STEP;
  let turn = 0;

  async function update() {
    const mine = turn += 1;
    try {
      const head = await records;
      const wanted = terms(head, state.typed);
      const all = await ranked(head, wanted);
      if (mine !== turn) return;
      const numbers = Object.fromEntries(FACETS.map((facet) =>
        [facet, new Set([...state.chosen[facet]].map((word) => head.places[facet].get(word) ?? -1))]));
      const passes = (n, except) => FACETS.every((facet) => facet === except || !numbers[facet].size
        || head.of[facet](n).some((value) => numbers[facet].has(value)));
      const fits = all.filter(([n]) => passes(n));
      if (state.newest || !wanted.length) fits.sort((a, b) => head.year[b[0]] - head.year[a[0]] || b[0] - a[0]);
      drawFacets(head, all, passes);
      const isAsked = wanted.length || FACETS.some((facet) => numbers[facet].size);
      await drawResults(head, isAsked ? fits : [], wanted, mine);
      if (mine !== turn) return;
      const count = `${fits.length} ${fits.length === 1 ? "result" : "results"}`;
      const missing = all.missing?.length ? ` No page has “${all.missing.join("”, “")}”.` : "";
      at("search_count").textContent = isAsked ? count + (count ? "." : "") + missing : `${head.count} records can be searched.`;
    } catch (error) {
      at("search_count").textContent = error.message;
    }
  }

  /** Each facet with its values and how many results each would leave. */
  function drawFacets(head, all, passes) {
    for (const facet of FACETS) {
      const counts = new Array(head.values[facet].length).fill(0);
      for (const [n] of all) {
        if (passes(n, facet)) head.of[facet](n).forEach((value) => { counts[value] += 1; });
      }
      const rows = head.values[facet].map(([word, text], value) => ({ word, text, count: counts[value], on: state.chosen[facet].has(word) }));
      const kept = rows.filter((row) => row.count || row.on);
      if (facet !== "year" && facet !== "outcome") kept.sort((a, b) => b.count - a.count);
      const box = at(`facet_${facet}`);
      const open = box.querySelector("details")?.open ?? (state.chosen[facet].size > 0 || facet === "kind");
      const list = h("ul", {}, ...kept.map((row) => {
        const input = h("input", { type: "checkbox", checked: row.on, id: `${facet}_${row.word}`, name: facet, value: row.word });
        input.addEventListener("change", () => {
          state.chosen[facet][input.checked ? "add" : "delete"](row.word);
          changed(`${facet}_${row.word}`);
        });
        return h("li", {}, h("label", {}, input, ` ${row.text} `, h("span", { className: "note" }, String(row.count))));
      }));
      const chosen = state.chosen[facet].size;
      box.replaceChildren(h("details", { open }, h("summary", {}, `${NAMES[facet]}${chosen ? `: ${chosen} chosen` : ""}`), list));
    }
  }

  async function drawResults(head, fits, wanted, mine) {
    const some = fits.slice(0, shown);
    const entries = await Promise.all(some.map(([n]) => entry(head, n)));
    if (mine !== turn) return;
    const stems = new Set(wanted.map((term) => term.stem));
    const last = wanted.find((term) => term.isOpen && term.word.length > 2)?.word;
    const isMarked = (word) => {
      const plain = folded(word);
      return stems.has(stem(plain)) || (last && plain.startsWith(last));
    };
    const marked = (text) => {
      const parts = [];
      let from = 0;
      for (const match of text.matchAll(WORD)) {
        if (!isMarked(match[0])) continue;
        parts.push(text.slice(from, match.index), h("mark", {}, match[0]));
        from = match.index + match[0].length;
      }
      return [...parts, text.slice(from)];
    };
    at("search_results").replaceChildren(...some.map(([n], rank) => {
      const [title, place, href, words] = entries[rank];
      const outcome = head.outcomes[head.outcome[n]];
      const label = h("span", { className: "label" }, head.sorts[head.kind[n]][1]);
      const stands = outcome ? [" ", h("span", { className: `outcome o-${outcome[0]}` }, outcome[1])] : [];
      return h("li", {},
        h("a", { href }, ...marked(title || words)),
        h("p", { className: "note" }, label, ` ${place}`, ...stands),
        ...(title && words ? [h("p", {}, ...marked(words))] : []));
    }));
    at("search_more").hidden = fits.length <= shown;
  }

  async function entry(head, n) {
    let chunk = head.chunks.length - 1;
    while (head.chunks[chunk] > n) chunk -= 1;
    return (await piece(`d${chunk}`))[n - head.chunks[chunk]];
  }

  /** Something was typed or chosen: the address says it, and the results follow. */
  async function changed(focus) {
    shown = STEP;
    write(state);
    await update();
    if (focus) at(focus)?.focus();
  }

  const input = at("search_input");
  const newest = at("search_newest");
  function fill() {
    input.value = state.typed;
    newest.checked = state.newest;
  }
  let soon = 0;
  input.addEventListener("input", () => {
    state.typed = input.value;
    clearTimeout(soon);
    soon = setTimeout(changed, 120);
  });
  newest.addEventListener("change", () => {
    state.newest = newest.checked;
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  at("search_clear").addEventListener("click", () => {
    state = { typed: "", chosen: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])), newest: false };
    fill();
    changed();
    input.focus();
  });
  at("search_more").addEventListener("click", async () => {
    const first = shown;
    shown += STEP;
    await update();
    at("search_results").children[first]?.querySelector("a")?.focus();
  });
  addEventListener("popstate", () => {
    state = read();
    fill();
    update();
  });
  fill();
  form.hidden = false;
  update();
})();
