// The thread grid of an authority: filters that the address keeps, and the words behind a cell, opened in place.
// Without this script the grid is a whole table and its cells are links. What stands in the evidence file:
// src/site/pages/evidence.rs.
"use strict";
(() => {
  const table = document.querySelector("table.grid");
  if (!table) return;
  const rows = [...table.tBodies[0].rows];

  function h(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children.filter(Boolean));
    return element;
  }

  // ---------------------------------------------------------------- filters

  const filter = document.getElementById("grid_filter");
  const { theme, outcome, open } = filter.elements;
  const clear = document.getElementById("grid_clear");
  const onDisk = location.protocol === "file:";

  /** What the address asks for, into the filter; a value that is not there asks for nothing. */
  function read() {
    const asked = new URLSearchParams(onDisk ? location.hash.replace(/^#\??/, "") : location.search);
    for (const field of [theme, outcome]) {
      field.value = asked.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
    open.checked = asked.has("open");
    show();
  }

  function write() {
    const asked = new URLSearchParams();
    for (const { name, value } of [theme, outcome]) if (value) asked.set(name, value);
    if (open.checked) asked.set("open", "1");
    const filtered = asked.size ? `?${asked}` : "";
    history.pushState(null, "", onDisk ? `#${filtered || "p_grid"}` : `${filtered || location.pathname}#p_grid`);
    show();
  }

  function show() {
    const number = String(theme.selectedIndex);
    for (const row of rows) {
      const { o, t, open: isOpen } = row.dataset;
      row.hidden = (theme.value && !t.split(" ").includes(number)) || (outcome.value && o !== outcome.value)
        || (open.checked && isOpen === undefined);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    const words = `${rows.length} ${rows.length === 1 ? "thread" : "threads"} shown`;
    document.getElementById("grid_count").textContent = shown === rows.length ? `All ${words}` : `${shown} of ${words}`;
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
    // On a disk the filter stands in the hash, and a jump within the page says nothing of it.
    if (!onDisk || /^#?$|^#\?|^#p_grid$/.test(location.hash)) read();
  });
  filter.hidden = false;
  read();
  if (onDisk && location.hash.startsWith("#?")) document.getElementById("p_grid").scrollIntoView();

  // ---------------------------------------------------------------- the words behind a cell

  const panel = h("div", { className: "cell-words", id: "cell_words", tabIndex: -1 });
  if (!panel.showPopover) return;
  panel.popover = "auto";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-labelledby", "cell_title");
  const links = [...table.querySelectorAll("tbody td[class^=c-] a")];
  // Hundreds of links: when there is time.
  (globalThis.requestIdleCallback ?? setTimeout)(() => links.forEach((link) => link.setAttribute("aria-haspopup", "dialog")));
  /** Columns before those of reports. */
  const BEFORE = 2;
  /** Pixels between the panel and what is near it. */
  const GAP = 6;
  const SIGNS = { met: "✓", "partly-met": "◐", missed: "✗" };
  let from = null, closing = null, evidence = null;

  /** The evidence file; a script brings it, since a page from a disk may not ask for anything else. */
  function load() {
    evidence ??= new Promise((resolve, reject) => {
      globalThis.throughline = (_, held) => resolve(held);
      document.head.append(h("script", { src: table.dataset.evidence, onerror: () => {
        evidence = null;
        reject(new Error("The evidence cannot be read."));
      } }));
    });
    return evidence;
  }

  function sign(verdict) {
    if (!verdict) return "";
    const element = h("span", { className: "sign" }, SIGNS[verdict]);
    element.setAttribute("aria-hidden", "true");
    return element;
  }

  /** One finding's words, what they say, and where they stand. */
  function words({ finding, says, verdict, basis, reading, asked, via }, all, report) {
    const { href, words: html, at } = all.findings[finding];
    const quote = h("blockquote", { innerHTML: html });
    const place = [at, report.summary && "in the editor’s own words"].filter(Boolean).join("; ");
    return h("div", { className: "cell-says" },
      h("p", {},
        h("span", { className: `outcome o-${verdict ?? "none"}` }, sign(verdict), says), " ",
        basis && h("span", { className: `basis${reading ? " reading" : ""}` }, basis)),
      asked && h("p", { className: "note" }, `on what ${asked} asked for`),
      quote,
      (place || via) && h("p", { className: "note" }, [place, via && `as ${via} concluded`].filter(Boolean).join("; ")),
      h("p", {}, h("a", { href }, "Read it in the report")));
  }

  function fill(link, all) {
    const cell = link.closest("td"), row = cell.parentNode, column = cell.cellIndex - BEFORE;
    const report = all.reports[column];
    const close = h("button", { type: "button", className: "cell-close", onclick: () => panel.hidePopover() }, "Close");
    panel.replaceChildren(
      h("h3", { id: "cell_title" }, report.name), close,
      h("p", { className: "note" }, `${report.by}, on: ${row.cells[0].querySelector("a").textContent}`),
      ...all.rows[row.sectionRowIndex][column].map((one) => words(one, all, report)));
    cell.append(panel);
  }

  /** Below its cell or above it, where there is more room, and on the screen in any case. */
  function place() {
    const set = (name, px) => panel.style.setProperty(name, `${px}px`);
    const { clientWidth, clientHeight } = document.documentElement;
    const cell = from.closest("td").getBoundingClientRect();
    const below = clientHeight - cell.bottom - 2 * GAP, above = cell.top - 2 * GAP;
    set("--room", Math.max(below, above, 240));
    const { width, height } = panel.getBoundingClientRect();
    const top = height <= below || below >= above ? cell.bottom + GAP : cell.top - height - GAP;
    set("--x", scrollX + Math.max(GAP, Math.min(cell.left, clientWidth - width - GAP)));
    set("--y", scrollY + Math.max(GAP, Math.min(top, clientHeight - height - GAP)));
  }

  /** On a small screen the panel lies at the foot: its cell is moved up to where it can be seen. */
  function uncover() {
    if (getComputedStyle(panel).position !== "fixed") return;
    const cell = from.closest("td").getBoundingClientRect();
    scrollBy(0, Math.max(0, cell.bottom + GAP - panel.getBoundingClientRect().top));
  }

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
      location.href = link.href;
    }
  }

  table.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!links.includes(link) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // The press that closed the panel is not one to open it again.
    if (closing !== link) showWords(link);
    closing = null;
  });
  table.addEventListener("pointerdown", (event) => {
    closing = panel.matches(":popover-open") && from.contains(event.target) ? from : null;
  }, true);
  panel.addEventListener("beforetoggle", ({ newState }) => from.setAttribute("aria-expanded", String(newState === "open")));
  panel.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed" && (document.activeElement === document.body || panel.contains(document.activeElement))) from.focus();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (panel.matches(":popover-open") && !panel.contains(target) && target !== from) panel.hidePopover();
  });
  table.parentNode.addEventListener("scroll", () => { if (panel.matches(":popover-open")) place(); });
  addEventListener("resize", () => { if (panel.matches(":popover-open")) place(); });
  for (const soon of ["pointerover", "focusin"]) {
    table.addEventListener(soon, () => load().catch(() => {}), { once: true });
  }
})();
