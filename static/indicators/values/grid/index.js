/** The tables of values on the page become grids, into which one types as into Excel: the parts of a grid meet here alone. */
import { Editor } from "./editing/editor.js";
import { Edits } from "./editing/edits.js";
import { Fill } from "./editing/fill.js";
import { FillHandle } from "./editing/fill_handle.js";
import { UndoMemory } from "./editing/undo_memory.js";
import { takeFirstKey } from "./moving/first_key.js";
import { Keyboard } from "./moving/keyboard.js";
import { Pointer } from "./moving/pointer.js";
import { Selection } from "./moving/selection.js";
import { Clipboard } from "./pasting/clipboard.js";
import { Colleagues } from "./saving/colleagues.js";
import { Drafts } from "./saving/drafts.js";
import { HeldLeaving } from "./saving/hold_leaving.js";
import { Queue } from "./saving/queue.js";
import { Store } from "./saving/store.js";
import { CellLine } from "./showing/cell_line.js";
import { ConflictChoice } from "./showing/conflict_choice.js";
import { FullHeadings } from "./showing/full_headings.js";
import { LaterRows } from "./showing/later_rows.js";
import { legend, showKeys } from "./showing/legend.js";
import { Marks } from "./showing/marks.js";
import { Panel } from "./showing/panel.js";
import { setUpFrame } from "./showing/set_up_frame.js";
import { Status } from "./showing/status.js";
import { View } from "./showing/view.js";
import { GridTable } from "./table/table.js";
import { TEXTS } from "./table/texts.js";

/** @typedef {import("./table/table.js").Cell} Cell */

/** One table of the page. */
class Grid {
  /** @param {HTMLElement} frame */
  constructor(frame) {
    const table = (this.table = new GridTable(frame));
    const say = (text) => this.status.say(text);
    const focus = () => this.selection.focus();
    this.store = new Store(frame.dataset.store);
    this.queue = new Queue(frame, table, this.store, {
      changed: (cells) => this.#changed(cells),
      rewritten: (cell, typed, text) => this.edits.rewritten(cell, typed, text),
    });
    this.edits = new Edits(table, this.queue);
    this.marks = new Marks(this.queue);
    this.leaving = new HeldLeaving(this.queue, say, () => this.editor.close(true));
    this.status = new Status(this.queue, frame.dataset.loginUrl, (cell) => this.#lead(cell));
    this.choice = new ConflictChoice(this.queue, focus);
    this.cellLine = new CellLine(table, this.marks, () => this.#details(), () => this.clipboard.copyWithHeadings(), (cell, text) => {
      this.#commit([cell], text);
      focus();
    });
    this.panel = new Panel(frame, {
      title: (cell) => table.title(cell),
      closed: focus,
      commented: (cell) => this.marks.describe(cell),
      session: (isExpired) => (isExpired ? say(TEXTS.sessionExpired) : this.status.unsay(TEXTS.sessionExpired)),
    });
    this.selection = new Selection(table, () => this.#selected());
    this.clipboard = new Clipboard(table, this.selection, this.edits, say);
    this.fill = new Fill(table, this.selection, this.edits, say);
    this.fillHandle = new FillHandle(table, this.selection, this.fill);
    this.fullHeadings = new FullHeadings(table, this.selection);
    this.editor = new Editor(frame, {
      commit: (cell, text, fill) => this.#commit(fill ? this.selection.cells() : [cell], text),
      leave: (event) => this.#leave(event),
      cancelled: (cell) => this.drafts.forget(cell),
      pasteBlock: (text) => this.clipboard.pasteWhileEditing(text, this.editor),
      title: (cell) => table.title(cell),
    });
    this.drafts = new Drafts(table, this.store, this.queue, this.editor);
    this.keyboard = new Keyboard(table, this.selection, {
      edit: (text) => this.#edit(text),
      clear: () => this.clipboard.clear(),
      undo: () => this.#turned(this.edits.undo(), TEXTS.undone, TEXTS.nothingToUndo),
      redo: () => this.#turned(this.edits.redo(), TEXTS.redone, TEXTS.nothingToRedo),
      details: () => this.#details(),
      fillDown: () => this.fill.down(),
      fillRight: () => this.fill.right(),
      save: () => this.#save(),
      copyWithHeadings: () => this.clipboard.copyWithHeadings(),
      help: () => showKeys(focus),
      noEmpty: () => say(TEXTS.noEmpty),
    });
    this.pointer = new Pointer(table, this.selection, () => this.#edit() || focus());
    table.element.addEventListener("keydown", (event) => this.keyboard.handle(event));
    takeFirstKey(table, this.selection, (event) => this.keyboard.handle(event));
    const { cellLine, choice, status } = this;
    const view = new View(table, () => dispatchEvent(new Event("resize")));
    setUpFrame(table, this.selection, [
      cellLine.box, choice.box, status.said, status.line, cellLine.figures, view.box, legend(), status.live, status.asked,
    ]);
    new LaterRows(table, (row) => this.marks.show(table.marked(row)));
    this.drafts.restore(this.status);
    new UndoMemory(table, this.store, this.edits);
    this.status.update();
    new Colleagues(table, this.queue, this.editor, (cells) => this.#changed(cells));
  }

  /** @param {Cell[]} cells */
  #changed(cells) {
    this.marks.show(cells);
    this.status.update();
    this.drafts.settled(this.status);
    this.leaving.settled();
    this.#tellQuestions(cells);
    this.#tellProgress();
    this.#selected();
    this.panel.refresh(cells.filter((cell) => !this.queue.entries.has(cell.id)));
  }

  /** What the portal asks about a saved value, once. @param {Cell[]} cells */
  #tellQuestions(cells) {
    const asked = cells.filter((cell) => !cell.readOnly && !this.queue.entries.has(cell.id) && cell.note !== cell.told);
    for (const cell of asked) cell.told = cell.note;
    this.status.ask(asked.filter(({ note }) => note).map((cell) => `${this.table.title(cell)}: ${TEXTS.warning(cell.note)}`));
  }

  /** «внесено 12 из 20» at the top of a school's sheet. */
  #tellProgress() {
    const told = document.querySelector("[data-portal-progress]");
    if (!told) return;
    const open = this.table.rows.flat().filter((cell) => cell && !cell.readOnly);
    told.textContent = TEXTS.progress(open.filter(({ text }) => text).length, open.length);
  }

  /** After all of a key's work: what is said of the active cell is written once. */
  #selected() {
    if (this.telling) return;
    this.telling = true;
    queueMicrotask(() => {
      this.telling = false;
      const { active } = this.selection;
      this.cellLine.show(this.selection);
      this.choice.show(active, this.table.title(active));
      this.panel.follow(active);
      this.fillHandle.show();
      this.fullHeadings.show();
    });
  }

  /** The key by which people save elsewhere. */
  #save() {
    this.queue.retry();
    this.status.say(TEXTS.savedByItself);
  }

  #lead(cell) {
    this.selection.select(cell);
    this.selection.focus();
  }

  #commit(cells, text) {
    this.edits.apply(cells.map((cell) => ({ cell, to: text })), cells.length > 1 ? "fill" : "grid");
  }

  /**
   * @param {string} [text] typed in place of the value
   * @returns {boolean} whether the editor is open now
   */
  #edit(text) {
    const { active } = this.selection;
    // A cell that waits for a decision is decided by F2 or a second click; typing replaces the own value as ever.
    if (text === undefined && this.choice.focus()) return false;
    const why = this.table.whyNot(active);
    this.status.say(why ? TEXTS.notEditable(why) : "");
    if (!why) this.editor.open(active, text === undefined ? "edit" : "enter", text, this.pointer.byTouch);
    return !why;
  }

  /** The key that ended an edit moves on; under a finger the next cell is edited at once. @param {KeyboardEvent} event */
  #leave(event) {
    const { active } = this.selection;
    if (!this.keyboard.move(event)) this.selection.focus();
    if (this.pointer.byTouch && event.key === "Enter" && this.selection.active !== active) this.#edit();
  }

  #details() {
    if (!this.selection.active.readOnly) this.panel.open(this.selection.active);
  }

  /** Undone or done again: the cells are shown. */
  #turned(result, done, nothing) {
    if (!result) {
      this.status.say(nothing);
      return;
    }
    this.selection.selectAround(result.cells);
    this.selection.focus();
    const skipped = result.skipped && TEXTS.changedSince(result.skipped);
    this.status.say([done(result.cells.length), skipped].filter(Boolean).join(". "));
  }
}

for (const frame of document.querySelectorAll("[data-portal-grid]")) {
  if (frame.querySelector("tbody td")) new Grid(frame);
}
