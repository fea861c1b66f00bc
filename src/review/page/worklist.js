// All reports with what is open in them, by council: how far one is, how long it will take, and where to go on.
import { ask } from "./ask.js";
import { count, h } from "./elements.js";

/** @type {Record<ReportState, string>} */
const STATES = {
  broken: "its file is broken",
  open: "to read",
  new: "new since you finished",
  undecided: "read, suggestions undecided",
  finished: "finished",
};

/** Decisions of which the time is remembered, and the longest that counts: who was away did not think all that time. */
const REMEMBERED = 200;
const LONGEST = 300;

const FILTER = ["words", "kind", "state"];

/** Notes how long a decision took, in seconds. */
export function noteTime(/** @type {number} */ seconds) {
  const all = [...times(), Math.min(seconds, LONGEST)].slice(-REMEMBERED);
  localStorage.setItem("times", JSON.stringify(all.map((time) => Math.round(time * 10) / 10)));
}

/** @type {() => number[]} */
const times = () => JSON.parse(localStorage.getItem("times") ?? "[]");

/** The middle one: a long pause does not change it. */
function median(/** @type {number[]} */ all) {
  return [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0;
}

/** @type {(seconds: number) => string} */
const lasting = (seconds) =>
  (seconds < 90 ? count(Math.round(seconds), "second") : count(Math.round(seconds / 60), "minute"));

/** @type {(worklist: Worklist) => HTMLElement} */
function progress({ reports }) {
  const finished = reports.filter(({ state }) => state === "finished" || state === "new").length;
  const open = reports.filter(({ state }) => state === "open").reduce((sum, report) => sum + report.open, 0);
  const all = times();
  const each = median(all);
  return h("p", { className: "progress" },
    h("progress", { max: reports.length || 1, value: finished, "aria-label": "Reports finished" }),
    h("span", {}, `${finished} of ${count(reports.length, "report")} finished`),
    h("span", {}, `${count(open, "decision")} open`),
    all.length > 0 && h("span", {}, `${lasting(each)} a decision, ${lasting(each * open)} to go`));
}

/**
 * The reports as a table, a row group a council.
 * @param {ReportLine[]} reports
 * @param {(report: string) => string} address
 * @param {string} caption
 */
function table(reports, address, caption) {
  /** @type {Map<string, ReportLine[]>} */
  const councils = new Map();
  for (const report of reports) {
    const own = councils.get(report.authority);
    if (own) own.push(report);
    else councils.set(report.authority, [report]);
  }
  const row = (/** @type {ReportLine} */ r) => h("tr", { className: r.state },
    h("td", {}, h("a", { href: address(r.id) }, r.kind || r.title), h("span", { className: "soft" }, ` ${r.date}`),
      r.broken.map((message) => h("pre", { className: "broken", tabIndex: 0 }, message))),
    h("td", {}, STATES[r.state]),
    h("td", { className: "number" }, r.open ? String(r.open) : "–"));
  const council = (/** @type {string} */ name, /** @type {ReportLine[]} */ own) => {
    const done = own.filter(({ state }) => state === "finished").length;
    return h("tbody", {},
      h("tr", {}, h("th", { scope: "rowgroup", colSpan: 3, className: "council" }, name,
        h("span", { className: "soft" }, ` ${done} of ${own.length} finished`))),
      own.map(row));
  };
  return h("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": caption },
    h("table", { className: "worklist" },
      h("thead", {}, h("tr", {}, ["Report", "How far", "Decisions"].map((text, n) =>
        h("th", { scope: "col", className: n === 2 ? "number" : "" }, text)))),
      [...councils].map(([name, own]) => council(name, own))));
}

/** What is looked for, kept for the next time. */
function filterOf(/** @type {ReportLine[]} */ reports, /** @type {() => void} */ changed) {
  const at = (/** @type {string} */ name) => sessionStorage.getItem(`filter ${name}`) ?? "";
  const noted = (/** @type {string} */ name) => (/** @type {Event} */ event) => {
    sessionStorage.setItem(`filter ${name}`, /** @type {HTMLInputElement} */ (event.target).value);
    changed();
  };
  const kinds = [...new Set(reports.map(({ kind }) => kind).filter(Boolean))].sort();
  const select = (/** @type {string} */ name, /** @type {string} */ label, /** @type {[string, string][]} */ options) =>
    h("p", {}, h("label", { htmlFor: `filter_${name}` }, label), " ",
      h("select", { id: `filter_${name}`, onchange: noted(name) },
        options.map(([value, text]) => h("option", { value, selected: value === at(name) }, text))));
  /** @type {[string, string][]} */
  const states = [["", "all"], ["todo", "not finished"], .../** @type {[string, string][]} */ (Object.entries(STATES))];
  const element = h("div", { className: "row filter", role: "search" },
    h("p", {}, h("label", { htmlFor: "filter_words" }, "Council or report"), " ",
      h("input", { type: "text", id: "filter_words", value: at("words"), size: 22, oninput: noted("words") })),
    select("kind", "Kind", [["", "all"], .../** @type {[string, string][]} */ (kinds.map((kind) => [kind, kind]))]),
    select("state", "How far", states));
  const passes = (/** @type {ReportLine} */ report) => {
    const [words, kind, state] = FILTER.map(at);
    const text = `${report.authority} ${report.title} ${report.id} ${report.date}`.toLowerCase();
    return words.toLowerCase().split(/\s+/).every((word) => text.includes(word))
      && (!kind || report.kind === kind)
      && (!state || report.state === state || (state === "todo" && report.state !== "finished"));
  };
  return { element, passes };
}

/**
 * The worklist as elements.
 * @param {Worklist} worklist
 * @param {(report: string) => string} address
 * @returns {Child[]}
 */
export function drawWorklist(worklist, address) {
  const { reports } = worklist;
  const anew = reports.filter(({ state }) => state === "new");
  const next = reports.find(({ state }) => state === "open");
  const list = h("div", {});
  const redraw = () => {
    const some = reports.filter(filter.passes);
    list.replaceChildren(some.length ? table(some, address, "Reports") : h("p", {}, "No report is like that."));
  };
  const filter = filterOf(reports, redraw);
  redraw();
  const samples = h("div", {});
  ask("samples").then((kinds) => drawSamples(samples, kinds)).catch(() => {});
  return [
    h("h1", { tabIndex: -1, id: "heading" }, "What is open"),
    progress(worklist),
    next ? h("p", {}, h("a", { href: address(next.id), className: "next", "data-key": "Enter" },
      `Go on with ${next.authority}: ${next.kind}, ${next.date}`)) : h("p", {}, "Every report has been read."),
    anew.length > 0 && h("section", {}, h("h2", {}, "New since you finished"),
      h("ul", {}, anew.map((r) => h("li", {},
        h("a", { href: address(r.id) }, `${r.authority}: ${r.kind}, ${r.date}`),
        ` – ${count(r.open, "decision")}`)))),
    samples,
    filter.element,
    list,
  ];
}

/**
 * What can be accepted together after a sample of it was read.
 * @param {HTMLElement} into
 * @param {SampleKind[]} kinds
 */
function drawSamples(into, kinds) {
  if (!kinds.length) return;
  into.replaceChildren(h("details", {}, h("summary", {}, "Many that are certain, after a sample"),
    h("ul", {}, kinds.map(({ kind, open, accepted }) => h("li", {},
      h("a", { href: `#/sample?step=${encodeURIComponent(kind)}` }, kind),
      `: ${open} certain${accepted ? `, ${accepted} accepted after a sample` : ""}`)))));
}
