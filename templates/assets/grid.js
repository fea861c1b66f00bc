// The thread grid of an authority: filters that the address keeps, and the words behind a cell, opened in place.
// Without this script the grid is a whole table and its cells are links. What stands in the evidence file:
// src/site/pages/evidence.rs.
"use strict";
(() => {
  const found = document.querySelector("table.grid");
  if (!(found instanceof HTMLTableElement)) return;
  const table = found;
  const rows = [...table.tBodies[0].rows];

  /**
   * An element with its properties and children; what is nothing is left out.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Partial<HTMLElementTagNameMap[T]>} properties
   * @param {(Node | string | undefined | false)[]} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  function h(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children.filter((child) => child !== undefined && child !== false));
    return element;
  }

  /** The element with an id, which the template of the page has. */
  const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

  // ---------------------------------------------------------------- filters

  const filter = at("grid_filter");
  const theme = /** @type {HTMLSelectElement} */ (at("grid_theme"));
  const outcome = /** @type {HTMLSelectElement} */ (at("grid_outcome"));
  const open = /** @type {HTMLInputElement} */ (filter.querySelector("[name=open]"));
  const clear = at("grid_clear");
  /** Whether other threads of the authority stand on other pages. */
  const isPart = document.querySelector("nav.sheets") !== null;
  /** Where the grid is on its page. */
  const PLACE = "#p_grid";

  /** Sets the filter to what the address asks for; a value that the filter does not have asks for nothing. */
  function read() {
    const asked = address.asked();
    for (const field of [theme, outcome]) {
      field.value = asked.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
    open.checked = asked.has("open");
    show();
  }

  function write() {
    const choice = new URLSearchParams();
    for (const { name, value } of [theme, outcome]) if (value) choice.set(name, value);
    if (open.checked) choice.set("open", "1");
    address.write(choice, { place: PLACE });
    show();
  }

  function show() {
    const number = String(theme.selectedIndex);
    for (const row of rows) {
      const { o, t = "", open: isOpen } = row.dataset;
      row.hidden = (theme.value !== "" && !t.split(" ").includes(number))
        || (outcome.value !== "" && o !== outcome.value)
        || (open.checked && isOpen === undefined);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    const all = `${rows.length} ${rows.length === 1 ? "thread" : "threads"} shown${isPart ? " on this page" : ""}`;
    at("grid_count").textContent = shown === rows.length ? `All ${all}` : `${shown} of ${all}`;
    clear.hidden = !theme.value && !outcome.value && !open.checked;
  }

  filter.addEventListener("change", write);
  clear.addEventListener("click", () => {
    theme.value = outcome.value = "";
    open.checked = false;
    write();
    theme.focus();
  });
  addEventListener("popstate", () => {
    if (!address.isJump(PLACE)) read();
  });
  filter.hidden = false;
  read();
  // A browser goes to `#p_grid` by itself; where the choice has that room, it has to be sent there.
  if (address.isInHash()) document.querySelector(PLACE)?.scrollIntoView();

  // ---------------------------------------------------------------- the words behind a cell

  /** The language of reports, where it is another than the page's. */
  const { spoken: lang } = document.documentElement.dataset;
  const spoken = lang ? { lang } : {};

  const panel = h("div", { className: "cell-words", id: "cell_words", tabIndex: -1 });
  // An older browser has no popovers; the cells stay links.
  if (!("showPopover" in panel)) return;
  panel.popover = "auto";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-labelledby", "cell_title");
  /** @type {HTMLAnchorElement[]} */
  const links = [...table.querySelectorAll(/** @type {"a"} */ ("tbody td[class^=c-] a"))];
  // Hundreds of links: told when the browser has time, so that the page shows sooner.
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
  whenIdle(() => links.forEach((link) => link.setAttribute("aria-haspopup", "dialog")));
  /** Columns before those of reports. */
  const BEFORE = 2;
  /** Pixels between the panel and what is near it. */
  const GAP = 6;
  /** Pixels that the panel has even in a low window: some lines of words, and the page scrolls for the rest. */
  const LEAST_ROOM = 240;
  const SIGNS = { met: "✓", "partly-met": "◐", missed: "✗" };
  /** The link whose words are shown. */
  let from = links[0];
  /**
   * The link whose panel the press of a pointer is closing.
   * @type {HTMLAnchorElement | null}
   */
  let closing = null;
  /** @type {Promise<Evidence> | null} */
  let evidence = null;

  /** The evidence file; a script brings it, since a page from a disk may not ask for anything else. */
  function load() {
    evidence ??= new Promise((resolve, reject) => {
      globalThis.throughline = (_, held) => resolve(held);
      const onerror = () => {
        // Asked for again at the next cell: the connection may be back.
        evidence = null;
        reject(new Error("The evidence cannot be read."));
      };
      document.head.append(h("script", { src: table.dataset.evidence ?? "", onerror }));
    });
    return evidence;
  }

  /** @param {Verdict | undefined} verdict */
  function sign(verdict) {
    if (!verdict) return "";
    const element = h("span", { className: "sign" }, SIGNS[verdict]);
    element.setAttribute("aria-hidden", "true");
    return element;
  }

  /**
   * One finding's words, what they say, and where they stand.
   * @param {CellSays} one
   * @param {Evidence} all
   * @param {Column} report
   */
  function words({ finding, says, verdict, basis, who, asked, via }, all, report) {
    const { href, words: innerHTML, at: where, fragment } = all.findings[finding];
    const stands = [where, report.summary && "in the editor’s own words"].filter(Boolean).join("; ");
    const below = [stands, via && `as ${via} concluded`].filter(Boolean).join("; ");
    const original = report.original && [report.original, fragment].filter(Boolean).join("#");
    const way = report.listed ? "Find the original" : "See the original";
    return h("div", { className: "cell-says" },
      h("p", {},
        h("span", { className: `outcome o-${verdict ?? "none"} r-${who?.[0]}` }, sign(verdict), says), " ",
        who && h("span", { className: `says ${who[0]}` }, who[1]),
        basis !== undefined && h("span", { className: "note" }, ` ${basis}`)),
      asked !== undefined && h("p", { className: "note" }, `on what ${asked} asked for`),
      // The program wrote these words as HTML, with what readers may not write already taken out.
      h("blockquote", { innerHTML, ...spoken }),
      below !== "" && h("p", { className: "note" }, below),
      h("p", {}, h("a", { href }, "Read it in the report"),
        ...(original ? [" · ", h("a", { className: "original", href: original }, way)] : [])));
  }

  /** The cell that a link stands in: there is no link of the grid outside of one. */
  const cellOf = (/** @type {Element} */ link) => /** @type {HTMLTableCellElement} */ (link.closest("td"));

  /**
   * @param {HTMLAnchorElement} link
   * @param {Evidence} all
   */
  function fill(link, all) {
    const cell = cellOf(link);
    const row = /** @type {HTMLTableRowElement} */ (cell.parentNode);
    const column = cell.cellIndex - BEFORE;
    const report = all.reports[column];
    const close = h("button", { type: "button", className: "cell-close", onclick: () => panel.hidePopover() }, "Close");
    const thread = row.cells[0].querySelector("a")?.textContent ?? "";
    panel.replaceChildren(
      h("h3", { id: "cell_title" }, report.name), close,
      h("p", { className: "note" }, `${report.by}, on: ${thread}`),
      ...all.rows[row.sectionRowIndex][column].map((one) => words(one, all, report)));
    cell.append(panel);
  }

  const isShown = () => panel.matches(":popover-open");

  /** Below its cell or above it, where there is more room, and on the screen in any case. */
  function place() {
    /** @type {(name: string, px: number) => void} */
    const set = (name, px) => panel.style.setProperty(name, `${px}px`);
    const { clientWidth, clientHeight } = document.documentElement;
    const cell = cellOf(from).getBoundingClientRect();
    const below = clientHeight - cell.bottom - 2 * GAP;
    const above = cell.top - 2 * GAP;
    set("--room", Math.max(below, above, LEAST_ROOM));
    const { width, height } = panel.getBoundingClientRect();
    const top = height <= below || below >= above ? cell.bottom + GAP : cell.top - height - GAP;
    set("--x", scrollX + Math.max(GAP, Math.min(cell.left, clientWidth - width - GAP)));
    set("--y", scrollY + Math.max(GAP, Math.min(top, clientHeight - height - GAP)));
  }

  /** On a small screen the panel lies at the foot: its cell is moved up to where it can be seen. */
  function uncover() {
    if (getComputedStyle(panel).position !== "fixed") return;
    const cell = cellOf(from).getBoundingClientRect();
    scrollBy(0, Math.max(0, cell.bottom + GAP - panel.getBoundingClientRect().top));
  }

  /** @param {HTMLAnchorElement} link */
  async function showWords(link) {
    try {
      const all = await load();
      from = link;
      fill(link, all);
      panel.showPopover();
      place();
      uncover();
      panel.focus({ preventScroll: true });
    } catch {
      // The words stand in the report as well.
      location.href = link.href;
    }
  }

  table.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link || !links.includes(link)) return;
    // With such a key a link is opened elsewhere, as anywhere.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // A press on the cell whose words are shown has closed them, and must not open them again.
    if (closing !== link) showWords(link);
    closing = null;
  });
  table.addEventListener("pointerdown", (event) => {
    closing = isShown() && event.target instanceof Node && from.contains(event.target) ? from : null;
  }, true);
  panel.addEventListener("beforetoggle", (event) => {
    from.setAttribute("aria-expanded", String(event.newState === "open"));
  });
  panel.addEventListener("toggle", (event) => {
    // Who went somewhere else on the page is left there.
    const isLost = document.activeElement === document.body || panel.contains(document.activeElement);
    if (event.newState === "closed" && isLost) from.focus();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (isShown() && target instanceof Node && !panel.contains(target) && target !== from) panel.hidePopover();
  });
  const follow = () => {
    if (isShown()) place();
  };
  table.parentElement?.addEventListener("scroll", follow);
  addEventListener("resize", follow);
  // The evidence is asked for as soon as somebody comes near the grid, so that it is there at the first press.
  for (const soon of ["pointerover", "focusin"]) {
    table.addEventListener(soon, () => load().catch(() => {}), { once: true });
  }
})();
