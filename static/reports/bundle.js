/**
 * The progress of a bundle that is being made: [data-portal-bundle] is replaced by what the page says now.
 * When it is finished the page is loaded anew. Without JavaScript the page loads itself anew every few seconds.
 */
const EVERY = 2000;

async function refresh() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const shown = document.querySelector("[data-portal-bundle]");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = answer.ok && page.querySelector("[data-portal-bundle]");
    if (now) shown.replaceWith(document.adoptNode(now));
    else if (answer.ok) return location.reload();
  } catch {
    // The server doesn't answer: it is asked again.
  }
  return setTimeout(refresh, EVERY);
}

setTimeout(refresh, EVERY);
