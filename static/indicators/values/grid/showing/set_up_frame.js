/** What the server cannot know of a table: roles, sizes of the parts that stay, the foot with the state of things. */
import { element } from "../../../../portal/shared/elements.js";
import { TEXTS } from "../table/texts.js";

/**
 * @param {import("../table/table.js").GridTable} table
 * @param {import("../moving/selection.js").Selection} selection
 * @param {HTMLElement[]} parts of the foot
 */
export function setUpFrame(table, selection, parts) {
  const { frame } = table;
  const foot = element("div", { className: "grid-foot" }, ...parts);
  frame.after(foot);
  frame.classList.add("grid-live");
  describe(table.element);
  measure(table, foot);
  const { tHead } = table.element;
  new ResizeObserver(() => measureHeadings(table)).observe(tHead ?? table.element);
  new ResizeObserver(() => makeRoom(table, selection, foot)).observe(foot);
  addEventListener("resize", () => measure(table, foot));
}

function describe(table) {
  table.setAttribute("role", "grid");
  table.setAttribute("aria-multiselectable", "true");
  table.setAttribute("aria-description", TEXTS.gridHelp);
  if (table.closest(".grid-whole")) nameParts(table);
  if (!table.caption && !table.hasAttribute("aria-label")) table.setAttribute("aria-label", TEXTS.grid);
}

/** On a phone the rows of such a table are drawn one below the other, and what is no table has no rows for a reader. */
function nameParts(table) {
  const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "gridcell", "thead th": "columnheader", "tbody th": "rowheader" };
  for (const [parts, role] of Object.entries(roles)) {
    for (const part of table.querySelectorAll(parts)) part.setAttribute("role", role);
  }
}

/** The frame ends where the window does, so that its scroll bar can be reached without scrolling the page. */
function measure(table, foot) {
  const { frame } = table;
  const above = Math.round(frame.getBoundingClientRect().top + scrollY);
  const below = stays(foot) && foot.offsetHeight + 4;
  measureHeadings(table);
  frame.style.setProperty("--grid-above", `${above}px`);
  if (below) frame.style.setProperty("--grid-below", `${below}px`);
}

/** What is scrolled to must not end under the headings. */
function measureHeadings({ frame, element: table, lines }) {
  const first = lines[0].querySelector("th")?.offsetWidth ?? 0;
  const above = table.tHead?.offsetHeight ?? 0;
  frame.style.scrollPaddingTop = `${above}px`;
  frame.style.scrollPaddingLeft = `${first}px`;
  table.tHead?.style.setProperty("--grid-first", `${first}px`);
}

/** The foot grows by a question: the cell that it is about stays visible. */
function makeRoom({ frame }, selection, foot) {
  document.documentElement.style.scrollPaddingBottom = stays(foot) ? `${foot.offsetHeight}px` : "";
  if (frame.contains(document.activeElement)) selection.reveal(selection.active);
}

/** With the legend open the foot is long, and scrolls with the page. */
function stays(foot) {
  return getComputedStyle(foot).position === "sticky";
}
