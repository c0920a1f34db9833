/** The side panel: the server renders it for a cell; its forms are posted from here and answer with the panel anew. */
import { button, element } from "../../../../portal/shared/elements.js";
import { protection, sessionEnded } from "../../../../portal/shared/requests.js";
import { TEXTS } from "../table/texts.js";

/** @typedef {import("../table/table.js").Cell} Cell */

const PAUSE = 250;

export class Panel {
  /**
   * @param {HTMLElement} frame
   * @param {{title: (cell: Cell) => string, closed: () => void, commented: (cell: Cell) => void, session: (isExpired: boolean) => void}} hooks
   */
  constructor(frame, hooks) {
    const aside = asideOf(frame);
    Object.assign(this, { frame, aside, hooks });
    /** @type {Cell|null} */
    this.cell = null;
    this.timer = 0;
    this.request = new AbortController();
    /** @type {(() => void)|null} what the expired session has hindered */
    this.hindered = null;
    addEventListener("focus", () => this.hindered?.());
    this.heading = element("h2", { tabIndex: -1 });
    this.body = element("div", { className: "grid-panel-body" });
    const close = button("", () => this.close(), "btn-close", { "aria-label": TEXTS.panelClose });
    aside.replaceChildren(element("div", { className: "grid-panel-head" }, this.heading, close), this.body);
    aside.classList.add("grid-panel");
    aside.setAttribute("aria-label", TEXTS.panel);
    aside.hidden = true;
    aside.addEventListener("submit", (event) => this.#submit(event));
    aside.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.close());
  }

  /** @param {Cell} cell */
  open(cell) {
    this.aside.hidden = false;
    document.documentElement.classList.add("grid-with-panel");
    this.#show(cell, 0);
    this.heading.focus({ preventScroll: true });
    this.aside.scrollIntoView({ block: "nearest" });
  }

  /** The active cell has changed: an open panel follows, once the arrows rest. @param {Cell} cell */
  follow(cell) {
    if (!this.aside.hidden && cell !== this.cell) this.#show(cell, PAUSE);
  }

  /** The cell's value has been saved: its history has. @param {Cell[]} cells */
  refresh(cells) {
    if (!this.aside.hidden && cells.includes(this.cell) && !this.aside.contains(document.activeElement)) this.#show(this.cell, PAUSE);
  }

  close() {
    this.aside.hidden = true;
    document.documentElement.classList.remove("grid-with-panel");
    this.request.abort();
    clearTimeout(this.timer);
    this.cell = null;
    this.hooks.closed();
  }

  #show(cell, pause) {
    const another = cell !== this.cell;
    this.cell = cell;
    this.heading.textContent = this.hooks.title(cell);
    if (another) this.body.replaceChildren(element("p", { className: "muted", textContent: TEXTS.panelLoading }));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#load(this.#url(cell)), pause);
  }

  #url(cell) {
    return `${this.frame.dataset.panelUrl}?${new URLSearchParams({ cell: cell.address })}`;
  }

  async #submit(event) {
    const form = event.target;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    // The header has the newer one: logging in again changes it.
    data.delete("csrfmiddlewaretoken");
    const get = form.method.toLowerCase() === "get";
    const url = new URL(form.getAttribute("action") || this.#url(this.cell), location.href);
    if (get) url.search = new URLSearchParams(data).toString();
    event.submitter?.setAttribute("aria-disabled", "true");
    await this.#load(url, get ? {} : { method: "POST", body: data });
    if (!this.aside.hidden) this.heading.focus({ preventScroll: true });
  }

  async #load(url, options = {}) {
    const { cell } = this;
    this.hindered = null;
    this.request.abort();
    const request = (this.request = new AbortController());
    try {
      const response = await fetch(url, { headers: protection(), ...options, signal: request.signal });
      const isExpired = sessionEnded(response);
      this.hooks.session(isExpired);
      if (isExpired && !options.method) this.hindered = () => this.#load(url);
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      const html = await response.text();
      if (request.signal.aborted) return;
      this.body.innerHTML = html;
      const state = this.body.querySelector("[data-commented]");
      if (state) cell.td.toggleAttribute("data-commented", state.dataset.commented !== "0");
      if (state) this.hooks.commented(cell);
    } catch {
      if (!request.signal.aborted) this.#failed(url, options);
    }
  }

  /** What was typed into a form stays there; the sentence and the second try stand above it. */
  #failed(url, options) {
    this.body.querySelector(".grid-panel-failed")?.remove();
    const retry = button(TEXTS.retry, () => this.#load(url, options));
    const text = element("p", { className: "grid-panel-failed", role: "alert" }, `${TEXTS.panelFailed} `, retry);
    if (options.method) this.body.prepend(text);
    else this.body.replaceChildren(text);
  }
}

/** The page's own, or one of ours after the table. */
function asideOf(frame) {
  const given = frame.parentElement.querySelector("[data-portal-panel]") ?? document.querySelector("[data-portal-panel]");
  const aside = given ?? element("aside");
  if (!given) frame.after(aside);
  return aside;
}
