/** Where a key leads, as in Excel. Pure functions over the table; undefined where there is no way. */

/** @typedef {import("../table/table.js").Cell} Cell */
/** @typedef {import("../table/table.js").GridTable} GridTable */

/** One cell further. @param {GridTable} table @param {Cell} cell */
export function step(table, cell, down, right) {
  return table.at(cell.row + down, cell.column + right);
}

/** To the edge of what is filled, or over the gap to what is filled next, or to the edge of the table. */
export function jump(table, cell, down, right) {
  let here = cell;
  let next = step(table, here, down, right);
  if (!next) return undefined;
  if (here.text && next.text) {
    while (next?.text) [here, next] = [next, step(table, next, down, right)];
    return here;
  }
  while (next && !next.text) [here, next] = [next, step(table, next, down, right)];
  return next ?? here;
}

/** As many rows as can be seen. @param {GridTable} table @param {Cell} cell @param {1|-1} direction */
export function page(table, cell, direction) {
  const rows = Math.max(1, Math.floor(table.frame.clientHeight / cell.td.offsetHeight) - 2);
  const row = Math.min(table.height - 1, Math.max(0, cell.row + direction * rows));
  return table.at(row, cell.column);
}

/**
 * The next cell inside a selection: Tab goes along rows, Enter along columns, the end leads to the beginning.
 * @param {GridTable} table
 * @param {import("./selection.js").Range} range
 * @param {Cell} cell
 * @param {"rows"|"columns"} lines
 * @param {1|-1} direction
 */
export function cycle(table, range, cell, lines, direction) {
  const height = range.bottom - range.top + 1;
  const width = range.right - range.left + 1;
  const [row, column] = [cell.row - range.top, cell.column - range.left];
  const count = height * width;
  const place = (lines === "rows" ? row * width + column : column * height + row) + direction + count;
  const next = place % count;
  return lines === "rows"
    ? table.at(range.top + Math.floor(next / width), range.left + (next % width))
    : table.at(range.top + (next % height), range.left + Math.floor(next / height));
}

/** The next cell that is still to be filled in, row by row, from the end to the beginning. @param {Cell[]} cells */
export function nextEmpty(table, cells, from) {
  const at = cells.indexOf(from) + 1;
  return [...cells.slice(at), ...cells.slice(0, at)].find((cell) => !cell.text && !table.whyNot(cell) && !("unasked" in cell.td.dataset));
}

/** Tab without a selection: along the row, then to the next row. @param {GridTable} table @param {Cell} cell */
export function along(table, cell, direction) {
  const next = step(table, cell, 0, direction);
  if (next) return next;
  return table.at(cell.row + direction, direction > 0 ? 0 : table.width - 1);
}
