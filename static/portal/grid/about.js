import { button, element } from "./elements.js";
import { TEXTS } from "./texts.js";

/** Above the state line: which cell is active and what is to be said of it; on a touch screen nothing else says it. */
export class About {
  /**
   * @param {import("./table.js").GridTable} table
   * @param {import("./marks.js").Marks} marks
   * @param {() => void} details
   */
  constructor(table, marks, details) {
    this.table = table;
    this.marks = marks;
    this.title = element("span", { className: "grid-title" });
    this.note = element("span", { className: "grid-note" });
    this.more = button(TEXTS.details, details, "btn btn-sm btn-link");
    this.more.title = TEXTS.detailsHint;
    this.box = element("p", { className: "grid-about" }, this.title, this.note, this.more);
  }

  /** @param {import("./selection.js").Selection} selection */
  show({ active, isSingle, range }) {
    const size = isSingle ? "" : TEXTS.selected(range.bottom - range.top + 1, range.right - range.left + 1);
    this.title.textContent = [this.table.title(active), size].filter(Boolean).join(" · ");
    this.note.textContent = this.marks.text(active) || (active.readOnly ? TEXTS.readOnly : "");
    this.note.dataset.state = this.marks.of(active).state ?? "";
    this.more.hidden = active.readOnly;
  }
}
