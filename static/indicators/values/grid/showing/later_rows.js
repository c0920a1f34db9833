/** What a large table need not have at once is shown and put into words while the browser has nothing else to do. */

/** Rows that are shown at a time: what a slow processor does between two keys. */
const AT_ONCE = 4;

/** So long at most the rest waits while the browser has something else to do. */
const LONGEST = 300;

/**
 * Rows below the window are laid out, and what the server says of cells is put into words. Whoever goes there, prints or
 * looks for a word sees all of it.
 */
export class LaterRows {
  /** @param {import("../table/table.js").GridTable} table @param {(row: number) => void} describe */
  constructor(table, describe) {
    Object.assign(this, { table, describe });
    this.hidden = table.lines.length ? [...table.element.querySelectorAll("tr.grid-later")] : [];
    this.described = 0;
    table.showRest = () => this.#show(this.hidden.length);
    addEventListener("beforeprint", table.showRest);
    addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey) && event.code === "KeyF" && table.showRest(), { capture: true });
    this.#soon();
  }

  #soon() {
    if (this.hidden.length || this.described < this.table.height) later(() => this.#some());
  }

  #some() {
    if (this.hidden.length) this.#show(AT_ONCE);
    const end = Math.min(this.described + AT_ONCE, this.table.height);
    for (; this.described < end; this.described += 1) this.describe(this.described);
    this.#soon();
  }

  #show(count) {
    for (const line of this.hidden.splice(0, count)) line.classList.remove("grid-later");
  }
}

/** Safari knows no idle time yet. @param {() => void} act */
function later(act) {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: LONGEST });
  else setTimeout(act, 50);
}
