/** One file of a report in the list below the field: how far it is, and what became of it. */
export class Line {
  /** @param {HTMLUListElement} list @param {string} name */
  constructor(list, name) {
    this.name = name;
    this.size = "";
    this.words = "";
    this.share = 0;
    this.removed = () => {};
    this.element = document.createElement("li");
    this.told = Object.assign(document.createElement("span"), { className: "muted small" });
    this.bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
    this.bar.setAttribute("aria-label", `Загрузка: ${name}`);
    this.button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-outline-secondary" });
    this.button.textContent = "Убрать";
    this.button.setAttribute("aria-label", `Убрать: ${name}`);
    this.button.addEventListener("click", () => {
      this.element.remove();
      this.removed();
    });
    const title = Object.assign(document.createElement("strong"), { textContent: name });
    this.element.append(title, this.told, this.bar, this.button);
    list.append(this.element);
  }

  /** @param {string} words @param {string|false} [address] where it can be mended */
  tell(words, address = false) {
    this.words = words;
    this.told.textContent = words;
    if (address) this.told.append(" ", Object.assign(document.createElement("a"), { href: address, textContent: "Войти" }));
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
    const named = Object.assign(document.createElement("input"), { type: "hidden", name: "waiting", value: told.key });
    this.element.append(named);
    this.tell(["загружен", this.size].filter(Boolean).join(", "));
    if (told.note) this.element.append(Object.assign(document.createElement("span"), { className: "note", textContent: told.note }));
  }

  fail(words) {
    this.bar.remove();
    this.element.classList.add("failed");
    this.tell(words);
  }

  onRemove(done) {
    this.removed = done;
  }
}
