// The source beside the text: the PDF as the browser shows it, at the page of the passage that is read.
import { h } from "./elements.js";

/** As wide as both need to be read side by side. */
const WIDE = matchMedia("(width >= 68rem)");

/** @type {(view: ReportView, page: number | null) => string} */
const addressOf = (view, page) =>
  `/_throughline/review/source?id=${encodeURIComponent(view.id)}${page ? `#page=${page}&navpanes=0&view=FitH` : ""}`;

/**
 * The pane and the line that leads to it where there is no room; `look` turns to a page.
 * @param {ReportView} view
 * @param {SourceFile} source
 */
export function sourcePane(view, source) {
  if (!source.found) {
    const element = h("p", { className: "soft nosource" }, source.why);
    return { element, look: () => {} };
  }
  const link = h("a", { href: addressOf(view, null), target: "_blank", rel: "noopener" }, "The source");
  const note = source.why ? h("span", { className: "soft" }, ` ${source.why}`) : "";
  const frame = h("div", { className: "frame" });
  const element = h("aside", { className: "source", "aria-label": "The source" }, h("p", {}, link, note), frame);
  let at = "";
  const look = (/** @type {number | null} */ page) => {
    const address = addressOf(view, page);
    link.href = address;
    link.textContent = page ? `The source, page ${page}` : "The source";
    if (!WIDE.matches || address === at) return;
    at = address;
    // A new frame: a change of what stands behind `#` alone does not make every browser turn to that page.
    frame.replaceChildren(h("iframe", { src: address, title: link.textContent }));
  };
  WIDE.addEventListener("change", () => look(Number(link.href.match(/#page=(\d+)/)?.[1]) || null));
  return { element, look };
}
