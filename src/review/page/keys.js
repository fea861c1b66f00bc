// The keys: which there are, what presses what, and the dialog that says so.
import { h } from "./elements.js";
import { KEYS } from "./group.js";

const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const dialog = () => /** @type {HTMLDialogElement} */ (at("keys"));
const box = () => /** @type {HTMLInputElement} */ (at("single_keys"));

export const singleKeys = () => localStorage.getItem("single_keys") !== "no";

export const goToAll = () => {
  location.hash = "#/";
};

const HELP = [
  ["Enter", "as it is offered"], ["j, k", "next, back"], ["o", "next place; of the rest: one by one"],
  ["1, 2, 3", "how sure the words are"], ["/", "only a part"],
  ["v, w", "read around the later, the earlier place"],
  ["n", "not about this; turn all of the rest down; nothing is meant"],
  ["s", "later"],
  ["c, f", "confirm as shown; mark as reviewed"], ["z", "undo"], ["g", "all reports"], ["?", "these keys"],
];

/** @type {Record<LinkKey, string>} */
const WORDS = {
  met: "met",
  "partly-met": "partly met",
  missed: "missed",
  again: "raised again",
  remains: "remains",
  mentions: "mentions",
  done: "claimed as done",
  "under-way": "claimed as under way",
  plans: "planned",
};

/** The button or field that a key is for: Enter takes what is offered, unless it already presses something. */
export function keyed(/** @type {string} */ key, /** @type {Element} */ target, /** @type {Element} */ main) {
  if (key === "Enter" && target.closest("button, a, summary")) return undefined;
  const offered = key === "Enter" && main.querySelector("button[data-offered]");
  if (offered instanceof HTMLButtonElement) return offered;
  const all = /** @type {NodeListOf<HTMLInputElement | HTMLButtonElement>} */ (main.querySelectorAll("[data-key]"));
  return [...all].find((element) => element.dataset.key === key && !element.disabled);
}

export function setUpKeys() {
  const links = /** @type {[LinkKey, string][]} */ (Object.entries(KEYS));
  const all = [...links.map(([word, key]) => [key, WORDS[word]]), ...HELP];
  at("key_list").replaceChildren(...all.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)]));
  at("show_keys").addEventListener("click", () => {
    box().checked = singleKeys();
    dialog().showModal();
  });
  at("close_keys").addEventListener("click", () => dialog().close());
  box().addEventListener("change", () => {
    localStorage.setItem("single_keys", box().checked ? "yes" : "no");
  });
}
