/** The line under the table: whether all is saved, and if not, why and what one can do. */
import { button, element } from "../../../../portal/shared/elements.js";
import { reason } from "./marks.js";
import { TEXTS } from "../table/texts.js";

/** A whole block's questions read out would take minutes. */
const MOST_READ = 3;

export class Status {
  /**
   * @param {import("../saving/queue.js").Queue} queue
   * @param {string} loginUrl
   * @param {(cell: import("../table/table.js").Cell) => void} show leads to a cell that waits for the person
   */
  constructor(queue, loginUrl, show) {
    this.queue = queue;
    this.show = show;
    this.loginUrl = loginUrl;
    this.line = element("p", { className: "grid-line" });
    /** Read out by screen readers: only what has gone wrong or right again, not every single save. */
    this.live = element("p", { className: "visually-hidden", role: "status" });
    /** What has just been done by a key or a paste. */
    this.said = element("p", { className: "grid-said", role: "status" });
    /** Read out: what the portal asks about values that have just been saved. */
    this.asked = element("p", { className: "visually-hidden", role: "status" });
    this.last = "";
    this.announced = "";
  }

  /** @param {string} text */
  say(text) {
    // The same sentence again has to be a change, or nobody hears it.
    this.said.textContent = text && this.said.textContent === text ? `${text}\u00a0` : text;
  }

  /** What has been said is so no more; anything else stays. @param {string} text */
  unsay(text) {
    if (this.said.textContent.trim() === text) this.said.textContent = "";
  }

  /** @param {string[]} questions about cells, each with the cell's name */
  ask(questions) {
    if (!questions.length) return;
    const left = questions.length - MOST_READ;
    this.asked.textContent = [...questions.slice(0, MOST_READ), left > 0 && TEXTS.andMore(left)].filter(Boolean).join(". ");
  }

  update() {
    const parts = [this.#saving(), ...this.#choices()].filter(Boolean);
    if (!parts.length) parts.push({ state: "saved", text: TEXTS.allSaved });
    const written = JSON.stringify(parts.map(({ state, text }) => [state, text]));
    if (written === this.last) return;
    this.last = written;
    this.line.replaceChildren(...parts.map(({ state, text, actions = [] }) =>
      element("span", { className: "grid-part", "data-state": state }, element("span", { textContent: text }), ...actions)));
    this.#announce(parts);
  }

  #saving() {
    const { queue } = this;
    const count = queue.in("waiting", "sending").length;
    if (!count) return null;
    const retry = () => button(TEXTS.retry, () => queue.retry());
    if (queue.trouble?.kind === "session") {
      const link = element("a", { href: this.loginUrl, target: "_blank", rel: "noopener", textContent: TEXTS.logIn });
      return { state: "unsent", text: TEXTS.sessionExpired, actions: [link, retry()] };
    }
    if (queue.trouble) return { state: "unsent", text: TEXTS.unsentCount(count, reason(queue.trouble)), actions: [retry()] };
    return { state: "saving", text: TEXTS.savingCount(count) };
  }

  #choices() {
    return [
      this.#choice("conflict", TEXTS.conflictCount, this.queue.in("conflict")),
      this.#choice("refused", TEXTS.refusedCount, this.queue.in("refused", "locked")),
    ];
  }

  #choice(state, text, entries) {
    if (!entries.length) return null;
    let next = 0;
    const show = button(TEXTS.show, () => {
      const now = this.queue.in(...(state === "conflict" ? ["conflict"] : ["refused", "locked"]));
      if (now.length) this.show(now[next++ % now.length].cell);
    });
    return { state, text: text(entries.length), actions: [show] };
  }

  #announce(parts) {
    const trouble = parts.filter(({ state }) => !["saved", "saving"].includes(state)).map(({ text }) => text).join(". ");
    if (trouble === this.announced || (!trouble && parts[0].state === "saving")) return;
    this.live.textContent = trouble || TEXTS.allSaved;
    this.announced = trouble;
  }
}
