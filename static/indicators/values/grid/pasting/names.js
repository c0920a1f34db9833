/**
 * Names as people write them, as the server keys them (portal/text/keys.py). A school is found here by fewer spellings than there
 * (schools/directory/names.py), never by another: tests/indicators/values/test_grid_names.py. Pure functions.
 */

const WORDS_OF_ALL_SCHOOLS = [
  "м?[бкао]?оу", "муниципальн~*", "бюджетн~*", "казенн~*", "автономн~*", "обще(образовательн~*)?", "образовательн~*",
  "учреждени~*", "организаци~*", "сош", "оош", "нош", "сш", "ош", "основн~*", "средн(яя|ей|юю)", "начальн~*",
  "школ[аыуе]", "школой", "гимнази~", "лице~", "имени", "им",
];
const OF_ALL_SCHOOLS = new RegExp(`^(${WORDS_OF_ALL_SCHOOLS.join("|").replaceAll("~", "[\\p{L}\\p{N}_]")})$`, "u");

/** «СШ» is another word for «СОШ», and so on; "" for a name that says none, "ш" for a school of whatever kind. */
const KINDS = [["г", /^гимнази/], ["л", /^лице/], ["с", /^(со?ш|средн)/], ["о", /^(оо?ш|основн)/], ["н", /^(но?ш|начальн)/], ["ш", /^школ/]];

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

/** What kind of school a name's key says. @param {string} key */
export function kindOf(key) {
  const words = key.split(" ");
  return KINDS.find(([, pattern]) => words.some((word) => OF_ALL_SCHOOLS.test(word) && pattern.test(word)))?.[0] ?? "";
}

const isGeneral = (kind) => !"гл".includes(kind) || kind === "";

/** Whether nothing in the kinds speaks against one school having both. @param {string} said @param {string} own */
function agree(said, own) {
  return said === own || said === "" || ((said === "ш" || own === "ш") && isGeneral(said) && isGeneral(own));
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
    /** By its words, each with its kind. @type {Map<string, Map<number, string>>} */
    this.schools = new Map();
  }

  /** @param {number} place @param {string[]} names @param {boolean} isSchool */
  add(place, names, isSchool) {
    for (const key of names.map(naturalKey).filter(Boolean)) {
      put(this.whole, key, place);
      const words = distinctiveWords(key);
      if (isSchool) this.schools.set(words, (this.schools.get(words) ?? new Map()).set(place, kindOf(key)));
    }
  }

  /** @param {string} text @returns {number|undefined} */
  find(text) {
    const key = naturalKey(text);
    const found = this.whole.get(key);
    if (found) return only(found);
    const words = distinctiveWords(key);
    if (!words || isBareNumber(text)) return undefined;
    const kind = kindOf(key);
    const fitting = [...(this.schools.get(words) ?? [])].filter(([, own]) => agree(kind, own));
    return fitting.length === 1 ? fitting[0][0] : undefined;
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
