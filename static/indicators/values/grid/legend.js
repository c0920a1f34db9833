import { button, element } from "./elements.js";
import { TEXTS } from "./texts.js";

/** What the signs mean and what the keys do. @returns {HTMLElement} */
export function legend() {
  const signs = TEXTS.signs.map(([state, text]) => {
    const sign = element("span", { className: "grid-sign" });
    sign.dataset.state = state;
    sign.setAttribute("aria-hidden", "true");
    return element("li", {}, sign, text);
  });
  return element("details", { className: "grid-legend" },
    element("summary", { textContent: TEXTS.legend }),
    element("ul", {}, ...signs),
    keys(),
  );
}

function keys() {
  const lines = TEXTS.keys.flatMap(([key, text]) => [element("dt", { textContent: key }), element("dd", { textContent: text })]);
  return element("dl", {}, ...lines);
}

/** The keys over the table, until Escape. @param {() => void} closed */
export function showKeys(closed) {
  const title = element("h2", { textContent: TEXTS.help, id: "grid-help-title" });
  const dialog = element("dialog", { className: "grid-dialog" }, title, element("div", { className: "grid-legend" }, keys()));
  dialog.setAttribute("aria-labelledby", title.id);
  const close = button(TEXTS.panelClose, () => dialog.close(), "btn btn-primary");
  dialog.append(element("div", { className: "grid-buttons" }, close));
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed();
  });
  dialog.addEventListener("keydown", (event) => event.key === "F1" && event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}
