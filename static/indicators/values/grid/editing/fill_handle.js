/** The small square in the selection's last cell: drawn over other cells by the mouse it fills them. */
import { element } from "../../../../portal/shared/elements.js";
import { reach } from "./fill.js";
import { TEXTS } from "../table/texts.js";

/** It lies over the table, as the editor does: inside a cell it would have the whole table laid out anew with every key. */
export class FillHandle {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("../moving/selection.js").Selection} selection
   * @param {import("./fill.js").Fill} fill
   */
  constructor(table, selection, fill) {
    Object.assign(this, { table, selection, fill });
    this.box = element("div", { className: "grid-handle", title: TEXTS.handle, "aria-hidden": "true" });
    this.box.addEventListener("pointerdown", (event) => this.#start(event));
    this.box.addEventListener("dblclick", () => fill.along());
    table.frame.append(this.box);
    new ResizeObserver(() => this.show()).observe(table.element);
    table.frame.addEventListener("scroll", () => this.show(), { passive: true });
  }

  /** In its place again: the selection has changed, or columns have another width. */
  show() {
    const { range } = this.selection;
    const td = this.table.at(range.bottom, range.right)?.td;
    const { frame } = this.table;
    // Not over the names of rows, under which its cell may have been scrolled.
    const isSeen = td && td.offsetLeft + td.offsetWidth > frame.scrollLeft + (parseFloat(frame.style.scrollPaddingLeft) || 0);
    this.box.hidden = !isSeen;
    if (!isSeen) return;
    this.box.style.left = `${td.offsetLeft + td.offsetWidth}px`;
    this.box.style.top = `${td.offsetTop + td.offsetHeight}px`;
  }

  #start(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.selection.focus(); // what is being typed stands first
    this.box.setPointerCapture(event.pointerId);
    const abort = new AbortController();
    let last = null;
    const over = ({ clientX, clientY }) => {
      last = this.table.cellOf(document.elementFromPoint(clientX, clientY)) ?? last;
      this.#outline(last);
    };
    const end = (fills) => {
      abort.abort();
      this.#outline(null);
      if (fills && last) this.fill.to(last);
      this.selection.focus();
    };
    const { signal } = abort;
    this.box.addEventListener("pointermove", over, { signal });
    this.box.addEventListener("pointerup", () => end(true), { signal });
    this.box.addEventListener("pointercancel", () => end(false), { signal });
  }

  /** @param {import("../table/table.js").Cell|null} cell where the mouse is */
  #outline(cell) {
    for (const td of this.table.element.querySelectorAll(".grid-to-fill")) td.classList.remove("grid-to-fill");
    const range = cell && reach(this.selection.range, cell);
    if (!range) return;
    for (const row of this.table.rowsIn(range)) {
      for (const each of row) each?.td.classList.add("grid-to-fill");
    }
  }
}
