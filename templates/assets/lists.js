// Long lists: the rows of a page can be sorted by a column and filtered by words. Without this script they stand in
// their own order, all of them.
"use strict";
(() => {
  const found = document.querySelector("table.sorts");
  if (!(found instanceof HTMLTableElement) || found.tBodies[0].rows.length < 2) return;
  const table = found;
  const rows = [...table.tBodies[0].rows];
  /** Where each row stands in the order of the page. */
  const own = new Map(rows.map((row, n) => [row, n]));
  /** A text as it is compared: without accents and capitals. */
  const plain = (/** @type {string | null} */ text) =>
    (text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  /** @type {Map<Element, string>} */
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const heads = [...(table.tHead?.rows[0].cells ?? [])];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const said = document.querySelector(".rows-said");
  /** What the page says while all of its rows are shown. */
  const whole = said?.textContent ?? "";

  const asked = address.asked();
  let column = heads.findIndex((head) => plain(head.textContent) === asked.get("sort"));
  let down = asked.get("order") === "down";

  /** @type {(element: HTMLElement, id: string, text: string) => HTMLElement[]} */
  function labelled(element, id, text) {
    const label = document.createElement("label");
    element.id = id;
    label.htmlFor = id;
    label.textContent = text;
    return [label, element];
  }

  const box = document.createElement("p");
  box.className = "rows-filter";
  const input = document.createElement("input");
  input.type = "search";
  input.value = asked.get("filter") ?? "";
  box.append(...labelled(input, "rows_filter", "Filter the rows of this page"));

  // Where rows stand at different outcomes, one can be chosen.
  // The sign comes before the word, in an element of its own.
  const outcomeOf = (/** @type {Element} */ row) =>
    row.querySelector(".stands .outcome")?.lastChild?.textContent?.trim() ?? "";
  /** @type {Map<Element, string>} */
  const stands = new Map(rows.map((row) => [row, outcomeOf(row)]));
  const outcomes = [...new Set(stands.values())].filter(Boolean);
  const select = document.createElement("select");
  select.append(new Option("any outcome", ""), ...outcomes.map((outcome) => new Option(outcome)));
  select.value = asked.get("outcome") ?? "";
  if (select.selectedIndex < 0) select.value = "";
  if (outcomes.length > 1) box.append(...labelled(select, "rows_outcome", "that stand at"));
  (table.closest(".scroll") ?? table).before(box);
  said?.setAttribute("role", "status");

  const names = heads.map((head) => head.textContent);
  heads.forEach((head, n) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = names[n];
    button.addEventListener("click", () => {
      down = column === n ? !down : false;
      column = n;
      update();
    });
    head.replaceChildren(button);
  });

  /**
   * What a row is sorted by: what the template says, where the words of a cell have another order.
   * @param {HTMLTableRowElement} row
   */
  function key(row) {
    const cell = row.cells[column];
    return cell.dataset.key ?? cell.textContent.trim();
  }

  function update() {
    const sorted = [...rows].sort((a, b) => {
      const order = column < 0 ? 0 : collator.compare(key(a), key(b));
      return (down ? -order : order) || (own.get(a) ?? 0) - (own.get(b) ?? 0);
    });
    table.tBodies[0].append(...sorted);
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    const isChosen = (/** @type {Element} */ row) => !select.value || stands.get(row) === select.value;
    const hasAll = (/** @type {Element} */ row) => wanted.every((word) => words.get(row)?.includes(word));
    rows.forEach((row) => {
      row.hidden = !hasAll(row) || !isChosen(row);
    });
    const shown = rows.filter((row) => !row.hidden).length;
    const isWhole = !wanted.length && !select.value;
    if (said) said.textContent = isWhole ? whole : `${shown} of the ${rows.length} rows of this page.`;
    heads.forEach((head, n) => {
      if (n === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const choice = new URLSearchParams();
    if (input.value) choice.set("filter", input.value);
    if (select.value) choice.set("outcome", select.value);
    if (column >= 0) {
      choice.set("sort", plain(names[column]));
      if (down) choice.set("order", "down");
    }
    address.write(choice, { place: address.isInHash() ? "" : location.hash, newStep: false });
  }

  input.addEventListener("input", update);
  select.addEventListener("change", update);
  if (asked.size) update();
})();
