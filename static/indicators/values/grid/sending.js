import { TEXTS } from "./texts.js";

/**
 * Whatever form stands beside the table: it goes when all that was typed is saved, and not while a value waits for a
 * choice. The forms of the panel are the panel's own.
 */
export class Sending {
  /**
   * @param {import("./queue.js").Queue} queue
   * @param {(text: string) => void} say
   * @param {() => void} commit what is being typed
   */
  constructor(queue, say, commit) {
    Object.assign(this, { queue, say, commit });
    /** @type {{form: HTMLFormElement, submitter: HTMLElement|null}|null} */
    this.asked = null;
    document.addEventListener("submit", (event) => {
      const form = event.target;
      if (form.method === "post" && !form.closest("[data-portal-panel]")) this.#hold(event, form);
    });
  }

  #hold(event, form) {
    this.commit();
    if (!this.queue.entries.size) return;
    event.preventDefault();
    this.asked = { form, submitter: event.submitter };
    this.say(TEXTS.sentWhenSaved);
    if (this.queue.in("waiting", "sending").length) this.queue.retry();
    else this.#giveUp();
  }

  /** The queue has changed. */
  settled() {
    if (!this.asked) return;
    const { form, submitter } = this.asked;
    if (!this.queue.entries.size) {
      this.asked = null;
      form.requestSubmit(submitter);
    } else if (this.queue.trouble || !this.queue.in("waiting", "sending").length) {
      this.#giveUp();
    }
  }

  #giveUp() {
    this.asked = null;
    this.say(TEXTS.notSentUnsaved);
  }
}
