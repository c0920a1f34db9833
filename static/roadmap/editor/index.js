/** The roadmap's editor where scripts run: steps without a new page, dragging, keys. The form works without any of it. */
import { draggable } from "./drag.js";
import { keys } from "./keys.js";
import { Plan } from "./plan.js";

const form = document.querySelector("[data-portal-editor]");
if (form) {
  const plan = new Plan(form);
  for (const hint of document.querySelectorAll("[data-portal-with-script]")) hint.hidden = false;
  draggable(plan);
  keys(plan);
}
