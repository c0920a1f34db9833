import { TEXTS } from "./texts.js";

/** @typedef {import("./table.js").Cell} Cell */

/**
 * @typedef {object} Plan what a paste would do
 * @property {{cell: Cell, to: string}[]} added cells that were empty
 * @property {{cell: Cell, to: string}[]} changed cells that get another text
 * @property {number} unchanged
 * @property {Cell[]} locked
 * @property {number} beyond
 * @property {import("./selection.js").Range|null} range where it goes
 */

/**
 * A single value fills the selection; a block repeats where the selection is a multiple of it; else it begins at the
 * selection's first cell, however large that is.
 * @param {import("./table.js").GridTable} table
 * @param {import("./selection.js").Range} range
 * @param {(string|undefined)[][]} block
 * @returns {Plan}
 */
export function planPaste(table, range, block) {
  const [height, width] = extent(range, block);
  const { top, left } = range;
  const plan = { added: [], changed: [], unchanged: 0, locked: [], beyond: 0, range: null };
  for (let down = 0; down < height; down += 1) {
    const line = block[down % block.length];
    for (let right = 0; right < width; right += 1) {
      const to = line[right % widthOf(block)];
      if (to !== undefined) place(plan, table, table.at(top + down, left + right), to);
    }
  }
  const bottom = Math.min(top + height, table.height) - 1;
  plan.range = { top, left, bottom, right: Math.min(left + width, table.width) - 1 };
  return plan;
}

/** What was left out, in words; "" where nothing was. @param {Plan} plan @param {import("./table.js").GridTable} table */
export function leftOut(plan, table) {
  const reasons = [...new Set(plan.locked.map((cell) => table.whyNot(cell)))];
  const parts = [
    plan.beyond && TEXTS.beyond(plan.beyond),
    plan.locked.length && TEXTS.leftLocked(plan.locked.length, reasons.slice(0, 3).join("; ")),
  ].filter(Boolean);
  return parts.length ? TEXTS.leftOut(parts.join("; ")) : "";
}

function place(plan, table, cell, to) {
  if (!cell) plan.beyond += 1;
  else if (cell.text === to) plan.unchanged += 1;
  else if (table.whyNot(cell)) plan.locked.push(cell);
  else (cell.text === "" ? plan.added : plan.changed).push({ cell, to });
}

function extent(range, block) {
  const [height, width] = [block.length, widthOf(block)];
  const [rows, columns] = [range.bottom - range.top + 1, range.right - range.left + 1];
  const [rowsFit, columnsFit] = [rows % height === 0, columns % width === 0];
  return [
    rowsFit && (columnsFit || columns === 1) ? rows : height,
    columnsFit && (rowsFit || rows === 1) ? columns : width,
  ];
}

function widthOf(block) {
  return Math.max(...block.map((line) => line.length));
}
