// Copies how a page is cited. Without this script the words can be selected.
"use strict";
(() => {
  const button = /** @type {HTMLButtonElement} */ (document.getElementById("p_copy"));
  const words = document.getElementById("p_cite_words")?.textContent ?? "";
  // Browsers have no clipboard for pages that came over an open line.
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed here";
    }
  });
})();
