/** One file of a report in the list below the field: how far it is, and what became of it. */
import { button, element } from "../../../portal/shared/elements.js";

export class FileLine {
  /** @param {HTMLUListElement} list @param {string} name */
  constructor(list, name) {
    this.name = name;
    this.size = "";
    this.words = "";
    this.share = 0;
    this.removed = () => {};
    this.told = element("span", { className: "muted small" });
    this.bar = element("progress", { max: 1, value: 0, "aria-label": `Загрузка: ${name}` });
    const remove = button("Убрать", () => this.#remove(), "btn btn-sm btn-outline-secondary", { "aria-label": `Убрать: ${name}` });
    this.element = element("li", {}, element("strong", { textContent: name }), this.told, this.bar, remove);
    list.append(this.element);
  }

  /** @param {string} words @param {string|false} [address] where it can be mended */
  tell(words, address = false) {
    this.words = words;
    this.told.textContent = words;
    if (address) this.told.append(" ", element("a", { href: address, textContent: "Войти" }));
  }

  /** @param {number} share of 1 */
  progress(share) {
    this.share = share;
    this.bar.value = share;
    this.tell([`загружено ${Math.round(share * 100)} %`, this.size].filter(Boolean).join(", "));
  }

  /** The form names it from now on. @param {{key: string, name: string, note: string}} told */
  done(told) {
    this.bar.remove();
    this.element.append(element("input", { type: "hidden", name: "waiting", value: told.key }));
    this.tell(["загружен", this.size].filter(Boolean).join(", "));
    if (told.note) this.element.append(element("span", { className: "note", textContent: told.note }));
  }

  fail(words) {
    this.bar.remove();
    this.element.classList.add("failed");
    this.tell(words);
  }

  onRemove(done) {
    this.removed = done;
  }

  #remove() {
    this.element.remove();
    this.removed();
  }
}
