// The fields above a long list, by which a reader chooses from all of its rows and not from those of one page. What is
// chosen stands in the address. Until something is, and without this script, the list stands as it is.
"use strict";
(() => {
  const found = document.querySelector("#choose");
  if (!(found instanceof HTMLFieldSetElement)) return;
  const fields = found;
  /** An element by its id, which the template of the page has. */
  const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const root = fields.dataset.root ?? "";
  /** The outcome of a page that lists one only; there is no field for it then. */
  const fixed = fields.dataset.outcome ?? "";
  /** Rows that are shown at once, and that “Show more” adds. */
  const STEP = 50;
  /** Rows that are looked through for words, and rows that make a file: more would be too much for a small machine. */
  const [MOST_READ, MOST_SAVED] = [5000, 20000];
  /** Rows that are counted before anything is chosen. */
  const FEW = 2000;
  /** Letters of a recommendation's words that a row shows: as many as the rows of other lists. */
  const LONGEST = 150;
  /** Milliseconds without a letter after which words are looked for. */
  const PAUSE = 250;
  const FIELDS = rows.FIELDS.filter((field) => !(fixed && field === "outcome"));
  /** @type {("once" | "unread" | "sort" | "words")[]} */
  const OTHERS = ["once", "unread", "sort", "words"];
  /** @type {(Field | "once" | "unread" | "sort" | "words")[]} */
  const KEYS = [...FIELDS, ...OTHERS];
  const piece = loader.of(root, "The rows cannot be read. Try again, or use the pages of the list.");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  /** What the address asks for. */
  function read() {
    const asked = address.asked();
    return /** @type {ListChoice} */ (/** @type {unknown} */ (Object.fromEntries(
      [...rows.FIELDS, ...OTHERS].map((key) => [key, asked.get(key) ?? ""]))));
  }

  let state = read();
  let shown = STEP;
  let turn = 0;
  /** @type {Promise<ListTable> | undefined} */
  let opened;
  /** The rows of the last choice. */
  /** @type {number[]} */
  let chosen = [];

  /** The choice with the outcome of the page. */
  const choice = () => (fixed ? { ...state, outcome: fixed } : state);

  function write() {
    const asked = new URLSearchParams();
    KEYS.forEach((key) => { if (state[key]) asked.set(key, state[key]); });
    address.write(asked);
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

  /** Finds and draws what the state asks for, unless it has changed meanwhile. */
  async function update() {
    turn += 1;
    const mine = turn;
    const isAsked = KEYS.some((key) => state[key]);
    at("all_rows").hidden = isAsked;
    at("choose_acts").hidden = !isAsked;
    at("choose_clear").hidden = !isAsked;
    if (!isAsked) at("chosen").hidden = true;
    at("chosen").setAttribute("aria-busy", "true");
    if (isAsked) at("choose_said").textContent = "Reading the rows …";
    try {
      const table = await (opened ??= rows.open(piece));
      const pieces = rows.needed(table, state);
      // Who only reads the page need not load much: its fields then show what can be chosen without figures.
      if (isAsked || table.count <= FEW) await rows.know(table, pieces);
      if (mine !== turn) return;
      const { fits, counts } = rows.choose(table, choice());
      drawFields(table, counts);
      if (!isAsked) {
        at("choose_said").textContent = "";
        // All rows of the list can be had where they were read anyway.
        chosen = table.count <= FEW ? fits : [];
        at("choose_acts").hidden = !chosen.length;
        /** @type {HTMLButtonElement} */ (at("choose_save")).disabled = !chosen.length;
        return;
      }
      const isTooMany = state.words !== "" && fits.length > MOST_READ;
      const having = state.words && !isTooMany ? await rows.having(table, fits, state.words) : fits;
      const entries = await rows.entries(table, having.slice(0, shown));
      if (mine !== turn) return;
      chosen = having;
      at("chosen_rows").replaceChildren(...entries.map((entry, n) => line(table, having[n], entry)));
      at("chosen").hidden = !having.length;
      at("chosen_more").hidden = having.length <= shown;
      /** @type {HTMLButtonElement} */ (at("choose_save")).disabled = !having.length || having.length > MOST_SAVED;
      at("choose_said").textContent = said(having.length, isTooMany);
    } catch (error) {
      opened = undefined;
      if (mine === turn) at("choose_said").textContent = error instanceof Error ? error.message : String(error);
    } finally {
      if (mine === turn) at("chosen").setAttribute("aria-busy", "false");
    }
  }

  /** @type {(count: number, isTooMany: boolean) => string} */
  function said(count, isTooMany) {
    const [one, many] = state.once ? ["thread", "threads"] : ["recommendation", "recommendations"];
    const first = count > shown ? ` The first ${shown} are shown.` : "";
    const words = isTooMany ? ` Words are looked for in up to ${MOST_READ} of them: choose more first.` : "";
    const file = count > MOST_SAVED ? ` More than ${MOST_SAVED} make no file here: the page of data has all.` : "";
    return `${count} ${count === 1 ? one : many}.${words}${first}${file}`;
  }

  // ---------------------------------------------------------------- the fields

  /**
   * The values of a field, each with what is shown of it.
   * @type {(table: ListTable, field: Field, counts: Map<string, number>) => [string, string][]}
   */
  function valuesOf(table, field, counts) {
    const own = () => [...counts.keys()].map((value) => /** @type {[string, string]} */ ([value, value]));
    const sorted = () => own().sort((a, b) => collator.compare(a[0], b[0]));
    switch (field) {
      case "outcome": return table.outcomes.map(([word, text, sign]) => [word, `${sign} ${text}`]);
      case "reader": return table.readers;
      case "kind": return table.kinds;
      case "theme": return [...table.themes].sort((a, b) => collator.compare(a[1], b[1]));
      case "authority": return table.authorities.map(([id, name]) => /** @type {[string, string]} */ ([id, name]))
        .sort((a, b) => collator.compare(a[1], b[1]));
      case "region": {
        const regions = table.authorities.flatMap(([, , region]) => region ?? []);
        return [...new Set(regions)].sort(collator.compare).map((region) => [region, region]);
      }
      case "year": return sorted().reverse();
      default: return sorted();
    }
  }

  /**
   * Whether what was read is enough to count a field: of other authorities nothing may have been read.
   * @type {(table: ListTable, field: Field) => boolean}
   */
  function isCounted(table, field) {
    if (table.known.size * table.inColumns >= table.count) return true;
    return field !== "authority" && field !== "region" && Boolean(state.authority || state.region);
  }

  /** @type {(table: ListTable, counts: Record<Field, Map<string, number>>) => void} */
  function drawFields(table, counts) {
    for (const field of FIELDS) {
      const select = /** @type {HTMLSelectElement} */ (at(`choose_${field}`));
      const values = valuesOf(table, field, counts[field]);
      const counted = isCounted(table, field);
      // What the address asks for is shown, also where no row has it.
      if (state[field] && !values.some(([value]) => value === state[field])) values.push([state[field], state[field]]);
      const options = values
        .filter(([value]) => !counted || counts[field].has(value) || value === state[field])
        .map(([value, text]) => new Option(counted ? `${text} (${counts[field].get(value) ?? 0})` : text, value));
      select.replaceChildren(new Option("any", ""), ...options);
      select.value = state[field];
      // Who is asked and a deadline are told in few reports only.
      const box = select.closest("p");
      if (box) box.hidden = counted && values.length === 0;
    }
    const hasUnread = [...table.known.values()].some(({ unread }) => /[^0]/.test(unread));
    /** @type {HTMLElement} */ (at("choose_unread").closest("p")).hidden = !hasUnread && !state.unread;
    OTHERS.forEach((key) => {
      const input = /** @type {HTMLInputElement | HTMLSelectElement} */ (at(`choose_${key}`));
      if (input instanceof HTMLInputElement && input.type === "checkbox") input.checked = state[key] !== "";
      else if (document.activeElement !== input) input.value = state[key];
    });
  }

  // ---------------------------------------------------------------- the rows

  /** A text cut at a word's end. */
  function brief(/** @type {string} */ text) {
    if (text.length <= LONGEST) return text;
    const end = text.lastIndexOf(" ", LONGEST);
    return `${text.slice(0, end > 0 ? end : LONGEST).replace(/[\s,;:.–-]+$/, "")}…`;
  }

  /** @type {(table: ListTable, n: number, entry: ListEntry) => HTMLElement} */
  function line(table, n, [, href, words, label, report, reportHref, , own, ofThread, apart]) {
    const one = rows.rowOf(table, n, state.once !== "");
    const [id, name] = table.authorities.find(([id_]) => id_ === one?.values.authority[0]) ?? ["", ""];
    const who = (state.once && ofThread) || own;
    const isPriority = one?.values.kind[0] === table.kinds[1][0];
    const asked = h("td", {}, h("a", { href: root + reportHref }, report));
    asked.dataset.label = "asked in";
    return h("tr", {},
      h("th", { scope: "row" }, h("a", { href: root + href }, brief(words)), " ",
        h("span", { className: isPriority ? "label priority" : "label" }, label)),
      h("td", {}, h("a", { href: `${root}authorities/${id}.html` }, name)),
      asked,
      h("td", { className: "stands" }, ...(one ? stands(table, one, who) : []), ...(who ? [" ", says(who)] : []),
        ...(apart && !state.once ? [" ", h("span", { className: "who" }, `${apart[0]}: `,
          stand(table.outcomes[apart[1]], apart[2]))] : [])));
  }

  /** @type {(outcome: [string, string, string], style: string) => Node} */
  function stand([word, text, symbol], style) {
    const sign = h("span", { className: "sign", ariaHidden: "true" }, `${symbol} `);
    return h("span", { className: `outcome o-${word}${style && ` r-${style}`}` }, sign, text);
  }

  /** @type {(table: ListTable, one: ListRow, who: ListWho | null) => (Node | string)[]} */
  function stands(table, one, who) {
    const since = String(Math.floor(one.since / 10000));
    return [
      stand(table.outcomes[one.outcome], who?.[4]?.[0] ?? ""),
      ...(one.raised > 1 ? [h("span", { className: "who" }, `asked for ${one.raised} times since ${since}`)] : []),
      ...(one.isUnread ? [" ", h("span", { className: "label warn" }, "not read yet")] : []),
    ];
  }

  const says = (/** @type {ListWho} */ [how, href, text, then, sign]) =>
    h("span", { className: "who" }, ...(sign ? [h("span", { className: `says ${sign[0]}` }, sign[1]), " "] : []),
      `${how} `, h("a", { href: root + href }, text), then && `, ${then}`);

  // ---------------------------------------------------------------- what the reader does

  /** Something was chosen: the address says it, and the rows follow. */
  function changed() {
    shown = STEP;
    write();
    update();
  }

  FIELDS.forEach((field) => at(`choose_${field}`).addEventListener("change", (event) => {
    state[field] = /** @type {HTMLSelectElement} */ (event.target).value;
    changed();
  }));
  at("choose_sort").addEventListener("change", (event) => {
    state.sort = /** @type {HTMLSelectElement} */ (event.target).value;
    changed();
  });
  at("choose_once").addEventListener("change", (event) => {
    state.once = /** @type {HTMLInputElement} */ (event.target).checked ? "yes" : "";
    changed();
  });
  at("choose_unread").addEventListener("change", (event) => {
    state.unread = /** @type {HTMLInputElement} */ (event.target).checked ? "no" : "";
    changed();
  });
  let soon = 0;
  at("choose_words").addEventListener("input", (event) => {
    clearTimeout(soon);
    state.words = /** @type {HTMLInputElement} */ (event.target).value.trim();
    soon = setTimeout(changed, PAUSE);
  });
  at("choose_clear").addEventListener("click", () => {
    KEYS.forEach((key) => { state[key] = ""; });
    changed();
    at("choose_authority").focus();
  });
  at("chosen_more").addEventListener("click", async () => {
    const first = shown;
    shown += STEP;
    await update();
    // Who goes by keyboard goes on at the first of the new rows.
    at("chosen_rows").children[first]?.querySelector("a")?.focus();
  });
  at("choose_save").addEventListener("click", async () => {
    if (!opened) return;
    const text = await rows.csv(await opened, chosen, state, root);
    // Spreadsheets take a file without the mark at its beginning for one of another alphabet.
    const href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    h("a", { href, download: "recommendations.csv" }).click();
    URL.revokeObjectURL(href);
  });
  addEventListener("popstate", () => {
    clearTimeout(soon);
    shown = STEP;
    state = read();
    update();
  });

  /** @type {HTMLDetailsElement} */ (at("choose_rest")).open =
    ["region", "year", "kind", "to", "by", "words"].some((key) => state[/** @type {Field} */ (key)]);
  fields.hidden = false;
  update();
})();
