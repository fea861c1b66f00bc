// One earlier recommendation: what was asked, where it stands, all that this report may say of it, and the keys that
// decide.
import {
  MOST_WORDS, brief, button, capital, checked, clipped, count, fold, h, held, hold, marked, wordsShown,
} from "./elements.js";

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

/** Words that are shown of what was asked and of what is said, where there is room; and at least, of each. */
const ASKED = 30;
const SAID = 40;
const LEAST = 10;
/** Words of a heading that say where something stands. */
const PLACE = 5;
/** Of each of several. */
const EACH = 8;
/** Recommendations of a whole report, and earlier decisions, that are shown unfolded. */
const FIRST = 3;
const DECIDED = 1;
/** Letters of a target that a list has room for. */
const LONGEST = 110;

const textOf = (/** @type {Segments} */ segments) => segments.map(([text]) => text).join("");

/** Where a passage stands, the heading in a few words. */
function placeOf(/** @type {string} */ at) {
  const [, heading, rest] = at.match(/^(.*)(, [^,]*)$/) ?? [];
  return heading ? brief(heading, PLACE) + rest : brief(at, PLACE);
}

/** @type {(part: Excerpt, segments: Segments, most: number) => Child[]} */
function quoted(part, segments, most) {
  const { head, cut } = clipped(segments, most);
  const more = cut || textOf(part.segments).trim().length > textOf(segments).trim().length + 1;
  return [
    h("blockquote", {}, marked(head)),
    more && fold("All its words", h("blockquote", {}, marked(part.segments))),
  ];
}

/** @type {(part: Excerpt, key: string, read: ReadAround) => HTMLElement} */
function ways(part, key, read) {
  return h("p", { className: "row" }, button("Around it", key, () => read(part)),
    h("a", { href: `/${part.address}`, target: "_blank", rel: "noopener" }, "On the site"));
}

/** What was asked, and where it stands. @type {(group: Group, read: ReadAround, most: number) => HTMLElement} */
function asked(group, read, most) {
  if (!group.asked.length) {
    return h("section", { className: "card" }, h("h3", {}, "Spoken of"), h("p", {}, group.about));
  }
  if (!group.is_one) {
    const all = group.asked.map((part) => h("li", {}, marked(clipped(part.segments, EACH).head)));
    return h("section", { className: "card" }, h("h3", {}, capital(group.about)), h("ul", {}, all.slice(0, FIRST)),
      all.length > FIRST && fold(`${all.length - FIRST} more`, h("ul", {}, all.slice(FIRST))));
  }
  const [part] = group.asked;
  const { stands } = group;
  const earlier = group.before.map(({ says, report }) => h("li", {}, `${says} – ${report}`));
  return h("section", { className: "card" }, h("h3", {}, "Asked"),
    h("p", { className: "where" }, [part.name, placeOf(part.at)].filter(Boolean).join(" · ")),
    quoted(part, part.segments, most),
    stands && h("p", {}, h("strong", {}, "Now: "), stands.outcome, stands.by ? ` – ${stands.by}` : ""),
    earlier.length > 0 && h("ul", { className: "before" }, earlier.slice(0, DECIDED)),
    earlier.length > DECIDED
      && fold(`${count(earlier.length - DECIDED, "earlier decision")}`, h("ul", {}, earlier.slice(DECIDED))),
    ways(part, "w", read));
}

/** @typedef {ReportView["targets"][number]} Target */

/**
 * Choosing what a link leads to, from every earlier recommendation and report.
 * @param {ReportView} view
 * @param {string} empty
 */
export function chooser(view, empty) {
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
 * How sure the words are, and which part they are about, as far as they have to be said.
 * @param {Choices} choices
 * @param {string} basis
 */
function qualities(choices, basis) {
  const radios = h("fieldset", { className: "row" }, h("legend", {}, "How sure"),
    BASES.map(([word, title, why], number) => h("label", { title: why },
      h("input", { type: "radio", name: "basis", value: word, checked: word === basis, "data-key": `${number + 1}` }),
      ` ${title}`, h("kbd", {}, String(number + 1)))));
  const part = h("input", { type: "text", id: "part", size: 36, autocomplete: "off", "data-key": "/" });
  const partRow = h("p", {}, h("label", { htmlFor: "part" }, "Only a part, in a few words "), part, h("kbd", {}, "/"));
  const meanings = h("ul", {}, BASES.map(([, title, why]) => h("li", {}, `${title}: ${why}`)));
  return {
    radios: choices.takes_basis && radios,
    folded: choices.takes_basis && [partRow, meanings],
    basis: () => checked(radios)[0]?.value ?? null,
    part,
    set: (/** @type {string} */ value) => {
      const radio = radios.querySelector(`input[value="${value}"]`);
      if (radio instanceof HTMLInputElement) radio.checked = true;
    },
  };
}

/** @type {(choices: Choices, offered: LinkKey | null, tie: (key: LinkKey) => void) => HTMLElement} */
function verdicts(choices, offered, tie) {
  return h("fieldset", {}, h("legend", {}, "It says"),
    h("div", { className: "row" }, choices.keys.map(([key, shown]) =>
      button(shown, KEYS[key], () => tie(key), {
        className: key === offered ? "offered" : "", "data-offered": key === offered,
      }))));
}

/** @type {(group: Group, view: ReportView, how: How) => HTMLElement} */
export function drawGroup(group, view, { decide, read, look }) {
  const all = group.candidates;
  const name = `${view.id} ${group.key}`;
  /** @type {{ number?: number, basis?: string, part?: string, target?: string, again?: boolean }} */
  const draft = JSON.parse(held(name) ?? "{}");
  let number = Math.min(draft.number ?? 0, all.length - 1);
  const section = h("section", {});
  const others = (/** @type {string[]} */ linked) =>
    all.filter((c) => !linked.includes(c.passage)).map((c) => ({ passage: c.passage, on: group.on }));
  const everyOne = () => [...new Set(all.map((c) => c.passage))].map((passage) => ({ passage, on: group.on }));
  const done = () => hold(name, null);
  const redraw = (most = ASKED, said = SAID) => {
    const candidate = all[number];
    const other = chooser(view, "no, about the one above");
    const sure = qualities(candidate.choices, draft.basis ?? candidate.basis ?? "editor");
    sure.part.value = draft.part ?? "";
    other.value = draft.target ?? "";
    // What says how it stands and what asks for it again are two statements of one report, and both may be right.
    const asks = candidate.says !== "again" && all.find((c) => c.says === "again" && c.confidence !== "possible");
    const againBox = h("input", {
      type: "checkbox", "data-key": "a", checked: draft.again ?? candidate.says !== "met",
    });
    const note = () => {
      Object.assign(draft, { number, part: sure.part.value, target: other.value });
      if (asks) draft.again = againBox.checked;
      hold(name, JSON.stringify(draft));
    };
    const tie = (/** @type {LinkKey} */ key) => {
      const target = other.value || candidate.target;
      // A group has a basis of its own, and so has what is raised again.
      const takesBasis = candidate.choices.takes_basis && target.includes("#") && key !== "again";
      const again = asks && !other.value && againBox.checked ? [{ passage: asks.passage, target: asks.target }] : [];
      const linked = [candidate.passage, ...again.map((one) => one.passage)];
      done();
      decide({
        decision: "link", report: view.id, passage: candidate.passage, target, key,
        basis: (takesBasis && sure.basis()) || null,
        part: sure.part.value || null,
        direction: key === "mentions" ? candidate.direction : null,
        via: candidate.via,
        again,
        // What is said of another one does not settle what is said of this.
        settles: other.value ? [{ passage: candidate.passage, on: group.on }] : others(linked),
      });
    };
    const choose = (/** @type {number} */ next) => {
      number = next;
      delete draft.basis;
      note();
      redraw();
      section.querySelector("h2")?.focus();
    };
    const place = (/** @type {Candidate} */ c, /** @type {number} */ n) => h("li", {},
      h("label", {}, h("input", { type: "radio", name: "place", checked: n === number, onchange: () => choose(n) }),
        ` ${c.says_in_words}, ${c.later.at}: `, brief(textOf(c.said), 2 * EACH)));
    const settle = (/** @type {"decline" | "later"} */ decision) => {
      done();
      decide({ decision, report: view.id, items: everyOne() });
    };
    section.replaceChildren(
      h("h2", { tabIndex: -1 },
        candidate.says ? `${capital(candidate.says_in_words)}?` : "Does the one speak of the other?", " ",
        h("span", { className: `sure ${candidate.confidence}` }, candidate.confidence,
          group.later_on ? ", put off" : "")),
      asked(group, read, most),
      h("section", { className: "card" },
        h("h3", {}, all.length > 1 ? `Said here, ${number + 1} of ${all.length}` : "Said here"),
        h("p", { className: "where" }, placeOf(candidate.later.at)),
        quoted(candidate.later, candidate.said, said),
        all.length > 1 && fold("Other places", h("ol", {}, all.map(place))),
        h("p", { className: "row" },
          all.length > 1 && button("Next place", "o", () => choose((number + 1) % all.length)),
          button("Around it", "v", () => read(candidate.later)))),
      asks ? h("p", {}, h("label", {}, againBox, " And asked again: ", brief(textOf(asks.said), EACH)),
        h("kbd", {}, "a")) : "",
      verdicts(candidate.choices, candidate.says, tie),
      h("p", { className: "row" }, button("Not about this", "n", () => settle("decline")),
        !group.later_on && button("Later", "s", () => settle("later"))),
      h("div", { oninput: note }, sure.radios || "",
        fold("More", sure.folded || "",
          h("p", {}, h("label", { htmlFor: "target" }, "It is about "), other),
          h("ul", { className: "reasons" }, candidate.reasons.map((reason) => h("li", {}, reason))))));
    againBox.addEventListener("change", note);
    section.querySelector("[name=basis]")?.closest("fieldset")?.addEventListener("change", () => {
      draft.basis = sure.basis() ?? undefined;
      note();
    });
    // The quotes give way, since keys and where things stand cannot.
    const over = wordsShown(section) - MOST_WORDS;
    if (over > 0 && (most > LEAST || said > LEAST)) {
      const less = Math.ceil(over / 2);
      redraw(Math.max(LEAST, most - less), Math.max(LEAST, said - less));
      return;
    }
    look(candidate.later);
  };
  redraw();
  return section;
}

/** @type {(question: Question, view: ReportView, how: How) => HTMLElement} */
export function drawQuestion(question, view, { decide, read, look }) {
  const target = chooser(view, "choose …");
  const sure = qualities(question.choices, "editor");
  const tie = (/** @type {LinkKey} */ key) => {
    if (!target.value) {
      target.focus();
      return;
    }
    const takesBasis = question.choices.takes_basis && target.value.includes("#") && key !== "again";
    decide({
      decision: "link", report: view.id, passage: question.passage, target: target.value, key,
      basis: (takesBasis && sure.basis()) || null, part: sure.part.value || null, direction: null, via: null,
      again: [], settles: [],
    });
  };
  const items = [{ passage: question.passage, on: null }];
  const nothing = () => decide({ decision: "decline", report: view.id, items });
  look(question.later);
  return h("section", {},
    h("h2", { tabIndex: -1 }, "What does this look back on?"),
    h("section", { className: "card" }, h("h3", {}, "Said here"),
      h("p", { className: "where" }, placeOf(question.later.at)),
      quoted(question.later, [[question.sentence, false]], SAID), ways(question.later, "v", read)),
    h("p", {}, capital(`${question.reason}.`)),
    h("p", { className: "row" },
      button("Nothing here is meant", "n", nothing, { className: "offered", "data-offered": true })),
    h("p", {}, h("label", { htmlFor: "target" }, "It is about "), target),
    verdicts(question.choices, null, tie), sure.radios || "", fold("Only a part", sure.folded || ""));
}
