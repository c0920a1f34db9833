/** The way back outlives a reload of the page, in this tab; undoing leaves alone what has been changed since. */
import { inTab } from "../../../../portal/shared/storage.js";

/** Of as many steps back: the browser has little room. */
const STEPS = 30;

const written = (steps) => steps.slice(-STEPS).map(({ changes, way }) => ({ way, changes: changes.map(({ cell, from, to }) => [cell.id, from, to]) }));

export class UndoMemory {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("../saving/store.js").Store} store
   * @param {import("./edits.js").Edits} edits
   */
  constructor(table, store, edits) {
    Object.assign(this, { table, edits, name: `${store.prefix}undo|${store.page}` });
    this.#restore();
    addEventListener("pagehide", () => this.#keep());
  }

  #keep() {
    const { done, undone } = this.edits;
    inTab.forget(this.name);
    if (done.length || undone.length) inTab.keep(this.name, JSON.stringify([written(done), written(undone)]));
  }

  #restore() {
    const [done, undone] = inTab.readJson(this.name) ?? [[], []];
    this.edits.done = done.map((step) => this.#read(step)).filter(Boolean);
    this.edits.undone = undone.map((step) => this.#read(step)).filter(Boolean);
  }

  /** Without the cells that the page does not show any more. */
  #read({ way, changes }) {
    const known = changes.map(([id, from, to]) => ({ cell: this.table.find(id), from, to })).filter(({ cell }) => cell);
    return known.length ? { way, changes: known } : null;
  }
}
