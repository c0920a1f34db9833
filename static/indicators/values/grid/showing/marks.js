/** The state of each cell as a sign in its corner (by CSS, from data-state) and as a text. */
import { TEXTS } from "../table/texts.js";

/** @typedef {import("../table/table.js").Cell} Cell */

const FADE_AFTER = 2500;

export class Marks {
  /** @param {import("../saving/queue.js").Queue} queue */
  constructor(queue) {
    this.queue = queue;
  }

  /** @param {Iterable<Cell>} cells */
  show(cells) {
    const saved = [];
    for (const cell of cells) {
      const { state } = this.of(cell);
      if (state === "saved") saved.push(cell);
      if (state) cell.td.dataset.state = state;
      else delete cell.td.dataset.state;
      this.describe(cell);
    }
    if (saved.length) setTimeout(() => this.#fade(saved), FADE_AFTER);
  }

  /** @param {Cell} cell @returns {{state: string|null, text: string}} */
  of(cell) {
    const entry = this.queue.entries.get(cell.id);
    if (entry) return this.#unsaved(entry);
    if (cell.state === "warning") return { state: "warning", text: TEXTS.warning(cell.note) };
    return cell.state === "saved" ? { state: "saved", text: TEXTS.saved } : { state: null, text: "" };
  }

  /** All that can be said of a cell, in a line. @param {Cell} cell */
  text(cell) {
    const entry = this.queue.entries.get(cell.id);
    const locked = cell.locked !== null && entry?.state !== "locked" ? TEXTS.lockedBecause(cell.locked || TEXTS.locked) : "";
    const commented = "commented" in cell.td.dataset ? TEXTS.commented : "";
    const unasked = "unasked" in cell.td.dataset && !cell.text ? TEXTS.unasked : "";
    return [this.of(cell).text, locked, unasked, commented].filter(Boolean).join(". ");
  }

  /** @param {Cell} cell */
  describe(cell) {
    const { td } = cell;
    const text = this.text(cell);
    if (td.title !== text) {
      td.title = text;
      td.setAttribute("aria-description", text);
    }
    td.toggleAttribute("data-locked", cell.locked !== null);
    if (cell.locked !== null) td.dataset.locked = cell.locked;
    if (cell.locked !== null || cell.readOnly) td.ariaReadOnly = "true";
  }

  #unsaved(entry) {
    const { trouble } = this.queue;
    if (entry.state === "conflict") {
      const { text, by, at } = entry.current;
      return { state: "conflict", text: TEXTS.conflict(`«${text || TEXTS.empty}» (${TEXTS.byAndAt(by || TEXTS.somebody, moment(at))})`) };
    }
    if (entry.state === "refused") return { state: "refused", text: TEXTS.refused(entry.why) };
    if (entry.state === "locked") return { state: "refused", text: TEXTS.lockedByServer(entry.why) };
    return trouble ? { state: "unsent", text: TEXTS.unsent(reason(trouble)) } : { state: "saving", text: TEXTS.saving };
  }

  #fade(cells) {
    for (const cell of cells) {
      if (cell.state === "saved") cell.state = null;
    }
    this.show(cells);
  }
}

/** @param {import("../saving/queue.js").Trouble} trouble */
export function reason(trouble) {
  return { offline: TEXTS.offline, server: TEXTS.serverFailed, session: TEXTS.session, stranger: TEXTS.stranger }[trouble.kind];
}

/** A moment for people; as it is where the server has already written it for them. @param {string|undefined} at */
export function moment(at) {
  if (!at || !/^\d{4}-\d\d-\d\dT/.test(at)) return at ?? "";
  return new Date(at).toLocaleString("ru-RU", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}
