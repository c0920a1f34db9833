/** The table of the page as rows and columns of cells; headings, groups and informing columns are not cells. */
import { addressOf, idOf, isComplete } from "./address.js";
import { TEXTS } from "./texts.js";

/** A text of this length asks for a wider column, or its row would grow tall. */
const LONG = 28;

/** What the server says of a cell beside its value. */
const OF_SERVER = ["state", "commented", "unasked"];

/**
 * @typedef {object} Cell
 * @property {HTMLTableCellElement} td
 * @property {number} row
 * @property {number} column
 * @property {import("./address.js").CellAddress} address
 * @property {string} id its address, of a computed one with what it is computed as
 * @property {number} version of the value that the person at this screen has seen
 * @property {string} text what stands in the cell
 * @property {string} saved what the server holds, as far as this screen knows
 * @property {"saved"|"warning"|null} state of the saved value
 * @property {string} note the reason of a warning
 * @property {string} told the note that the person has been told, or found when the page was opened
 * @property {boolean} readOnly computed, or without a place to be saved to
 * @property {string|null} locked why nobody may change it now
 */

/** A row's cells are read when somebody asks for one of them: of a large table that takes as long as all the rest of the start. */
export class GridTable {
  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.frame = frame;
    this.element = frame.querySelector("table");
    /** @type {HTMLTableRowElement[]} rows with cells */
    this.lines = [...this.element.querySelectorAll("tbody > tr:not(.group)")].filter((line) => line.querySelector("td:not(.grid-info)"));
    /** @type {((Cell|undefined)[]|undefined)[]} those that have been read */
    this.read = new Array(this.lines.length);
    /** @type {Map<string, Cell>} */
    this.byId = new Map();
    /** @type {Map<Element, number>} */
    this.numbers = new Map(this.lines.map((line, row) => [line, row]));
    /** @type {Map<Element, Cell>} */
    this.byElement = new Map();
    /** Shows all rows at once; what shows them otherwise takes its place. */
    this.showRest = () => {};
    const headings = headingsByPlace(this.element);
    const places = this.lines.length ? cellsOf(this.lines[0]).map(({ place }) => place) : [];
    this.columnOf = new Map(places.map((place, column) => [place, column]));
    /** @type {(HTMLTableCellElement|undefined)[]} the lowest heading of each column of cells */
    this.headings = places.map((place) => headings.get(place)?.at(-1));
    /** @type {Map<Element, [number, number]>} first and last column of cells under a heading */
    this.spans = spansOf(headings, this.columnOf);
  }

  /** @param {number} row @returns {(Cell|undefined)[]} */
  row(row) {
    return this.read[row] ?? this.#readRow(row);
  }

  /** All of them. @returns {(Cell|undefined)[][]} */
  get rows() {
    return this.lines.map((_, row) => this.row(row));
  }

  /** @param {{top: number, left: number, bottom: number, right: number}} range @returns {(Cell|undefined)[][]} */
  rowsIn({ top, left, bottom, right }) {
    return this.lines.slice(top, bottom + 1).map((_, at) => this.row(top + at).slice(left, right + 1));
  }

  /** @param {string} id @returns {Cell|undefined} */
  find(id) {
    return this.byId.get(id) ?? (this.rows && this.byId.get(id));
  }

  #readRow(row) {
    const line = this.lines[row];
    const cells = (this.read[row] = new Array(this.width));
    for (const { td, place } of cellsOf(line)) this.#add(td, row, this.columnOf.get(place), line);
    return cells;
  }

  #add(td, row, column, line) {
    const heading = this.headings[column];
    const address = addressOf(this.frame, heading, line);
    const computed = line.dataset.computed || heading?.dataset.computed;
    const text = td.textContent.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
    if (text !== td.textContent) td.textContent = text;
    const readOnly = td.classList.contains("grid-readonly") || line.classList.contains("grid-computed") || !isComplete(address);
    const { version, state, note = "", locked = null } = td.dataset;
    /** @type {Cell} */
    const cell = {
      td, row, column, address, id: idOf(address, computed), version: Number(version) || 0, text, saved: text, readOnly, locked, note, told: note,
      state: state === "warning" ? "warning" : null,
    };
    this.read[row][column] = cell;
    this.byElement.set(td, cell);
    if (!this.byId.has(cell.id)) this.byId.set(cell.id, cell);
  }

  get width() {
    return this.headings.length;
  }

  get height() {
    return this.lines.length;
  }

  /** @returns {Cell|undefined} */
  at(row, column) {
    return row >= 0 && row < this.height ? this.row(row)[column] : undefined;
  }

  /** @param {EventTarget|null} target @returns {Cell|undefined} */
  cellOf(target) {
    const td = target instanceof Element ? target.closest("td") : null;
    const row = td ? this.numbers.get(td.parentElement) : undefined;
    return row === undefined ? undefined : this.row(row) && this.byElement.get(td);
  }

  /** @returns {number} the row whose heading (or informing column) this is, or -1 */
  rowOf(target) {
    const line = target instanceof Element ? target.closest("tr") : null;
    return this.numbers.get(line) ?? -1;
  }

  /** Cells of a row of which the server has said something. @param {number} row */
  marked(row) {
    return this.row(row).filter((cell) => cell && (cell.readOnly || cell.locked !== null || OF_SERVER.some((each) => each in cell.td.dataset)));
  }

  /** @param {Cell} cell @returns {string|null} why it cannot be changed here */
  whyNot(cell) {
    if (cell.locked !== null) return cell.locked || TEXTS.locked;
    return cell.readOnly ? TEXTS.readOnly : null;
  }

  /** @param {Cell} cell @param {string} text */
  write(cell, text) {
    cell.text = text;
    cell.td.textContent = text;
    cell.td.classList.toggle("grid-long", text.length > LONG);
  }

  /** @param {number} row */
  lineTitle(row) {
    return plain(this.lines[row]?.querySelector("th"));
  }

  /** @param {number} column */
  headingTitle(column) {
    return plain(this.headings[column]);
  }

  /** Texts of a range with the names of their rows before them and all headings above. @param {string[][]} texts */
  withHeadings(texts, { top, left, right }) {
    const width = right - left + 1;
    const levels = [...this.element.tHead.rows].map((line) => {
      const inLine = [...this.spans].filter(([th]) => th.parentElement === line);
      const titles = Array.from({ length: width }, (_, at) => {
        const over = inLine.find(([, [first, last]]) => Math.max(first, left) === left + at && last >= left + at);
        return over ? plain(over[0]) : "";
      });
      return ["", ...titles];
    });
    levels.at(-1)[0] = plain(this.element.tHead.rows[0]?.cells[0]);
    return [...levels, ...texts.map((row, at) => [this.lineTitle(top + at), ...row])];
  }

  /** @param {Cell} cell */
  title(cell) {
    return [this.lineTitle(cell.row), this.headingTitle(cell.column)].filter(Boolean).join(" · ");
  }
}

function plain(element) {
  return element ? element.textContent.replace(/\s+/g, " ").trim() : "";
}

/** @returns {{td: HTMLTableCellElement, place: number}[]} a row's cells and where they stand, spans counted */
function cellsOf(line) {
  const cells = [];
  let place = 0;
  for (const td of line.cells) {
    if (td.tagName === "TD" && !td.classList.contains("grid-info")) cells.push({ td, place });
    place += td.colSpan;
  }
  return cells;
}

/** @returns {Map<number, HTMLTableCellElement[]>} all headings over a place, from the top row to the last */
function headingsByPlace(table) {
  const byPlace = new Map();
  const takenUntil = [];
  [...(table.tHead?.rows ?? [])].forEach((line, number) => {
    let place = 0;
    for (const th of line.cells) {
      while (takenUntil[place] > number) place += 1;
      const end = place + th.colSpan;
      for (; place < end; place += 1) {
        takenUntil[place] = number + th.rowSpan;
        byPlace.set(place, [...(byPlace.get(place) ?? []), th]);
      }
    }
  });
  return byPlace;
}

function spansOf(headings, columnOf) {
  const spans = new Map();
  for (const [place, column] of columnOf) {
    for (const th of headings.get(place) ?? []) {
      const [first, last] = spans.get(th) ?? [column, column];
      spans.set(th, [Math.min(first, column), Math.max(last, column)]);
    }
  }
  return spans;
}
