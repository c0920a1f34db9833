/**
 * Buttons over textarea[data-portal-prose]: they write the marks that the portal reads, and take them away again. The
 * field stays a plain one, in which the marks can be typed. One stop of the Tab key a field; arrows lead along the buttons.
 */
import { button, element } from "./shared/elements.js";

const BUTTONS = [
  { label: "Жирный", keys: "Control+B", code: "KeyB", change: around("**", "**") },
  { label: "Подчёркнутый", keys: "Control+U", code: "KeyU", change: around("<u>", "</u>") },
  { label: "Подзаголовок", change: before(/^#{2,6}[ \t]+/, () => "## ") },
  { label: "Список", change: before(/^-[ \t]+/, () => "- ") },
  { label: "Нумерованный список", change: before(/^\d+[.)][ \t]+/, (number) => `${number}. `) },
];

/** What is selected between two marks, or without them where they stand there already. */
function around(open, close) {
  return (text, start, end) => {
    const words = text.slice(start, end);
    if (text.slice(0, start).endsWith(open) && text.slice(end).startsWith(close))
      return { start: start - open.length, end: end + close.length, words, select: [0, words.length] };
    if (words.startsWith(open) && words.endsWith(close) && words.length >= open.length + close.length) {
      const bare = words.slice(open.length, words.length - close.length);
      return { start, end, words: bare, select: [0, bare.length] };
    }
    // A mark stands close to its words, or it is none.
    const [, left, inner, right] = /^(\s*)([^]*?)(\s*)$/.exec(words);
    const at = left.length + open.length;
    return { start, end, words: left + open + inner + close + right, select: [at, at + inner.length] };
  };
}

/** Each line that the selection touches with a mark before it, or, where each has one, without. */
function before(mark, written) {
  return (text, from, to) => {
    const start = text.lastIndexOf("\n", from - 1) + 1;
    const after = text.indexOf("\n", to > from && text[to - 1] === "\n" ? to - 1 : to);
    const end = after < 0 ? text.length : after;
    const lines = text.slice(start, end).split("\n");
    const marked = lines.every((line) => mark.test(line) || (!line.trim() && lines.length > 1));
    let number = 0;
    const words = lines.map((line) => {
      if (marked) return line.replace(mark, "");
      return line.trim() || lines.length === 1 ? written((number += 1)) + line.replace(/^(#{2,6}|-|\d+[.)])[ \t]+/, "") : line;
    });
    return { start, end, words: words.join("\n"), select: [words.join("\n").length, words.join("\n").length] };
  };
}

/** So that the browser's own «undo» takes it back. */
function apply(field, change) {
  const { start, end, words, select } = change(field.value, field.selectionStart, field.selectionEnd);
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  field.setSelectionRange(start + select[0], start + select[1]);
}

function toolbarOf(field) {
  const buttons = BUTTONS.map(({ label, keys, change }, place) => {
    const shortcuts = keys && { "aria-keyshortcuts": keys };
    return button(label, () => apply(field, change), "btn btn-sm btn-outline-secondary", { tabIndex: place ? -1 : 0, ...shortcuts });
  });
  const name = `Оформление: ${field.labels[0]?.textContent.trim() ?? "текст"}`;
  const toolbar = element("div", { className: "prose-tools", role: "toolbar", "aria-label": name }, ...buttons);
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = buttons[(buttons.indexOf(event.target) + step + buttons.length) % buttons.length];
    for (const each of buttons) each.tabIndex = each === next ? 0 : -1;
    next.focus();
  });
  return toolbar;
}

for (const field of document.querySelectorAll("textarea[data-portal-prose]")) {
  field.before(toolbarOf(field));
  field.addEventListener("keydown", (event) => {
    const pressed = BUTTONS.find(({ code }) => code && code === event.code);
    if (!pressed || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    apply(field, pressed.change);
  });
}
