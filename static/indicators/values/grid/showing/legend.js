/** What the signs of the table mean and what its keys do. */
import { button, element } from "../../../../portal/shared/elements.js";
import { TEXTS } from "../table/texts.js";

/** Under the table. @returns {HTMLElement} */
export function legend() {
  const signs = TEXTS.signs.map(([state, text]) => {
    const sign = element("span", { className: "grid-sign", "data-state": state, "aria-hidden": "true" });
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
  const close = button(TEXTS.panelClose, () => dialog.close(), "btn btn-primary");
  const dialog = element("dialog", { className: "grid-dialog", "aria-labelledby": title.id },
    title,
    element("div", { className: "grid-legend" }, keys()),
    element("div", { className: "grid-buttons" }, close),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed();
  });
  dialog.addEventListener("keydown", (event) => event.key === "F1" && event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}
