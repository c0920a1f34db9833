/** How much of the page is the table: alone in the window, its district's rows held at the bottom. */
import { button, element } from "../../../../portal/shared/elements.js";
import { inBrowser } from "../../../../portal/shared/storage.js";
import { TEXTS } from "../table/texts.js";

const [ALONE, PINNED] = ["grid-alone", "grid-pinned"];
/** A window as low as that of a laptop with large letters: everything but the table is out of the way at first. */
const LOW = "(max-height: 520px) and (pointer: fine)";

export class View {
  /** @param {import("../table/table.js").GridTable} table @param {() => void} changed */
  constructor(table, changed) {
    Object.assign(this, { table, changed });
    this.alone = button("", () => this.#turn(ALONE), "btn btn-sm btn-link");
    this.pinned = button("", () => this.#turn(PINNED), "btn btn-sm btn-link");
    this.pinned.hidden = !table.element.querySelector(".grid-district");
    this.box = element("p", { className: "grid-tools" }, this.pinned, this.alone);
    this.#set(ALONE, kept(ALONE) ?? matchMedia(LOW).matches);
    this.#set(PINNED, kept(PINNED) ?? false);
  }

  #turn(name) {
    const on = !document.documentElement.classList.contains(name);
    this.#set(name, on);
    inBrowser.keep(name, on ? "1" : "");
    this.changed();
  }

  #set(name, on) {
    document.documentElement.classList.toggle(name, on);
    const [pressed, words] = name === ALONE ? [this.alone, TEXTS.tableAlone] : [this.pinned, TEXTS.districtPinned];
    pressed.textContent = words[on ? 1 : 0];
    pressed.setAttribute("aria-pressed", String(on));
  }
}

/** @returns {boolean|null} null where nothing was chosen yet */
function kept(name) {
  const chosen = inBrowser.read(name);
  return chosen === null ? null : Boolean(chosen);
}
