import { About } from "./about.js";
import { Choice } from "./conflict.js";
import { Colleagues } from "./colleagues.js";
import { Clipboard } from "./clipboard.js";
import { Drafts } from "./drafts.js";
import { dress } from "./dress.js";
import { Edits } from "./edits.js";
import { Editor } from "./editor.js";
import { Fill } from "./fill.js";
import { Handle } from "./handle.js";
import { Keyboard } from "./keyboard.js";
import { legend, showKeys } from "./legend.js";
import { Marks } from "./marks.js";
import { Memory } from "./memory.js";
import { Panel } from "./panel.js";
import { Pointer } from "./pointer.js";
import { Queue } from "./queue.js";
import { Rest } from "./rest.js";
import { Selection } from "./selection.js";
import { Sending } from "./sending.js";
import { Status } from "./status.js";
import { takeKeys } from "./opened.js";
import { Store } from "./store.js";
import { GridTable } from "./table.js";
import { TEXTS } from "./texts.js";
import { View } from "./view.js";
import { Whole } from "./whole.js";

/** @typedef {import("./table.js").Cell} Cell */

/** One table of the page with everything that makes it a grid: the parts know each other only through here. */
export class Grid {
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
    this.sending = new Sending(this.queue, say, () => this.editor.close(true));
    this.status = new Status(this.queue, frame.dataset.loginUrl, (cell) => this.#lead(cell));
    this.choice = new Choice(this.queue, focus);
    this.about = new About(table, this.marks, () => this.#details(), () => this.clipboard.copyWithHeadings(), (cell, text) => {
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
    this.handle = new Handle(table, this.selection, this.fill);
    this.whole = new Whole(table, this.selection);
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
    takeKeys(table, this.selection, (event) => this.keyboard.handle(event));
    const { about, choice, status } = this;
    const view = new View(table, () => dispatchEvent(new Event("resize")));
    dress(table, this.selection, [about.box, choice.box, status.said, status.line, about.figures, view.box, legend(), status.live, status.asked]);
    new Rest(table, (row) => this.marks.show(table.marked(row)));
    this.drafts.restore(this.status);
    new Memory(table, this.store, this.edits);
    this.status.update();
    new Colleagues(table, this.queue, this.editor, (cells) => this.#changed(cells));
  }

  /** @param {Cell[]} cells */
  #changed(cells) {
    this.marks.show(cells);
    this.status.update();
    this.drafts.settled(this.status);
    this.sending.settled();
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
      this.about.show(this.selection);
      this.choice.show(active, this.table.title(active));
      this.panel.follow(active);
      this.handle.show();
      this.whole.show();
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
