/** Under a term and a responsible: how the portal understands what is being typed. */

const PAUSE = 350;
const url = document.querySelector("[data-understood-url]")?.dataset.understoodUrl;

for (const place of document.querySelectorAll("[data-portal-understood]")) {
  let timer;
  let asked;
  document.getElementById(place.dataset.of)?.addEventListener("input", ({ target }) => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      const query = new URLSearchParams({ kind: place.dataset.portalUnderstood, text: target.value });
      try {
        const response = await fetch(`${url}?${query}`, { signal: asked.signal, redirect: "error" });
        if (response.ok) place.innerHTML = await response.text();
      } catch {
        // What is understood is a help: without it typing and saving go on.
      }
    }, PAUSE);
  });
}
