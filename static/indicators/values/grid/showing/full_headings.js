/** The headings of the active cell where only their first lines are seen: all of their words, over those beside them. */
import { element } from "../../../../portal/shared/elements.js";

/**
 * While the table has the focus. A column's grows up from its lower edge, a row's stays over the names of rows: neither
 * covers the cell that one types into. Screen readers have the whole heading anyway.
 */
export class FullHeadings {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("../moving/selection.js").Selection} selection
   */
  constructor(table, selection) {
    Object.assign(this, { table, selection });
    [this.above, this.beside] = ["grid-above", "grid-beside-row"].map((name) =>
      element("div", { className: `grid-heading ${name}`, "aria-hidden": "true", hidden: true }));
    this.pointed = false;
    this.asked = 0;
    const { frame, element: whole } = table;
    frame.after(this.above, this.beside);
    for (const name of ["focusin", "focusout", "scroll"]) frame.addEventListener(name, () => this.show(), { passive: true });
    for (const name of ["scroll", "resize"]) addEventListener(name, () => this.show(), { passive: true });
    // Under the mouse a heading is whole by itself, also one that would be covered.
    for (const [name, pointed] of [["pointerenter", true], ["pointerleave", false]]) {
      whole.tHead?.addEventListener(name, () => {
        this.pointed = pointed;
        this.show();
      });
    }
  }

  /** Once a frame, when everything has its place: asked for earlier, a key would have the table laid out twice. */
  show() {
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      this.#place();
    });
  }

  #place() {
    const { table, above, beside } = this;
    const { frame, element: whole } = table;
    const { row, column } = this.selection.active;
    const hasFocus = frame.contains(document.activeElement);
    const [head, name] = [table.headings[column], table.lines[row].querySelector("th")].map((th) => hasFocus && cut(th));
    if (!head && !name) {
      above.hidden = beside.hidden = true;
      return;
    }
    const box = frame.getBoundingClientRect();
    const [left, right] = [box.left + frame.clientLeft, box.left + frame.clientLeft + frame.clientWidth];
    const top = whole.tHead.getBoundingClientRect().bottom;
    const of = [head, name].map((th) => th && th.getBoundingClientRect());
    put(above, head && !this.pointed && of[0].right > left && of[0].left < right && top > 0 ? over(of[0], left, right) : null, head);
    put(beside, name && of[1].bottom > top && of[1].top < box.bottom ? along(of[1], (top + box.bottom) / 2) : null, name);
  }
}

/** @param {HTMLElement|undefined} th @returns {HTMLElement|null} where not all of it is seen */
function cut(th) {
  const words = th?.querySelector(".grid-clamp");
  return words && words.scrollHeight > words.clientHeight + 1 ? th : null;
}

/** From the heading to the right, where there is room, else to the left, else as wide as the table is. */
function over(th, left, right) {
  const wide = Math.min(22 * parseFloat(getComputedStyle(document.documentElement).fontSize), right - left);
  const place = { bottom: innerHeight - th.bottom, minWidth: th.width, minHeight: th.height, maxWidth: wide, maxHeight: th.bottom };
  if (th.left + wide <= right) return { ...place, left: th.left };
  if (th.right <= right && th.right - wide >= left) return { ...place, right: innerWidth - th.right };
  return { ...place, left, width: right - left, maxWidth: right - left };
}

/** Down from the heading's upper edge, in the lower half of the table up from its lower one. */
function along(th, middle) {
  return { left: th.left, width: th.width, ...(th.top < middle ? { top: th.top } : { bottom: innerHeight - th.bottom }) };
}

const PLACES = ["left", "right", "top", "bottom", "width", "minWidth", "minHeight", "maxWidth", "maxHeight"];

function put(box, place, th) {
  box.hidden = !place;
  if (!place) return;
  if (box.textContent !== th.textContent) box.textContent = th.textContent;
  for (const each of PLACES) box.style[each] = each in place ? `${place[each]}px` : "";
}
