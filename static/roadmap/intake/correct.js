/**
 * The line or row that was clicked in the document may be something else: its form stands at the head of the pane.
 * A choice made by pointer is sent at once; by keys, which pass over what isn't meant, by the button.
 */

const box = document.querySelector("[data-portal-intake-correct]");
const forLine = box?.querySelector("[data-portal-intake-line]");
const forRow = box?.querySelector("[data-portal-intake-row]");
const kept = `intake-place:${location.pathname}`;

// Of a row, what it may be in its table; a table in a cell of another has rows of its own.
function narrow(row) {
  const kinds = row.closest("table").dataset.rowKinds.split(" ").filter(Boolean);
  for (const option of forRow.elements.row_kind.options) {
    option.hidden = option.disabled = Boolean(option.value) && !kinds.includes(option.value);
  }
  forRow.elements.direction.closest("label").hidden = !kinds.includes("event");
  return kinds.length > 0;
}

function offer(line) {
  const row = line.closest("tr[data-table]");
  box.hidden = Boolean(row) && !narrow(row);
  forLine.hidden = Boolean(row);
  forRow.hidden = !row;
  if (row) {
    forRow.elements.table.value = row.dataset.table;
    forRow.elements.row.value = row.dataset.row;
    forRow.elements.row_kind.value = row.dataset.corrected ?? "";
    forRow.elements.direction.value = row.dataset.moved ?? "";
  } else {
    forLine.elements.line.value = line.dataset.line;
    forLine.elements.line_kind.value = line.dataset.corrected ?? "";
  }
}

function sendAtOnce(pane) {
  let byKey = false;
  pane.addEventListener("keydown", () => (byKey = true), true);
  pane.addEventListener("pointerdown", () => (byKey = false), true);
  pane.addEventListener("change", (event) => {
    if (event.target.matches("select") && !byKey) event.target.form.requestSubmit();
  });
}

// Read anew, the page shows the place where it was corrected.
function keepPlace(pane) {
  pane.addEventListener("submit", (event) => {
    const table = event.target.closest("details")?.dataset.portalIntakeTable ?? "";
    sessionStorage.setItem(kept, JSON.stringify([pane.scrollTop, window.scrollY, table]));
  });
  const [inPane, onPage, table] = JSON.parse(sessionStorage.getItem(kept) ?? "[0, 0, \"\"]");
  sessionStorage.removeItem(kept);
  for (const details of pane.querySelectorAll("details")) details.open = table && details.dataset.portalIntakeTable === table;
  window.scrollTo(0, onPage);
  pane.scrollTop = inPane;
}

if (box) {
  const pane = box.closest(".intake-pane");
  for (const select of box.querySelectorAll("select")) select.classList.add("form-select", "form-select-sm");
  pane.addEventListener("click", (event) => {
    const line = event.target.closest("[data-line]");
    if (line && !event.target.closest("details, form")) offer(line);
  });
  keepPlace(pane);
  if ("portalIntakeAtOnce" in pane.dataset) sendAtOnce(pane);
}
