/** A short explanation that was folded stays folded in this browser. */
const PREFIX = "portal-brief:";

for (const brief of document.querySelectorAll("details[data-portal-brief]")) {
  const key = PREFIX + brief.dataset.portalBrief;
  brief.open = !localStorage.getItem(key);
  brief.addEventListener("toggle", () => {
    if (brief.open) localStorage.removeItem(key);
    else localStorage.setItem(key, "folded");
  });
}
