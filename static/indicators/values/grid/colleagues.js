import { idOf } from "./address.js";
import { protection } from "./transport.js";

/** Between two questions; after a failure, and where nobody looks, longer. */
const PAUSE = 5000;
const PAUSE_AFTER_FAILURE = 60_000;

/** What others save appears by itself: one small request for what has changed since the last one, none while hidden. */
export class Colleagues {
  /**
   * @param {import("./table.js").GridTable} table
   * @param {import("./queue.js").Queue} queue
   * @param {import("./editor.js").Editor} editor
   * @param {(cells: import("./table.js").Cell[]) => void} changed
   */
  constructor(table, queue, editor, changed) {
    Object.assign(this, { table, queue, editor, changed });
    this.url = table.frame.dataset.changesUrl;
    /** The number of the last change that is known here; the first answer tells it. */
    this.since = "";
    this.timer = 0;
    if (!this.url) return;
    document.addEventListener("visibilitychange", () => this.#soon(0));
    this.#soon(0);
  }

  #soon(pause) {
    clearTimeout(this.timer);
    if (document.visibilityState === "visible") this.timer = setTimeout(() => this.#ask(), pause);
  }

  async #ask() {
    let pause = PAUSE_AFTER_FAILURE;
    try {
      const query = new URLSearchParams({ since: this.since });
      const response = await fetch(`${this.url}?${query}`, { headers: protection(), redirect: "manual" });
      if (response.ok) {
        const { since, cells } = await response.json();
        this.since = since;
        this.#take(cells);
        pause = PAUSE;
      }
    } catch {
      // Without a connection the status line says so as soon as something is to be saved.
    }
    this.#soon(pause);
  }

  /** What is being typed or waits to be saved stays; saving it will tell of the other value. */
  #take(cells) {
    const taken = [];
    for (const { cell: address, computed, text, version, notes } of cells) {
      const id = idOf(address, computed);
      const cell = this.table.find(id);
      if (!cell || this.queue.entries.has(id) || this.editor.cell === cell) continue;
      if (computed ? text === cell.text : version <= cell.version) continue;
      const note = notes.join("; ");
      Object.assign(cell, { version, saved: text, state: note ? "warning" : null, note, told: note });
      this.table.write(cell, text);
      taken.push(cell);
    }
    if (taken.length) this.changed(taken);
  }
}
