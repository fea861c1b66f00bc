// What the page asks the server, and sends it. Decisions go one after the other, in the order in which they were made.

const BASE = "/_throughline/review";
/** What the server made for this start of the program: with it, no other page can decide anything. */
const token = document.querySelector("meta[name=throughline-token]")?.getAttribute("content") ?? "";

/**
 * What the server answers.
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
export async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(`${BASE}/${path}`, options);
  } catch {
    throw new Error("The program does not answer: is it still running in its terminal?");
  }
  if (answer.status === 403) throw new Error("This page is of an earlier start of the program: reload it.");
  const said = await answer.json();
  if (!answer.ok) throw new Error([said.error, said.hint].filter(Boolean).join("\n"));
  return said;
}

/** @type {Promise<unknown>} */
let before = Promise.resolve();

/**
 * Sends a decision once all that were made before it have arrived. `keepalive` lets it arrive when the page is closed.
 * @template T
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<T>}
 */
export function send(path, body) {
  const headers = { "x-throughline-token": token, "content-type": "application/json" };
  const options = { method: "POST", headers, body: JSON.stringify(body ?? {}), keepalive: true };
  const sent = before.then(() => ask(path, options));
  before = sent.catch(() => {});
  return sent;
}

/** All that was sent has arrived. */
export const settled = () => before;

export const messageOf = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error));
