/**
 * @typedef {object} Kept a value that the server has not confirmed yet
 * @property {string} text
 * @property {number} version
 * @property {string} at when it was typed
 * @property {string} page where it was typed
 * @property {import("./transport.js").Way} way
 * @property {string} [step]
 */

/** Of what is kept: what was kept in another form is left alone. */
const FORM = "2";

/**
 * Unconfirmed values in the browser by their cells' addresses, one item for each, so that two pages of one person don't overwrite each other's.
 * Where the browser has no room or forbids it, the grid works on: leaving the page asks anyway.
 */
export class Store {
  /** @param {string} name the person's own: another one at this computer sees nothing of it */
  constructor(name) {
    this.prefix = `${name || "grid"}/${FORM}|`;
    this.page = location.pathname + location.search;
  }

  /** @param {string} id @param {Omit<Kept, "page"|"at"> & {at?: string}} value */
  keep(id, { text, version, way, step, at = new Date().toISOString() }) {
    const kept = { text, version, way, step, at, page: this.page };
    try {
      localStorage.setItem(this.prefix + id, JSON.stringify(kept));
    } catch {
      // Full or forbidden.
    }
  }

  /** Unless another page has put a newer text there. @param {string} id @param {string} text */
  drop(id, text) {
    if (this.#read(this.prefix + id)?.text === text) this.forget(id);
  }

  /** @param {string} id */
  forget(id) {
    try {
      localStorage.removeItem(this.prefix + id);
    } catch {
      // Forbidden.
    }
  }

  /** @returns {[string, Kept][]} */
  all() {
    let names = [];
    try {
      names = Object.keys(localStorage).filter((name) => name.startsWith(this.prefix));
    } catch {
      // Forbidden.
    }
    return names.map((name) => [name.slice(this.prefix.length), this.#read(name)]).filter(([, kept]) => kept);
  }

  #read(name) {
    try {
      const kept = JSON.parse(localStorage.getItem(name));
      return typeof kept?.text === "string" ? kept : null;
    } catch {
      return null;
    }
  }
}
