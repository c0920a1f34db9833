/** Copy, cut and paste of blocks, by the clipboard events of the browser. */
import { isBlock, parse, serialise, serialiseForExcel, textOf } from "./tsv.js";
import { isToBeShown, leftOut, planPaste } from "./plan_paste.js";
import { confirmDeed, confirmPaste } from "./confirm_paste.js";
import { TEXTS } from "../table/texts.js";

/** A paste that fills more empty cells than this is shown before it is done; one that overwrites always is. */
const ASK_ABOVE = 20;

/** Whether all that is selected could be seen at once. */
function fitsInSight({ frame }, { active, range }) {
  const { offsetHeight, offsetWidth } = active.td;
  const [rows, columns] = [range.bottom - range.top + 1, range.right - range.left + 1];
  return rows * offsetHeight <= frame.clientHeight && columns * offsetWidth <= frame.clientWidth;
}

export class Clipboard {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("../moving/selection.js").Selection} selection
   * @param {import("../editing/edits.js").Edits} edits
   * @param {(text: string) => void} say
   */
  constructor(table, selection, edits, say) {
    this.table = table;
    this.selection = selection;
    this.edits = edits;
    this.say = say;
    table.element.addEventListener("copy", (event) => this.#copy(event));
    table.element.addEventListener("cut", (event) => {
      this.#copy(event);
      this.clear();
    });
    table.element.addEventListener("paste", (event) => this.#paste(event));
  }

  /** Empties what is selected and may be changed; more than can be seen only after asking. @returns {Promise<void>} */
  async clear() {
    const cells = this.selection.cells();
    const free = cells.filter((cell) => !this.table.whyNot(cell));
    const filled = free.filter((cell) => cell.text).length;
    if (filled > 1 && !fitsInSight(this.table, this.selection)) {
      const agreed = await confirmDeed(TEXTS.clearTitle, TEXTS.clearAsked(filled), TEXTS.clearApply(filled));
      this.selection.focus();
      if (!agreed) return this.say(TEXTS.clearCancelled);
    }
    this.edits.apply(free.map((cell) => ({ cell, to: "" })), "clear");
    const left = cells.length - free.length;
    this.say([TEXTS.cleared(free.length), left && TEXTS.notCleared(left)].filter(Boolean).join(". "));
  }

  /** @param {string} text @returns {Promise<void>} */
  async paste(text) {
    if (!text) return;
    const { table, selection, edits, say } = this;
    const plan = planPaste(table, selection.range, parse(text));
    const changes = [...plan.added, ...plan.changed];
    if (isToBeShown(plan, ASK_ABOVE)) {
      const agreed = await confirmPaste(plan, table);
      selection.focus();
      if (!agreed) {
        say(TEXTS.pasteCancelled);
        return;
      }
    }
    edits.apply(changes, "paste");
    if (plan.range) selection.selectRange(plan.range);
    selection.focus();
    const done = changes.length ? TEXTS.pasted(changes.length) : TEXTS.pastedNothing;
    say([done, leftOut(plan, table)].filter(Boolean).join(". "));
  }

  /**
   * Into an open editor: a block goes into cells, one cell of Excel (with its line end) into the text.
   * @param {string} text
   * @param {import("../editing/editor.js").Editor} editor
   * @returns {boolean} whether it was dealt with here
   */
  pasteWhileEditing(text, editor) {
    if (!isBlock(text)) return false;
    const block = parse(text);
    if (block.length === 1 && block[0].length === 1) {
      editor.insert(block[0][0]);
    } else {
      editor.close(true);
      this.selection.focus();
      this.paste(text);
    }
    return true;
  }

  /** The selection with the headings over it and the names beside it, as another table needs it. */
  copyWithHeadings() {
    // A command's event has no cell for its target: the whole page hears it.
    const heard = new AbortController();
    document.addEventListener("copy", (event) => this.#copy(event, true), { capture: true, signal: heard.signal });
    document.execCommand("copy");
    heard.abort();
    this.selection.focus();
  }

  #copy(event, withHeadings = false) {
    const { table, selection } = this;
    const { top, bottom, left, right } = selection.range;
    const rows = table.rowsIn({ top, left, bottom, right }).map((row) => Array.from(row, (cell) => cell?.text ?? ""));
    const block = withHeadings ? table.withHeadings(rows, selection.range) : rows;
    event.clipboardData.setData("text/plain", serialise(block));
    event.clipboardData.setData("text/html", serialiseForExcel(block));
    event.preventDefault();
    event.stopPropagation();
    const count = selection.cells().length;
    this.say(withHeadings ? TEXTS.copiedWithHeadings(count) : TEXTS.copied(count));
  }

  #paste(event) {
    event.preventDefault();
    this.paste(textOf(event.clipboardData));
  }
}
