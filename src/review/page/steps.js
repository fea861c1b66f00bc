// Draws one step: what is asked, the evidence, and the buttons that decide. Knows nothing of where the
// answers go: every button calls `decide` with the decision as the server takes it.

/**
 * An element with properties and children; text is never read as HTML. A property that the element does not have
 * becomes an attribute, and one that starts with `on` listens.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} properties
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    // `list` can be read but not set.
    else if (name in element && name !== "list") Object.assign(element, { [name]: value });
    else element.setAttribute(name, value === true ? "" : value);
  }
  const isThere = (/** @type {any} */ child) => child !== undefined && child !== null && child !== false;
  element.append(.../** @type {any[]} */ (children).flat(Infinity).filter(isThere));
  return element;
}

/**
 * The key that presses each button.
 * @type {Record<LinkKey, string>}
 */
export const KEYS = {
  met: "m",
  "partly-met": "p",
  missed: "x",
  again: "a",
  remains: "r",
  mentions: "i",
  done: "d",
  "under-way": "u",
  plans: "l",
};

const BASES = [
  ["stated", "Stated", "the report says that it speaks of this"],
  ["answered", "Answered", "it says how the very thing stands, without naming it"],
  ["editor", "My reading", "looser: an effect, a neighbouring subject"],
];

/**
 * The step as an element; `decide` writes a decision down, `read` opens a report around a passage.
 * @param {Step} step
 * @param {ReportView} view
 * @param {{ decide: Decide, read: ReadAround }} how
 */
export function draw(step, view, { decide, read }) {
  switch (step.step) {
    case "field":
      return drawField(step, view, decide);
    case "findings":
      return drawFindings(step, view, decide);
    case "link":
      return drawLink(step, view, decide, read);
    case "question":
      return drawQuestion(step, view, decide, read);
    case "finish":
      return drawFinish(view, decide);
  }
}

/** @type {(text: string, key: string, pressed: () => void, more?: Record<string, any>) => HTMLElement} */
function button(text, key, pressed, more = {}) {
  return h("button", { type: "button", onclick: pressed, "data-key": key, ...more }, text, key && h("kbd", {}, key));
}

function marked(/** @type {Excerpt["segments"]} */ segments) {
  return segments.map(([text, isMarked]) => (isMarked ? h("mark", {}, text) : text));
}

/** @type {(title: string, part: Excerpt, read: ReadAround, key: string) => HTMLElement} */
function excerpt(title, part, read, key) {
  const heading = part.at.startsWith(part.heading.replace(/[?:.]$/, "")) ? "" : part.heading;
  const where = [part.title, part.date, heading, part.at].filter(Boolean).join(" · ");
  return h("section", { className: "card" },
    h("h3", {}, title),
    h("p", { className: "where" }, where),
    h("blockquote", {}, marked(part.segments)),
    h("p", { className: "row" },
      button("Read around it", key, () => read(part)),
      h("a", { href: `/${part.address}`, target: "_blank", rel: "noopener" }, "On the site")));
}

/** @type {(step: FieldStep, view: ReportView, decide: Decide) => HTMLElement} */
function drawField(step, view, decide) {
  const heading = h("h2", { tabIndex: -1 }, `Does the report say ${step.label}?`);
  const file = h("span", { className: "path" }, view.file);
  const told = h("p", {}, "It was not found in the text. The file is ", file, ".");
  const unsaid = () => decide({ decision: "leave-field", report: view.id, field: step.field });
  const leave = button("The report does not say", "n", unsaid);
  if (step.only_in_file) {
    return h("section", {}, heading, told,
      h("p", {}, "It takes more than one value: write it in the file."),
      h("p", { className: "row" }, leave));
  }
  const input = h("input", { type: "text", id: "value", size: 40, autocomplete: "off", "aria-describedby": "form" });
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    decide({ decision: "field", report: view.id, field: step.field, value: input.value });
  };
  return h("form", { onsubmit: save }, heading, told,
    h("p", {}, h("label", { htmlFor: "value" }, "As the report has it"), " ", input, " ",
      h("span", { id: "form", className: "soft" }, step.form)),
    h("p", { className: "row" }, h("button", { type: "submit", className: "offered" }, "Write it down"), leave));
}

/** @type {(step: FindingsStep, view: ReportView, decide: Decide) => HTMLElement} */
function drawFindings(step, view, decide) {
  const titles = new Map(step.themes);
  const rows = step.items.map((item, number) => {
    const chosen = new Set([...item.themes, ...item.suggested]);
    const id = h("input", {
      type: "text", value: item.id, size: 28, "aria-label": `Id of finding ${number + 1}`, spellcheck: false,
    });
    const boxes = h("div", { className: "themes" });
    const add = (/** @type {string} */ theme) => {
      const box = h("input", { type: "checkbox", value: theme, checked: true });
      boxes.append(h("label", {}, box, " ", titles.get(theme) ?? theme));
    };
    chosen.forEach(add);
    const others = step.themes.filter(([theme]) => !chosen.has(theme));
    const addChosen = () => {
      if (more.value) add(more.value);
      more.value = "";
    };
    /** @type {HTMLSelectElement} */
    const more = h("select", { "aria-label": `Another theme for finding ${number + 1}`, onchange: addChosen },
      h("option", { value: "" }, "another theme …"),
      others.map(([theme, title]) => h("option", { value: theme }, title)));
    const confirmed = () => ({
      passage: item.passage, id: id.value.trim(),
      themes: [...new Set(checked(boxes).map((box) => box.value))],
    });
    const row = h("tr", {},
      h("td", {}, h("span", { className: "soft" }, `${item.kind}, ${item.at}`), h("br"), item.words),
      h("td", {}, id), h("td", {}, boxes, more));
    return { row, confirmed };
  });
  const confirm = () => decide({ decision: "findings", report: view.id, items: rows.map((r) => r.confirmed()) });
  return h("section", {},
    h("h2", { tabIndex: -1 }, `Are these ids and themes right? ${step.items.length} findings`),
    h("p", {}, "Ids are permanent once the site is published: pages have their addresses from them. ",
      "Untick a theme that a finding is not about."),
    h("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": "Findings" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Finding", "Id", "Themes"].map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, rows.map((r) => r.row)))),
    h("p", { className: "row" }, button("Confirm all", "c", confirm, { className: "offered" })));
}

/** The inputs below an element that are checked. */
const checked = (/** @type {Element} */ within) =>
  /** @type {HTMLInputElement[]} */ ([...within.querySelectorAll("input:checked")]);

/** Letters of a target that a list has room for. */
const LONGEST = 110;

/** @typedef {ReportView["targets"][number]} Target */

/**
 * Choosing what a link leads to, from every earlier recommendation and report.
 * @param {ReportView} view
 * @param {string} empty
 */
function chooser(view, empty) {
  /** @type {Map<string, Target[]>} */
  const groups = new Map();
  for (const target of view.targets) {
    const report = target.target.replace(/^.* of /, "").replace(/#.*/, "");
    const group = groups.get(report);
    if (group) group.push(target);
    else groups.set(report, [target]);
  }
  const short = (/** @type {string} */ text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 2)}…` : text);
  // In its report's group a recommendation needs only its own part of the id.
  const name = (/** @type {string} */ target) => (target.includes("#") ? target.replace(/.*#/, "#") : target);
  return h("select", { id: "target" }, h("option", { value: "" }, empty),
    [...groups].map(([report, targets]) => h("optgroup", { label: report },
      targets.map((t) => h("option", { value: t.target }, short(`${name(t.target)}: ${t.words}`))))));
}

/**
 * The part of a step that says what the link is and how sure the words are. A question has no suggestion to start from.
 * @param {LinkStep | QuestionStep} step
 * @param {ReportView} view
 * @param {Decide} decide
 * @param {() => string} chosen
 * @returns {Child[]}
 */
function verdicts(step, view, decide, chosen) {
  const offered = step.step === "link" ? step : { basis: null, says: null, direction: null, via: null };
  const basis = offered.basis ?? "editor";
  const radios = h("fieldset", {}, h("legend", {}, "How sure the words are"),
    h("div", { className: "row" }, BASES.map(([word, title, why], number) => h("label", { title: why },
      h("input", { type: "radio", name: "basis", value: word, checked: word === basis, "data-key": `${number + 1}` }),
      ` ${title}`, h("kbd", {}, String(number + 1)), h("span", { className: "soft" }, ` ${why}`)))));
  const part = h("input", { type: "text", id: "part", size: 36, autocomplete: "off", "data-key": "/" });
  const tie = (/** @type {LinkKey} */ key) => {
    const target = chosen();
    if (!target) return;
    // A group has a basis of its own, and so has what is raised again.
    const takesBasis = step.choices.takes_basis && target.includes("#") && key !== "again";
    decide({
      decision: "link", report: view.id, passage: step.passage, target, key,
      basis: (takesBasis && checked(radios)[0]?.value) || null,
      part: part.value || null,
      direction: key === "mentions" ? offered.direction : null,
      via: offered.via,
    });
  };
  return [
    step.choices.takes_basis && radios,
    step.choices.takes_basis
      && h("p", {}, h("label", { htmlFor: "part" }, "Only a part, in a few words "), part, h("kbd", {}, "/")),
    h("fieldset", {}, h("legend", {}, "What it says of it"),
      h("div", { className: "row" }, step.choices.keys.map(([key, shown]) =>
        button(shown, KEYS[key], () => tie(key), {
          className: key === offered.says ? "offered" : "", "data-offered": key === offered.says,
        })))),
  ];
}

/** @type {(step: LinkStep, view: ReportView, decide: Decide, read: ReadAround) => HTMLElement} */
function drawLink(step, view, decide, read) {
  const other = chooser(view, "no, about the one above");
  const chosen = () => other.value || step.target;
  const decline = () => decide({ decision: "decline", report: view.id, passage: step.passage, on: step.on });
  const later = () => decide({ decision: "later", report: view.id, passage: step.passage, on: step.on });
  return h("section", {},
    h("h2", { tabIndex: -1 }, step.says ? `${capital(step.says_in_words)}?` : "Does the one speak of the other?", " ",
      h("span", { className: `sure ${step.confidence}` }, step.confidence, step.later_on ? ", put off" : "")),
    h("div", { className: "two" }, earlier(step, read), excerpt("Said later", step.later, read, "v")),
    h("ul", { className: "reasons" }, step.reasons.map((reason) => h("li", {}, reason))),
    verdicts(step, view, decide, chosen),
    h("p", { className: "row" },
      button("Not about this", "n", decline), !step.later_on && button("Later", "s", later)),
    h("details", {}, h("summary", {}, "It is about another one"),
      h("p", {}, h("label", { htmlFor: "target" }, "About "), other)));
}

/**
 * What the later words may be about.
 * @type {(step: LinkStep, read: ReadAround) => HTMLElement}
 */
function earlier(step, read) {
  if (!step.earlier.length) {
    return h("section", { className: "card" }, h("h3", {}, "Spoken of then"), h("p", {}, step.about));
  }
  if (step.earlier.length === 1 && step.target.includes("#")) return excerpt("Asked then", step.earlier[0], read, "w");
  return h("section", { className: "card" }, h("h3", {}, step.about),
    h("ul", {}, step.earlier.map((part) => h("li", {}, marked(part.segments)))));
}

/** A text with its first letter as a capital. */
export const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @type {(step: QuestionStep, view: ReportView, decide: Decide, read: ReadAround) => HTMLElement} */
function drawQuestion(step, view, decide, read) {
  const target = chooser(view, "choose …");
  const chosen = () => {
    if (!target.value) target.focus();
    return target.value;
  };
  return h("section", {},
    h("h2", { tabIndex: -1 }, "What does this look back on?"),
    h("div", { className: "two" }, excerpt("Said", step.later, read, "v"), h("section", { className: "card" },
      h("h3", {}, "Not tied to anything yet"), h("p", {}, `${step.reason}.`),
      h("p", {}, h("label", { htmlFor: "target" }, "It is about "), target))),
    verdicts(step, view, decide, chosen),
    h("p", { className: "row" }, button("Nothing here is meant", "n",
      () => decide({ decision: "decline", report: view.id, passage: step.passage, on: null }))));
}

/** @type {(view: ReportView, decide: Decide) => HTMLElement} */
function drawFinish(view, decide) {
  const open = view.steps.length - 1;
  const finish = () => decide({ decision: "finish", report: view.id });
  return h("section", {},
    h("h2", { tabIndex: -1 }, "Is this report as its source has it?"),
    h("p", {}, "Compare ", h("span", { className: "path" }, view.file),
      " with the source. From then on what it says counts on the site."),
    open > 0 && h("p", {}, `${open} ${open === 1 ? "step is" : "steps are"} open still; they stay open.`),
    h("p", { className: "row" },
      button("Mark as reviewed", "f", finish, { className: "offered" })));
}
