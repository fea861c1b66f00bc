// Many that are certain: ten of a kind are read, then the others may be accepted with them. They stay the program's.
import { button, checked, clipped, count, h, held, hold, marked } from "./elements.js";

const WORDS = 40;

/**
 * @param {Sample} sample
 * @param {(report: string, step?: string) => string} address
 * @param {(body: unknown) => void} carry
 */
export function drawSample(sample, address, carry) {
  const name = `sample ${sample.kind}`;
  const right = new Set(JSON.parse(held(name) ?? "[]"));
  const list = h("ol", {}, sample.items.map((item) => {
    const isRight = right.has(item.by);
    const box = h("input", { type: "checkbox", value: item.by, checked: isRight, onchange: () => changed() });
    return h("li", { className: "card" },
      h("p", { className: "where" }, `${item.title} · ${item.at}`),
      h("blockquote", {}, marked(clipped(item.said, WORDS).head)),
      h("p", {}, `${item.says_in_words}: ${item.about}`),
      item.asked && h("blockquote", {}, marked(clipped(item.asked, WORDS).head)),
      h("p", { className: "row" }, h("label", {}, box, " It is right"),
        h("a", { href: address(item.report, item.step) }, "Decide it in its report")));
  }));
  const read = () => checked(list).map((box) => box.value);
  const accept = button(`Accept all ${sample.open}`, "f", () => {
    hold(name, null);
    carry({ sample: "accept", kind: sample.kind, read: read() });
  }, { className: "offered" });
  const changed = () => {
    hold(name, JSON.stringify(read()));
    accept.toggleAttribute("disabled", read().length < sample.items.length || !sample.items.length);
  };
  const section = h("section", { className: "step" },
    h("h1", { tabIndex: -1, id: "heading" }, `${sample.kind}: ${count(sample.open, "certain suggestion")}`),
    h("p", {}, "Read these. If each is right, the others can be accepted with them. They stay the program’s, marked in "
      + "review.toml as checked by sample, and can be taken back together."),
    list,
    h("p", { className: "row" }, accept,
      sample.accepted > 0 && button(`Take back all ${sample.accepted}`, "", () =>
        carry({ sample: "take-back", kind: sample.kind })),
      h("a", { href: "#/" }, "All reports")));
  accept.toggleAttribute("disabled", read().length < sample.items.length || !sample.items.length);
  return section;
}
