/**
 * What is typed into a form[data-portal-draft] stays in this browser until it has been saved: an expired session, a
 * closed tab or a broken connection loses nothing. A page that comes back with a message of success clears it.
 * Of a form that is left and come back to on purpose, data-portal-draft="changed", only what was changed is kept: the
 * portal may have chosen the rest anew.
 */
import { element } from "./shared/elements.js";
import { inBrowser, inTab } from "./shared/storage.js";

const PREFIX = "portal-draft:";
const NOTICE = "Восстановлено то, что вы набрали и не сохранили. Проверьте и сохраните.";

const SENT = "portal-draft-sent";
const NOT_TYPED = ["hidden", "submit", "button", "reset", "file"];

// Each person's by themselves, where several use one browser.
const keyOf = (form) => `${PREFIX}${document.body.dataset.portalPerson ?? ""}:${location.pathname}${location.search}${form.id && `#${form.id}`}`;
// What the portal may have chosen anew when it answers says so by data-portal-no-draft: the answer stands.
const isTyped = (field) => field.name && !NOT_TYPED.includes(field.type) && !("portalNoDraft" in field.dataset);
const fieldsOf = (form) => [...form.elements].filter(isTyped);
// Which words or version the person saw: restored with what they typed, so that nobody else's change is overwritten.
const isMark = (field) => field.type === "hidden" && /^(seen|version)\b/.test(field.name);
const marksOf = (form) => [...form.elements].filter(isMark);
const isTicked = (field) => ["radio", "checkbox"].includes(field.type);
const valueOf = (field) => (isTicked(field) ? field.checked : field.value);
// Several boxes of one name differ by their value.
const choiceOf = (field) => (isTicked(field) ? field.value : "");

const isLeft = (form) => form.dataset.portalDraft === "changed";

function isChanged(field) {
  if (isTicked(field)) return field.checked !== field.defaultChecked;
  if (!field.options) return field.value !== field.defaultValue;
  const stood = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return field.value !== stood?.value;
}

function read(form, before) {
  const isKept = (field) => isChanged(field) || before?.some(([name]) => name === field.name);
  const fields = isLeft(form) ? fieldsOf(form).filter(isKept) : fieldsOf(form);
  return [...fields, ...marksOf(form)].map((field) => [field.name, choiceOf(field), valueOf(field)]);
}

function restore(form, draft) {
  let restored = false;
  for (const field of fieldsOf(form)) {
    const kept = draft.find(([name, choice]) => name === field.name && choice === choiceOf(field));
    if (!kept || kept[2] === valueOf(field)) continue;
    if (typeof kept[2] === "boolean") field.checked = kept[2];
    else if (!field.options || [...field.options].some((option) => option.value === kept[2])) field.value = kept[2];
    else continue;
    restored = true;
  }
  for (const mark of restored ? marksOf(form) : []) {
    const kept = draft.find(([name]) => name === mark.name);
    if (kept) mark.value = kept[2];
  }
  return restored;
}

function tell(form) {
  form.before(element("div", { className: "alert alert-warning", role: "status", textContent: NOTICE }));
}

// The page that tells of success is often another one than that of the form.
const sent = inTab.read(SENT);
inTab.forget(SENT);
if (sent && document.querySelector(".alert-success")) inBrowser.forget(sent);

for (const form of document.querySelectorAll("form[data-portal-draft]")) {
  const key = keyOf(form);
  let unsaved = false;
  const draft = inBrowser.readJson(key);
  if (draft && restore(form, draft)) {
    unsaved = true;
    tell(form);
  }
  form.addEventListener("input", () => {
    unsaved = true;
    inBrowser.keep(key, JSON.stringify(read(form, inBrowser.readJson(key))));
  });
  form.addEventListener("submit", () => {
    unsaved = false;
    inTab.keep(SENT, key);
  });
  addEventListener("beforeunload", (event) => unsaved && !isLeft(form) && event.preventDefault());
}
