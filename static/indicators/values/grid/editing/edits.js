/** Every change of a text goes through here: into the table, to the queue, onto the way back. */

/**
 * @typedef {import("../table/table.js").Cell} Cell
 * @typedef {{cell: Cell, from: string, to: string}} Change
 * @typedef {import("../saving/send_cells.js").Way} Way
 * @typedef {{changes: Change[], way: Way}} Step one edit, paste or clearing
 */

const REMEMBERED = 100;

export class Edits {
  /**
   * @param {import("../table/table.js").GridTable} table
   * @param {import("../saving/queue.js").Queue} queue
   */
  constructor(table, queue) {
    this.table = table;
    this.queue = queue;
    /** @type {Step[]} */
    this.done = [];
    /** @type {Step[]} */
    this.undone = [];
  }

  /** @param {{cell: Cell, to: string}[]} wanted @param {Way} way */
  apply(wanted, way) {
    const changes = wanted
      .filter(({ cell, to }) => cell.text !== to && !this.table.whyNot(cell))
      .map(({ cell, to }) => ({ cell, from: cell.text, to }));
    if (!changes.length) return;
    this.#write(changes.map(({ cell, to }) => [cell, to]), way);
    this.done = [...this.done.slice(1 - REMEMBERED), { changes, way }];
    this.undone = [];
  }

  /** @returns {{cells: Cell[], skipped: number}|null} null where there was nothing */
  undo() {
    return this.#turn(this.done, this.undone, "to", "from");
  }

  redo() {
    return this.#turn(this.undone, this.done, "from", "to");
  }

  /** The server writes a text in its own way: a step that left the typed one has left that one. */
  rewritten(cell, typed, text) {
    for (const step of this.done) {
      for (const change of step.changes) {
        if (change.cell === cell && change.to === typed) change.to = text;
      }
    }
  }

  /** Cells that somebody has changed since are left as they are. */
  #turn(source, target, expected, wanted) {
    const step = source.pop();
    if (!step) return null;
    target.push(step);
    const changes = step.changes.filter((change) => change.cell.text === change[expected] && !this.table.whyNot(change.cell));
    this.#write(changes.map((change) => [change.cell, change[wanted]]), "undo");
    return { cells: changes.map(({ cell }) => cell), skipped: step.changes.length - changes.length };
  }

  #write(changes, way) {
    for (const [cell, text] of changes) this.table.write(cell, text);
    this.queue.put(changes.map(([cell]) => cell), way, changes.length > 1 ? newKey() : "");
  }
}

/** By which the server knows again the requests of one step, so that it can be taken back as one. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (number) => number.toString(36)).join("-");
}
