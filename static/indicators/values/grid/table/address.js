/**
 * Which cell of the grid of values is meant, as the server writes and reads it (indicators/values/address.py):
 * «12:3:2026:fact» is indicator, school, period and kind; the municipality's own cell has no school: «12::2026:fact».
 * Frame, column heading and row each name a part of it in data-cell and leave the rest blank: «12:::».
 * @typedef {string} CellAddress
 */

/** @param {CellAddress} address also a part of one @returns {{indicator: string, school: string, period: string, kind: string}} */
export function parse(address) {
  const [indicator = "", school = "", period = "", kind = ""] = (address ?? "").split(":");
  return { indicator, school, period, kind };
}

/**
 * What frame, column heading and row name together; a later one wins.
 * @param {...(HTMLElement|null|undefined)} sources
 * @returns {CellAddress}
 */
export function addressOf(...sources) {
  const whole = parse("");
  for (const source of sources) {
    for (const [part, written] of Object.entries(parse(source?.dataset.cell))) if (written) whole[part] = written;
  }
  return Object.values(whole).join(":");
}

/** Whether the server could find a value by it. @param {CellAddress} address */
export function isComplete(address) {
  const { indicator, period, kind } = parse(address);
  return Boolean(indicator && period && kind);
}

/**
 * What names a cell of the table, for maps and for the browser's store: its address; where what is computed from it
 * stands in a row of its own, the name of that row too.
 * @param {CellAddress} address @param {string} [computed]
 */
export function idOf(address, computed) {
  return computed ? `${address}:${computed}` : address;
}
