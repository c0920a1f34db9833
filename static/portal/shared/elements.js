/** Elements of the page are made in one call: properties, attributes, children, what a click does. */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} [properties] those with a hyphen («aria-label», «data-state») and the role are attributes
 * @param {...(Node|string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [property, value] of Object.entries(properties)) {
    if (property === "role" || property.includes("-")) made.setAttribute(property, value);
    else made[property] = value;
  }
  made.append(...children);
  return made;
}

/** @param {string} textContent @param {() => void} click @param {string} [className] @param {Record<string, unknown>} [more] */
export function button(textContent, click, className = "btn btn-sm btn-outline-primary", more = {}) {
  const made = element("button", { type: "button", className, textContent, ...more });
  made.addEventListener("click", click);
  return made;
}
