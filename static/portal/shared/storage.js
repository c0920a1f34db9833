/** What the browser keeps past the page; where it has no room or forbids it, nothing is kept and nothing breaks. */

class Items {
  /** @param {"localStorage"|"sessionStorage"} kind */
  constructor(kind) {
    this.kind = kind;
  }

  /** @param {string} name @returns {string|null} null where nothing is kept */
  read(name) {
    return this.#use((items) => items.getItem(name)) ?? null;
  }

  /** @param {string} name @returns {any} null where nothing is kept, or nothing of ours */
  readJson(name) {
    try {
      return JSON.parse(this.read(name));
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {string} text */
  keep(name, text) {
    this.#use((items) => items.setItem(name, text));
  }

  /** @param {string} name */
  forget(name) {
    this.#use((items) => items.removeItem(name));
  }

  /** @param {string} prefix @returns {string[]} */
  names(prefix) {
    return this.#use((items) => Object.keys(items).filter((name) => name.startsWith(prefix))) ?? [];
  }

  #use(act) {
    try {
      return act(window[this.kind]);
    } catch {
      return undefined; // full or forbidden
    }
  }
}

/** For all pages of the portal in this browser. */
export const inBrowser = new Items("localStorage");
/** For this tab, until it is closed. */
export const inTab = new Items("sessionStorage");
