/** The headings and names in a pasted block, matched with those of the table: they say where its values go. */
import { parse } from "../table/address.js";
import { isBareNumber, Names, naturalKey } from "./names.js";

/** Above the headings of values stand a caption and groups, beside the names of rows their numbers. */
const HEADING_ROWS = 8;
const TITLE_COLUMNS = 5;

/**
 * @typedef {object} Recognised a block that has the names of columns, of rows or of both in it
 * @property {string[][]} block turned, where the table has its rows as columns
 * @property {number} first row of values
 * @property {number} titles the column of the rows' names, -1 for none
 * @property {Map<number, number>|null} columns of the block, and which of the table each is; null where none is named
 * @property {Map<number, number>|null} rows likewise
 * @property {{title: string, why: "unknown"|"twice"}[]} left columns and rows with values that go nowhere
 * @property {{title: string, place: {row: number}|{column: number}}[]} renamed known by other words than the table's
 */

/**
 * @param {import("../table/table.js").GridTable} table
 * @param {string[][]} block
 * @returns {Recognised|null} null where the block names nothing of the table
 */
export function recognise(table, block) {
  if (block.length === 1 && block[0].length === 1) return null;
  const names = namesOf(table);
  const [upright, turned] = [layOut(block, names), layOut(transposed(block), names)];
  const found = turned.found > upright.found ? turned : upright;
  return found.found ? named(found, names) : null;
}

/** The words of a block that are headings here and would be written into cells. @returns {string[]} */
export function headingsAmong(table, block) {
  const { columns, rows, others } = namesOf(table);
  const isHeading = (text) => !isBareNumber(text) && (columns.has(text) || rows.has(text) || others.has(naturalKey(text)));
  return [...new Set(block.flat().filter(isHeading))];
}

/** Whether the first row or column has words and the rest figures: headings that nothing here is called by. */
export function looksHeaded(block) {
  return isHeaded(block) || isHeaded(transposed(block));
}

function isHeaded([first, ...rest]) {
  const [above, below] = [first.filter((text) => text.trim()), rest.flat().filter((text) => text.trim())];
  const words = above.filter((text) => /\p{L}{4}/u.test(text) && !/\p{Nd}/u.test(text));
  return above.length > 0 && words.length === above.length && below.filter((text) => /\p{Nd}/u.test(text)).length * 2 > below.length;
}

function transposed(block) {
  const width = Math.max(...block.map((line) => line.length));
  return Array.from({ length: width }, (_, column) => block.map((line) => line[column] ?? ""));
}

/** What columns and rows of the table are called: alone, with the headings above them, with their unit. */
function namesOf(table) {
  const [columns, rows] = [new Names(), new Names()];
  const headings = [...table.spans];
  const others = new Set([...table.element.querySelectorAll("thead th, tr.group th")].map((th) => naturalKey(th.textContent)));
  table.headings.forEach((own, column) => {
    if (!own) return;
    const above = headings.filter(([, [first, last]]) => first <= column && column <= last).map(([th]) => th.textContent);
    columns.add(column, [own.textContent, above.join(" "), `${own.textContent} ${own.title}`], parse(own.dataset.cell).school !== "");
  });
  table.lines.forEach((line, row) => {
    const title = line.querySelector("th")?.textContent ?? "";
    const infos = [...line.querySelectorAll(".grid-info")].map((td) => td.textContent);
    rows.add(row, [title, ...infos.flatMap((info) => [`${title} ${info}`, `${info} ${title}`])], parse(line.dataset.cell).school !== "");
  });
  return { columns, rows, others };
}

function layOut(block, names) {
  const heads = best(block.slice(0, HEADING_ROWS).map((_, row) => headsIn(block, row, names.columns)));
  const first = heads.at + 1;
  const width = Math.max(...block.map((line) => line.length));
  const beside = Array.from({ length: Math.min(TITLE_COLUMNS, width) }, (_, column) => titlesIn(block, first, column, names.rows));
  const titles = best(beside);
  return { block, heads, titles, found: heads.strong + titles.strong };
}

/** The line with most names. A bare number may be a value as well as a year, so it names nothing by itself. */
function best(lines) {
  const counted = lines.map((found, at) => {
    const strong = [...found.values()].filter(({ title }) => !isBareNumber(title));
    return { found, at, count: new Set(found.values()).size, strong: new Set(strong.map(({ place }) => place)).size };
  });
  const none = { found: new Map(), at: -1, count: 0, strong: 0 };
  return counted.reduce((most, each) => (each.strong > most.strong || (each.count > most.count && each.strong === most.strong) ? each : most), none);
}

function headsIn(block, row, names) {
  const above = block.slice(Math.max(0, row - 2), row).map(spread);
  return matched(block[row], (title, column) => {
    const groups = above.map((line) => line[column] ?? "").filter((text) => text.trim());
    const written = groups.map((_, number) => [...groups.slice(number), title].join(" "));
    return [...written, title].map((each) => names.find(each)).find((place) => place !== undefined);
  });
}

/** A merged heading is pasted as its text and empty cells after it. */
function spread(line) {
  let last = "";
  return line.map((text) => (last = text.trim() ? text : last));
}

function titlesIn(block, first, column, names) {
  return matched(block.map((line, row) => (row < first ? "" : line[column] ?? "")), (title) => names.find(title));
}

function matched(texts, find) {
  const found = new Map();
  texts.forEach((title, at) => {
    const place = title.trim() ? find(title, at) : undefined;
    if (place !== undefined) found.set(at, { title, place });
  });
  return found;
}

/** @returns {Recognised} */
function named({ block, heads, titles }, names) {
  const hasHeads = heads.strong > 0 || (heads.count > 0 && titles.strong > 0);
  const hasTitles = titles.strong > 0;
  const first = hasHeads ? heads.at + 1 : 0;
  const found = { block, first, titles: hasTitles ? titles.at : -1, columns: null, rows: null, left: [], renamed: [] };
  const hasValues = (row, column) => row >= first && column > found.titles && (block[row][column] ?? "").trim() !== "";
  if (hasHeads) {
    const isUsed = (column) => block.some((_, row) => hasValues(row, column));
    found.columns = places(block[heads.at], heads.found, isUsed, found, names.others);
    tellRenamed(found, heads.found, found.columns, names.columns, "column");
  }
  if (hasTitles) {
    const used = found.columns && [...found.columns.keys()];
    const isUsed = (row) => (used ?? [...block[row].keys()]).some((column) => hasValues(row, column));
    found.rows = places(block.map((line) => line[titles.at] ?? ""), titles.found, isUsed, found, names.others);
    tellRenamed(found, titles.found, found.rows, names.rows, "row");
  }
  return found;
}

/** Which line goes where; those with values that go nowhere are told. */
function places(titles, found, isUsed, { left }, others) {
  const taken = new Map();
  titles.forEach((title, at) => {
    const place = found.get(at)?.place;
    const isTaken = [...taken.values()].includes(place);
    if (place !== undefined && !isTaken) taken.set(at, place);
    else if (isUsed(at) && !(place === undefined && others.has(naturalKey(title)))) left.push({ title, why: isTaken ? "twice" : "unknown" });
  });
  return taken;
}

function tellRenamed({ renamed }, found, taken, names, axis) {
  for (const [at, place] of taken) {
    const { title } = found.get(at);
    if (!names.has(title)) renamed.push({ title, place: { [axis]: place } });
  }
}
