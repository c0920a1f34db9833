/** The rows on the page, and the steps that are sent; the server answers each with the rows as they are now. */
import { element } from "../../portal/shared/elements.js";
import { protection, sessionEnded } from "../../portal/shared/requests.js";

export class Plan {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.live = document.querySelector("[data-portal-live]");
    this.sending = Promise.resolve();
    form.addEventListener("submit", (event) => this.#submit(event));
    form.addEventListener("change", () => this.#count());
    form.addEventListener("focusin", (event) => this.#follow(event.target.closest("[data-portal-row]")));
    document.addEventListener("click", (event) => this.#closeMenus(event.target));
    this.#dress();
  }

  /** @returns {HTMLElement[]} */
  get rows() {
    return [...this.form.querySelectorAll("[data-portal-row]")];
  }

  get ticked() {
    return this.rows.filter((row) => row.querySelector("[name=selected]").checked).map((row) => row.dataset.portalRow);
  }

  row(key) {
    return this.form.querySelector(`[data-portal-row="${CSS.escape(key)}"]`);
  }

  /** The row and everything in it. */
  subtree(row) {
    const found = [row];
    for (let next = row.nextElementSibling; next && depth(next) > depth(row); next = next.nextElementSibling) found.push(next);
    return found;
  }

  focus(row) {
    row?.querySelector(".plan-name").focus();
  }

  say(words) {
    this.live.textContent = words;
  }

  /** One step after the other, however quickly keys are pressed. @param {Record<string, string|string[]>} step */
  send(step) {
    this.sending = this.sending.then(() => this.#send(step));
    return this.sending;
  }

  async #send(step) {
    const at = document.activeElement?.closest?.("[data-portal-row]")?.dataset.portalRow;
    const data = new FormData(this.form);
    for (const [name, value] of Object.entries(step)) {
      data.delete(name);
      for (const each of [value].flat()) data.append(name, each);
    }
    this.form.classList.add("plan-waiting");
    try {
      const response = await fetch(this.form.action, {
        method: "POST",
        body: data,
        headers: protection(),
        redirect: "manual",
      });
      if (!response.ok) return this.#fail(response);
      this.#replace(await response.text(), at);
    } catch {
      this.#tell("Нет связи с порталом: ничего не изменено. Попробуйте ещё раз.");
    } finally {
      this.form.classList.remove("plan-waiting");
    }
  }

  /** A log-in page, or the programme approved meanwhile: the page itself says it best. */
  #fail(response) {
    if (sessionEnded(response) || response.status === 409) return location.reload();
    this.#tell("Портал не ответил: ничего не изменено. Обновите страницу и попробуйте ещё раз.");
  }

  #tell(words) {
    this.say(words);
    this.form.querySelector("[data-portal-said]")?.remove();
    const notice = element("p", { className: "alert alert-warning py-2 mb-2", "data-portal-said": "", textContent: words });
    this.form.querySelector("[data-portal-plan]").prepend(notice);
  }

  #replace(html, at) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-portal-plan]");
    if (!fresh) return location.reload();
    this.form.querySelector("[data-portal-plan]").replaceWith(fresh);
    this.#dress();
    this.focus(this.row(fresh.dataset.at || at || "") ?? this.row(at ?? ""));
    this.say(fresh.querySelector("[data-portal-said]")?.textContent ?? "");
  }

  #submit(event) {
    const step = event.submitter?.value ?? "";
    if (!step || step.startsWith("delete")) return;
    event.preventDefault();
    this.send({ do: step });
  }

  #dress() {
    for (const handle of this.form.querySelectorAll("[data-portal-handle]")) handle.hidden = false;
    this.#follow(this.rows[0]);
    this.#count();
  }

  /** Tab goes through the tools of one row, not of all. */
  #follow(row) {
    if (!row || row === this.current) return;
    for (const control of this.form.querySelectorAll(".plan-name, .plan-row > .tick-label > [name=selected], .plan-menu > summary"))
      control.tabIndex = row.contains(control) ? 0 : -1;
    this.current = row;
  }

  #count() {
    const count = this.ticked.length;
    const bar = this.form.querySelector(".plan-bulk");
    if (!bar) return;
    bar.querySelector("[data-portal-count]").textContent = `Отмечено: ${count}`;
    bar.classList.toggle("plan-bulk-idle", count === 0);
    for (const button of bar.querySelectorAll("button")) button.disabled = count === 0;
  }

  #closeMenus(target) {
    for (const menu of this.form.querySelectorAll("details[open]")) if (!menu.contains(target)) menu.open = false;
  }
}

/** @param {HTMLElement} row */
export const depth = (row) => Number(row.dataset.depth);
