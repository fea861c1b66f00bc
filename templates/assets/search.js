// The page of the search: what is typed and chosen stands in the address, and results and facets follow it. What
// is found, and in which order, comes from ranking.js. Works from any host and from a disk.
"use strict";
(() => {
  const form = document.getElementById("search_form");
  if (!form) return;
  const at = (id) => document.getElementById(id);
  const { FACETS, WORD, folded } = ranking;
  const NAMES = { kind: "Kind", outcome: "Where it stands", authority: "Authority", theme: "Theme", framework: "Framework", year: "Year" };
  const STEP = 10;
  /** Letters that are read of what was typed; the field takes no more either. */
  const LONGEST = 300;
  const TITLE = document.title;

  // ---------------------------------------------------------------- pieces of the index

  const waiting = new Map();
  const pieces = new Map();
  globalThis.throughline = (name, value) => waiting.get(name)?.(value);

  /** A piece of the index; a script brings it, since a page from a disk may not ask for anything else. */
  function piece(name, version) {
    if (!pieces.has(name)) {
      pieces.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = `search/${name}.js${version && `?${version}`}`;
        script.onerror = () => {
          pieces.delete(name);
          reject(new Error("The index of the search cannot be read. Try again, or use the lists above."));
        };
        document.head.append(script);
      }));
    }
    return pieces.get(name);
  }

  // ---------------------------------------------------------------- the address

  const isOnDisk = location.protocol === "file:";

  /** What the address asks for. On a disk only what follows a `#` may be changed, so it stands there. */
  function read() {
    const asked = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : location.search);
    const chosen = Object.fromEntries(FACETS.map((facet) => [facet, new Set(asked.getAll(facet))]));
    return { typed: (asked.get("q") ?? "").slice(0, LONGEST), chosen, newest: asked.get("sort") === "newest" };
  }

  function addressOf({ typed, chosen, newest }) {
    const asked = new URLSearchParams();
    if (typed) asked.set("q", typed);
    FACETS.forEach((facet) => chosen[facet].forEach((word) => asked.append(facet, word)));
    if (newest) asked.set("sort", "newest");
    const text = asked.toString();
    if (isOnDisk) return `#?${text}`;
    return text ? `?${text}` : location.pathname;
  }

  let wasTyping = false;

  /** Every choice can be gone back from; letters typed one after the other are one. */
  function write(isTyping) {
    const address = addressOf(state);
    if (new URL(address, location.href).href === location.href) return;
    history[isTyping && wasTyping ? "replaceState" : "pushState"](null, "", address);
    wasTyping = isTyping;
  }

  // ---------------------------------------------------------------- results

  let state = read();
  let shown = history.state?.shown ?? STEP;
  let turn = 0;
  let opened;

  /** Finds and draws what the state asks for, unless it has changed meanwhile. */
  async function update() {
    const mine = turn += 1;
    const isStale = () => mine !== turn;
    busy(true);
    try {
      const index = await (opened ??= ranking.open(piece));
      const wanted = ranking.terms(index, state.typed);
      const { fits: all, missing } = await ranking.ranked(index, wanted);
      if (isStale()) return;
      const passes = filter(index);
      const isAsked = wanted.length > 0 || FACETS.some((facet) => state.chosen[facet].size);
      const fits = isAsked ? all.filter(([n]) => passes(n)) : [];
      if (state.newest || !wanted.length) fits.sort((a, b) => index.date[b[0]] - index.date[a[0]] || a[0] - b[0]);
      const entries = await Promise.all(fits.slice(0, shown).map(async ([n]) => ({ n, entry: await ranking.entry(index, n) })));
      if (isStale()) return;
      drawFacets(index, all, passes);
      drawResults(index, entries, wanted);
      at("search_more").hidden = fits.length <= shown;
      at("search_count").textContent = summary(index, fits.length, isAsked, wanted, missing);
      document.title = state.typed ? `${state.typed} – ${TITLE}` : TITLE;
    } catch (error) {
      opened = undefined;
      if (!isStale()) at("search_count").textContent = error.message;
    }
    if (!isStale()) busy(false);
  }

  /** The results are not yet those of what was asked for. */
  function busy(isBusy) {
    at("search_results").setAttribute("aria-busy", String(isBusy));
  }

  /** Whether a record is among what was chosen, in every facet or in all but one. */
  function filter(index) {
    const numbers = FACETS.map((facet) => [facet, new Set([...state.chosen[facet]].map((word) => index.places[facet].get(word) ?? -1))]);
    const narrow = numbers.filter(([, values]) => values.size);
    return (n, except) => narrow.every(([facet, values]) => facet === except || index.of[facet](n).some((value) => values.has(value)));
  }

  function summary(index, count, isAsked, wanted, missing) {
    const nothing = state.typed.trim() && !wanted.length ? "Nothing to search for in what was typed: add a word that says more. " : "";
    if (!isAsked) return nothing || `${index.count} records can be searched.`;
    const nowhere = missing.length ? ` No page has “${missing.join("”, “")}”.` : "";
    return `${nothing}${count} ${count === 1 ? "result" : "results"}.${nowhere}`;
  }

  function h(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  /** A text with the words marked that were searched for. */
  function marked(text, wanted) {
    const stems = new Set(wanted.map((term) => term.stem));
    const begun = wanted.find((term) => term.isOpen && term.word.length > 2)?.word;
    const parts = [];
    let from = 0;
    for (const { 0: word, index: start } of text.matchAll(WORD)) {
      const plain = folded(word);
      if (!stems.has(stem(plain)) && !(begun && plain.startsWith(begun))) continue;
      parts.push(text.slice(from, start), h("mark", {}, word));
      from = start + word.length;
    }
    return [...parts, text.slice(from)];
  }

  /** An outcome's sign, which is left out where the page is read aloud. */
  function sign(text) {
    const span = h("span", { className: "sign" }, `${text} `);
    span.ariaHidden = "true";
    return span;
  }

  function drawResults(index, entries, wanted) {
    at("search_results").replaceChildren(...entries.map(({ n, entry: [title, place, href, words] }) => {
      const outcome = index.outcomes[index.outcome[n]];
      const label = h("span", { className: "label" }, index.sorts[index.kind[n]][1]);
      const stands = outcome ? [" ", h("span", { className: `outcome o-${outcome[0]}` }, sign(outcome[2]), outcome[1])] : [];
      return h("li", {},
        h("a", { href }, ...marked(title || words, wanted)),
        h("p", { className: "note" }, label, ` ${place}`, ...stands),
        ...(title && words ? [h("p", {}, ...marked(words, wanted))] : []));
    }));
  }

  // ---------------------------------------------------------------- facets

  /** The values of a facet with how many results each would leave, and those that are chosen. */
  function rowsOf(index, facet, all, passes) {
    const counts = new Array(index.values[facet].length).fill(0);
    for (const [n] of all) {
      if (passes(n, facet)) index.of[facet](n).forEach((value) => { counts[value] += 1; });
    }
    const rows = index.values[facet].map(([word, text], value) => ({ word, text, count: counts[value], on: state.chosen[facet].has(word) }));
    const kept = rows.filter((row) => row.count || row.on);
    return facet === "year" || facet === "outcome" ? kept : kept.sort((a, b) => b.count - a.count);
  }

  function drawFacets(index, all, passes) {
    const focused = document.activeElement?.id;
    for (const facet of FACETS) {
      const box = at(`facet_${facet}`);
      const before = box.querySelector("details");
      const scrolled = before?.querySelector("ul").scrollTop ?? 0;
      const chosen = state.chosen[facet].size;
      const list = h("ul", {}, ...rowsOf(index, facet, all, passes).map((row) => choice(facet, row)));
      const name = h("summary", { id: `summary_${facet}` }, NAMES[facet], chosen ? `: ${chosen} chosen` : "");
      box.replaceChildren(h("details", { open: before?.open ?? (chosen > 0 || facet === "kind") }, name, list));
      list.scrollTop = scrolled;
    }
    const count = FACETS.reduce((sum, facet) => sum + state.chosen[facet].size, 0);
    at("search_chosen").textContent = count ? `: ${count} chosen` : "";
    if (focused && document.activeElement?.id !== focused) at(focused)?.focus({ preventScroll: true });
  }

  function choice(facet, { word, text, count, on }) {
    const input = h("input", { type: "checkbox", checked: on, id: `${facet}_${word}`, name: facet, value: word });
    input.addEventListener("change", () => {
      state.chosen[facet][input.checked ? "add" : "delete"](word);
      changed();
    });
    return h("li", {}, h("label", {}, input, ` ${text} `, h("span", { className: "note" }, String(count))));
  }

  // ---------------------------------------------------------------- what the reader does

  const input = at("search_input");
  const newest = at("search_newest");
  let soon = 0;

  function fill() {
    input.value = state.typed;
    newest.checked = state.newest;
  }

  /** Something was typed or chosen: the address says it, and the results follow. */
  function changed(isTyping = false) {
    clearTimeout(soon);
    shown = STEP;
    write(isTyping);
    update();
  }

  input.addEventListener("input", () => {
    state.typed = input.value.slice(0, LONGEST);
    clearTimeout(soon);
    busy(true);
    soon = setTimeout(() => changed(true), 120);
  });
  newest.addEventListener("change", () => {
    state.newest = newest.checked;
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    wasTyping = false;
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
    history.replaceState({ shown }, "");
    await update();
    at("search_results").children[first]?.querySelector("a")?.focus();
  });
  addEventListener("popstate", () => {
    clearTimeout(soon);
    wasTyping = false;
    shown = history.state?.shown ?? STEP;
    state = read();
    fill();
    update();
  });

  // A phone shows the results first; they are narrowed by opening the facets.
  at("search_narrow").open = matchMedia("(min-width: 48rem)").matches;
  fill();
  form.hidden = false;
  update();
})();
