/**
 * How cells came to be changed, as the history says it.
 * @typedef {"grid"|"paste"|"fill"|"clear"|"undo"} Way
 */

/**
 * What became of a request.
 * @typedef {{kind: "answer", cells: object[]}
 *   | {kind: "session"} | {kind: "stranger"} | {kind: "offline"} | {kind: "server"} | {kind: "rejected", status: number}} Outcome
 */

const PATIENCE = 30_000;
/** Statuses that another try can mend although they blame the request. */
const PASSING = [408, 425, 429];

/**
 * @param {HTMLElement} frame
 * @param {{way: Way, step: string, cells: object[]}} sent
 * @param {boolean} leaving whether the page is being left: the browser then finishes the request by itself
 * @returns {Promise<Outcome>}
 */
export async function save(frame, sent, leaving = false) {
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

/** Django's token against forged requests, fresh from its cookie: logging in changes it. */
export function protection() {
  const cookie = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/);
  const token = cookie?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  return { "X-CSRFToken": token ?? "", "X-Requested-With": "XMLHttpRequest" };
}

/** Whether the answer means that the person has to log in again. @param {Response} response */
export function sessionEnded(response) {
  return response.type === "opaqueredirect" || response.redirected || [401, 403].includes(response.status);
}

/** @param {Response} response @returns {Promise<Outcome>} */
async function outcome(response) {
  if (sessionEnded(response)) return { kind: "session" };
  if (response.status === 409) return { kind: "stranger" };
  if (response.status >= 500 || PASSING.includes(response.status)) return { kind: "server" };
  if (!response.ok) return { kind: "rejected", status: response.status };
  // A page in place of an answer is a log-in form or a proxy's excuse.
  if (!response.headers.get("Content-Type")?.includes("json")) return { kind: "session" };
  return { kind: "answer", cells: (await response.json()).cells ?? [] };
}
