/** What was changed is saved: in batches, one request at a time, again where it failed; typing never waits for it. */
import { TEXTS } from "../table/texts.js";
import { idOfResult, isSaved, noteOf, otherValue, take } from "./result.js";
import { sendCells } from "./send_cells.js";

/** @typedef {import("../table/table.js").Cell} Cell */

/**
 * @typedef {object} Entry a cell whose text the server has not confirmed
 * @property {Cell} cell
 * @property {import("./send_cells.js").Way} way
 * @property {string} step of many cells that it is a part of, "" for none
 * @property {"waiting"|"sending"|"conflict"|"refused"|"locked"} state the last three wait for the person
 * @property {string|null} sent the text under way
 * @property {string[]} lost texts that were sent and nothing came back: the server may have them
 * @property {string} why
 * @property {import("./result.js").Other|null} current somebody else's value
 */

/** @typedef {{kind: "offline"|"server"|"session"|"stranger"}|null} Trouble */

const DEBOUNCE = 300;
const MOST = 500;
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60_000;

export class Queue {
  /**
   * @param {HTMLElement} frame
   * @param {import("../table/table.js").GridTable} table
   * @param {import("./store.js").Store} store
   * @param {{changed: (cells: Cell[]) => void, rewritten: (cell: Cell, typed: string, text: string) => void}} hooks
   */
  constructor(frame, table, store, hooks) {
    Object.assign(this, { frame, table, store, hooks });
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
    /** @type {Trouble} */
    this.trouble = null;
    this.busy = false;
    this.timer = 0;
    this.pause = FIRST_PAUSE;
    this.most = MOST;
    addEventListener("online", () => this.retry());
    const returned = () => ["session", "stranger"].includes(this.trouble?.kind) && document.visibilityState === "visible" && this.retry();
    addEventListener("focus", returned);
    document.addEventListener("visibilitychange", returned);
  }

  /** @param {Entry["state"]} state @returns {Entry[]} */
  in(...states) {
    return [...this.entries.values()].filter((entry) => states.includes(entry.state));
  }

  /** Takes cells whose text has changed. @param {Cell[]} cells @param {Entry["way"]} way @param {string} [step] */
  put(cells, way, step = "") {
    for (const cell of cells) {
      const entry = this.entries.get(cell.id);
      if (!entry) this.#add(cell, way, step);
      else if (entry.state === "refused" || entry.state === "waiting") Object.assign(entry, { way, step, state: "waiting", why: "" });
      else Object.assign(entry, { way, step });
      if (this.entries.get(cell.id).state === "waiting" && this.#isAsSaved(cell)) this.#remove(cell);
      else this.#keep(this.entries.get(cell.id));
    }
    this.hooks.changed(cells);
    this.#soon(DEBOUNCE);
  }

  /** Puts back what an earlier visit could not save; the version is the one that was seen then. */
  restore(cell, { text, version, way, step = "" }) {
    this.table.write(cell, text);
    cell.version = version;
    this.#add(cell, way, step).lost.push(text);
    this.hooks.changed([cell]);
    this.#soon(0);
  }

  /** Now, and not after the pause that failing has brought about. */
  retry() {
    if (this.trouble) this.pause = FIRST_PAUSE;
    this.#soon(0);
  }

  /** The page is being left. */
  flush() {
    clearTimeout(this.timer);
    this.#send(true);
  }

  /** The own value stands, over the one that the person has now seen. @param {Entry[]} entries */
  keepMine(entries) {
    for (const entry of entries) {
      entry.cell.version = entry.current.version;
      Object.assign(entry, { state: "waiting", current: null });
      this.#keep(entry);
    }
    this.hooks.changed(entries.map(({ cell }) => cell));
    this.#soon(0);
  }

  /** Somebody else's value stands, or the one before a refused edit. @param {Entry[]} entries */
  giveUp(entries) {
    for (const { cell, current } of entries) {
      const text = current ? current.text : cell.saved;
      this.#remove(cell);
      if (current) cell.version = current.version;
      Object.assign(cell, { saved: text, state: null, note: "" });
      this.table.write(cell, text);
    }
    this.hooks.changed(entries.map(({ cell }) => cell));
  }

  #add(cell, way, step) {
    const entry = { cell, way, step, state: "waiting", sent: null, lost: [], why: "", current: null };
    this.entries.set(cell.id, entry);
    return entry;
  }

  #keep({ cell, way, step }) {
    this.store.keep(cell.id, { text: cell.text, version: cell.version, way, step });
  }

  #remove(cell) {
    this.entries.delete(cell.id);
    this.store.forget(cell.id);
  }

  /** Back to what the server holds, and it cannot have got anything else meanwhile. */
  #isAsSaved(cell) {
    return cell.text === cell.saved && !this.entries.get(cell.id).lost.length;
  }

  #soon(delay) {
    clearTimeout(this.timer);
    const trouble = this.trouble && delay === DEBOUNCE ? this.pause : delay;
    this.timer = setTimeout(() => this.#send(), trouble);
  }

  async #send(leaving = false) {
    const waiting = this.in("waiting");
    if (this.busy || !waiting.length) return;
    this.busy = true;
    const { way, step } = waiting[0];
    const batch = waiting.filter((entry) => entry.way === way && entry.step === step).slice(0, this.most);
    for (const entry of batch) Object.assign(entry, { state: "sending", sent: entry.cell.text });
    if (!this.trouble) this.hooks.changed(batch.map(({ cell }) => cell));
    const cells = batch.map(({ cell, sent }) => ({ cell: cell.address, text: sent, version: cell.version }));
    const outcome = await sendCells(this.frame, { way, step, cells }, leaving);
    this.busy = false;
    if (outcome.kind === "answer") this.#answered(batch, outcome.cells);
    else if (outcome.kind === "rejected") this.#rejected(batch, outcome.status);
    else this.#failed(batch, outcome);
  }

  #answered(batch, results) {
    const recovered = this.trouble ? this.#cells() : [];
    this.trouble = null;
    this.pause = FIRST_PAUSE;
    this.most = MOST;
    const byId = new Map(results.map((result) => [idOfResult(result), result]));
    for (const entry of batch) {
      const result = byId.get(entry.cell.id);
      byId.delete(entry.cell.id);
      if (result) this.#settle(entry, result);
      else this.#unanswered(entry);
    }
    const others = [...byId].map(([id, result]) => this.#refresh(id, result)).filter(Boolean);
    this.hooks.changed([...new Set([...batch.map(({ cell }) => cell), ...others, ...recovered])]);
    this.#soon(0);
  }

  /** @param {Entry} entry @param {import("./result.js").Result} result */
  #settle(entry, result) {
    const { cell, sent, lost } = entry;
    const again = cell.text !== sent;
    Object.assign(entry, { sent: null, lost: [] });
    if (isSaved(result, sent)) {
      take(cell, result, true);
      if (again) this.#again(entry);
      else this.#confirmed(cell, sent);
    } else if (result.state === "conflict") {
      Object.assign(entry, { state: "conflict", current: otherValue(result) });
      // The other value is one's own, of a request whose answer was lost.
      if (lost.includes(entry.current.text)) this.keepMine([entry]);
    } else if (again && result.state !== "locked") {
      this.#again(entry);
    } else {
      Object.assign(entry, { state: result.state === "locked" ? "locked" : "refused", why: noteOf(result) });
      if (result.state === "locked") cell.locked = entry.why;
    }
  }

  #confirmed(cell, sent) {
    this.entries.delete(cell.id);
    this.store.drop(cell.id, sent);
    if (cell.saved === sent) return;
    this.table.write(cell, cell.saved);
    this.hooks.rewritten(cell, sent, cell.saved);
  }

  /** It was edited while it was being saved. */
  #again(entry) {
    entry.state = "waiting";
    if (this.#isAsSaved(entry.cell)) this.#remove(entry.cell);
    else this.#keep(entry);
  }

  #unanswered(entry) {
    Object.assign(entry, { state: "refused", why: TEXTS.noAnswer, lost: [...entry.lost, entry.sent], sent: null });
  }

  /** The server may answer about other cells too: what follows from those. */
  #refresh(id, result) {
    const cell = this.table.find(id);
    // Of another version than this screen has seen is what somebody else wrote: typing there must still be a conflict.
    if (!cell || this.entries.has(id) || result.version !== cell.version) return null;
    take(cell, result);
    this.table.write(cell, result.text);
    return cell;
  }

  /** One faulty cell must not hold up the others: halves are tried, down to the one that is at fault. */
  #rejected(batch, status) {
    for (const entry of batch) Object.assign(entry, { state: "waiting", sent: null });
    if (batch.length > 1) {
      this.most = Math.ceil(batch.length / 2);
    } else {
      Object.assign(batch[0], { state: "refused", why: TEXTS.rejected(status) });
      this.hooks.changed([batch[0].cell]);
    }
    this.#soon(0);
  }

  #failed(batch, outcome) {
    for (const entry of batch) Object.assign(entry, { state: "waiting", lost: [...entry.lost, entry.sent], sent: null });
    this.trouble = outcome;
    this.hooks.changed(this.#cells());
    this.#soon(this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  #cells() {
    return [...this.entries.values()].map(({ cell }) => cell);
  }
}
