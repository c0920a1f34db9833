/** Under a term and a responsible: how the portal understands what is being typed. */

const PAUSE = 350;
const url = document.querySelector("[data-understood-url]")?.dataset.understoodUrl;

for (const place of document.querySelectorAll("[data-portal-understood]")) {
  const field = document.getElementById(place.dataset.of);
  let timer;
  let asked;

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ kind: place.dataset.portalUnderstood, text: field.value });
    try {
      const response = await fetch(`${url}?${query}`, { signal: asked.signal, redirect: "error" });
      if (response.ok) place.innerHTML = await response.text();
    } catch {
      // What is understood is a help: without it typing and saving go on.
    }
  }

  field?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  // Somebody may have typed before this script was there.
  if (field && field.value !== field.defaultValue) ask();
}
