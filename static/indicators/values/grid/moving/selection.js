/** The active cell and the rectangle that is selected around it, both marked in the table. */

/** @typedef {import("../table/table.js").Cell} Cell */
/** @typedef {{top: number, left: number, bottom: number, right: number}} Range */

export class Selection {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {() => void} changed
   */
  constructor(table, changed) {
    this.table = table;
    this.changed = changed;
    /** @type {Cell} where typing goes */
    this.active = firstOf(table);
    /** @type {Cell} the corner that stays */
    this.anchor = this.active;
    /** @type {Cell} the corner that moves */
    this.head = this.active;
    /** @type {Set<Cell>} */
    this.painted = new Set();
    /** @type {Cell|null} */
    this.paintedActive = null;
    this.#paint();
  }

  /** @returns {Range} */
  get range() {
    const { anchor, head } = this;
    return {
      top: Math.min(anchor.row, head.row),
      bottom: Math.max(anchor.row, head.row),
      left: Math.min(anchor.column, head.column),
      right: Math.max(anchor.column, head.column),
    };
  }

  get isSingle() {
    return this.anchor === this.head;
  }

  /** Row by row. @returns {Cell[]} */
  cells() {
    return this.table.rowsIn(this.range).flat().filter(Boolean);
  }

  /** @param {Cell|undefined} cell @param {Cell} [head] the opposite corner */
  select(cell, head = cell) {
    if (!cell || !head) return;
    this.active = cell;
    this.anchor = cell;
    this.head = head;
    this.#paint();
    this.reveal(cell);
  }

  /** @param {Cell|undefined} head */
  extend(head) {
    if (!head || head === this.head) return;
    // The active cell may have been led through the selection by Enter; a new extent starts at its corner again.
    this.active = this.anchor;
    this.head = head;
    this.#paint();
    this.reveal(head);
  }

  /** Leads the active cell through the selection, which stays. @param {Cell|undefined} cell */
  activate(cell) {
    if (!cell) return;
    this.active = cell;
    this.#paint();
    this.reveal(cell);
  }

  selectRows(from, to) {
    this.#selectBlock(from, 0, to, this.table.width - 1);
  }

  selectColumns(from, to) {
    this.#selectBlock(0, from, this.table.height - 1, to);
  }

  selectAll() {
    this.#selectBlock(0, 0, this.table.height - 1, this.table.width - 1);
  }

  /** @param {Range} range */
  selectRange({ top, left, bottom, right }) {
    this.select(this.table.at(top, left), this.table.at(bottom, right));
  }

  /** The smallest rectangle with all of them. @param {Cell[]} cells */
  selectAround(cells) {
    const range = around(cells);
    if (range) this.selectRange(range);
  }

  /** A whole row, column or table is selected without scrolling away from where one looks. */
  #selectBlock(top, left, bottom, right) {
    const [first, last] = [this.table.at(top, left), this.table.at(bottom, right)];
    if (!first || !last) return;
    this.active = first;
    this.anchor = first;
    this.head = last;
    this.#paint();
  }

  focus() {
    this.active.td.focus({ preventScroll: true });
  }

  /** @param {Cell} cell */
  reveal(cell) {
    if (!cell.td.parentElement.checkVisibility()) this.table.showRest();
    cell.td.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #paint() {
    const selected = new Set(this.cells());
    for (const cell of this.painted) if (!selected.has(cell)) cell.td.removeAttribute("aria-selected");
    for (const cell of selected) if (!this.painted.has(cell)) cell.td.setAttribute("aria-selected", "true");
    this.painted = selected;
    if (this.paintedActive !== this.active) {
      this.#paintActive(this.paintedActive, false);
      this.#paintActive(this.active, true);
      this.paintedActive = this.active;
    }
    this.changed();
  }

  #paintActive(cell, on) {
    if (!cell) return;
    if (on) cell.td.tabIndex = 0;
    else cell.td.removeAttribute("tabindex");
    this.table.headings[cell.column]?.classList.toggle("grid-here", on);
    this.table.lines[cell.row].querySelector("th")?.classList.toggle("grid-here", on);
  }
}

/** One begins where something can be typed, or else in the first of all. @param {import("../table/table.js").GridTable} table @returns {Cell} */
function firstOf(table) {
  for (let row = 0; row < table.height; row += 1) {
    const cell = table.row(row).find((each) => each && !each.readOnly);
    if (cell) return cell;
  }
  return table.row(0).find(Boolean);
}

/** @param {Cell[]} cells @returns {Range|null} */
export function around(cells) {
  if (!cells.length) return null;
  const [rows, columns] = [cells.map(({ row }) => row), cells.map(({ column }) => column)];
  return { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns) };
}
