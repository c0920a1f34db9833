/** Cells are filled with what stands beside them, as one step: Ctrl+D, Ctrl+R, and the handle that the mouse draws. */
import { parse } from "../table/address.js";
import { TEXTS } from "../table/texts.js";

/** @typedef {import("../table/table.js").Cell} Cell */
/** @typedef {import("../moving/selection.js").Range} Range */

const isOfSchool = (cell) => parse(cell.address).school !== "";

export class Fill {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("../moving/selection.js").Selection} selection
   * @param {import("./edits.js").Edits} edits
   * @param {(text: string) => void} say
   */
  constructor(table, selection, edits, say) {
    Object.assign(this, { table, selection, edits, say });
  }

  /** The selection from its first row; a single row from the one above it. */
  down() {
    const { range } = this.selection;
    const top = range.top === range.bottom ? range.top - 1 : range.top;
    if (top < 0) this.say(TEXTS.nothingToFill);
    else this.#fill({ ...range, top, bottom: top }, { ...range, top });
  }

  /** The selection from its first column; a single column from the one to the left. */
  right() {
    const { range } = this.selection;
    const left = range.left === range.right ? range.left - 1 : range.left;
    if (left < 0) this.say(TEXTS.nothingToFill);
    else this.#fill({ ...range, left, right: left }, { ...range, left });
  }

  /** From the selection on to a cell, along the way that is longer. @param {Cell} cell */
  to(cell) {
    const { range } = this.selection;
    const target = reach(range, cell);
    if (!target) return;
    this.#fill(range, target);
    this.selection.selectRange(target);
  }

  /** As far down as the column beside is filled; the municipality's row is not one more school. */
  along() {
    const { table, selection } = this;
    const { bottom, left, right } = selection.range;
    const isNext = (cell) => Boolean(cell?.text) && !cell.readOnly && isOfSchool(cell) === isOfSchool(table.at(bottom, left));
    const beside = [left - 1, right + 1].find((column) => isNext(table.at(bottom + 1, column)));
    if (beside === undefined) return;
    let row = bottom + 1;
    while (isNext(table.at(row + 1, beside))) row += 1;
    this.to(table.at(row, right));
  }

  /** The source repeats; its own cells are what they are already. @param {Range} source @param {Range} target */
  #fill(source, target) {
    const { table } = this;
    const [height, width] = [source.bottom - source.top + 1, source.right - source.left + 1];
    const wanted = [];
    for (let row = target.top; row <= target.bottom; row += 1) {
      for (let column = target.left; column <= target.right; column += 1) {
        const cell = table.at(row, column);
        const from = table.at(source.top + modulo(row - source.top, height), source.left + modulo(column - source.left, width));
        if (cell && from && cell.text !== from.text) wanted.push({ cell, to: from.text });
      }
    }
    const free = wanted.filter(({ cell }) => !table.whyNot(cell));
    this.edits.apply(free, "fill");
    const left = wanted.length - free.length;
    this.say([TEXTS.filled(free.length), left && TEXTS.notCleared(left)].filter(Boolean).join(". "));
  }
}

/** @param {Range} range @param {Cell} cell @returns {Range|null} null where the cell is inside */
export function reach(range, { row, column }) {
  const [up, down] = [range.top - row, row - range.bottom];
  const [back, on] = [range.left - column, column - range.right];
  const most = Math.max(up, down, back, on);
  if (most <= 0) return null;
  if (Math.max(up, down) === most) return { ...range, top: Math.min(range.top, row), bottom: Math.max(range.bottom, row) };
  return { ...range, left: Math.min(range.left, column), right: Math.max(range.right, column) };
}

function modulo(number, by) {
  return ((number % by) + by) % by;
}
