// Opens what is folded round the place that a link leads to, where the browser does not, and all chapters of a text at
// once. Without this script each opens by itself.
"use strict";
(() => {
  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let isMoved = false;
    for (let around = target?.closest("details"); around; around = around.parentElement?.closest("details")) {
      isMoved ||= !around.open && !around.firstElementChild?.contains(target);
      around.open = true;
    }
    if (isMoved) target?.scrollIntoView();
  }

  addEventListener("hashchange", open);
  open();

  const button = document.getElementById("p_unfold");
  button?.addEventListener("click", () => {
    document.querySelectorAll("details.chapter").forEach((chapter) => chapter.setAttribute("open", ""));
    button.hidden = true;
  });
  if (button) button.hidden = false;
})();
