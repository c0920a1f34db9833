import { element } from "./elements.js";
import { TEXTS } from "./texts.js";

/** What the signs mean and what the keys do. @returns {HTMLElement} */
export function legend() {
  const signs = TEXTS.signs.map(([state, text]) => {
    const sign = element("span", { className: "grid-sign" });
    sign.dataset.state = state;
    sign.setAttribute("aria-hidden", "true");
    return element("li", {}, sign, text);
  });
  const keys = TEXTS.keys.flatMap(([key, text]) => [element("dt", { textContent: key }), element("dd", { textContent: text })]);
  return element("details", { className: "grid-legend" },
    element("summary", { textContent: TEXTS.legend }),
    element("ul", {}, ...signs),
    element("dl", {}, ...keys),
  );
}
