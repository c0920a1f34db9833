/** What keys do while a cell, not the editor, has the focus. */
import { along, cycle, jump, nextEmpty, page, step } from "./next_cell.js";

/**
 * @typedef {object} Commands
 * @property {(text?: string) => boolean} edit opens the editor, with a text in place of the value; false where locked
 * @property {() => void} clear
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {() => void} details
 * @property {() => void} fillDown
 * @property {() => void} fillRight
 * @property {() => void} save
 * @property {() => void} copyWithHeadings
 * @property {() => void} help
 * @property {() => void} noEmpty
 */

/** Keys that an input method or a screen keyboard keeps for itself. */
const INPUT_METHOD = ["Process", "Unidentified"];

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class Keyboard {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("./selection.js").Selection} selection
   * @param {Commands} commands
   */
  constructor(table, selection, commands) {
    this.table = table;
    this.selection = selection;
    this.commands = commands;
    /** After Escape the next Tab leaves the table: nobody is trapped in it. */
    this.leaving = false;
    /** The column where a run of Tabs began: Enter goes back below it, as one fills in rows. */
    this.tabbedFrom = null;
    /** The cell that Tab came to over the table's edge: the Enter that ends a row has nothing left to do there. */
    this.wrappedTo = null;
  }

  /** @param {KeyboardEvent} event */
  handle(event) {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Tab" && this.leaving && !event.altKey) return;
    this.leaving = event.key === "Escape" || (this.leaving && ["Shift", "Tab"].includes(event.key));
    if (this.#endsRow(event) || this.move(event) || this.#command(event)) event.preventDefault();
  }

  #endsRow(event) {
    const isOver = event.key === "Enter" && !event.shiftKey && this.wrappedTo === this.selection.active;
    if (event.key !== "Tab") this.wrappedTo = null;
    if (isOver) this.tabbedFrom = null;
    return isOver;
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether it was a key that moves */
  move(event) {
    if (event.key === "Enter" || event.key === "Tab") return this.#follow(event);
    const { selection } = this;
    const target = this.#target(event, event.shiftKey ? selection.head : selection.active);
    if (target === null) return false;
    this.tabbedFrom = null;
    if (event.shiftKey) selection.extend(target);
    else selection.select(target ?? selection.active);
    selection.focus();
    return true;
  }

  /** @returns {import("../table/table.js").Cell|undefined|null} null where the key is none of these */
  #target(event, from) {
    const { table } = this;
    const far = event.ctrlKey || event.metaKey;
    const arrow = ARROWS[event.key];
    if (event.altKey) return null;
    if (arrow) return far ? jump(table, from, ...arrow) : step(table, from, ...arrow);
    if (event.key === "Home") return table.at(far ? 0 : from.row, 0);
    if (event.key === "End") return table.at(far ? table.height - 1 : from.row, table.width - 1);
    if (event.key === "PageUp" && !far) return page(table, from, -1);
    if (event.key === "PageDown" && !far) return page(table, from, 1);
    return null;
  }

  /** Enter and Tab: to the next cell, or through the selection. */
  #follow(event) {
    const { table, selection } = this;
    if (event.altKey || (event.key === "Tab" && event.ctrlKey)) return false;
    const direction = event.shiftKey ? -1 : 1;
    const { active } = selection;
    if (!selection.isSingle) {
      if (!event.ctrlKey) selection.activate(cycle(table, selection.range, active, event.key === "Tab" ? "rows" : "columns", direction));
    } else if (event.key === "Tab") {
      const next = along(table, active, direction);
      if (!next) return false;
      this.tabbedFrom ??= active.column;
      selection.select(next);
      this.wrappedTo = next.row === active.row ? null : selection.active;
    } else if (!event.ctrlKey) {
      selection.select(table.at(active.row + direction, this.tabbedFrom ?? active.column));
      this.tabbedFrom = null;
    }
    selection.focus();
    return true;
  }

  #command(event) {
    const { commands, selection } = this;
    const { key } = event;
    const chord = event.ctrlKey || event.metaKey;
    if (key === " " && (chord || event.shiftKey)) return this.#selectLines(chord);
    if (chord && !event.getModifierState("AltGraph")) return this.#chord(event);
    if (key === "F2") commands[event.shiftKey ? "details" : "edit"]();
    else if (key === "F1") commands.help();
    else if (key === "Delete") commands.clear();
    else if (key === "Backspace") commands.edit("");
    else if (key === "Escape") selection.select(selection.active);
    // The letter itself arrives in the editor, which has the focus by then; input methods don't name it yet.
    else if (INPUT_METHOD.includes(key)) return !commands.edit("");
    else if ([...key].length === 1 && (!event.altKey || event.getModifierState("AltGraph"))) return !commands.edit("");
    else return false;
    return true;
  }

  #nextEmpty() {
    const { table, selection } = this;
    const isAll = selection.isSingle;
    const next = nextEmpty(table, isAll ? table.rows.flat().filter(Boolean) : selection.cells(), selection.active);
    if (!next) this.commands.noEmpty();
    else if (isAll) selection.select(next);
    else selection.activate(next);
    selection.focus();
  }

  #selectLines(columns) {
    const { top, bottom, left, right } = this.selection.range;
    if (columns) this.selection.selectColumns(left, right);
    else this.selection.selectRows(top, bottom);
    this.selection.focus();
    return true;
  }

  #chord(event) {
    const { commands, selection } = this;
    const act = {
      a: () => selection.selectAll(),
      z: commands.undo, y: commands.redo, "shift+z": commands.redo,
      g: () => this.#nextEmpty(),
      d: commands.fillDown, r: commands.fillRight,
      s: commands.save, "shift+c": commands.copyWithHeadings,
      backspace: () => selection.reveal(selection.active),
    }[(event.shiftKey ? "shift+" : "") + latin(event)];
    act?.();
    return Boolean(act);
  }
}

/** The letter of a shortcut in any layout: with the Russian one Ctrl+Z comes as «я». */
export function latin({ key, code }) {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
}
