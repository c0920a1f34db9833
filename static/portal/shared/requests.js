/** What scripts say with a request to the portal, and what an answer that is none means. */

/** Statuses that another try can mend although they blame the request. */
const PASSING = [408, 425, 429];

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

/** What will pass, by logging in or by waiting. @param {Response} response @returns {"session"|"server"|null} */
export function troubleOf(response) {
  if (sessionEnded(response)) return "session";
  return response.status >= 500 || PASSING.includes(response.status) ? "server" : null;
}
