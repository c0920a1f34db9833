/** What the server says of a cell is read here: the answer to a saving, what follows from it, what colleagues have saved. */
import { idOf } from "../table/address.js";

/**
 * As the server writes it (indicators/values/views/cells.py): `_outcome_as_json`, `_computed_as_json`, `cell_changes`.
 * @typedef {object} Result
 * @property {import("../table/address.js").CellAddress} cell
 * @property {string} [computed] what the cell is computed as; its version is always 0
 * @property {"saved"|"warning"|"conflict"|"refused"|"locked"} [state] what became of an entry; none of a colleague's
 * @property {number} version of the value that the server holds, 0 where it holds none
 * @property {string} text likewise
 * @property {string[]} [notes] what questions the value, or refuses the entry
 * @property {{text: string, by: string, at: string}} [current] of a conflict: somebody else's value, where there is one
 */

/** @typedef {{text: string, version: number, by?: string, at?: string}} Other somebody else's value */

/** By which the table finds the cell. @param {Result} result */
export const idOfResult = ({ cell, computed }) => idOf(cell, computed);

/** @param {Result} result */
export const noteOf = ({ notes = [] }) => notes.join("; ");

/** @param {Result} result @returns {Other} */
export const otherValue = ({ version, current }) => ({ text: "", ...current, version });

/** Whether the server holds what was sent; a conflict with the same text is none. @param {Result} result @param {string} sent */
export function isSaved({ state, current }, sent) {
  return state === "saved" || state === "warning" || (state === "conflict" && current?.text === sent);
}

/**
 * The person at this screen has seen the server's value from now on; who writes it into the table knows what is typed there.
 * @param {import("../table/table.js").Cell} cell
 * @param {Result} result
 * @param {boolean} isOwn whether this screen has saved it, which is shown for a while
 */
export function take(cell, result, isOwn = false) {
  const { text, version } = result;
  const note = noteOf(result);
  const state = isOwn ? "saved" : null;
  Object.assign(cell, { saved: text, version, note, state: note ? "warning" : state });
}
