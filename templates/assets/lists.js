// Long lists: the rows of a page can be sorted by a column and filtered by words. Without this script they stand in
// their own order, all of them.
"use strict";
(() => {
  const table = document.querySelector("table.sorts");
  if (!table || table.tBodies[0].rows.length < 2) return;
  const rows = [...table.tBodies[0].rows];
  const own = new Map(rows.map((row, n) => [row, n]));
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const heads = [...table.tHead.rows[0].cells];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const said = document.querySelector(".rows-said");
  const whole = said?.textContent ?? "";
  const isFile = location.protocol === "file:";

  const asked = new URLSearchParams(isFile ? location.hash.replace(/^#\??/, "") : location.search);
  let column = heads.findIndex((head) => plain(head.textContent) === asked.get("sort"));
  let down = asked.get("order") === "down";

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
  const stands = new Map(rows.map((row) => [row, row.querySelector(".stands .outcome")?.lastChild.textContent.trim()]));
  const outcomes = [...new Set(stands.values())].filter(Boolean);
  const select = document.createElement("select");
  select.append(new Option("any outcome", ""), ...outcomes.map((outcome) => new Option(outcome)));
  select.value = asked.get("outcome") ?? "";
  if (select.selectedIndex < 0) select.value = "";
  if (outcomes.length > 1) box.append(...labelled(select, "rows_outcome", "that stand at"));
  (table.closest(".scroll") ?? table).before(box);
  said?.setAttribute("role", "status");

  const names = heads.map((head) => head.textContent);
  const buttons = heads.map((head, n) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = names[n];
    button.addEventListener("click", () => {
      down = column === n ? !down : false;
      column = n;
      update();
    });
    head.replaceChildren(button);
    return button;
  });

  function key(row) {
    const cell = row.cells[column];
    return cell.dataset.key ?? cell.textContent.trim();
  }

  function update() {
    const sorted = [...rows].sort((a, b) => {
      const order = column < 0 ? 0 : collator.compare(key(a), key(b));
      return (down ? -order : order) || own.get(a) - own.get(b);
    });
    table.tBodies[0].append(...sorted);
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    const fits = (row) => wanted.every((word) => words.get(row).includes(word)) && (!select.value || stands.get(row) === select.value);
    rows.forEach((row) => { row.hidden = !fits(row); });
    const shown = rows.filter((row) => !row.hidden).length;
    if (said) said.textContent = wanted.length || select.value ? `${shown} of the ${rows.length} rows of this page.` : whole;
    heads.forEach((head, n) => {
      if (n === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const address = new URLSearchParams();
    if (input.value) address.set("filter", input.value);
    if (select.value) address.set("outcome", select.value);
    if (column >= 0) {
      address.set("sort", plain(names[column]));
      if (down) address.set("order", "down");
    }
    const text = address.toString();
    const hash = isFile ? "" : location.hash;
    const wants = isFile ? (text ? `#?${text}` : "") : `${text ? `?${text}` : location.pathname}${hash}`;
    if (wants || location.hash.startsWith("#?")) history.replaceState(null, "", wants || "#");
  }

  input.addEventListener("input", update);
  select.addEventListener("change", update);
  if (asked.size) update();
})();
