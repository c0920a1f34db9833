import { About } from "./about.js";
import { Choice } from "./conflict.js";
import { Clipboard } from "./clipboard.js";
import { Edits } from "./edits.js";
import { Editor } from "./editor.js";
import { element } from "./elements.js";
import { Keyboard } from "./keyboard.js";
import { legend } from "./legend.js";
import { Marks } from "./marks.js";
import { Panel } from "./panel.js";
import { Pointer } from "./pointer.js";
import { Queue } from "./queue.js";
import { Selection } from "./selection.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { GridTable } from "./table.js";
import { TEXTS } from "./texts.js";

for (const frame of document.querySelectorAll("[data-portal-grid]")) mount(frame);

/** A younger value belongs to a page that is open beside this one and will send it. */
const ANOTHER_PAGE_AFTER = 60_000;

/** Makes a table of the page a grid. @param {HTMLElement} frame */
function mount(frame) {
  const table = new GridTable(frame);
  if (!table.byElement.size) return;
  const store = new Store(frame.dataset.store);
  const queue = new Queue(frame, table, store, {
    changed: (cells) => refresh(cells),
    rewritten: (cell, typed, text) => edits.rewritten(cell, typed, text),
    recovered: () => status.say(""),
  });
  const edits = new Edits(table, queue);
  const marks = new Marks(queue);
  const status = new Status(queue, frame.dataset.loginUrl, (cell) => {
    selection.select(cell);
    selection.focus();
  });
  const choice = new Choice(queue, () => selection.focus());
  const about = new About(table, marks, () => details());
  const panel = panelOf(frame, table, marks);
  const selection = new Selection(table, () => selected());
  const clipboard = new Clipboard(table, selection, edits, (text) => status.say(text));
  const editor = new Editor(frame, {
    commit: (cell, text, fill) => edits.apply((fill ? selection.cells() : [cell]).map((each) => ({ cell: each, to: text })), "grid"),
    leave: (event) => keyboard.move(event) || selection.focus(),
    cancelled: (cell) => forgetDraft(cell),
    pasteBlock: (text) => clipboard.pasteWhileEditing(text, editor),
    title: (cell) => table.title(cell),
  });
  const keyboard = new Keyboard(table, selection, { edit, details, undo: () => turn(true), redo: () => turn(false), clear: () => clipboard.clear() });
  panel.hooks.closed = () => selection.focus();
  panel.hooks.session = () => status.say(TEXTS.sessionExpired);

  function refresh(cells) {
    marks.show(cells);
    status.update();
    selected();
    panel.refresh(cells.filter((cell) => !queue.entries.has(cell.id)));
  }

  /** Also called while the selection is being made, before it has a name here. */
  function selected() {
    queueMicrotask(() => {
      about.show(selection);
      choice.show(selection.active, table.title(selection.active));
      panel.follow(selection.active);
    });
  }

  /** @param {string} [text] typed in place of the value */
  function edit(text) {
    const { active } = selection;
    const why = table.whyNot(active);
    if (why) status.say(TEXTS.notEditable(why));
    if (text === undefined && choice.focus()) return false;
    if (why) return false;
    status.say("");
    editor.open(active, text === undefined ? "edit" : "enter", text);
    return true;
  }

  function details() {
    if (!selection.active.readOnly) panel.open(selection.active);
  }

  function turn(back) {
    const result = back ? edits.undo() : edits.redo();
    if (!result) {
      status.say(back ? TEXTS.nothingToUndo : TEXTS.nothingToRedo);
      return;
    }
    selectAround(result.cells);
    const done = (back ? TEXTS.undone : TEXTS.redone)(result.cells.length);
    status.say(result.skipped ? `${done}. ${TEXTS.changedSince(result.skipped)}` : done);
  }

  function selectAround(cells) {
    if (!cells.length) return;
    const [rows, columns] = [cells.map(({ row }) => row), cells.map(({ column }) => column)];
    selection.selectRange({
      top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns),
    });
    selection.focus();
  }

  /** What is being typed survives the browser being closed from outside; it is taken back with Escape. */
  function keepDraft() {
    const { cell, area } = editor;
    if (cell && area.value !== cell.text) store.keep(cell.id, { key: cell.key, text: area.value, version: cell.version, way: "grid" });
  }

  function forgetDraft(cell) {
    const entry = queue.entries.get(cell.id);
    if (entry) store.keep(cell.id, { key: cell.key, text: cell.text, version: cell.version, way: entry.way });
    else store.forget(cell.id);
  }

  dress(frame, table, [about.box, choice.box, status.line, status.said, status.live, legend()]);
  marks.show([...frame.querySelectorAll("[data-state], [data-locked], [data-commented], .grid-readonly, .grid-computed td")]
    .map((td) => table.byElement.get(td)).filter(Boolean));
  new Pointer(table, selection, () => edit());
  table.element.addEventListener("keydown", (event) => keyboard.handle(event));
  addEventListener("beforeunload", (event) => queue.entries.size && event.preventDefault());
  addEventListener("pagehide", () => {
    editor.close(true);
    queue.flush();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    keepDraft();
    queue.flush();
  });
  restore();
  status.update();

  function restore() {
    let [count, page, elsewhere] = [0, "", 0];
    for (const [id, kept] of store.all()) {
      const cell = table.byId.get(id);
      if (!cell && kept.page !== store.page && Date.now() - Date.parse(kept.at) > ANOTHER_PAGE_AFTER) {
        elsewhere += 1;
        page = kept.page;
      } else if (cell && cell.text === kept.text) {
        store.drop(id, kept.text);
      } else if (cell) {
        count += 1;
        queue.restore(cell, kept);
      }
    }
    if (count) status.say(TEXTS.restored(count));
    if (elsewhere) status.said.append(` ${TEXTS.elsewhere(elsewhere)} `, element("a", { href: page, textContent: TEXTS.openElsewhere }));
  }
}

/** What the server cannot know: roles, sizes of the sticky parts, and the foot with the state of things. */
function dress(frame, table, parts) {
  const foot = element("div", { className: "grid-foot" }, ...parts);
  frame.after(foot);
  frame.classList.add("grid-live");
  table.element.setAttribute("role", "grid");
  table.element.setAttribute("aria-multiselectable", "true");
  table.element.setAttribute("aria-description", TEXTS.gridHelp);
  if (!table.element.caption && !table.element.hasAttribute("aria-label")) table.element.setAttribute("aria-label", TEXTS.grid);
  const heading = table.lines[0].querySelector("th");
  const measure = () => {
    frame.style.scrollPaddingTop = `${table.element.tHead?.offsetHeight ?? 0}px`;
    frame.style.scrollPaddingLeft = `${heading?.offsetWidth ?? 0}px`;
  };
  new ResizeObserver(measure).observe(table.element.tHead ?? table.element);
  measure();
}

/** @param {HTMLElement} frame */
function panelOf(frame, table, marks) {
  let aside = frame.parentElement.querySelector("[data-portal-panel]") ?? document.querySelector("[data-portal-panel]");
  if (!aside) {
    aside = element("aside");
    frame.after(aside);
  }
  return new Panel(frame, aside, {
    title: (cell) => table.title(cell),
    closed: () => {},
    session: () => {},
    commented: (cell, has) => {
      cell.td.toggleAttribute("data-commented", has);
      marks.describe(cell);
    },
  });
}
