/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} [properties]
 * @param {...(Node|string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** @param {string} textContent @param {() => void} click @param {string} [look] */
export function button(textContent, click, look = "btn btn-sm btn-outline-primary") {
  const made = element("button", { type: "button", className: look, textContent });
  made.addEventListener("click", click);
  return made;
}
