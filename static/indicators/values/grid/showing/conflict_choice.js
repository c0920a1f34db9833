/** Where the active cell waits for a decision: both values, who and when, and what one can choose. */
import { button, element } from "../../../../portal/shared/elements.js";
import { moment } from "./marks.js";
import { TEXTS } from "../table/texts.js";

/** @typedef {import("../saving/queue.js").Entry} Entry */

export class ConflictChoice {
  /** @param {import("../saving/queue.js").Queue} queue @param {() => void} chosen */
  constructor(queue, chosen) {
    this.queue = queue;
    this.chosen = chosen;
    this.box = element("div", { className: "grid-choice", role: "group", hidden: true });
    this.box.addEventListener("keydown", (event) => event.key === "Escape" && chosen());
    this.shown = "";
  }

  /** @param {import("../table/table.js").Cell} cell @param {string} title */
  show(cell, title) {
    const entry = this.queue.entries.get(cell.id);
    const waits = ["conflict", "refused", "locked"].includes(entry?.state);
    const written = waits ? JSON.stringify([cell.id, cell.text, entry.state, entry.why, entry.current, this.queue.in("conflict").length]) : "";
    if (written === this.shown) return;
    this.shown = written;
    this.box.hidden = !waits;
    this.box.setAttribute("aria-label", title);
    this.box.replaceChildren(...(waits ? this.#content(entry) : []));
  }

  /** @returns {boolean} whether there is something to choose */
  focus() {
    if (this.box.hidden) return false;
    this.box.querySelector("button").focus();
    return true;
  }

  #content(entry) {
    return entry.state === "conflict" ? this.#conflict(entry) : [this.#giveUp(entry)];
  }

  #conflict(entry) {
    const { text, by, at } = entry.current;
    const who = TEXTS.byAndAt(by || TEXTS.somebody, moment(at));
    const values = element("dl", { className: "grid-values" },
      element("dt", { textContent: TEXTS.mine }), element("dd", { textContent: entry.cell.text || TEXTS.empty }),
      element("dt", { textContent: TEXTS.theirs }), element("dd", { textContent: text || TEXTS.empty }, this.#who(who)),
    );
    const all = this.queue.in("conflict");
    const buttons = [
      this.#button(TEXTS.keepMine, () => this.queue.keepMine([entry]), "btn btn-sm btn-primary"),
      this.#button(text ? TEXTS.takeTheirs(short(text)) : TEXTS.takeEmpty, () => this.queue.giveUp([entry])),
    ];
    if (all.length > 1) {
      buttons.push(
        this.#button(TEXTS.keepAllMine(all.length), () => this.queue.keepMine(this.queue.in("conflict")), "btn btn-sm btn-link"),
        this.#button(TEXTS.takeAllTheirs(all.length), () => this.queue.giveUp(this.queue.in("conflict")), "btn btn-sm btn-link"),
      );
    }
    return [values, element("div", { className: "grid-buttons" }, ...buttons)];
  }

  #who(who) {
    return element("span", { className: "muted", textContent: ` — ${who}` });
  }

  #giveUp(entry) {
    const { saved } = entry.cell;
    return this.#button(saved ? TEXTS.giveUp(short(saved)) : TEXTS.giveUpEmpty, () => this.queue.giveUp([entry]));
  }

  #button(text, choose, look) {
    return button(text, () => {
      choose();
      this.chosen();
    }, look);
  }
}

function short(text) {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
