/**
 * The head of every page: the menu opens where the person is; «/» leads to the search field, the arrows from it and
 * among a[data-portal-found].
 */

/** On a narrow screen the menu is one line that is moved sideways. */
const menu = document.querySelector(".portal-menu");
const here = menu?.querySelector("[aria-current]");
if (here) menu.scrollLeft += here.getBoundingClientRect().left - menu.getBoundingClientRect().left - (menu.clientWidth - here.offsetWidth) / 2;

const field = document.querySelector("[data-portal-search]");

/** Where a sign is a command and nothing that somebody types: not in a field, not in a cell of a table of values. */
const isFree = (target) => target === document.body || target.matches?.("a, button, summary, main");

/** The key beside the right Shift, whose «/» is «.» while letters are Russian. */
const asksForSearch = (event) => event.key === "/" || (event.code === "Slash" && !event.shiftKey);

/** Whoever speaks to the browser, or hits keys by chance, switches the key off on the search page. */
const SWITCHED_OFF = "portal-search-key-off";

const isVisible = (element) => element.getClientRects().length > 0;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (asksForSearch(event) && isFree(event.target)) goToField(event);
  else if (event.key === "ArrowDown") move(event, 1);
  else if (event.key === "ArrowUp") move(event, -1);
});

function goToField(event) {
  if (!field || localStorage.getItem(SWITCHED_OFF) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  if (isVisible(field)) {
    field.focus();
    field.select();
  } else location.assign(field.form.action);
}

function move(event, step) {
  const found = [...document.querySelectorAll("a[data-portal-found]")];
  const at = event.target === field ? -1 : found.indexOf(event.target);
  if (!found.length || (at < 0 && (event.target !== field || step < 0))) return;
  event.preventDefault();
  (at + step < 0 ? field : found[Math.min(at + step, found.length - 1)]).focus();
}

const choice = document.querySelector("[data-portal-search-key]");
if (choice) {
  const box = choice.querySelector("input");
  box.checked = !localStorage.getItem(SWITCHED_OFF);
  choice.hidden = false;
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(SWITCHED_OFF);
    else localStorage.setItem(SWITCHED_OFF, "1");
  });
}
