/** What a paste would do, cell by cell, before anything is done. */
import { parse } from "../table/address.js";
import { headingsAmong, looksHeaded, recognise } from "./block_headings.js";
import { around } from "../moving/selection.js";
import { TEXTS } from "../table/texts.js";

/** @typedef {import("../table/table.js").Cell} Cell */
/** @typedef {{cell: Cell, to: string}} Wanted */

/**
 * @typedef {object} Plan
 * @property {Wanted[]} added cells that were empty
 * @property {Wanted[]} changed cells that get another text
 * @property {number} unchanged
 * @property {Wanted[]} locked
 * @property {Wanted[]} faulty what Excel shows in place of a value
 * @property {number} beyond
 * @property {number} skipped empty cells of a block with names, which mean nothing
 * @property {import("./block_headings.js").Recognised|null} names where the block says itself what goes where
 * @property {string[]} doubts
 * @property {import("../moving/selection.js").Range|null} range where it goes
 */

/** An error, or the hashes of a column that is too narrow for its figures. */
const FAULT_OF_EXCEL = /^#(#+|(ДЕЛ\/0|ЗНАЧ|ССЫЛКА|ЧИСЛО|ПУСТО|DIV\/0|VALUE|REF|NUM|NULL|SPILL|ПЕРЕНОС)!|(ИМЯ|NAME)\?|Н\/Д|N\/A)$/i;

/**
 * A block with headings or names goes where they say, any other one where the selection is.
 * @param {import("../table/table.js").GridTable} table
 * @param {import("../moving/selection.js").Range} range
 * @param {string[][]} block
 * @returns {Plan}
 */
export function planPaste(table, range, block) {
  const names = recognise(table, block);
  const plan = {
    added: [], changed: [], unchanged: 0, locked: [], faulty: [], beyond: 0, skipped: 0, names, doubts: [], range: null,
  };
  if (names) byNames(plan, table, range, names);
  else byPlace(plan, table, range, block);
  return plan;
}

/** Whether the person should see it before it is done. @param {Plan} plan @param {number} most without asking */
export function isToBeShown({ added, changed, unchanged, locked, faulty, names, doubts }, most) {
  const changes = added.length + changed.length;
  if (names) return changes + names.left.length + locked.length + faulty.length > 0;
  const overwrites = changed.length > 0 && changes + unchanged + locked.length > 1;
  return overwrites || doubts.length + faulty.length > 0 || changes > most;
}

/** What was left out, in words; "" where nothing was. @param {Plan} plan @param {import("../table/table.js").GridTable} table */
export function leftOut(plan, table) {
  const parts = [
    plan.names?.left.length && TEXTS.leftUnknown(plan.names.left.length),
    plan.beyond && TEXTS.beyond(plan.beyond),
    plan.locked.length && TEXTS.leftLocked(plan.locked.length, reasons(plan, table)),
    plan.faulty.length && TEXTS.leftFaulty(plan.faulty.length),
  ].filter(Boolean);
  return parts.length ? TEXTS.leftOut(parts.join("; ")) : "";
}

/** Why cells can't be changed, the first three reasons. @param {Plan} plan @param {import("../table/table.js").GridTable} table */
export function reasons(plan, table) {
  return [...new Set(plan.locked.map(({ cell }) => table.whyNot(cell)))].slice(0, 3).join("; ");
}

/**
 * A single value fills the selection; a block repeats where the selection is a multiple of it; else it begins at the
 * selection's first cell, however large that is.
 */
function byPlace(plan, table, range, block) {
  const [height, width] = extent(range, block);
  const { top, left } = range;
  for (let down = 0; down < height; down += 1) {
    const line = block[down % block.length];
    for (let right = 0; right < width; right += 1) {
      const to = line[right % widthOf(block)];
      if (to !== undefined) place(plan, table, table.at(top + down, left + right), to);
    }
  }
  const bottom = Math.min(top + height, table.height) - 1;
  plan.range = { top, left, bottom, right: Math.min(left + width, table.width) - 1 };
  const headings = headingsAmong(table, block);
  if (headings.length) plan.doubts.push(TEXTS.doubtHeadings(headings.slice(0, 3).join("», «")));
  else if (looksHeaded(block)) plan.doubts.push(TEXTS.doubtWords);
}

/** Empty cells say nothing here: a half-filled table of one's own must not wipe out the portal's. */
function byNames(plan, table, { top, left }, { block, first, titles, columns, rows }) {
  const targets = [];
  const width = widthOf(block);
  const places = columns ?? new Map(Array.from({ length: width - titles - 1 }, (_, at) => [titles + 1 + at, left + at]));
  const lines = rows ?? new Map(block.slice(first).map((_, at) => [first + at, top + at]));
  for (const [line, row] of lines) {
    for (const [at, column] of places) {
      const to = block[line][at] ?? "";
      const cell = table.at(row, column);
      if (to.trim()) place(plan, table, cell, to);
      else if (cell?.text) plan.skipped += 1;
      if (to.trim() && cell) targets.push(cell);
    }
  }
  plan.range = around(targets);
  plan.doubts.push(...otherSource(table, block.slice(0, Math.max(0, first - 1)).flat()));
  if (!rows && lines.size) plan.doubts.push(TEXTS.doubtRows(table.lineTitle(top)));
  if (!columns && places.size) plan.doubts.push(TEXTS.doubtColumns(table.headingTitle(left)));
  if (!columns && looksHeaded(block)) plan.doubts.push(TEXTS.doubtWords);
}

/** What the caption or the hidden label of a sheet says of its values, where the table's are others. */
function otherSource(table, above) {
  const { period } = parse(table.frame.dataset.cell);
  const { kind } = parse(table.row(0).find(Boolean)?.address);
  const label = above.find((text) => text.startsWith("{")) ?? "";
  const [saidPeriod, saidKind] = ["period", "kind"].map((part) => label.match(`"${part}":"([^"]+)"`)?.[1]);
  const years = [saidPeriod, ...above.filter((text) => /20\d\d/.test(text) && !text.startsWith("{"))].filter(Boolean);
  const other = period && years.find((text) => !text.includes(period) && !text.includes(period.slice(0, 4)));
  return [other && TEXTS.doubtPeriod(other.trim(), period), saidKind && kind && saidKind !== kind && TEXTS.doubtKind].filter(Boolean);
}

function place(plan, table, cell, to) {
  if (!cell) plan.beyond += 1;
  else if (cell.text === to) plan.unchanged += 1;
  else if (table.whyNot(cell)) plan.locked.push({ cell, to });
  else if (FAULT_OF_EXCEL.test(to.trim())) plan.faulty.push({ cell, to });
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
