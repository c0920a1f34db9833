/** Values that the server has not confirmed yet, kept in the browser by their cells' addresses. */
import { inBrowser } from "../../../../portal/shared/storage.js";

/**
 * @typedef {object} Kept a value that the server has not confirmed yet
 * @property {string} text
 * @property {number} version
 * @property {string} at when it was typed
 * @property {string} page where it was typed
 * @property {import("./send_cells.js").Way} way
 * @property {string} [step]
 */

/** Of what is kept: what was kept in another form is left alone. */
const FORM = "2";

/** One item for each, so that two pages of one person don't overwrite each other's; without room leaving the page asks anyway. */
export class Store {
  /** @param {string} name the person's own: another one at this computer sees nothing of it */
  constructor(name) {
    this.prefix = `${name || "grid"}/${FORM}|`;
    this.page = location.pathname + location.search;
  }

  /** @param {string} id @param {Omit<Kept, "page"|"at"> & {at?: string}} value */
  keep(id, { text, version, way, step, at = new Date().toISOString() }) {
    inBrowser.keep(this.prefix + id, JSON.stringify({ text, version, way, step, at, page: this.page }));
  }

  /** Unless another page has put a newer text there. @param {string} id @param {string} text */
  drop(id, text) {
    if (this.#read(this.prefix + id)?.text === text) this.forget(id);
  }

  /** @param {string} id */
  forget(id) {
    inBrowser.forget(this.prefix + id);
  }

  /** @returns {[string, Kept][]} */
  all() {
    const kept = inBrowser.names(this.prefix).map((name) => [name.slice(this.prefix.length), this.#read(name)]);
    return kept.filter(([, value]) => value);
  }

  #read(name) {
    const kept = inBrowser.readJson(name);
    return typeof kept?.text === "string" ? kept : null;
  }
}
