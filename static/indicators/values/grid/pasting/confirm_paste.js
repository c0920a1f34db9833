/** Dialogs that ask before many cells are changed: what a paste will do, what a deed will take away. */
import { element } from "../../../../portal/shared/elements.js";
import { reasons } from "./plan_paste.js";
import { TEXTS } from "../table/texts.js";

/** A longer list would be read by nobody and be slow to draw. */
const LISTED = 200;

/** @typedef {import("./plan_paste.js").Plan} Plan */
/** @typedef {import("../table/table.js").GridTable} GridTable */

/**
 * Shows what a paste will do and asks; where it would do nothing there is nothing to agree to.
 * @param {Plan} plan
 * @param {GridTable} table
 * @returns {Promise<boolean>}
 */
export function confirmPaste(plan, table) {
  const isEmpty = !plan.added.length && !plan.changed.length;
  const apply = choice(TEXTS.previewApply, "btn-primary");
  const cancel = choice(isEmpty ? TEXTS.previewClose : TEXTS.previewCancel, "btn-outline-primary");
  const content = [...where(plan), ...warnings(plan), summary(plan, table), ...lists(plan, table)];
  const dialog = dialogOf(TEXTS.previewTitle, content, isEmpty ? [cancel] : [apply, cancel]);
  return ask(dialog, apply, cancel, isEmpty);
}

/**
 * Asks before what can't be seen as a whole. @param {string} question @param {string} text @param {string} yes
 * @returns {Promise<boolean>}
 */
export function confirmDeed(question, text, yes) {
  const apply = choice(yes, "btn-outline-primary");
  const cancel = choice(TEXTS.previewCancel, "btn-primary");
  return ask(dialogOf(question, [element("p", { textContent: text })], [cancel, apply]), apply, cancel, true);
}

function choice(textContent, look) {
  return element("button", { type: "button", className: `btn ${look}`, textContent });
}

function dialogOf(title, content, buttons) {
  const heading = element("h2", { textContent: title, id: "grid-asked-title" });
  const foot = element("div", { className: "grid-buttons" }, ...buttons);
  const dialog = element("dialog", { className: "grid-dialog", "aria-labelledby": heading.id }, heading, ...content, foot);
  document.body.append(dialog);
  return dialog;
}

function ask(dialog, apply, cancel, isEmpty) {
  return new Promise((resolve) => {
    const finish = (answer) => {
      dialog.remove();
      resolve(answer);
    };
    apply.addEventListener("click", () => finish(true));
    cancel.addEventListener("click", () => finish(false));
    dialog.addEventListener("close", () => finish(false));
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.closest("button")) return;
      event.preventDefault();
      finish(!isEmpty);
    });
    dialog.showModal();
    (isEmpty ? cancel : apply).focus();
  });
}

/** How the block says where it goes. @param {Plan} plan */
function where({ names }) {
  if (!names) return [];
  const parts = [
    names.columns && TEXTS.byHeadings(names.columns.size),
    names.rows && TEXTS.byTitles(names.rows.size),
  ].filter(Boolean);
  return [element("p", { textContent: TEXTS.byNames(parts.join(", ")) })];
}

/** @param {Plan} plan */
function warnings({ doubts, names }) {
  const unknown = (names?.left ?? []).map(({ title, why }) => TEXTS.leftTitle[why](title.trim() || TEXTS.untitled));
  const all = [...doubts, ...unknown];
  if (!all.length) return [];
  const listed = all.slice(0, 12).map((text) => element("li", { textContent: text }));
  if (all.length > listed.length) listed.push(element("li", { textContent: `… ${TEXTS.andMore(all.length - listed.length)}` }));
  return [element("ul", { className: "grid-warnings" }, ...listed)];
}

function summary(plan, table) {
  const lines = [
    [TEXTS.previewNew, plan.added.length],
    [TEXTS.previewChanged, plan.changed.length],
    [TEXTS.previewUnchanged, plan.unchanged],
    [TEXTS.previewLocked, plan.locked.length, reasons(plan, table)],
    [TEXTS.previewFaulty, plan.faulty.length],
    [TEXTS.previewSkipped, plan.skipped],
    [TEXTS.previewBeyond, plan.beyond],
  ].filter(([, count], number) => count || number < 3);
  const list = element("dl", { className: "grid-summary" });
  for (const [name, count, why] of lines) {
    list.append(element("dt", { textContent: name }), element("dd", { textContent: why ? `${count} (${why})` : count }));
  }
  return list;
}

/** Cell by cell, what matters most first. */
function lists(plan, table) {
  const called = (place) => ("row" in place ? table.lineTitle(place.row) : table.headingTitle(place.column));
  const renamed = (plan.names?.renamed ?? []).map(({ title, place }) => () => row(TEXTS.previewInBlock, title, called(place)));
  const parts = [
    part(TEXTS.previewRenamed, renamed),
    part(TEXTS.previewChanged, cells(plan.changed, table)),
    part(TEXTS.previewFaulty, cells(plan.faulty, table, "grid-refused")),
    part(TEXTS.previewLocked, cells(plan.locked, table, "grid-refused")),
    part(TEXTS.previewAdded, cells(plan.added, table)),
  ].filter(Boolean);
  if (!parts.length) return [];
  const head = element("tr", {}, ...[TEXTS.previewWhere, TEXTS.previewFrom, TEXTS.previewTo].map(columnHeading));
  return [element("div", { className: "grid-changes", tabIndex: 0 }, element("table", {}, element("thead", {}, head), ...parts))];
}

function cells(wanted, table, className = "") {
  return wanted.map(({ cell, to }) => () => row(table.title(cell), cell.text, to || TEXTS.empty, className));
}

/** Only the rows that are listed are made. @param {string} name @param {(() => HTMLElement)[]} rows */
function part(name, rows) {
  if (!rows.length) return null;
  const head = element("tr", { className: "grid-part-head" }, element("th", { colSpan: 3, scope: "rowgroup", textContent: name }));
  const listed = rows.slice(0, LISTED).map((make) => make());
  const rest = rows.length - LISTED;
  if (rest > 0) listed.push(element("tr", {}, element("td", { colSpan: 3, textContent: `… ${TEXTS.andMore(rest)}` })));
  return element("tbody", {}, head, ...listed);
}

function row(place, from, to, className = "") {
  return element("tr", { className }, ...[place, from, to].map((textContent) => element("td", { textContent })));
}

function columnHeading(textContent) {
  return element("th", { scope: "col", textContent });
}
