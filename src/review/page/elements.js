// What every part of the desk is drawn with: elements, buttons with their keys, words that are marked or folded.

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

/** A text with its first letter as a capital. */
export const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @type {(n: number, one: string, many?: string) => string} */
export const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** @type {(text: string, key: string, pressed: () => void, more?: Record<string, any>) => HTMLElement} */
export function button(text, key, pressed, more = {}) {
  return h("button", { type: "button", onclick: pressed, "data-key": key, ...more }, text, key && h("kbd", {}, key));
}

/** @type {(summary: string, ...children: Child[]) => HTMLElement} */
export function fold(summary, ...children) {
  return h("details", {}, h("summary", {}, summary), children);
}

/** The inputs below an element that are checked. */
export const checked = (/** @type {Element} */ within) =>
  /** @type {HTMLInputElement[]} */ ([...within.querySelectorAll("input:checked")]);

/** @type {(segments: Segments) => Child[]} */
export function marked(segments) {
  return segments.map(([text, isMarked]) => (isMarked ? h("mark", {}, text) : text));
}

const wordsOf = (/** @type {string} */ text) => text.split(/\s+/).filter(Boolean).length;

/** So few more words are not worth a fold. */
const SPARE = 3;

/** A step is to be read at a glance: so many words at first sight, the others folded. */
export const MOST_WORDS = 120;

/** How many words of an element are seen at first sight. @type {(element: Element) => number} */
export function wordsShown(element) {
  if (element.matches("select, kbd")) return 0;
  const folded = element.matches("details:not([open])");
  const shown = folded ? [element.querySelector("summary")] : [...element.childNodes];
  return shown.reduce((sum, child) => {
    if (child instanceof Element) return sum + wordsShown(child);
    return sum + wordsOf(child?.textContent ?? "");
  }, 0);
}

/**
 * The first words of a text, and whether some are missing.
 * @param {Segments} segments
 * @param {number} most
 * @returns {{ head: Segments, cut: boolean }}
 */
export function clipped(segments, most) {
  const all = segments.reduce((sum, [text]) => sum + wordsOf(text), 0);
  if (all <= most + SPARE) return { head: segments, cut: false };
  /** @type {Segments} */
  const head = [];
  let left = most;
  for (const [text, isMarked] of segments) {
    const has = wordsOf(text);
    if (has > left) {
      const first = text.match(new RegExp(`^\\s*(?:\\S+\\s*){0,${left}}`))?.[0] ?? "";
      head.push([`${first.trimEnd()} …`, isMarked && left > 0]);
      break;
    }
    head.push([text, isMarked]);
    left -= has;
  }
  return { head, cut: true };
}

/** @type {(text: string, most: number) => string} */
export function brief(text, most) {
  return clipped([[text, false]], most).head.map(([part]) => part).join("");
}

/**
 * What was typed or chosen and is not on the disk yet, kept for a reload; without a value it is let go.
 * @param {string} name
 * @param {string | null} value
 */
export function hold(name, value) {
  if (value === null) localStorage.removeItem(`held ${name}`);
  else localStorage.setItem(`held ${name}`, value);
}

export const held = (/** @type {string} */ name) => localStorage.getItem(`held ${name}`);
