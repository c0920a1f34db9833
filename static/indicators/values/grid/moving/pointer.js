/**
 * The mouse selects by dragging, with Shift, and by headings; a double click edits. A finger scrolls; a tap edits.
 */
export class Pointer {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("./selection.js").Selection} selection
   * @param {() => void} edit
   */
  constructor(table, selection, edit) {
    this.table = table;
    this.selection = selection;
    this.edit = edit;
    this.byTouch = false;
    /** @type {((target: Element) => void)|null} */
    this.drag = null;
    const { element } = table;
    element.addEventListener("pointerdown", (event) => this.#down(event));
    element.addEventListener("mousedown", (event) => this.#owns(event) && event.preventDefault());
    element.addEventListener("click", (event) => this.byTouch && this.#tap(event));
    element.addEventListener("dblclick", (event) => !this.byTouch && table.cellOf(event.target) && edit());
    document.addEventListener("pointermove", (event) => this.drag && this.#dragged(event));
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => (this.drag = null));
  }

  /** Cells and headings are ours; links and buttons in headings are not. */
  #owns({ target }) {
    return target.closest("td, th") && !target.closest("a, button, input, select, textarea, summary, label");
  }

  #down(event) {
    this.byTouch = event.pointerType === "touch";
    if (this.byTouch || event.button !== 0 || !this.#owns(event)) return;
    const { table, selection } = this;
    const cell = table.cellOf(event.target);
    if (cell) {
      if (event.shiftKey) selection.extend(cell);
      else selection.select(cell);
      this.drag = (target) => selection.extend(table.cellOf(target));
    } else if (!this.#heading(event.target, event.shiftKey)) {
      return;
    }
    selection.focus();
  }

  #tap(event) {
    if (!this.#owns(event)) return;
    const { table, selection } = this;
    const cell = table.cellOf(event.target);
    if (cell) selection.select(cell);
    else if (!this.#heading(event.target, false)) return;
    if (cell) this.edit();
    else selection.focus();
  }

  /** @returns {boolean} whether the target heads rows or columns */
  #heading(target, extending) {
    const { table, selection } = this;
    const columns = this.#columnsOf(target);
    if (columns) {
      const from = extending ? selection.anchor.column : columns[0];
      const select = (to) => selection.selectColumns(Math.min(from, to[0]), Math.max(from, to[1]));
      select(columns);
      this.drag = (over) => this.#columnsOf(over) && select(this.#columnsOf(over));
      return true;
    }
    const row = table.rowOf(target);
    if (row < 0) {
      if (!target.closest("thead")) return false;
      selection.selectAll();
      return true;
    }
    const from = extending ? selection.anchor.row : row;
    const select = (to) => to >= 0 && selection.selectRows(Math.min(from, to), Math.max(from, to));
    select(row);
    this.drag = (over) => select(table.rowOf(over));
    return true;
  }

  #columnsOf(target) {
    return this.table.spans.get(target.closest("thead th, thead td"));
  }

  /** Also outside the frame: the nearest visible cell is taken, and revealing it scrolls on. */
  #dragged({ clientX, clientY }) {
    const { frame, element } = this.table;
    const box = frame.getBoundingClientRect();
    const padding = getComputedStyle(frame);
    const x = between(clientX, box.left + (parseFloat(padding.scrollPaddingLeft) || 0) + 2, box.left + frame.clientWidth - 2);
    const y = between(clientY, box.top + (parseFloat(padding.scrollPaddingTop) || 0) + 2, box.top + frame.clientHeight - 2);
    const inside = document.elementFromPoint(clientX, clientY);
    const target = inside && element.contains(inside) && inside.closest("th") ? inside : document.elementFromPoint(x, y);
    if (target && element.contains(target)) this.drag(target);
  }
}

function between(value, least, most) {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
