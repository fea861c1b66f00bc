// Draws one step: what is asked, the evidence, and the buttons that decide. Knows nothing of where the
// answers go: every button calls `decide` with the decision as the server takes it.
import { brief, button, count, fold, h } from "./elements.js";
import { drawFacts, drawFindings, factsFold } from "./facts.js";
import { drawGroup, drawQuestion } from "./group.js";

/** Rows of the rest that are shown unfolded, and how many words of each side. */
const ROWS = 4;
const ROW_WORDS = 8;

/**
 * The step as an element.
 * @param {Step} step
 * @param {ReportView} view
 * @param {How} how
 */
export function draw(step, view, how) {
  switch (step.step) {
    case "facts":
      return drawFacts(view, how);
    case "findings":
      return drawFindings(step.items, view, how);
    case "group":
      return drawGroup(step, view, how);
    case "question":
      return drawQuestion(step, view, how);
    case "rest":
      return drawRest(step, how, view);
    case "finish":
      return drawFinish(view, how);
  }
}

const textOf = (/** @type {Segments} */ segments) => segments.map(([text]) => text).join("");

/**
 * What is weaker, together: turned down by one key, or looked at one by one.
 * @param {RestStep} rest
 * @param {How} how
 * @param {ReportView} view
 */
function drawRest(rest, { decide, go }, view) {
  const rows = [
    ...rest.groups.map((group) => {
      const asked = group.is_one ? textOf(group.asked[0].segments) : group.about;
      const said = textOf(group.candidates[0].said);
      return { key: group.key, asked, said };
    }),
    ...rest.questions.map((question) => ({ key: question.key, asked: "Looks back", said: question.sentence })),
  ];
  const list = (/** @type {typeof rows} */ some) => h("ul", { className: "rest" }, some.map(({ key, asked, said }) =>
    h("li", {}, h("a", { href: go(key) }, brief(asked, ROW_WORDS)), h("br"),
      h("span", { className: "soft" }, brief(said, ROW_WORDS)))));
  const items = [
    ...rest.groups.flatMap((group) => [...new Set(group.candidates.map((candidate) => candidate.passage))]
      .map((passage) => ({ passage, on: group.on }))),
    ...rest.questions.map((question) => ({ passage: question.passage, on: null })),
  ];
  const turnDown = () => decide({ decision: "decline", report: view.id, items, together: true });
  const oneByOne = () => {
    location.hash = go(rows[0].key);
  };
  return h("section", {},
    h("h2", { tabIndex: -1 }, `The rest: ${count(rows.length, "weaker suggestion")}`),
    h("p", {}, "Each is less sure than what came before."),
    list(rows.slice(0, ROWS)),
    rows.length > ROWS && fold(`${rows.length - ROWS} more`, list(rows.slice(ROWS))),
    h("p", { className: "row" },
      button("Turn all down", "n", turnDown, { className: "offered" }),
      button("One by one", "o", oneByOne)));
}

/** @type {(view: ReportView, how: How) => HTMLElement} */
function drawFinish(view, { decide, keep }) {
  const open = view.steps.length - 1;
  const finish = () => decide({ decision: "finish", report: view.id });
  return h("section", {},
    h("h2", { tabIndex: -1 }, "Is this report as its source has it?"),
    h("p", {}, "Compare ", h("span", { className: "path" }, view.file),
      " with the source. From then on what it says counts on the site."),
    open > 0 && h("p", {}, `${count(open, "step")} before this ${open === 1 ? "is" : "are"} open still. `
      + "What is left does not come back by itself."),
    h("p", { className: "row" },
      button("Mark as reviewed", "f", finish, { className: "offered", "data-offered": true })),
    factsFold(view, keep));
}
