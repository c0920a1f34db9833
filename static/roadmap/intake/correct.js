// The line or row that was clicked in the document may be something else: its form stands at the head of the pane.

const box = document.querySelector("[data-portal-intake-correct]");
const forLine = box?.querySelector("[data-portal-intake-line]");
const forRow = box?.querySelector("[data-portal-intake-row]");
const kept = `intake-scroll:${location.pathname}`;

function offer(line) {
  const row = line.closest("tr[data-table]");
  box.hidden = false;
  forLine.hidden = Boolean(row);
  forRow.hidden = !row;
  if (row) {
    forRow.elements.table.value = row.dataset.table;
    forRow.elements.row.value = row.dataset.row;
  } else {
    forLine.elements.line.value = line.dataset.line;
  }
}

if (box) {
  const pane = box.closest(".intake-pane");
  for (const select of box.querySelectorAll("select")) select.classList.add("form-select", "form-select-sm");
  pane.addEventListener("click", (event) => {
    const line = event.target.closest("[data-line]");
    if (line && !event.target.closest("details, form")) offer(line);
  });
  // Read anew, the page shows the place where it was corrected.
  pane.addEventListener("submit", () => sessionStorage.setItem(kept, pane.scrollTop));
  pane.scrollTop = Number(sessionStorage.getItem(kept) ?? 0);
  sessionStorage.removeItem(kept);
}
