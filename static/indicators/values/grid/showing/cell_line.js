/** Above the state line: which cell is active and what is to be said of it; on a touch screen nothing else says it. */
import { parse } from "../table/address.js";
import { button, element } from "../../../../portal/shared/elements.js";
import { tell } from "../table/figures.js";
import { TEXTS } from "../table/texts.js";

export class CellLine {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("./marks.js").Marks} marks
   * @param {() => void} details
   * @param {() => void} copyWithHeadings
   * @param {(cell: import("../table/table.js").Cell, text: string) => void} answer
   */
  constructor(table, marks, details, copyWithHeadings, answer) {
    this.table = table;
    this.marks = marks;
    this.title = element("span", { className: "grid-title" });
    this.note = element("span", { className: "grid-note" });
    this.more = button(TEXTS.details, details, "btn btn-sm btn-link", { title: TEXTS.detailsHint });
    this.copy = button(TEXTS.copyWithHeadings, copyWithHeadings, "btn btn-sm btn-link", { title: TEXTS.copyWithHeadingsHint });
    /** What a word among numbers may have meant; its note says so (indicators/values/checks.py). */
    this.answers = element("span", { className: "grid-answers", hidden: true }, ...TEXTS.answers.map(([text, words]) =>
      button(words, () => answer(this.active, text), "btn btn-sm btn-outline-primary")));
    this.box = element("p", { className: "grid-about" }, this.title, this.note, this.answers, this.more);
    this.sums = element("span");
    /** Of a selection of several cells, beside the state line. */
    this.figures = element("p", { className: "grid-figures", hidden: true }, this.sums, this.copy);
  }

  /** Where headings are out of sight, as on a phone, they come first, with the year: the end is cut off there. */
  #title(cell) {
    const { table } = this;
    if (!matchMedia("(pointer: coarse)").matches) return table.title(cell);
    const title = [table.headingTitle(cell.column), table.lineTitle(cell.row)].filter(Boolean).join(" · ");
    const { period } = parse(cell.address);
    return title.includes(period) ? title : `${period} · ${title}`;
  }

  /** @param {import("../moving/selection.js").Selection} selection */
  show(selection) {
    const { active, isSingle } = selection;
    this.active = active;
    this.answers.hidden = !active.note.includes(TEXTS.noNumber) || this.table.whyNot(active) !== null;
    this.title.textContent = this.#title(active);
    this.title.title = this.title.textContent;
    this.figures.hidden = isSingle;
    this.sums.textContent = isSingle ? "" : said(selection);
    this.note.textContent = this.marks.text(active) || (active.readOnly ? TEXTS.readOnly : "");
    this.note.title = this.note.textContent;
    this.note.dataset.state = this.marks.of(active).state ?? "";
    this.more.hidden = active.readOnly;
  }
}

/** As the state line of a spreadsheet. @param {import("../moving/selection.js").Selection} selection */
function said(selection) {
  const { top, bottom, left, right } = selection.range;
  const texts = selection.cells().map((cell) => cell.text);
  const { filled, count, sum, mean, least, most } = tell(texts);
  const parts = [TEXTS.selected(bottom - top + 1, right - left + 1), TEXTS.filledOf(filled, texts.length)];
  if (count > 1) parts.push(TEXTS.sum(sum, mean, count, filled), TEXTS.extremes(least, most));
  return parts.join(" · ");
}
