/** What was typed outlives the page: it is sent or kept when the page goes, and put back when it comes. */
import { element } from "../../../../portal/shared/elements.js";
import { TEXTS } from "../table/texts.js";

/** A younger value belongs to a page that is open beside this one and will send it. */
const ANOTHER_PAGE_AFTER = 60_000;

/** For so long one can read that values were put back, after they have been saved. */
const READING = 6000;

export class Drafts {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("./store.js").Store} store
   * @param {import("./queue.js").Queue} queue
   * @param {import("../editing/editor.js").Editor} editor
   */
  constructor(table, store, queue, editor) {
    Object.assign(this, { table, store, queue, editor });
    /** @type {import("../table/table.js").Cell[]} put back and not dealt with yet */
    this.restored = [];
    addEventListener("beforeunload", (event) => this.#isUnsaved() && event.preventDefault());
    addEventListener("pagehide", () => {
      editor.close(true);
      queue.flush();
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#hidden());
  }

  /** Nothing was made of what was being typed. @param {import("../table/table.js").Cell} cell */
  forget(cell) {
    const entry = this.queue.entries.get(cell.id);
    if (entry) this.#keep(cell, cell.text, entry.way);
    else this.store.forget(cell.id);
  }

  /** @param {import("../showing/status.js").Status} status */
  restore(status) {
    let elsewhere = [];
    for (const [id, kept] of this.store.all()) {
      const cell = this.table.find(id);
      if (!cell) {
        elsewhere.push(kept);
      } else if (cell.text === kept.text) {
        this.store.forget(id);
      } else {
        this.restored.push(cell);
        this.queue.restore(cell, kept);
      }
    }
    if (this.restored.length) status.say(TEXTS.restored(this.restored.length));
    elsewhere = elsewhere.filter(({ at, page }) => page !== this.store.page && Date.now() - Date.parse(at) > ANOTHER_PAGE_AFTER);
    if (elsewhere.length) this.#tellElsewhere(status, elsewhere);
  }

  /** Once all that was put back is saved or decided, nothing need be said of it. @param {import("../showing/status.js").Status} status */
  settled(status) {
    const count = this.restored.length;
    if (!count || this.restored.some((cell) => this.queue.entries.has(cell.id))) return;
    this.restored = [];
    setTimeout(() => status.unsay(TEXTS.restored(count)), READING);
  }

  #isUnsaved() {
    return this.queue.entries.size > 0 || this.editor.isChanged;
  }

  /** The browser may be closed from outside now, and a telephone does so in silence. */
  #hidden() {
    const { cell, text, isChanged } = this.editor;
    if (isChanged) this.#keep(cell, text, "grid");
    this.queue.flush();
  }

  #keep(cell, text, way) {
    this.store.keep(cell.id, { text, version: cell.version, way });
  }

  #tellElsewhere(status, values) {
    const link = element("a", { href: values[0].page, textContent: TEXTS.openElsewhere });
    status.said.append(` ${TEXTS.elsewhere(values.length)} `, link);
  }
}
