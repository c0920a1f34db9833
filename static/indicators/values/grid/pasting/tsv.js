/**
 * Blocks of cells as Excel and LibreOffice put them on the clipboard: tabs between cells, a line end after each row,
 * a cell with a tab or a line break in it inside quotes, its own quotes doubled. Pure functions.
 */
import { read } from "../table/figures.js";

/**
 * @param {string} text
 * @returns {string[][]} rows of cells; nothing is trimmed, line breaks in cells become \n
 */
export function parse(text) {
  const rows = [];
  let row = [];
  let place = 0;
  for (;;) {
    const { value, end } = readQuoted(text, place) ?? readPlain(text, place);
    row.push(value);
    place = end;
    if (text[place] === "\t") {
      place += 1;
      continue;
    }
    rows.push(row);
    row = [];
    place += text.startsWith("\r\n", place) ? 2 : 1;
    if (place >= text.length) return rows;
  }
}

/**
 * What is pasted; of a table that a page or a letter put there as HTML alone, its cells.
 * @param {DataTransfer|null} clipboard
 * @returns {string}
 */
export function textOf(clipboard) {
  const text = clipboard?.getData("text/plain") ?? "";
  const html = text ? "" : clipboard?.getData("text/html");
  if (!html) return text;
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const table = body.querySelector("table");
  return table ? serialise(cellsOf(table)) : body.textContent.trim();
}

/** Rows of a table; of joined cells the first has the text. @param {HTMLTableElement} table */
function cellsOf(table) {
  const rows = Array.from(table.rows, () => []);
  [...table.rows].forEach((line, row) => {
    let column = 0;
    for (const cell of line.cells) {
      while (rows[row][column] !== undefined) column += 1;
      for (let down = 0; down < cell.rowSpan && row + down < rows.length; down += 1) {
        for (let right = 0; right < cell.colSpan; right += 1) rows[row + down][column + right] = "";
      }
      rows[row][column] = writtenIn(cell);
    }
  });
  const width = Math.max(...rows.map((cells) => cells.length));
  return rows.map((cells) => Array.from({ length: width }, (_, column) => cells[column] ?? ""));
}

/** Line breaks of a cell stay, those of its source do not. */
function writtenIn(cell) {
  for (const part of cell.querySelectorAll("br")) part.replaceWith("\u2028");
  for (const part of [...cell.querySelectorAll("p, div")].slice(1)) part.prepend("\u2028");
  const lines = cell.textContent.split("\u2028").map((line) => line.replace(/\s+/g, " ").trim());
  return lines.filter(Boolean).join("\n");
}

/** Whether the text is a block and not words that happen to have line breaks. @param {string} text */
export function isBlock(text) {
  return text.includes("\t") || /[\r\n]$/.test(text);
}

/**
 * @param {string[][]} rows
 * @returns {string}
 */
export function serialise(rows) {
  const text = rows.map((row) => row.map(written).join("\t")).join("\r\n");
  const single = rows.length === 1 && rows[0].length === 1;
  return single && text ? text : `${text}\r\n`;
}

/**
 * The same for spreadsheets that read HTML: what is no figure is told to be text, so that «3-4» does not become a date.
 * @param {string[][]} rows
 * @returns {string}
 */
export function serialiseForExcel(rows) {
  return `<table>${rows.map((row) => `<tr>${row.map(cellForExcel).join("")}</tr>`).join("")}</table>`;
}

function cellForExcel(text) {
  const look = text && !read(text) ? ` style='mso-number-format:"\\@"'` : "";
  return `<td${look}>${escaped(text).replaceAll("\n", '<br style="mso-data-placement:same-cell">')}</td>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function readPlain(text, from) {
  let end = from;
  while (end < text.length && !"\t\r\n".includes(text[end])) end += 1;
  return { value: text.slice(from, end), end };
}

/**
 * Excel quotes only what has a tab or a line break in it, so «"Точка роста"» by itself keeps its quotes.
 * @returns {{value: string, end: number}|null} null where the quote is a part of the text
 */
function readQuoted(text, from) {
  if (text[from] !== '"') return null;
  let end = text.indexOf('"', from + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end === -1 || (end + 1 < text.length && !"\t\r\n".includes(text[end + 1]))) return null;
  const inner = text.slice(from + 1, end);
  if (!/[\t\r\n]|""/.test(inner)) return null;
  return { value: inner.replaceAll('""', '"').replace(/\r\n?/g, "\n"), end: end + 1 };
}

function written(value) {
  return /[\t\r\n]|^"/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
