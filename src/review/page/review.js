// The review desk in the browser: which report, which step, the keys, and what goes to the server. The
// address after `#` says where one is, so that back, reload and bookmarks work.
import { ask, messageOf, send, settled } from "./ask.js";
import { brief, capital, h } from "./elements.js";
import { flush } from "./facts.js";
import { goToAll, keyed, setUpKeys, singleKeys } from "./keys.js";
import { drawSample } from "./sample.js";
import { sourcePane } from "./source.js";
import { draw } from "./steps.js";
import { drawWorklist, noteTime } from "./worklist.js";

/** The element with an id, which review.html has. */
const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const main = at("main_content");
const around = /** @type {HTMLDialogElement} */ (at("around"));
const undoButton = /** @type {HTMLButtonElement} */ (at("undo"));

/**
 * What is shown: the worklist or a report, the version it was made from, the step by its key and number, since when.
 * @type {{ view: ReportView | null, version: number, step: string | null, number: number, since: number }}
 */
const shown = { view: null, version: 0, step: null, number: 0, since: 0 };

function tell(/** @type {string} */ text) {
  at("status").textContent = text;
}

/** Shows what is wrong, or nothing. */
function complain(/** @type {string} */ text) {
  at("alert").hidden = !text;
  at("alert").textContent = text;
}

/** Words by which a passage is looked for in its source. */
const LOOKED_FOR = 40;

// ---------------------------------------------------------------- where one is

function place() {
  const [, report, step] = location.hash.match(/^#\/([^?]*)(?:\?step=(.*))?$/) ?? [];
  return { report: report ? decodeURIComponent(report) : null, step: step ? decodeURIComponent(step) : null };
}

/** @type {(report: string, step?: string) => string} */
function address(report, step) {
  return `#/${report.split("/").map(encodeURIComponent).join("/")}${step ? `?step=${encodeURIComponent(step)}` : ""}`;
}

/** So often something was asked to be shown: an answer that comes late is not for what is shown now. */
let turn = 0;

/** Shows what the address names; the focus goes to its heading where somebody went there. */
async function show({ focus = true } = {}) {
  turn += 1;
  const mine = turn;
  const isLate = () => mine !== turn;
  try {
    flush();
    await settled();
    const { report, step } = place();
    if (report === "sample") await showSample(step ?? "", isLate);
    else if (report) await showReport(report, step, focus, isLate);
    else await showWorklist(focus, isLate);
  } catch (error) {
    if (isLate()) return;
    const { report } = place();
    // A broken file is shown as broken where it stood; the rest of the desk goes on.
    shown.view = null;
    shown.step = null;
    const what = report ? `${report} cannot be shown` : "The desk stands still";
    main.replaceChildren(h("h1", { tabIndex: -1, id: "heading" }, what),
      h("p", {}, h("a", { href: "#/" }, "All reports")));
    complain(messageOf(error));
  }
}

function undoable(/** @type {string | null} */ what) {
  undoButton.disabled = !what;
  undoButton.replaceChildren(what ? `Undo “${what}”` : "Undo", what ? h("kbd", {}, "z") : "");
}

/** @type {(focus: boolean, isLate: () => boolean) => Promise<void>} */
async function showWorklist(focus, isLate) {
  /** @type {Worklist} */
  const worklist = await ask("worklist");
  if (isLate()) return;
  Object.assign(shown, { view: null, version: worklist.version, step: null });
  undoable(worklist.undo);
  complain(worklist.errors.join("\n\n"));
  document.title = `Review desk – ${worklist.title}`;
  main.replaceChildren(...present(drawWorklist(worklist, address)));
  if (focus) at("heading").focus();
}

/** @type {(kind: string, isLate: () => boolean) => Promise<void>} */
async function showSample(kind, isLate) {
  /** @type {Sample} */
  const sample = await ask(`sample?id=${encodeURIComponent(kind)}`);
  if (isLate()) return;
  Object.assign(shown, { view: null, version: sample.version, step: null });
  undoable(null);
  complain("");
  document.title = `${kind} – Review desk`;
  main.replaceChildren(drawSample(sample, address, (body) => carry("sample", body)));
  main.querySelector("h1")?.focus();
}

/** Without what is left out. @type {(children: Child[]) => (Node | string)[]} */
const present = (children) => /** @type {(Node | string)[]} */ (
  children.filter((child) => child !== false && child !== null && child !== undefined));

// ---------------------------------------------------------------- one report

/** Whether links that are no more than possible are walked through as well. */
const withPossible = () => sessionStorage.getItem("possible") === "yes";

/**
 * The step of a key; one of the rest stands for itself.
 * @param {ReportView} view
 * @param {string | null} key
 * @returns {[Step, number] | null}
 */
function stepOf(view, key) {
  for (const [number, step] of view.steps.entries()) {
    if (step.key === key) return [step, number];
    if (step.step !== "rest") continue;
    const group = step.groups.find((one) => one.key === key);
    if (group) return [{ step: "group", ...group }, number];
    const question = step.questions.find((one) => one.key === key);
    if (question) return [{ step: "question", ...question }, number];
  }
  return null;
}

/**
 * Shows a report at a step; where that is gone, at the one that took its number.
 * @param {string} id
 * @param {string | null} wanted
 * @param {boolean} focus
 * @param {() => boolean} isLate
 */
async function showReport(id, wanted, focus, isLate) {
  /** @type {OpenedReport} */
  const opened = await ask(`report?id=${encodeURIComponent(id)}${withPossible() ? "&possible=yes" : ""}`);
  if (isLate()) return;
  const view = opened.report;
  const before = shown.step;
  Object.assign(shown, { view, version: opened.version });
  undoable(opened.undo);
  complain(opened.errors.join("\n\n"));
  document.title = `${view.authority}: ${view.title} – Review desk`;
  const last = Math.max(0, Math.min(shown.number, view.steps.length - 1));
  const [step, number] = stepOf(view, wanted) ?? [view.steps[last], last];
  Object.assign(shown, { step: step?.key ?? null, number });
  if (before !== shown.step) shown.since = performance.now();
  const pane = sourcePane(view, opened.source);
  /** @type {How} */
  const how = {
    decide,
    keep,
    read: (part) => readAround(part, step),
    look: (part) => {
      if (opened.source.found) turnTo(part, pane, () => turn);
    },
    go: (key) => address(view.id, key),
  };
  const drawn = step ? draw(step, view, how) : nothing(view);
  drawn.classList.add("step");
  main.replaceChildren(...frame(view, number, opened.decided), h("div", { className: "beside" }, drawn, pane.element));
  if (step?.step !== "group" && step?.step !== "question") pane.look(1);
  if (focus || before !== shown.step) main.querySelector("h2")?.focus();
}

/**
 * Turns the source to the page of a passage; where its place names none, the server looks for its words.
 * @param {Excerpt} part
 * @param {{ look: (page: number | null) => void }} pane
 * @param {() => number} now
 */
async function turnTo(part, pane, now) {
  if (part.page) {
    pane.look(part.page);
    return;
  }
  const then = now();
  const words = part.segments.map(([text]) => text).join("");
  const question = `page?id=${encodeURIComponent(part.report)}&words=${encodeURIComponent(brief(words, LOOKED_FOR))}`;
  /** @type {{ page: number | null }} */
  const { page } = await ask(question).catch(() => ({ page: null }));
  if (now() === then) pane.look(page ?? 1);
}

/** @type {(view: ReportView, number: number, decided: number) => (Node | string)[]} */
function frame(view, number, decided) {
  const { steps, possible } = view;
  const open = steps.filter((step) => step.step !== "group" || !step.later_on).length;
  const choose = () => {
    sessionStorage.setItem("possible", box.checked ? "yes" : "no");
    show({ focus: false });
  };
  /** @type {HTMLInputElement} */
  const box = h("input", { type: "checkbox", checked: withPossible(), onchange: choose });
  const where = steps.length ? ` · step ${number + 1} of ${steps.length}` : "";
  const state = view.finished ? "new since you finished" : "not reviewed yet";
  return present([
    h("h1", { title: view.title }, `${view.authority}: ${view.kind}, ${view.date}`),
    h("div", { className: "where-one-is" }, h("p", { className: "progress" },
      h("progress", { max: decided + open || 1, value: decided, "aria-label": "Decided" }),
      h("span", {}, `${decided} decided, ${open} open${where}`),
      (!view.reviewed || view.finished) && h("span", {}, state),
      (possible > 0 || withPossible())
        && h("label", {}, box, " also what is only possible", possible ? ` (${possible})` : "")),
    h("p", { className: "row" },
      h("button", { type: "button", "data-key": "k", disabled: number < 1, onclick: () => move(-1) },
        "Back", h("kbd", {}, "k")),
      h("button", { type: "button", "data-key": "j", disabled: number >= steps.length - 1, onclick: () => move(1) },
        "Next", h("kbd", {}, "j")),
      h("a", { href: "#/" }, "All reports"))),
  ]);
}

function nothing(/** @type {ReportView} */ view) {
  return h("section", {},
    h("h2", { tabIndex: -1 }, "Nothing is open here"),
    h("p", {},
      view.possible ? `${view.possible} possible links were not walked through.` : "Every suggestion has its answer.",
      " ",
      h("a", { href: `/${view.address}`, target: "_blank", rel: "noopener" }, "Read the report on the site"), "."));
}

function move(/** @type {number} */ by) {
  const to = shown.view?.steps[shown.number + by];
  if (shown.view && to) location.hash = address(shown.view.id, to.key);
}

// ---------------------------------------------------------------- deciding

/**
 * The decision that is on its way: a second one must not meet the step that is about to go.
 * @type {Promise<void> | null}
 */
let underWay = null;

/** @type {(path: string, body?: unknown) => void} */
function start(path, body) {
  underWay ??= carry(path, body).finally(() => {
    underWay = null;
  });
}

function decide(/** @type {Decision} */ decision) {
  if (!underWay && shown.since) noteTime((performance.now() - shown.since) / 1000);
  start("decide", decision);
}

/** Writes down what was typed or ticked; the step stays as it is. @type {Keep} */
async function keep(decision) {
  /** @type {Decided} */
  const outcome = await send("decide", decision);
  // The page shows already what was written.
  shown.version = outcome.version;
  undoable(outcome.undo);
  told(outcome);
}

async function undo() {
  flush();
  await underWay;
  await settled();
  if (!undoButton.disabled) start("undo");
}

/** @type {(path: string, body?: unknown) => Promise<void>} */
async function carry(path, body) {
  try {
    /** @type {Decided} */
    const outcome = await send(path, body);
    told(outcome);
    shown.step = null;
    const here = outcome.report ? address(outcome.report) : "#/";
    if (location.hash !== here) history.pushState(null, "", here);
    await show();
    if (outcome.warnings.length) complain(outcome.warnings.join("\n\n"));
  } catch (error) {
    complain(messageOf(error));
  }
}

function told(/** @type {Decided} */ outcome) {
  const files = outcome.files.length ? ` Written to ${outcome.files.join(" and ")}.` : "";
  tell(`${capital(outcome.did)}.${files}`);
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
    const names = step.step === "group" ? step.candidates.map((c) => [c.later.at, c.passage]) : [];
    const own = step.step === "question" ? step.passage : names.find(([where]) => where === part.at)?.[1];
    const name = part.report === shown.view?.id && own ? own : `${part.report}#${part.id}`;
    at("around_title").textContent = `${text.title}, ${text.date}`;
    at("around_text").replaceChildren(...text.parts.map((p) => {
      if (p.part === "heading") return h("h3", {}, p.words || "Opening");
      const className = `${p.is_item ? "item" : ""} ${p.passage === name ? "here" : ""}`;
      return h("p", { className }, h("span", { className: "at" }, p.at), p.words);
    }));
    around.showModal();
    at("around_text").querySelector(".here")?.scrollIntoView({ block: "center" });
    at("around_text").focus();
  } catch (error) {
    complain(messageOf(error));
  }
}

// ---------------------------------------------------------------- keys and news

setUpKeys();

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof Element ? event.target : document.body;
  const field = target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && field instanceof HTMLElement) field.blur();
  // Letters that are typed into a field, and the keys of browsers and dialogs, are theirs.
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") || !singleKeys()) return;
  const everywhere = new Map([["z", undo], ["g", goToAll], ["?", () => at("show_keys").click()]]).get(event.key);
  const here = keyed(event.key, target, main);
  if (!everywhere && !here) return;
  event.preventDefault();
  if (everywhere) everywhere();
  else if (here instanceof HTMLInputElement && here.type === "text") here.focus();
  else here?.click();
});

undoButton.addEventListener("click", undo);
at("close_around").addEventListener("click", () => around.close());
addEventListener("hashchange", () => show());
// What was typed a moment ago is sent before the page goes.
addEventListener("pagehide", flush);
document.addEventListener("visibilitychange", flush);
new EventSource("/_throughline/events").addEventListener("built", async () => {
  await underWay;
  await settled();
  try {
    /** @type {{ version: number }} */
    const { version } = await ask(shown.view ? `report?id=${encodeURIComponent(shown.view.id)}` : "worklist");
    // A decision that began meanwhile shows what is new by itself.
    if (version === shown.version || underWay) return;
  } catch (error) {
    if (shown.view) history.replaceState(null, "", address(shown.view.id, shown.step ?? undefined));
    await show({ focus: false });
    complain(messageOf(error));
    return;
  }
  tell("Files changed on the disk: read again.");
  if (shown.view && shown.step) history.replaceState(null, "", address(shown.view.id, shown.step));
  await show({ focus: false });
});
show();
