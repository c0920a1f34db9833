/** Rows dragged by their handle: up and down for the place, right and left for how deep. @import { Plan } from "./plan.js" */
import { depth } from "./plan.js";

const EDGE = 70;
const MARKS = ["plan-drop-before", "plan-drop-after"];

/** @param {Plan} plan */
export function draggable(plan) {
  plan.form.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-portal-handle]");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    new Drag(plan, handle, event);
  });
}

class Drag {
  /** The row, or, where it is ticked, all that are. */
  constructor(plan, handle, event) {
    this.plan = plan;
    this.row = handle.closest("[data-portal-row]");
    const key = this.row.dataset.portalRow;
    this.keys = plan.ticked.includes(key) ? plan.ticked : [key];
    this.moved = new Set(this.keys.flatMap((each) => plan.subtree(plan.row(each))));
    this.hasActivity = this.keys.some((each) => !("direction" in plan.row(each).dataset));
    this.startX = event.clientX;
    this.y = event.clientY;
    this.x = event.clientX;
    this.stop = new AbortController();
    const { signal } = this.stop;
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener("pointermove", (move) => this.#move(move), { signal });
    handle.addEventListener("pointerup", () => this.#drop(), { signal });
    handle.addEventListener("pointercancel", () => this.#end(), { signal });
    addEventListener("keydown", (press) => press.key === "Escape" && this.#end(), { signal });
    for (const row of this.moved) row.classList.add("plan-dragged");
    this.#scroll();
  }

  #move(event) {
    this.x = event.clientX;
    this.y = event.clientY;
    this.#aim();
  }

  /** While the pointer is near the window's edge the page goes on. */
  #scroll() {
    if (this.stop.signal.aborted) return;
    const below = this.y - (innerHeight - EDGE);
    const step = this.y < EDGE ? this.y - EDGE : Math.max(below, 0);
    if (step) {
      scrollBy(0, step / 4);
      this.#aim();
    }
    requestAnimationFrame(() => this.#scroll());
  }

  /** Between which rows the pointer is, and how deep it means. */
  #aim() {
    this.#unmark();
    const rows = this.plan.rows.filter((row) => !this.moved.has(row));
    const at = rows.findIndex((row) => middle(row) > this.y);
    const [above, below] = at < 0 ? [rows.at(-1), undefined] : [rows[at - 1], rows[at]];
    this.target = this.#target(above, below);
    if (!this.target) return;
    const marked = above ?? below;
    marked.classList.add(above ? "plan-drop-after" : "plan-drop-before");
    marked.style.setProperty("--drop", this.target.depth);
  }

  #target(above, below) {
    const least = Math.max(below ? depth(below) : 0, this.hasActivity ? 1 : 0);
    const most = above ? depth(above) + ("direction" in above.dataset ? 1 : 0) : 0;
    if (least > most) return null;
    const meant = depth(this.row) + Math.round((this.x - this.startX) / indent());
    const level = Math.min(Math.max(meant, least), most);
    let parent = level > 0 ? above : null;
    while (parent && depth(parent) >= level) parent = this.plan.row(parent.dataset.within);
    const before = below && depth(below) === level ? below.dataset.portalRow : "";
    return { depth: level, within: parent?.dataset.portalRow ?? "", before };
  }

  #drop() {
    const { target, keys } = this;
    const hasMoved = this.row.getBoundingClientRect().top > this.y || this.row.getBoundingClientRect().bottom < this.y;
    const isElsewhere = hasMoved || Math.abs(this.x - this.startX) > indent() / 2;
    this.#end();
    if (target && isElsewhere)
      this.plan.send({ do: "place", row: keys, within: target.within, before: target.before });
  }

  #end() {
    this.stop.abort();
    this.#unmark();
    for (const row of this.moved) row.classList.remove("plan-dragged");
  }

  #unmark() {
    for (const row of this.plan.form.querySelectorAll(MARKS.map((mark) => `.${mark}`).join())) {
      row.classList.remove(...MARKS);
      row.style.removeProperty("--drop");
    }
  }
}

function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

/** How wide a step to the right is, in pixels, as the style has it. */
function indent() {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return (matchMedia("(max-width: 575.98px)").matches ? 0.7 : 1.6) * size;
}
