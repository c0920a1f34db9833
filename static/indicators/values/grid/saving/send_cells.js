/** Changed cells are sent to the server; what became of the request is told, whatever it was. */
import { protection, troubleOf } from "../../../../portal/shared/requests.js";

/**
 * How cells came to be changed, as the history says it.
 * @typedef {"grid"|"paste"|"fill"|"clear"|"undo"} Way
 */

/**
 * What became of a request.
 * @typedef {{kind: "answer", cells: import("./result.js").Result[]}
 *   | {kind: "session"} | {kind: "stranger"} | {kind: "offline"} | {kind: "server"} | {kind: "rejected", status: number}} Outcome
 */

const PATIENCE = 30_000;

/**
 * @param {HTMLElement} frame
 * @param {{way: Way, step: string, cells: object[]}} sent
 * @param {boolean} leaving whether the page is being left: the browser then finishes the request by itself
 * @returns {Promise<Outcome>}
 */
export async function sendCells(frame, sent, leaving = false) {
  try {
    const response = await fetch(frame.dataset.saveUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Grid-Store": frame.dataset.store ?? "", ...protection() },
      body: JSON.stringify(sent),
      redirect: "manual",
      keepalive: leaving && sent.cells.length < 200,
      signal: AbortSignal.timeout(PATIENCE),
    });
    return await outcome(response);
  } catch {
    return { kind: "offline" };
  }
}

/** @param {Response} response @returns {Promise<Outcome>} */
async function outcome(response) {
  const trouble = troubleOf(response);
  if (trouble) return { kind: trouble };
  if (response.status === 409) return { kind: "stranger" };
  if (!response.ok) return { kind: "rejected", status: response.status };
  // A page in place of an answer is a log-in form or a proxy's excuse.
  if (!response.headers.get("Content-Type")?.includes("json")) return { kind: "session" };
  return { kind: "answer", cells: (await response.json()).cells ?? [] };
}
