import { button, element } from "./elements.js";
import { TEXTS } from "./texts.js";

const [ALONE, PINNED] = ["grid-alone", "grid-pinned"];
/** A window as low as that of a laptop with large letters: everything but the table is out of the way at first. */
const LOW = "(max-height: 520px) and (pointer: fine)";

/** How much of the page is the table: alone in the window, its district's rows held at the bottom. */
export class View {
  /** @param {import("./table.js").GridTable} table @param {() => void} changed */
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
    try {
      localStorage.setItem(name, on ? "1" : "");
    } catch {
      // Full or forbidden.
    }
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
  try {
    const value = localStorage.getItem(name);
    return value === null ? null : Boolean(value);
  } catch {
    return null;
  }
}
