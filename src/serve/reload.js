// Put into each page by `throughline serve`, never into a built site: loads the page again when the
// site was built again, and shows what is wrong with the content over it.
"use strict";
const problems = /** @type {HTMLDetailsElement | null} */ (document.getElementById("throughline_problems"));
if (problems) {
  const stops = problems.open;
  Object.assign(problems.style, {
    position: "fixed",
    inset: stops ? "auto 0 0 0" : "auto 0 0 auto",
    maxHeight: "60vh",
    maxWidth: "100vw",
    overflow: "auto",
    margin: "0",
    padding: "0.5rem 1rem",
    background: stops ? "#3b0d0c" : "#3d2c00",
    color: "#fff",
    font: "14px/1.4 monospace",
    zIndex: "9999",
  });
  const words = problems.querySelector("pre");
  if (words)
    Object.assign(words.style, { whiteSpace: "pre-wrap", margin: "0.5rem 0", color: "inherit", background: "none" });
  const summary = problems.querySelector("summary");
  if (summary) summary.style.cursor = "pointer";
  if (stops) problems.setAttribute("role", "alert");
}
new EventSource("/_throughline/events").addEventListener("built", () => location.reload());
