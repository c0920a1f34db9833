/** What others save appears by itself: one small request for what has changed since the last one, none while hidden. */
import { protection } from "../../../../portal/shared/requests.js";
import { idOfResult, take } from "./result.js";

/** Between two questions; after a failure, and where nobody looks, longer. */
const PAUSE = 5000;
const PAUSE_AFTER_FAILURE = 60_000;

export class Colleagues {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("./queue.js").Queue} queue
   * @param {import("../editing/editor.js").Editor} editor
   * @param {(cells: import("../table/table.js").Cell[]) => void} changed
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
        this.#show(cells);
        pause = PAUSE;
      }
    } catch {
      // Without a connection the status line says so as soon as something is to be saved.
    }
    this.#soon(pause);
  }

  /** What is being typed or waits to be saved stays; saving it will tell of the other value. */
  #show(results) {
    const shown = [];
    for (const result of results) {
      const id = idOfResult(result);
      const cell = this.table.find(id);
      if (!cell || this.queue.entries.has(id) || this.editor.cell === cell) continue;
      if (result.computed ? result.text === cell.text : result.version <= cell.version) continue;
      take(cell, result);
      cell.told = cell.note; // somebody else has been asked
      this.table.write(cell, result.text);
      shown.push(cell);
    }
    if (shown.length) this.changed(shown);
  }
}
