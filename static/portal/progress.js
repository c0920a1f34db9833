/**
 * The progress of what a worker makes: each [data-portal-progress] is replaced by what the page says now.
 * When it is finished the page is loaded anew. Without JavaScript the page loads itself anew every few seconds.
 */
const EVERY = 2000;
const PARTS = "[data-portal-progress]";

async function refresh() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = [...page.querySelectorAll(PARTS)];
    if (answer.ok && !now.length) return location.reload();
    if (answer.ok) document.querySelectorAll(PARTS).forEach((shown, place) => shown.replaceWith(now[place]));
  } catch {
    // The server doesn't answer: it is asked again.
  }
  return setTimeout(refresh, EVERY);
}

setTimeout(refresh, EVERY);
