/** A page that comes back with faults says so on its first screen and leads to each; without scripts they stand beside their fields. */
import { element } from "./shared/elements.js";

const NAMED = 6;
const ON_FIRST_SCREEN = 0.8;

const main = document.querySelector("main");
const isShown = (place) => place.checkVisibility({ visibilityProperty: true });
const words = (place) => place?.textContent.replace(/\*\s*$/, "").replace(/\s+/g, " ").trim();

/** The first field of each name that is marked as wrong. */
function wrongFields() {
  const fields = [...main.querySelectorAll("[aria-invalid='true']")].filter(isShown);
  return [...new Map(fields.toReversed().map((field) => [field.name, field])).values()].toReversed();
}

/** A choice of many is called as a whole. */
function labelOf(field) {
  const group = ["radio", "checkbox"].includes(field.type) ? field.closest("fieldset, [role='group'], [id^='div_id_']") : null;
  return words(group?.querySelector("legend, .form-label")) || field.getAttribute("aria-label") || words(field.labels?.[0]);
}

function linkTo(place, label, at) {
  place.id ||= `fault-${at}`;
  const link = element("a", { href: `#${place.id}`, className: "alert-link", textContent: label });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
  });
  return link;
}

function summary() {
  const told = [...main.querySelectorAll("[role='alert'], .alert-danger")].filter(isShown);
  const fields = wrongFields();
  const seen = [...told, ...fields].filter((each) => each.getBoundingClientRect().top < innerHeight * ON_FIRST_SCREEN);
  if (seen.some((each) => each.matches(".alert")) || (seen.length && fields.length < 2)) return null;
  const links = fields.length
    ? fields.map((field, at) => linkTo(field, `«${labelOf(field) || "поле"}»`, at))
    : told.map((each, at) => linkTo(each, words(each).replace(/[.]$/, ""), at));
  if (!links.length) return null;
  const box = element("div", { className: "alert alert-danger", tabIndex: -1 });
  box.append(fields.length ? "Не принято. Исправьте: " : "Не принято. ", ...links.slice(0, NAMED).flatMap((link, at) => (at ? [", ", link] : [link])));
  if (links.length > NAMED) box.append(` и ещё ${links.length - NAMED}`);
  box.append(".");
  return box;
}

// Where the address leads to a place of the page, the fault stands there.
const box = location.hash ? null : summary();
if (box) {
  main.prepend(box);
  if (document.activeElement === document.body) box.focus({ preventScroll: true });
}
