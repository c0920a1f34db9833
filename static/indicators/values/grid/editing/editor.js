/** One text area that lies over the cell being edited. */
import { element } from "../../../../portal/shared/elements.js";
import { latin } from "../moving/keyboard.js";
import { TEXTS } from "../table/texts.js";
import { textOf } from "../pasting/tsv.js";

/** @typedef {import("../table/table.js").Cell} Cell */

/**
 * @typedef {object} EditorHooks
 * @property {(cell: Cell, text: string, fill: boolean) => void} commit `fill`: into the whole selection
 * @property {(event: KeyboardEvent) => void} leave the key that ended the edit moves on
 * @property {(cell: Cell) => void} cancelled
 * @property {(cell: Cell) => string} title
 * @property {(text: string) => boolean} pasteBlock true where the text was a block and went into cells
 */

/** Chords of the grid that the browser has for itself: while one types they must not reload or bookmark the page. */
const CHORDS = "drs";

/** How far the editor grows beyond a narrow cell. */
const ROOM = { least: 7 * 16, most: 20 * 16, longText: 14 };

/**
 * Two ways as in Excel: after typing, arrows commit and move ("enter"); after F2 or a double click they move inside the
 * text ("edit").
 */
export class Editor {
  /** @param {HTMLElement} frame @param {EditorHooks} hooks */
  constructor(frame, hooks) {
    this.frame = frame;
    this.hooks = hooks;
    /** @type {Cell|null} */
    this.cell = null;
    this.way = "enter";
    this.area = element("textarea", {
      className: "grid-editor", rows: 1, hidden: true, spellcheck: false, autocomplete: "off", autocapitalize: "off", enterKeyHint: "next",
    });
    this.area.addEventListener("keydown", (event) => this.#key(event));
    this.area.addEventListener("input", () => this.place());
    this.area.addEventListener("pointerdown", () => (this.way = "edit"));
    this.area.addEventListener("paste", (event) => this.#paste(event));
    // The window losing focus is no reason to end an edit: people look into another window while they type.
    this.area.addEventListener("blur", () => document.activeElement !== this.area && this.close(true));
    frame.append(this.area);
  }

  get text() {
    return this.area.value;
  }

  get isChanged() {
    return this.cell !== null && this.text !== this.cell.text;
  }

  /**
   * @param {Cell} cell
   * @param {"enter"|"edit"} way
   * @param {string} [text]
   * @param {boolean} [replacing] whether what is typed stands for the text that is there, as under a finger
   */
  open(cell, way, text = cell.text, replacing = false) {
    // A finger goes from cell to cell without a blur between them.
    if (this.cell && this.cell !== cell) this.close(true);
    this.cell = cell;
    this.way = way;
    this.area.hidden = false;
    this.area.value = text;
    this.area.setAttribute("aria-label", TEXTS.editor(this.hooks.title(cell)));
    this.place();
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(replacing ? 0 : text.length, text.length);
  }

  /** @param {boolean} keep whether what was typed stands @param {boolean} [fill] in the whole selection */
  close(keep, fill = false) {
    const { cell } = this;
    if (!cell) return;
    const text = this.area.value;
    this.cell = null;
    this.area.hidden = true;
    if (keep && (fill || text !== cell.text)) this.hooks.commit(cell, text, fill);
    else this.hooks.cancelled(cell);
  }

  /** Over its cell, as large as its text needs. */
  place() {
    if (!this.cell) return;
    const { style, value } = this.area;
    const box = this.cell.td.getBoundingClientRect();
    const frame = this.frame.getBoundingClientRect();
    const left = box.left - frame.left - this.frame.clientLeft;
    const wanted = value.length > ROOM.longText || value.includes("\n") ? ROOM.most : ROOM.least;
    style.left = `${left + this.frame.scrollLeft}px`;
    style.top = `${box.top - frame.top - this.frame.clientTop + this.frame.scrollTop}px`;
    style.width = `${Math.max(box.width, Math.min(wanted, this.frame.clientWidth - left))}px`;
    style.height = `${box.height}px`;
    style.height = `${Math.max(box.height, this.area.scrollHeight + 4)}px`;
  }

  #key(event) {
    event.stopPropagation();
    // An input method keeps the Enter that ends its word; some browsers tell that by the old code alone.
    if (event.isComposing || event.keyCode === 229) return;
    const { key } = event;
    if (key === "Escape") {
      event.preventDefault();
      this.close(false);
      this.hooks.leave(event);
    } else if (key === "F2") {
      event.preventDefault();
      this.way = this.way === "edit" ? "enter" : "edit";
    } else if (key === "Enter" && event.altKey) {
      event.preventDefault();
      this.area.setRangeText("\n", this.area.selectionStart, this.area.selectionEnd, "end");
      this.place();
    } else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && CHORDS.includes(latin(event))) {
      event.preventDefault();
    } else if (key === "Enter" || key === "Tab" || this.#leavesByArrow(event)) {
      event.preventDefault();
      this.close(true, key === "Enter" && (event.ctrlKey || event.metaKey));
      this.hooks.leave(event);
    }
  }

  #leavesByArrow({ key, shiftKey }) {
    if (key === "PageUp" || key === "PageDown") return true;
    return this.way === "enter" && !shiftKey && (key.startsWith("Arrow") || key === "Home" || key === "End");
  }

  #paste(event) {
    event.stopPropagation();
    const text = textOf(event.clipboardData);
    if (this.hooks.pasteBlock(text)) event.preventDefault();
  }

  /** Into the text being edited, where the caret is. @param {string} text */
  insert(text) {
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.place();
  }
}
