/**
 * Names as people write them, matched as the server matches those of a workbook (portal/text/keys.py, schools/directory/names.py);
 * tests/indicators/values/test_grid_names.py holds the two together. Pure functions.
 */

const WORDS_OF_ALL_SCHOOLS = [
  "м?[бкао]?оу", "муниципальн~*", "бюджетн~*", "казенн~*", "автономн~*", "обще(образовательн~*)?", "образовательн~*",
  "учреждени~*", "организаци~*", "сош", "оош", "нош", "сш", "ош", "основн~*", "средн(яя|ей|юю)", "начальн~*",
  "школ[аыуе]", "школой", "гимнази~", "лице~", "имени", "им",
];
const OF_ALL_SCHOOLS = new RegExp(`^(${WORDS_OF_ALL_SCHOOLS.join("|").replaceAll("~", "[\\p{L}\\p{N}_]")})$`, "u");

/** Case, «ё», quotation marks, dashes and «№» make no difference. @param {string} text */
export function naturalKey(text) {
  const words = text.toLowerCase().replaceAll("ё", "е").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return words.replace(/\p{Nd}+/gu, (number) => number.padStart(6, "0"));
}

/** The words of a school's name that tell it from others, in any order. @param {string} key */
export function distinctiveWords(key) {
  const words = key.split(" ").filter((word) => word && !OF_ALL_SCHOOLS.test(word));
  return [...new Set(words)].sort().join(" ");
}

/** Whether it is no name but a number. @param {string} text */
export function isBareNumber(text) {
  return /^\p{Nd}*$/u.test(naturalKey(text).replaceAll(" ", ""));
}

/** Finds a row or a column by what people call it; a name that several have finds none of them. */
export class Names {
  constructor() {
    /** @type {Map<string, Set<number>>} */
    this.whole = new Map();
    /** @type {Map<string, Set<number>>} */
    this.schools = new Map();
  }

  /** @param {number} place @param {string[]} names @param {boolean} isSchool */
  add(place, names, isSchool) {
    for (const key of names.map(naturalKey).filter(Boolean)) {
      put(this.whole, key, place);
      if (isSchool) put(this.schools, distinctiveWords(key), place);
    }
  }

  /** @param {string} text @returns {number|undefined} */
  find(text) {
    const key = naturalKey(text);
    const found = this.whole.get(key);
    if (found) return only(found);
    const words = distinctiveWords(key);
    return words && !isBareNumber(text) ? only(this.schools.get(words)) : undefined;
  }

  /** Whether it is a name here, also one of several. @param {string} text */
  has(text) {
    return this.whole.has(naturalKey(text));
  }
}

function put(map, key, place) {
  map.set(key, (map.get(key) ?? new Set()).add(place));
}

function only(places) {
  return places?.size === 1 ? [...places][0] : undefined;
}
