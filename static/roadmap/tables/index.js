/**
 * The table's editor. The cell that one stands in is the one that tools speak of; Shift and a click choose what is to be
 * joined; a pasted block goes to the server, which puts it into the table. Everything works without this, by numbers.
 */
const form = document.querySelector("form[data-portal-table]");

const placeOf = (cell) => cell.name.split("-").slice(1).map(Number);
const spanOf = (cell) => [cell.closest("td").rowSpan, cell.closest("td").colSpan];
const isCell = (element) => element instanceof HTMLTextAreaElement && element.name.startsWith("cell-");

function choose(cell) {
  const [row, column] = placeOf(cell);
  form.elements.row.value = row + 1;
  form.elements.column.value = column + 1;
}

/** The cells from the chosen one to this are what «Объединить» speaks of. */
function reach(cell) {
  const from = [form.elements.row.value - 1, form.elements.column.value - 1];
  const [row, column] = placeOf(cell);
  const [rows, columns] = spanOf(cell);
  if (row < from[0] || column < from[1]) return;
  form.elements.down.value = row + rows - from[0];
  form.elements.across.value = column + columns - from[1];
  for (const each of form.querySelectorAll(".table-cell")) {
    const [r, c] = placeOf(each);
    const isInside = r >= from[0] && r < row + rows && c >= from[1] && c < column + columns;
    each.closest("td").classList.toggle("table-chosen", isInside);
  }
}

function neighbour(cell, rows, columns) {
  const [row, column] = placeOf(cell);
  const [height, width] = spanOf(cell);
  const at = [row + (rows > 0 ? height : rows), column + (columns > 0 ? width : columns)];
  return form.elements[`cell-${at[0]}-${at[1]}`];
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function walk(event) {
  const step = STEPS[event.key];
  if (!step || !isCell(event.target) || event.shiftKey || event.altKey || event.metaKey) return;
  const { selectionStart, selectionEnd, value } = event.target;
  const isAtEdge = step[0] + step[1] < 0 ? selectionEnd === 0 : selectionStart === value.length;
  if (!event.ctrlKey && !isAtEdge) return;
  const next = neighbour(event.target, ...step);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function paste(event) {
  if (!isCell(event.target)) return;
  const html = event.clipboardData.getData("text/html");
  const text = event.clipboardData.getData("text/plain");
  if (!/<table/i.test(html) && !text.includes("\t")) return;
  event.preventDefault();
  choose(event.target);
  form.elements.pasted_html.value = html;
  form.elements.pasted_text.value = text;
  form.requestSubmit(form.querySelector("[name=do][value=paste]"));
}

if (form) {
  for (const hint of form.querySelectorAll("[data-portal-with-script]")) hint.hidden = false;
  form.addEventListener("focusin", (event) => isCell(event.target) && choose(event.target));
  form.addEventListener("mousedown", (event) => {
    if (!event.shiftKey || !isCell(event.target)) return;
    event.preventDefault();
    reach(event.target);
  });
  form.addEventListener("keydown", walk);
  form.addEventListener("paste", paste);
}
