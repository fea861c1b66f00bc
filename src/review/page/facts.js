// What a fresh import leaves open: fields, what a narrow visit looked at, ids and themes. Everything typed or ticked is
// on the disk at once; what cannot be written yet, such as half a date, is held in the browser and said beside it.
import { MOST_WORDS, brief, button, checked, count, fold, h, held, hold, wordsShown } from "./elements.js";

/** So long after the last letter a text is written. */
const PAUSE = 500;

/** Findings that are shown unfolded, and how many of their words. */
const ROWS = 6;
const ROW_WORDS = 8;

/** Words round the rows: what is asked, and the buttons. */
const FRAME = 28;

/** What waits to be written, by what holds it. */
const waiting = new Map();

/** Writes what waits: the page is left, or something is decided. */
export function flush() {
  for (const { timer, write } of [...waiting.values()]) {
    clearTimeout(timer);
    write();
  }
}

/**
 * A text field that is written a moment after the last letter. What is refused stays in the field, and in the browser.
 * @param {HTMLInputElement} input
 * @param {string} name
 * @param {(value: string) => Promise<unknown>} keep
 */
function written(input, name, keep) {
  const said = h("span", { className: "kept", role: "status" });
  let last = input.value;
  const before = held(name);
  const write = async () => {
    waiting.delete(name);
    const value = input.value.trim();
    if (value === last) return;
    try {
      await keep(value);
      last = value;
      if (input.value.trim() === value) hold(name, null);
      said.textContent = "kept";
      input.removeAttribute("aria-invalid");
    } catch (error) {
      said.textContent = `not kept: ${error instanceof Error ? error.message.split("\n")[0] : error}`;
      input.setAttribute("aria-invalid", "true");
    }
  };
  const soon = () => {
    clearTimeout(waiting.get(name)?.timer);
    waiting.set(name, { write, timer: setTimeout(write, PAUSE) });
  };
  input.addEventListener("input", () => {
    hold(name, input.value);
    said.textContent = "";
    soon();
  });
  // What was typed before the page was closed: it has arrived, or is tried once more.
  if (before === null || before.trim() === last) {
    hold(name, null);
  } else {
    input.value = before;
    said.textContent = "not written yet";
    soon();
  }
  input.addEventListener("change", () => {
    clearTimeout(waiting.get(name)?.timer);
    write();
  });
  return said;
}

/**
 * Boxes for themes, with all others to be chosen beside them.
 * @param {[string, string][]} themes
 * @param {string[]} ticked
 * @param {string[]} offered
 * @param {string} label
 * @param {(chosen: string[]) => void} changed
 */
function themeBoxes(themes, ticked, offered, label, changed) {
  const titles = new Map(themes);
  const boxes = h("span", { className: "themes" });
  const chosen = () => checked(boxes).map((box) => box.value);
  const add = (/** @type {string} */ theme, /** @type {boolean} */ isTicked) => {
    const box = h("input", { type: "checkbox", value: theme, checked: isTicked, onchange: () => changed(chosen()) });
    boxes.append(h("label", {}, box, ` ${titles.get(theme) ?? theme}`));
  };
  ticked.forEach((theme) => add(theme, true));
  offered.forEach((theme) => add(theme, false));
  const shown = new Set([...ticked, ...offered]);
  const addChosen = () => {
    if (!more.value) return;
    add(more.value, true);
    more.value = "";
    changed(chosen());
  };
  /** @type {HTMLSelectElement} */
  const more = h("select", { "aria-label": label, onchange: addChosen },
    h("option", { value: "" }, "another …"),
    themes.filter(([theme]) => !shown.has(theme)).map(([theme, title]) => h("option", { value: theme }, title)));
  return { element: h("span", { className: "themes" }, boxes, more), chosen };
}

/** @type {(field: FieldRow, view: ReportView, keep: Keep) => { row: HTMLElement, value: () => string }} */
function fieldRow(field, view, keep) {
  if (field.only_in_file) {
    const row = h("p", {}, `${field.label}: takes more than one value; write it in `,
      h("span", { className: "path" }, view.file));
    return { row, value: () => "" };
  }
  const id = `field_${field.field}`;
  const input = h("input", {
    type: "text", id, value: field.value, size: 34, autocomplete: "off", "aria-describedby": `${id}_form`,
  });
  const said = written(input, `${view.id} ${field.field}`, (value) =>
    keep({ decision: "field", report: view.id, field: field.field, value }));
  const row = h("p", { className: "field" }, h("label", { htmlFor: id }, field.label), input, said,
    h("span", { id: `${id}_form`, className: "soft" }, field.form));
  return { row, value: () => input.value.trim() };
}

/** What a narrow visit looked at. @type {(scope: Scope, view: ReportView, keep: Keep) => any} */
function scopeRow(scope, view, keep) {
  const ticked = scope.chosen.length ? scope.chosen : scope.suggested;
  const changed = (/** @type {string[]} */ chosen) => {
    if (chosen.length) keep({ decision: "facts", report: view.id, scope: chosen, not_stated: [] }).catch(() => {});
  };
  const boxes = themeBoxes(view.themes, ticked, scope.of_findings, "Another theme that the visit looked at", changed);
  const says = scope.text
    ? ["The report says: ", h("q", {}, brief(scope.text, 25))] : "The report was not found to say.";
  const element = h("fieldset", {}, h("legend", {}, "What did this visit look at?"), h("p", {}, says), boxes.element);
  return { element, chosen: boxes.chosen };
}

/** The front matter to be corrected, where nothing of it is open. @type {(view: ReportView, keep: Keep) => Child} */
export function factsFold(view, keep) {
  if (!view.facts) return null;
  const { fields, scope } = view.facts;
  return fold("Correct its title, dates or inspectors",
    fields.filter((field) => !field.only_in_file).map((field) => fieldRow(field, view, keep).row),
    scope && scopeRow(scope, view, keep).element);
}

/** @type {(view: ReportView, how: How) => HTMLElement} */
export function drawFacts(view, { decide, keep }) {
  const { fields, scope } = /** @type {Facts} */ (view.facts);
  const open = fields.filter((field) => field.open);
  const rows = open.map((field) => ({ field, ...fieldRow(field, view, keep) }));
  const asked = scope && (scope.open || scope.chosen.length) ? scopeRow(scope, view, keep) : null;
  const confirm = () => {
    flush();
    const empty = rows.filter(({ value }) => !value()).map(({ field }) => field.field);
    const chosen = asked ? asked.chosen() : [];
    if (asked && !chosen.length) empty.push("scope");
    decide({ decision: "facts", report: view.id, scope: chosen.length ? chosen : null, not_stated: empty });
  };
  const closed = fields.filter((field) => !field.open && !field.only_in_file);
  return h("section", {},
    h("h2", { tabIndex: -1 }, open.length ? "What does the report say of itself?" : "What did this visit look at?"),
    rows.map(({ row }) => row), asked && asked.element,
    h("p", { className: "row" },
      button("As shown", "c", confirm, { className: "offered", "data-offered": true }),
      h("span", { className: "soft" }, "What is empty, the report does not state.")),
    closed.length > 0 && fold("What was found", closed.map((field) => fieldRow(field, view, keep).row)));
}

/** @type {(items: FindingsStep["items"], view: ReportView, how: How) => HTMLElement} */
export function drawFindings(items, view, { decide, keep }) {
  const rows = items.map((item, number) => {
    let passage = item.passage;
    let ownId = item.id;
    const themes = themeBoxes(view.themes, [...new Set([...item.themes, ...item.suggested])], [],
      `Another theme for finding ${number + 1}`, () => row().catch(() => {}));
    const row = async () => {
      const id = input.value.trim();
      const one = { passage, id, themes: themes.chosen() };
      await keep({ decision: "findings", report: view.id, items: [one] });
      ownId = id;
      passage = `${view.id}#${id}`;
    };
    const input = h("input", {
      type: "text", value: item.id, size: 26, "aria-label": `Id of finding ${number + 1}`, spellcheck: false,
    });
    const said = written(input, `${view.id} id ${item.passage}`, row);
    const words = h("p", { title: item.words }, brief(item.words, ROW_WORDS));
    const element = h("li", {}, words, h("p", { className: "row" }, input, said, themes.element));
    return { element, asks: item.asks, confirmed: () => ({ passage, id: ownId, themes: themes.chosen() }) };
  });
  const confirm = () => {
    flush();
    decide({ decision: "findings", report: view.id, items: rows.map((row) => row.confirmed()) });
  };
  const asking = rows.filter((row) => row.asks);
  const shown = asking.slice(0, ROWS);
  while (shown.reduce((sum, row) => sum + wordsShown(row.element), FRAME) > MOST_WORDS && shown.length > 1) shown.pop();
  const others = rows.filter((row) => !shown.includes(row));
  const list = (/** @type {typeof rows} */ some) => h("ol", { className: "findings" }, some.map((row) => row.element));
  return h("section", {},
    h("h2", { tabIndex: -1 }, "Are these ids and themes right?"),
    h("p", {}, "Ids are permanent once published. Untick what a finding is not about."),
    shown.length > 0 && list(shown),
    others.length > 0 && fold(count(others.length, "other finding"), list(others)),
    h("p", { className: "row" },
      button("Confirm all", "c", confirm, { className: "offered", "data-offered": true })));
}
