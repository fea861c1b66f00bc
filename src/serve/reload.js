// Put into each page by `throughline serve`, never into a built site: loads the page again when the
// site was built again, and shows what is wrong with the content above it.
"use strict";
const errors = document.getElementById("throughline_errors");
if (errors) {
  Object.assign(errors.style, {
    position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", margin: "0", padding: "1rem",
    background: "#3b0d0c", color: "#fff", font: "14px/1.4 monospace", zIndex: "9999", whiteSpace: "pre-wrap",
  });
  errors.setAttribute("role", "alert");
}
new EventSource("/_throughline/events").addEventListener("built", () => location.reload());
