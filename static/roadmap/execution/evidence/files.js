/**
 * Files of a report are sent each by itself as soon as they are chosen; the form then only names them.
 * input[type=file][data-portal-upload="address"][data-portal-longest-side="pixels"][data-portal-most-bytes]
 */
import { element } from "../../../portal/shared/elements.js";
import { followFiles } from "./document_kind.js";
import { FileLine } from "./file_line.js";
import { forget, keptAt, put } from "./kept_files.js";
import { isWhole } from "./picture_end.js";
import { Refused, sendFile, withdrawFile } from "./send_file.js";
import { shrunk } from "./shrink_photo.js";

const SENT_LATER = "Файлы догружаются, отчёт уйдёт сам. Страницу лучше не закрывать.";
const BROKEN = "картинка оборвана: видна не целиком. Снимите или выберите её ещё раз.";
const OFFLINE = "связи нет, продолжим с того же места";
const SESSION = "время работы истекло: войдите снова, и файл догрузится";

const megabytes = (bytes) =>
  bytes < 2 ** 17 ? `${Math.ceil(bytes / 1024)} КБ` : `${(bytes / 2 ** 20).toLocaleString("ru", { maximumFractionDigits: 1 })} МБ`;

class Files {
  /**
   * `isWaited`: the report is to go as soon as its files have; `isKept`: this browser keeps them past the page.
   * @param {HTMLInputElement} input
   */
  constructor(input) {
    this.input = input;
    this.form = input.form;
    this.address = input.dataset.portalUpload;
    this.place = `${document.body.dataset.portalPerson}:${this.address}`;
    this.mostBytes = Number(input.dataset.portalMostBytes);
    this.list = element("ul", { className: "sent-files" });
    this.said = element("div", { className: "small", role: "status" });
    this.original = originalBox(input);
    input.after(this.original.line, this.list, this.said);
    /** @type {Set<FileLine>} */
    this.underWay = new Set();
    this.isWaited = false;
    this.isKept = true;
    input.addEventListener("change", (event) => this.#chosen(event), { capture: true });
    this.form.addEventListener("submit", (event) => this.#submitted(event), { capture: true });
    addEventListener("beforeunload", (event) => this.underWay.size && !this.isKept && event.preventDefault());
  }

  async restore() {
    for (const { key, file, sentKey, isOriginal } of await keptAt(this.place)) {
      if (document.querySelector(`input[name=waiting][value="${sentKey}"]`)) forget(key);
      else this.#go(new FileLine(this.list, file.name), file, { key, sentKey, isOriginal });
    }
    if (this.underWay.size) this.#say("Файлы, которые не успели уйти, отправляются дальше.");
  }

  /** @param {Event} event */
  #chosen(event) {
    event.stopImmediatePropagation();
    const chosen = [...this.input.files];
    this.input.value = "";
    followFiles(this.form, chosen);
    for (const file of chosen) this.#take(file);
  }

  /** @param {File} file */
  async #take(file) {
    const line = new FileLine(this.list, file.name);
    this.underWay.add(line);
    line.tell("готовится…");
    if (!(await isWhole(file))) return this.#stop(line, BROKEN);
    const isOriginal = this.original.box.checked;
    const wanted = isOriginal ? file : await shrunk(file, Number(this.input.dataset.portalLongestSide));
    if (wanted.size > this.mostBytes) return this.#stop(line, `больше ${megabytes(this.mostBytes)}. Выберите файл меньше.`);
    line.size = wanted.size < file.size ? `уменьшено с ${megabytes(file.size)} до ${megabytes(wanted.size)}` : megabytes(file.size);
    const key = `${Date.now()}-${Math.random()}`;
    this.isKept = (await put({ key, place: this.place, file: wanted, isOriginal })) && this.isKept;
    return this.#go(line, wanted, { key, isOriginal });
  }

  /** @param {FileLine} line @param {File} file */
  async #go(line, file, { key, sentKey, isOriginal }) {
    this.underWay.add(line);
    const stopping = new AbortController();
    let known = sentKey;
    line.onRemove(() => {
      stopping.abort();
      forget(key);
      if (known) withdrawFile(known);
      this.#left(line);
    });
    try {
      const told = await sendFile(
        { address: this.address, file, isOriginal, key: sentKey, signal: stopping.signal },
        {
          began: (given) => {
            known = given;
            put({ key, place: this.place, file, isOriginal, sentKey: given });
          },
          got: (share) => this.#got(line, share),
          trouble: (kind) => {
            line.tell(kind === "session" ? SESSION : OFFLINE, kind === "session" && location.href);
            this.#say(`«${file.name}»: ${kind === "session" ? SESSION : OFFLINE}.`);
          },
        },
      );
      line.done(told);
      this.#say(told.note ? `«${told.name}» загружен. ${told.note}` : `«${told.name}» загружен.`);
    } catch (fault) {
      if (stopping.signal.aborted) return;
      line.fail(fault instanceof Refused ? fault.message : "не получилось загрузить. Выберите его ещё раз.");
      this.#say(`«${file.name}»: ${line.words}`);
      this.isWaited = false;
    }
    forget(key);
    this.#left(line);
  }

  #got(line, share) {
    const before = line.share;
    line.progress(share);
    if (before < 0.5 && share >= 0.5 && share < 1) this.#say(`«${line.name}»: загружена половина.`);
  }

  #stop(line, words) {
    line.fail(words);
    line.onRemove(() => {});
    this.#say(`«${line.name}»: ${words}`);
    this.isWaited = false;
    this.#left(line);
  }

  #left(line) {
    this.underWay.delete(line);
    if (!this.underWay.size && this.isWaited) this.form.requestSubmit();
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    if (!this.underWay.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.isWaited = true;
    this.#say(SENT_LATER);
  }

  #say(words) {
    this.said.textContent = words;
  }
}

function originalBox(input) {
  const box = element("input", { type: "checkbox", id: `${input.id}-original`, className: "form-check-input" });
  const label = element("label", { htmlFor: box.id, className: "form-check-label" }, "Отправлять фото в полном размере");
  return { line: element("div", { className: "form-check mt-1" }, box, label), box };
}

for (const input of document.querySelectorAll("input[data-portal-upload]")) new Files(input).restore();
