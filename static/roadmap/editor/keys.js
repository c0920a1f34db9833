/** Keys of the editor: arrows walk, Alt and arrows move a row, Delete asks, Ctrl+Z takes back. @import { Plan } from "./plan.js" */

const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };

/** @param {Plan} plan */
export function keys(plan) {
  plan.form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-portal-row]");
    const menu = event.target.closest("details[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (row && !event.target.closest(".plan-popover") && act(plan, row, event)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === "KeyZ";
    if (!isUndo || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    event.preventDefault();
    plan.form.querySelector("[data-portal-undo]")?.click();
  });
}

/** @returns {boolean} whether the key meant something here */
function act(plan, row, event) {
  const key = row.dataset.portalRow;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (event.altKey) {
    if (STEPS[event.key]) plan.send({ do: `${STEPS[event.key]}:${key}` });
    return event.key in STEPS;
  }
  const isName = event.target.matches(".plan-name");
  if (event.key === "ArrowDown") plan.focus(row.nextElementSibling);
  else if (event.key === "ArrowUp") plan.focus(row.previousElementSibling);
  else if (event.key === "Delete") row.querySelector(".plan-popover .text-danger").click();
  else if (event.key === " " && isName) row.querySelector("[name=selected]").click();
  else return false;
  return true;
}
