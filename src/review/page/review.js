// The review desk in the browser: which report, which step, the keys, and what goes to the server. The
// address after `#` says where one is, so that back, reload and bookmarks work.
import { KEYS, draw, h } from "./steps.js";

const BASE = "/_throughline/review";
const token = document.querySelector("meta[name=throughline-token]").content;
const at = (id) => document.getElementById(id);
const main = at("main_content");

/** What is shown: the overview or a report, the version it was made from, and the step by its key. */
const shown = { view: null, version: 0, step: null };

// ---------------------------------------------------------------- asking the server

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

const send = (path, body) =>
  ask(path, { method: "POST", headers: { "x-throughline-token": token, "content-type": "application/json" }, body: JSON.stringify(body ?? {}) });

function tell(text) {
  at("status").textContent = text;
}

function complain(text) {
  at("alert").hidden = !text;
  at("alert").textContent = text ?? "";
}

// ---------------------------------------------------------------- where one is

function place() {
  const [, report, step] = location.hash.match(/^#\/([^?]*)(?:\?step=(.*))?$/) ?? [];
  return { report: report ? decodeURIComponent(report) : null, step: step ? decodeURIComponent(step) : null };
}

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
    complain(error.message);
  }
}

function undoable(what) {
  at("undo").disabled = !what;
  at("undo").replaceChildren(what ? `Undo “${what}”` : "Undo", what ? h("kbd", {}, "z") : "");
}

// ---------------------------------------------------------------- all reports

async function showOverview(focus) {
  const overview = await ask("overview");
  Object.assign(shown, { view: null, version: overview.version, step: null });
  undoable(overview.undo);
  complain(overview.errors.join("\n\n"));
  document.title = `Review desk – ${overview.title}`;
  const open = (r) => r.links[0] + r.links[1] + r.questions + r.to_confirm;
  const row = (r) => h("tr", {},
    h("td", {}, h("a", { href: address(r.id) }, `${r.authority}: ${r.title}`), h("br"), h("span", { className: "soft" }, r.date, r.reviewed ? "" : " · not reviewed yet")),
    [r.to_confirm, ...r.links, r.questions].map((n) => h("td", { className: "number" }, n ? String(n) : "–")));
  const todo = overview.reports.filter((r) => open(r) > 0);
  const rest = overview.reports.filter((r) => open(r) === 0);
  const table = (rows, caption) => h("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": caption }, h("table", {},
    h("thead", {}, h("tr", {}, ["Report", "To confirm", "Certain", "Likely", "Possible", "Questions"].map((t, n) => h("th", { scope: "col", className: n ? "number" : "" }, t)))),
    h("tbody", {}, rows.map(row))));
  main.replaceChildren(
    h("h1", { tabIndex: -1, id: "heading" }, "What is open"),
    todo.length ? table(todo, "Reports with something open") : h("p", {}, "Nothing certain or likely is open."),
    rest.length ? h("details", { open: !todo.length }, h("summary", {}, `${rest.length} reports with no more than possible links`), table(rest, "Other reports")) : "");
  if (focus) at("heading").focus();
}

// ---------------------------------------------------------------- one report

/** Whether links that are no more than possible are walked through as well. */
const withPossible = () => sessionStorage.getItem("possible") === "yes";

function walked(view) {
  return view.steps.filter((step) => step.step !== "link" || step.confidence !== "possible" || withPossible());
}

async function showReport(id, wanted, focus) {
  const opened = await ask(`report?id=${encodeURIComponent(id)}`);
  const view = opened.report;
  const before = shown.step;
  Object.assign(shown, { view, version: opened.version });
  undoable(opened.undo);
  complain(opened.errors.join("\n\n"));
  document.title = `${view.authority}: ${view.title} – Review desk`;
  const steps = walked(view);
  const found = steps.findIndex((step) => step.key === wanted);
  const number = Math.max(0, found >= 0 ? found : Math.min(shown.number ?? 0, steps.length - 1));
  const step = steps[number];
  Object.assign(shown, { step: step?.key ?? null, number, decided: opened.decided });
  main.replaceChildren(...frame(view, steps, number, opened.decided), step ? drawn(step, view) : nothing(view));
  if (focus || before !== shown.step) main.querySelector("h2")?.focus();
}

function frame(view, steps, number, decided) {
  const open = steps.filter((step) => !step.later_on).length;
  const possible = view.steps.filter((step) => step.step === "link" && step.confidence === "possible").length;
  const box = h("input", { type: "checkbox", checked: withPossible(), onchange: () => {
    sessionStorage.setItem("possible", box.checked ? "yes" : "no");
    show({ focus: false });
  } });
  return [
    h("h1", {}, `${view.authority}: ${view.title}`),
    h("p", { className: "progress" },
      h("progress", { max: decided + open || 1, value: decided, "aria-label": "Decided" }),
      h("span", {}, `${decided} decided, ${open} open${steps.length ? ` · step ${number + 1} of ${steps.length}` : ""}`),
      h("span", {}, `${view.date}${view.reviewed ? "" : " · not reviewed yet"}`),
      possible > 0 && h("label", {}, box, ` also ${possible} possible links`)),
    h("p", { className: "row" },
      h("button", { type: "button", "data-key": "k", disabled: number < 1, onclick: () => move(-1) }, "Back", h("kbd", {}, "k")),
      h("button", { type: "button", "data-key": "j", disabled: number >= steps.length - 1, onclick: () => move(1) }, "Next", h("kbd", {}, "j")),
      h("a", { href: "#/" }, "All reports")),
  ];
}

function drawn(step, view) {
  return draw(step, view, { decide, read: (part) => readAround(part, step) });
}

function nothing(view) {
  const hidden = view.steps.length;
  return h("section", {},
    h("h2", { tabIndex: -1 }, "Nothing is open here"),
    h("p", {}, hidden ? `${hidden} possible links were not walked through.` : "Every suggestion has its answer.", " ",
      h("a", { href: `/${view.address}`, target: "_blank", rel: "noopener" }, "Read the report on the site"), "."));
}

function move(by) {
  const steps = walked(shown.view);
  const to = steps[shown.number + by];
  if (to) location.hash = address(shown.view.id, to.key);
}

// ---------------------------------------------------------------- deciding

/** The decision that is on its way: a second one must not meet the step that is about to go. */
let under_way = null;

function decide(decision) {
  under_way ??= carry("decide", decision).finally(() => { under_way = null; });
}

async function undo() {
  await under_way;
  if (!at("undo").disabled) under_way ??= carry("undo").finally(() => { under_way = null; });
}

async function carry(path, decision) {
  try {
    const outcome = await send(path, decision);
    told(outcome);
    shown.step = null;
    const here = address(outcome.report);
    if (location.hash !== here) history.pushState(null, "", here);
    await show();
  } catch (error) {
    complain(error.message);
  }
}

function told(outcome) {
  const did = outcome.did.charAt(0).toUpperCase() + outcome.did.slice(1);
  tell(`${did}.${outcome.file ? ` Written to ${outcome.file}.` : ""}`);
  complain(outcome.warnings.join("\n\n"));
}

// ---------------------------------------------------------------- reading around a place

async function readAround(part, step) {
  try {
    const text = await ask(`around?id=${encodeURIComponent(part.report)}`);
    const isLater = part.report === shown.view.id;
    const name = isLater ? step.passage : `${part.report}#${part.id}`;
    at("around_title").textContent = `${text.title}, ${text.date}`;
    at("around_text").replaceChildren(...text.parts.map((p) => p.part === "heading"
      ? h("h3", {}, p.words || "Opening")
      : h("p", { className: `${p.is_item ? "item" : ""} ${p.passage === name ? "here" : ""}` }, h("span", { className: "at" }, p.at), p.words)));
    at("around").showModal();
    at("around_text").querySelector(".here")?.scrollIntoView({ block: "center" });
    at("around_text").focus();
  } catch (error) {
    complain(error.message);
  }
}

// ---------------------------------------------------------------- keys

const singleKeys = () => localStorage.getItem("single_keys") !== "no";

const HELP = [
  ["Enter", "as it is offered"], ["j, k", "next, back"], ["1, 2, 3", "how sure the words are"], ["/", "only a part"],
  ["v, w", "read around the later, the earlier place"], ["n", "not about this; the report does not say"], ["s", "later"],
  ["c, f", "confirm ids and themes; mark as reviewed"], ["z", "undo"], ["g", "all reports"], ["?", "these keys"],
];

function drawKeys() {
  const words = { met: "met", "partly-met": "partly met", missed: "missed", again: "raised again", remains: "remains", mentions: "mentions",
    done: "claimed as done", "under-way": "claimed as under way", plans: "planned" };
  const all = [...Object.entries(KEYS).map(([word, key]) => [key, words[word]]), ...HELP];
  at("key_list").replaceChildren(...all.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)]));
}

function openKeys() {
  at("single_keys").checked = singleKeys();
  at("keys").showModal();
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && field) field.blur();
  if (field || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") || !singleKeys()) return;
  const offered = event.key === "Enter" && !event.target.closest("button, a, summary") ? main.querySelector("button[data-offered]") : null;
  const own = { z: undo, g: () => { location.hash = "#/"; }, "?": openKeys }[event.key];
  const keyed = offered ?? [...main.querySelectorAll("[data-key]")].find((e) => e.dataset.key === event.key && !e.disabled);
  if (!own && !keyed) return;
  event.preventDefault();
  if (own) own();
  else if (keyed.type === "text") keyed.focus();
  else keyed.click();
});

// ---------------------------------------------------------------- start

at("undo").addEventListener("click", undo);
at("show_keys").addEventListener("click", openKeys);
at("close_keys").addEventListener("click", () => at("keys").close());
at("close_around").addEventListener("click", () => at("around").close());
at("single_keys").addEventListener("change", (event) => localStorage.setItem("single_keys", event.target.checked ? "yes" : "no"));
drawKeys();
addEventListener("hashchange", () => show());
new EventSource("/_throughline/events").addEventListener("built", async () => {
  await under_way;
  try {
    const { version } = await ask(shown.view ? `report?id=${encodeURIComponent(shown.view.id)}` : "overview");
    // A decision that began meanwhile shows what is new by itself.
    if (version === shown.version || under_way) return;
  } catch (error) {
    complain(error.message);
    return;
  }
  tell("Files changed on the disk: read again.");
  if (shown.view && shown.step) history.replaceState(null, "", address(shown.view.id, shown.step));
  await show({ focus: false });
});
show();
