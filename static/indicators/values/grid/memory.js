/** Of as many steps back: the browser has little room. */
const STEPS = 30;

const written = (steps) => steps.slice(-STEPS).map(({ changes, way }) => ({ way, changes: changes.map(({ cell, from, to }) => [cell.id, from, to]) }));

/** The way back outlives a reload of the page, in this tab; undoing leaves alone what has been changed since. */
export class Memory {
  /**
   * @param {import("./table.js").GridTable} table
   * @param {import("./store.js").Store} store
   * @param {import("./edits.js").Edits} edits
   */
  constructor(table, store, edits) {
    Object.assign(this, { table, edits, name: `${store.prefix}undo|${store.page}` });
    this.#restore();
    addEventListener("pagehide", () => this.#keep());
  }

  #keep() {
    const { done, undone } = this.edits;
    try {
      sessionStorage.removeItem(this.name);
      if (done.length || undone.length) sessionStorage.setItem(this.name, JSON.stringify([written(done), written(undone)]));
    } catch {
      // Full or forbidden.
    }
  }

  #restore() {
    try {
      const [done, undone] = JSON.parse(sessionStorage.getItem(this.name)) ?? [[], []];
      this.edits.done = done.map((step) => this.#read(step)).filter(Boolean);
      this.edits.undone = undone.map((step) => this.#read(step)).filter(Boolean);
    } catch {
      // Forbidden, or not ours.
    }
  }

  /** Without the cells that the page does not show any more. */
  #read({ way, changes }) {
    const known = changes.map(([id, from, to]) => ({ cell: this.table.find(id), from, to })).filter(({ cell }) => cell);
    return known.length ? { way, changes: known } : null;
  }
}
