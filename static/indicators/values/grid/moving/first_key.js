/** The keys of a page where nothing has the focus yet go to the table, as in Excel. */

/** Keys by which one begins to work in a table. */
const BEGINNING = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Enter", "F2", "Home", "End", "PageUp", "PageDown"];
/** The search of the portal, the scrolling of the page. */
const OF_THE_PAGE = ["/", " "];

/**
 * The focus is not taken before the first key: a screen reader begins with the page's heading, and keeps these keys for
 * itself while it reads.
 * @param {import("../table/table.js").GridTable} table
 * @param {import("./selection.js").Selection} selection
 * @param {(event: KeyboardEvent) => void} handle
 */
export function takeFirstKey(table, selection, handle) {
  document.addEventListener("keydown", (event) => {
    if (document.activeElement !== document.body || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || OF_THE_PAGE.includes(event.key)) return;
    if (!BEGINNING.includes(event.key) && [...event.key].length !== 1) return;
    const { top, bottom } = table.frame.getBoundingClientRect();
    if (top > innerHeight || bottom < 0 || document.querySelector("dialog[open]")) return;
    selection.focus();
    handle(event);
  });
}
