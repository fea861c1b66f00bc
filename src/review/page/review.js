// The review desk in the browser: which report, which step, the keys, and what goes to the server. The
// address after `#` says where one is, so that back, reload and bookmarks work.
import { KEYS, capital, draw, h } from "./steps.js";

const BASE = "/_throughline/review";
/** What the server made for this start of the program: with it, no other page can decide anything. */
const token = document.querySelector("meta[name=throughline-token]")?.getAttribute("content") ?? "";
/** The element with an id, which review.html has. */
const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const dialog = (/** @type {string} */ id) => /** @type {HTMLDialogElement} */ (at(id));
const main = at("main_content");
const undoButton = /** @type {HTMLButtonElement} */ (at("undo"));
const singleKeysBox = /** @type {HTMLInputElement} */ (at("single_keys"));

/**
 * What is shown: the overview or a report, the version it was made from, and the step by its key and number.
 * @type {{ view: ReportView | null, version: number, step: string | null, number: number }}
 */
const shown = { view: null, version: 0, step: null, number: 0 };

// ---------------------------------------------------------------- asking the server

/**
 * What the server answers.
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(`${BASE}/${path}`, options);
  } catch {
    throw new Error("The program does not answer: is it still running in its terminal?");
  }
  if (answer.status === 403) throw new Error("This page is of an earlier start of the program: reload it.");
  const said = await answer.json();
  if (!answer.ok) throw new Error([said.error, said.hint].filter(Boolean).join("\n"));
  return said;
}

/** @type {(path: string, decision?: Decision) => Promise<Decided>} */
function send(path, decision) {
  const headers = { "x-throughline-token": token, "content-type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(decision ?? {}) });
}

function tell(/** @type {string} */ text) {
  at("status").textContent = text;
}

/** Shows what is wrong, or nothing. */
function complain(/** @type {string} */ text) {
  at("alert").hidden = !text;
  at("alert").textContent = text;
}

const messageOf = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error));

// ---------------------------------------------------------------- where one is

function place() {
  const [, report, step] = location.hash.match(/^#\/([^?]*)(?:\?step=(.*))?$/) ?? [];
  return { report: report ? decodeURIComponent(report) : null, step: step ? decodeURIComponent(step) : null };
}

/** @type {(report: string, step?: string) => string} */
function address(report, step) {
  return `#/${report.split("/").map(encodeURIComponent).join("/")}${step ? `?step=${encodeURIComponent(step)}` : ""}`;
}

/** Shows what the address names; the focus goes to its heading where somebody went there. */
async function show({ focus = true } = {}) {
  try {
    const { report, step } = place();
    if (report) await showReport(report, step, focus);
    else await showOverview(focus);
  } catch (error) {
    complain(messageOf(error));
  }
}

function undoable(/** @type {string | null} */ what) {
  undoButton.disabled = !what;
  undoButton.replaceChildren(what ? `Undo “${what}”` : "Undo", what ? h("kbd", {}, "z") : "");
}

// ---------------------------------------------------------------- all reports

async function showOverview(/** @type {boolean} */ focus) {
  /** @type {Overview} */
  const overview = await ask("overview");
  Object.assign(shown, { view: null, version: overview.version, step: null });
  undoable(overview.undo);
  complain(overview.errors.join("\n\n"));
  document.title = `Review desk – ${overview.title}`;
  // Possible links are most often wrong, so a report with nothing else counts as done.
  const open = (/** @type {OverviewReport} */ r) => r.links[0] + r.links[1] + r.questions + r.to_confirm;
  const row = (/** @type {OverviewReport} */ r) => h("tr", {},
    h("td", {}, h("a", { href: address(r.id) }, `${r.authority}: ${r.title}`), h("br"),
      h("span", { className: "soft" }, r.date, r.reviewed ? "" : " · not reviewed yet")),
    [r.to_confirm, ...r.links, r.questions].map((n) => h("td", { className: "number" }, n ? String(n) : "–")));
  const todo = overview.reports.filter((r) => open(r) > 0);
  const rest = overview.reports.filter((r) => open(r) === 0);
  const heads = ["Report", "To confirm", "Certain", "Likely", "Possible", "Questions"];
  /** @type {(rows: OverviewReport[], caption: string) => HTMLElement} */
  const table = (rows, caption) => h("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": caption },
    h("table", {},
      h("thead", {}, h("tr", {}, heads.map((t, n) => h("th", { scope: "col", className: n ? "number" : "" }, t)))),
      h("tbody", {}, rows.map(row))));
  main.replaceChildren(
    h("h1", { tabIndex: -1, id: "heading" }, "What is open"),
    todo.length ? table(todo, "Reports with something open") : h("p", {}, "Nothing certain or likely is open."),
    rest.length ? h("details", { open: !todo.length },
      h("summary", {}, `${rest.length} reports with no more than possible links`), table(rest, "Other reports")) : "");
  if (focus) at("heading").focus();
}

// ---------------------------------------------------------------- one report

/** Whether links that are no more than possible are walked through as well. */
const withPossible = () => sessionStorage.getItem("possible") === "yes";

function walked(/** @type {ReportView} */ view) {
  return view.steps.filter((step) => step.step !== "link" || step.confidence !== "possible" || withPossible());
}

/**
 * Shows a report at a step; where that is gone, at the one that took its number.
 * @param {string} id
 * @param {string | null} wanted
 * @param {boolean} focus
 */
async function showReport(id, wanted, focus) {
  /** @type {OpenedReport} */
  const opened = await ask(`report?id=${encodeURIComponent(id)}`);
  const view = opened.report;
  const before = shown.step;
  Object.assign(shown, { view, version: opened.version });
  undoable(opened.undo);
  complain(opened.errors.join("\n\n"));
  document.title = `${view.authority}: ${view.title} – Review desk`;
  const steps = walked(view);
  const found = steps.findIndex((step) => step.key === wanted);
  const number = Math.max(0, found >= 0 ? found : Math.min(shown.number, steps.length - 1));
  const step = steps.at(number);
  Object.assign(shown, { step: step?.key ?? null, number });
  main.replaceChildren(...frame(view, steps, number, opened.decided), step ? drawn(step, view) : nothing(view));
  if (focus || before !== shown.step) main.querySelector("h2")?.focus();
}

/** @type {(view: ReportView, steps: Step[], number: number, decided: number) => HTMLElement[]} */
function frame(view, steps, number, decided) {
  const open = steps.filter((step) => step.step !== "link" || !step.later_on).length;
  const possible = view.steps.filter((step) => step.step === "link" && step.confidence === "possible").length;
  const choose = () => {
    sessionStorage.setItem("possible", box.checked ? "yes" : "no");
    show({ focus: false });
  };
  /** @type {HTMLInputElement} */
  const box = h("input", { type: "checkbox", checked: withPossible(), onchange: choose });
  const where = steps.length ? ` · step ${number + 1} of ${steps.length}` : "";
  const isFirst = number < 1;
  const isLast = number >= steps.length - 1;
  return [
    h("h1", {}, `${view.authority}: ${view.title}`),
    h("p", { className: "progress" },
      h("progress", { max: decided + open || 1, value: decided, "aria-label": "Decided" }),
      h("span", {}, `${decided} decided, ${open} open${where}`),
      h("span", {}, `${view.date}${view.reviewed ? "" : " · not reviewed yet"}`),
      possible > 0 && h("label", {}, box, ` also ${possible} possible links`)),
    h("p", { className: "row" },
      h("button", { type: "button", "data-key": "k", disabled: isFirst, onclick: () => move(-1) },
        "Back", h("kbd", {}, "k")),
      h("button", { type: "button", "data-key": "j", disabled: isLast, onclick: () => move(1) },
        "Next", h("kbd", {}, "j")),
      h("a", { href: "#/" }, "All reports")),
  ];
}

/** @type {(step: Step, view: ReportView) => HTMLElement} */
function drawn(step, view) {
  return draw(step, view, { decide, read: (part) => readAround(part, step) });
}

function nothing(/** @type {ReportView} */ view) {
  const hidden = view.steps.length;
  return h("section", {},
    h("h2", { tabIndex: -1 }, "Nothing is open here"),
    h("p", {}, hidden ? `${hidden} possible links were not walked through.` : "Every suggestion has its answer.", " ",
      h("a", { href: `/${view.address}`, target: "_blank", rel: "noopener" }, "Read the report on the site"), "."));
}

function move(/** @type {number} */ by) {
  if (!shown.view) return;
  const to = walked(shown.view)[shown.number + by];
  if (to) location.hash = address(shown.view.id, to.key);
}

// ---------------------------------------------------------------- deciding

/**
 * The decision that is on its way: a second one must not meet the step that is about to go.
 * @type {Promise<void> | null}
 */
let underWay = null;

/** @type {(path: string, decision?: Decision) => void} */
function start(path, decision) {
  underWay ??= carry(path, decision).finally(() => {
    underWay = null;
  });
}

function decide(/** @type {Decision} */ decision) {
  start("decide", decision);
}

async function undo() {
  await underWay;
  if (!undoButton.disabled) start("undo");
}

/** @type {(path: string, decision?: Decision) => Promise<void>} */
async function carry(path, decision) {
  try {
    const outcome = await send(path, decision);
    told(outcome);
    shown.step = null;
    const here = address(outcome.report);
    if (location.hash !== here) history.pushState(null, "", here);
    await show();
  } catch (error) {
    complain(messageOf(error));
  }
}

function told(/** @type {Decided} */ outcome) {
  tell(`${capital(outcome.did)}.${outcome.file ? ` Written to ${outcome.file}.` : ""}`);
  complain(outcome.warnings.join("\n\n"));
}

// ---------------------------------------------------------------- reading around a place

/**
 * Opens the text of a report at a passage.
 * @param {Excerpt} part
 * @param {Step} step
 */
async function readAround(part, step) {
  try {
    /** @type {Around} */
    const text = await ask(`around?id=${encodeURIComponent(part.report)}`);
    const isLater = part.report === shown.view?.id;
    const name = isLater && "passage" in step ? step.passage : `${part.report}#${part.id}`;
    at("around_title").textContent = `${text.title}, ${text.date}`;
    at("around_text").replaceChildren(...text.parts.map((p) => {
      if (p.part === "heading") return h("h3", {}, p.words || "Opening");
      const className = `${p.is_item ? "item" : ""} ${p.passage === name ? "here" : ""}`;
      return h("p", { className }, h("span", { className: "at" }, p.at), p.words);
    }));
    dialog("around").showModal();
    at("around_text").querySelector(".here")?.scrollIntoView({ block: "center" });
    at("around_text").focus();
  } catch (error) {
    complain(messageOf(error));
  }
}

// ---------------------------------------------------------------- keys

const singleKeys = () => localStorage.getItem("single_keys") !== "no";

const HELP = [
  ["Enter", "as it is offered"], ["j, k", "next, back"], ["1, 2, 3", "how sure the words are"], ["/", "only a part"],
  ["v, w", "read around the later, the earlier place"],
  ["n", "not about this; the report does not say"],
  ["s", "later"],
  ["c, f", "confirm ids and themes; mark as reviewed"], ["z", "undo"], ["g", "all reports"], ["?", "these keys"],
];

function drawKeys() {
  /** @type {Record<LinkKey, string>} */
  const words = {
    met: "met",
    "partly-met": "partly met",
    missed: "missed",
    again: "raised again",
    remains: "remains",
    mentions: "mentions",
    done: "claimed as done",
    "under-way": "claimed as under way",
    plans: "planned",
  };
  const links = /** @type {[LinkKey, string][]} */ (Object.entries(KEYS));
  const all = [...links.map(([word, key]) => [key, words[word]]), ...HELP];
  at("key_list").replaceChildren(...all.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)]));
}

function openKeys() {
  singleKeysBox.checked = singleKeys();
  dialog("keys").showModal();
}

const goToAll = () => {
  location.hash = "#/";
};

/** What a key does wherever one is. */
const EVERYWHERE = new Map([["z", undo], ["g", goToAll], ["?", openKeys]]);

/** The button or field that a key is for: Enter takes what is offered, unless it already presses something. */
function keyed(/** @type {string} */ key, /** @type {Element} */ target) {
  const takes = key === "Enter" && !target.closest("button, a, summary");
  const offered = takes && main.querySelector("button[data-offered]");
  const fields = /** @type {NodeListOf<HTMLInputElement | HTMLButtonElement>} */ (main.querySelectorAll("[data-key]"));
  if (offered instanceof HTMLButtonElement) return offered;
  return [...fields].find((element) => element.dataset.key === key && !element.disabled);
}

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof Element ? event.target : document.body;
  const field = target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && field instanceof HTMLElement) field.blur();
  // Letters that are typed into a field, and the keys of browsers and dialogs, are theirs.
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") || !singleKeys()) return;
  const everywhere = EVERYWHERE.get(event.key);
  const here = keyed(event.key, target);
  if (!everywhere && !here) return;
  event.preventDefault();
  if (everywhere) everywhere();
  else if (here?.type === "text") here.focus();
  else here?.click();
});

// ---------------------------------------------------------------- start

undoButton.addEventListener("click", undo);
at("show_keys").addEventListener("click", openKeys);
at("close_keys").addEventListener("click", () => dialog("keys").close());
at("close_around").addEventListener("click", () => dialog("around").close());
singleKeysBox.addEventListener("change", () => {
  localStorage.setItem("single_keys", singleKeysBox.checked ? "yes" : "no");
});
drawKeys();
addEventListener("hashchange", () => show());
new EventSource("/_throughline/events").addEventListener("built", async () => {
  await underWay;
  try {
    /** @type {{ version: number }} */
    const { version } = await ask(shown.view ? `report?id=${encodeURIComponent(shown.view.id)}` : "overview");
    // A decision that began meanwhile shows what is new by itself.
    if (version === shown.version || underWay) return;
  } catch (error) {
    complain(messageOf(error));
    return;
  }
  tell("Files changed on the disk: read again.");
  if (shown.view && shown.step) history.replaceState(null, "", address(shown.view.id, shown.step));
  await show({ focus: false });
});
show();
