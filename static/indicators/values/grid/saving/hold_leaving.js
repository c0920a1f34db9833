/** Whatever stands beside the table, forms and links, waits for what was typed to be saved. */
import { TEXTS } from "../table/texts.js";

/**
 * A form goes when all that was typed is saved, and not while a value waits for a choice. A link, which may lead to a
 * file of these values, waits for what is being saved, and then goes in any case: leaving keeps the rest. The forms of
 * the panel are the panel's own.
 */
export class HeldLeaving {
  /**
   * @param {import("./queue.js").Queue} queue
   * @param {(text: string) => void} say
   * @param {() => void} commit what is being typed
   */
  constructor(queue, say, commit) {
    Object.assign(this, { queue, say, commit });
    /** @type {{go: () => void, sends: boolean}|null} */
    this.asked = null;
    document.addEventListener("submit", (event) => {
      const { target: form, submitter } = event;
      if (!form.closest("[data-portal-panel]")) this.#hold(event, () => form.requestSubmit(submitter), form.method === "post");
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link && leaves(event, link)) this.#hold(event, () => link.click(), false);
    });
  }

  get #isSaving() {
    return !this.queue.trouble && this.queue.in("waiting", "sending").length > 0;
  }

  #hold(event, go, sends) {
    if (event.defaultPrevented) return;
    this.commit();
    if (sends ? !this.queue.entries.size : !this.#isSaving) return;
    event.preventDefault();
    this.asked = { go, sends };
    this.say(sends ? TEXTS.sentWhenSaved : TEXTS.goesWhenSaved);
    if (this.queue.in("waiting", "sending").length) this.queue.retry();
    else this.#giveUp();
  }

  /** The queue has changed. */
  settled() {
    if (!this.asked) return;
    const { go, sends } = this.asked;
    if (!this.queue.entries.size || (!sends && !this.#isSaving)) {
      this.asked = null;
      this.say("");
      go();
    } else if (sends && !this.#isSaving) {
      this.#giveUp();
    }
  }

  #giveUp() {
    this.asked = null;
    this.say(TEXTS.notSentUnsaved);
  }
}

/** Not into another window, and not to another place of this page. */
function leaves({ button, ctrlKey, metaKey, shiftKey, altKey }, link) {
  const inPlace = link.getAttribute("href").startsWith("#");
  return !(button || ctrlKey || metaKey || shiftKey || altKey || link.target || inPlace || link.closest("[data-portal-panel], .grid-foot"));
}
