import { element } from "./elements.js";
import { TEXTS } from "./texts.js";

/** A longer list would be read by nobody and be slow to draw. */
const LISTED = 200;

/**
 * Shows what a large paste will change and asks.
 * @param {import("./paste.js").Plan} plan
 * @param {import("./table.js").GridTable} table
 * @returns {Promise<boolean>}
 */
export function confirmPaste(plan, table) {
  const dialog = element("dialog", { className: "grid-dialog" });
  const title = element("h2", { textContent: TEXTS.previewTitle, id: "grid-preview-title" });
  dialog.setAttribute("aria-labelledby", title.id);
  const apply = element("button", { type: "button", className: "btn btn-primary", textContent: TEXTS.previewApply });
  const cancel = element("button", { type: "button", className: "btn btn-outline-primary", textContent: TEXTS.previewCancel });
  dialog.append(title, summary(plan, table), ...changes(plan, table), element("div", { className: "grid-buttons" }, apply, cancel));
  document.body.append(dialog);
  return new Promise((resolve) => {
    const finish = (answer) => {
      dialog.remove();
      resolve(answer);
    };
    apply.addEventListener("click", () => finish(true));
    cancel.addEventListener("click", () => finish(false));
    dialog.addEventListener("close", () => finish(false));
    dialog.showModal();
    apply.focus();
  });
}

function summary(plan, table) {
  const reasons = [...new Set(plan.locked.map((cell) => table.whyNot(cell)))].slice(0, 3).join("; ");
  const lines = [
    [TEXTS.previewNew, plan.added.length],
    [TEXTS.previewChanged, plan.changed.length],
    [TEXTS.previewUnchanged, plan.unchanged],
    [TEXTS.previewLocked, plan.locked.length, reasons],
    [TEXTS.previewBeyond, plan.beyond],
  ].filter(([, count], number) => count || number < 3);
  const list = element("dl", { className: "grid-summary" });
  for (const [name, count, why] of lines) {
    list.append(element("dt", { textContent: name }), element("dd", { textContent: why ? `${count} (${why})` : count }));
  }
  return list;
}

function changes({ changed }, table) {
  if (!changed.length) return [];
  const head = element("tr", {}, ...[TEXTS.previewWhere, TEXTS.previewFrom, TEXTS.previewTo].map(heading));
  const rows = changed.slice(0, LISTED).map(({ cell, to }) =>
    element("tr", {}, value(table.title(cell)), value(cell.text), value(to || TEXTS.empty)),
  );
  const list = element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
  const frame = element("div", { className: "grid-changes", tabIndex: 0 }, list);
  const rest = changed.length - LISTED;
  if (rest > 0) frame.append(element("p", { textContent: `… ${TEXTS.andMore(rest)}` }));
  return [frame];
}

function heading(textContent) {
  return element("th", { scope: "col", textContent });
}

function value(textContent) {
  return element("td", { textContent });
}
