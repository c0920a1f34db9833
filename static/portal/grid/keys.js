/**
 * What a cell stands for: which indicator, of which school (none for the municipality), period and kind.
 * What is computed from those stands in a row of its own, which `computed` names.
 * @typedef {{indicator: string, school: string|null, period: string, kind: string, computed: string|null}} CellKey
 */

const PARTS = ["indicator", "school", "period", "kind"];

/**
 * The union of the data-* of frame, column heading and row; a later source wins.
 * @param {...(HTMLElement|null|undefined)} sources
 * @returns {CellKey}
 */
export function keyOf(...sources) {
  const key = { indicator: "", school: null, period: "", kind: "", computed: null };
  for (const source of sources) {
    for (const part of [...PARTS, "computed"]) {
      const written = source?.dataset[part];
      if (written) key[part] = written;
    }
  }
  return key;
}

/** Whether the server could find a value by it. @param {CellKey} key */
export function isComplete(key) {
  return Boolean(key.indicator && key.period && key.kind);
}

/** One string for maps and for the browser's store. @param {Record<string, any>} key also as the server writes it */
export function idOf(key) {
  const id = PARTS.map((part) => key[part] ?? "").join("|");
  return key.computed ? `${id}|${key.computed}` : id;
}

/** As the server reads it: identifiers are numbers, no school is null. @param {CellKey} key */
export function forServer(key) {
  return { ...key, indicator: asNumber(key.indicator), school: asNumber(key.school) };
}

/** @param {CellKey} key */
export function asQuery(key) {
  return new URLSearchParams(PARTS.filter((part) => key[part]).map((part) => [part, key[part]])).toString();
}

function asNumber(written) {
  return written !== null && /^\d+$/.test(written) ? Number(written) : written;
}
