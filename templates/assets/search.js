// The page of the search: the address keeps what is typed and chosen, and results and facets follow it. What is found,
// and in which order, comes from ranking.js. Works from any host and from a disk.
"use strict";
(() => {
  const form = document.getElementById("search_form");
  if (!form) return;
  /** The element with an id, which the template of the page has. */
  const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const { FACETS, WORD, folded } = ranking;
  /** @type {Record<Facet, string>} */
  const NAMES = {
    kind: "Kind",
    outcome: "Where it stands",
    authority: "Authority",
    theme: "Theme",
    framework: "Framework",
    year: "Year",
  };
  /** Results that are shown at once, and that “Show more” adds. */
  const STEP = 10;
  /** Milliseconds without a letter after which what was typed is looked for: most people type faster than that. */
  const PAUSE = 120;
  /** What is said where a large index gave the best of what it has. */
  const PART = " There are more, of which the words say less: choose an authority to search all of its records.";
  /** Letters that are read of what was typed; the field takes no more either. */
  const LONGEST = 300;
  const TITLE = document.title;

  const piece = loader.of("", "The index of the search cannot be read. Try again, or use the lists above.");

  // ---------------------------------------------------------------- the address

  /** What is chosen: in each facet, what `values` gives. */
  function choosing(/** @type {(facet: Facet) => string[]} */ values) {
    const sets = FACETS.map((facet) => [facet, new Set(values(facet))]);
    return /** @type {Record<Facet, Set<string>>} */ (Object.fromEntries(sets));
  }

  /** What the address asks for. */
  function read() {
    const asked = address.asked();
    const chosen = choosing((facet) => asked.getAll(facet));
    return { typed: (asked.get("q") ?? "").slice(0, LONGEST), chosen, newest: asked.get("sort") === "newest" };
  }

  let state = read();
  let wasTyping = false;

  /** Every choice can be gone back from; letters typed one after the other are one choice. */
  function write(/** @type {boolean} */ isTyping) {
    const asked = new URLSearchParams();
    if (state.typed) asked.set("q", state.typed);
    FACETS.forEach((facet) => state.chosen[facet].forEach((word) => asked.append(facet, word)));
    if (state.newest) asked.set("sort", "newest");
    if (address.write(asked, { newStep: !(isTyping && wasTyping) })) wasTyping = isTyping;
  }

  // ---------------------------------------------------------------- results

  /** @type {number} */
  let shown = history.state?.shown ?? STEP;
  let turn = 0;
  /** @type {Promise<Index> | undefined} */
  let opened;

  /** Finds and draws what the state asks for, unless it has changed meanwhile. */
  async function update() {
    turn += 1;
    const mine = turn;
    const isStale = () => mine !== turn;
    busy(true);
    try {
      const index = await (opened ??= ranking.open(piece));
      const { wanted, changed: respelt } = await ranking.terms(index, state.typed);
      const isAsked = wanted.length > 0 || FACETS.some((facet) => state.chosen[facet].size);
      const ranges = rangesChosen(index);
      await ranking.know(index, isAsked ? needed(index, ranges, wanted) : []);
      const { fits: all, missing, isCut } = await ranking.ranked(index, wanted, ranges);
      if (isStale()) return;
      const passes = filter(index);
      const fits = isAsked ? all.filter(([n]) => passes(n)) : [];
      if (state.newest || !wanted.length) fits.sort((a, b) => index.date[b[0]] - index.date[a[0]] || a[0] - b[0]);
      const first = fits.slice(0, shown);
      const entries = await Promise.all(first.map(async ([n]) => ({ n, entry: await ranking.entry(index, n) })));
      if (isStale()) return;
      drawFacets(index, all, passes);
      drawResults(index, entries, wanted);
      at("search_more").hidden = fits.length <= shown;
      const isPart = isCut && !state.chosen.authority.size;
      const said = summary(index, fits.length, isAsked, wanted, missing);
      at("search_count").textContent = said + instead(respelt) + (isPart ? PART : "");
      drawMeant(respelt);
      at("search_next").hidden = fits.length > 0;
      document.title = state.typed ? `${state.typed} – ${TITLE}` : TITLE;
    } catch (error) {
      opened = undefined;
      if (!isStale()) at("search_count").textContent = error instanceof Error ? error.message : String(error);
    }
    if (!isStale()) busy(false);
  }

  /** The ranges of a large index with the authorities that are chosen. */
  function rangesChosen(/** @type {Index} */ index) {
    const chosen = [...state.chosen.authority].map((word) => index.places.authority.get(word));
    return [...new Set(chosen.flatMap((n) => (n === undefined ? [] : ranking.rangesOf(index, n))))];
  }

  /**
   * The ranges of which everything has to be known: those that are chosen; all of them where records are chosen or put
   * in order by what is not known of each.
   * @type {(index: Index, chosen: number[], wanted: Term[]) => number[]}
   */
  function needed(index, chosen, wanted) {
    const isByAll = state.newest || !wanted.length
      || FACETS.some((facet) => facet !== "authority" && state.chosen[facet].size);
    return chosen.length || !isByAll ? chosen : index.ranges.map((_, range) => range);
  }

  /** Says whether the results are still those of what was asked for before. */
  function busy(/** @type {boolean} */ isBusy) {
    at("search_results").setAttribute("aria-busy", String(isBusy));
  }

  /**
   * Whether a record is among what was chosen, in every facet or in all but one.
   * @param {Index} index
   * @returns {(n: number, except?: Facet) => boolean}
   */
  function filter(index) {
    // A word that this index does not have is no value of any record.
    /** @type {(facet: Facet) => Set<number>} */
    const numbersOf = (facet) => new Set([...state.chosen[facet]].map((word) => index.places[facet].get(word) ?? -1));
    const narrow = FACETS.map((facet) => ({ facet, values: numbersOf(facet) })).filter(({ values }) => values.size);
    return (n, except) => narrow.every(({ facet, values }) =>
      facet === except || index.of[facet](n).some((value) => values.has(value)));
  }

  /** @type {(index: Index, count: number, isAsked: boolean, wanted: Term[], missing: string[]) => string} */
  function summary(index, count, isAsked, wanted, missing) {
    const isNothing = state.typed.trim() !== "" && !wanted.length;
    const nothing = isNothing ? "Nothing to search for in what was typed: add a word that says more. " : "";
    if (!isAsked) return nothing || `${index.count} records can be searched.`;
    const nowhere = missing.length ? ` No page has “${missing.join("”, “")}”.` : "";
    return `${nothing}${count} ${count === 1 ? "result" : "results"}.${nowhere}`;
  }

  /** Says which words no record has, and what was looked for instead. */
  function instead(/** @type {Changed[]} */ respelt) {
    const said = (/** @type {Changed} */ one) =>
      ` No page has “${one.typed}”: these are the results for “${one.instead}”.`;
    return respelt.map(said).join("");
  }

  /** Offers what else may be meant by a word that no record has. */
  function drawMeant(/** @type {Changed[]} */ respelt) {
    const field = /** @type {HTMLInputElement} */ (at("search_input"));
    const offered = respelt.flatMap(({ typed, others }) => others.map((other) => ({ typed, other })));
    const ask = (/** @type {string} */ typed) => {
      field.value = typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    };
    at("search_meant").hidden = !offered.length;
    at("search_meant").replaceChildren("Did you mean", ...offered.flatMap(({ typed, other }) => {
      const button = h("button", { type: "button" }, other);
      const place = new RegExp(`(?<![a-z])${typed}(?![a-z])`, "i");
      button.addEventListener("click", () => ask(state.typed.replace(place, other)));
      return [" ", button];
    }), "?");
  }

  /**
   * An element with its properties and children.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Partial<HTMLElementTagNameMap[T]>} properties
   * @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  function h(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  /**
   * A text with the words marked that were searched for.
   * @param {string} text
   * @param {Term[]} wanted
   */
  function marked(text, wanted) {
    const stems = new Set(wanted.map((term) => term.stem));
    const begun = wanted.find((term) => term.isOpen && term.word.length > 2)?.word;
    /** @type {(Node | string)[]} */
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
  function sign(/** @type {string} */ text) {
    const span = h("span", { className: "sign" }, `${text} `);
    span.ariaHidden = "true";
    return span;
  }

  /** @type {(outcome: [string, string, string], style: string) => Node} */
  const stand = ([word, text, symbol], style) =>
    h("span", { className: `outcome o-${word}${style && ` r-${style}`}` }, sign(symbol), text);

  /** @type {(index: Index, entries: { n: number, entry: Entry }[], wanted: Term[]) => void} */
  function drawResults(index, entries, wanted) {
    // The language of reports, where it is another than the page's.
    const { spoken: lang } = document.documentElement.dataset;
    const spoken = lang ? { lang } : {};
    at("search_results").replaceChildren(...entries.map(({ n, entry }) => {
      const [title, place, href, words, who, apart, original] = entry;
      const outcome = index.outcomes[index.outcome[n]];
      const label = h("span", { className: "label" }, index.sorts[index.kind[n]][1]);
      const says = who ? [" ", h("span", { className: `says ${who[0]}` }, who[1])] : [];
      const stands = outcome ? [" ", stand(outcome, who ? who[0] : ""), ...says] : [];
      // The thread of what was asked again may stand elsewhere, as the page says first.
      const thread = apart
        ? [" ", h("span", { className: "who" }, `${apart[0]}: `, stand(index.outcomes[apart[1]], apart[2]))] : [];
      const source = original ? [" (", h("a", { className: "original", href: original }, "original"), ")"] : [];
      return h("li", {},
        h("a", { href, ...spoken }, ...marked(title || words, wanted)),
        h("p", { className: "note" }, label, ` ${place}`, ...source, ...stands, ...thread),
        ...(title && words ? [h("p", { ...spoken }, ...marked(words, wanted))] : []));
    }));
  }

  // ---------------------------------------------------------------- facets

  /** @typedef {{ word: string, text: string, count: number | undefined, on: boolean }} Row A value of a facet. */

  /**
   * The values of a facet with how many results each would leave, and those that are chosen.
   * @param {Index} index
   * @param {Facet} facet
   * @param {Fit[]} all
   * @param {(n: number, except: Facet) => boolean} passes
   * @returns {Row[]}
   */
  function rowsOf(index, facet, all, passes) {
    /** @type {number[]} */
    const counts = new Array(index.values[facet].length).fill(0);
    for (const [n] of all) {
      if (!passes(n, facet)) continue;
      for (const value of index.of[facet](n)) counts[value] += 1;
    }
    const chosen = state.chosen[facet];
    const rows = index.values[facet].map(([word, text], value) => ({
      word, text, count: isCounted(index, facet) ? counts[value] : undefined, on: chosen.has(word),
    }));
    const kept = rows.filter((row) => row.count !== 0 || row.on);
    // Years and outcomes have an order of their own.
    return facet === "year" || facet === "outcome" ? kept : kept.sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  }

  /**
   * Whether enough is known to count a facet's values: of every record of a large index only the authority is.
   * @param {Index} index
   * @param {Facet} facet
   */
  function isCounted(index, facet) {
    if (index.known.size === index.ranges.length) return true;
    const isChosen = (/** @type {Facet} */ one) => state.chosen[one].size > 0;
    return facet === "authority" ? FACETS.every((one) => one === facet || !isChosen(one)) : isChosen("authority");
  }

  /**
   * Draws the facets anew. What was open, scrolled and focused before is so afterwards.
   * @param {Index} index
   * @param {Fit[]} all
   * @param {(n: number, except: Facet) => boolean} passes
   */
  function drawFacets(index, all, passes) {
    const focused = document.activeElement?.id;
    for (const facet of FACETS) {
      const box = at(`facet_${facet}`);
      const before = box.querySelector("details");
      const scrolled = before?.querySelector("ul")?.scrollTop ?? 0;
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

  /**
   * @param {Facet} facet
   * @param {Row} row
   */
  function choice(facet, { word, text, count, on }) {
    const input = h("input", { type: "checkbox", checked: on, id: `${facet}_${word}`, name: facet, value: word });
    input.addEventListener("change", () => {
      if (input.checked) state.chosen[facet].add(word);
      else state.chosen[facet].delete(word);
      changed();
    });
    return h("li", {}, h("label", {}, input, ` ${text} `, h("span", { className: "note" }, String(count ?? ""))));
  }

  // ---------------------------------------------------------------- what the reader does

  const typing = /** @type {HTMLInputElement} */ (at("search_input"));
  const newest = /** @type {HTMLInputElement} */ (at("search_newest"));
  /** The timer of a search that is about to start. */
  let soon = 0;

  function fill() {
    typing.value = state.typed;
    newest.checked = state.newest;
  }

  /** Something was typed or chosen: the address says it, and the results follow. */
  function changed(isTyping = false) {
    clearTimeout(soon);
    shown = STEP;
    write(isTyping);
    update();
  }

  typing.addEventListener("input", () => {
    state.typed = typing.value.slice(0, LONGEST);
    clearTimeout(soon);
    busy(true);
    soon = setTimeout(() => changed(true), PAUSE);
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
    state = { typed: "", chosen: choosing(() => []), newest: false };
    fill();
    changed();
    typing.focus();
  });
  at("search_more").addEventListener("click", async () => {
    const first = shown;
    shown += STEP;
    history.replaceState({ shown }, "");
    await update();
    // Who goes by keyboard goes on at the first of the new results.
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
  /** @type {HTMLDetailsElement} */ (at("search_narrow")).open = matchMedia("(min-width: 48rem)").matches;
  fill();
  form.hidden = false;
  update();
})();
