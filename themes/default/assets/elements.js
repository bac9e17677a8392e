// Elements and dates, as scripts of the portal make them.

/** @param {string} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} [children] */
export function make(tag, attributes = {}, children = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * A button of the portal.
 * @param {string} text
 * @param {() => void} action
 * @param {string} [kind]
 */
export function makeButton(text, action, kind = "") {
  const button = /** @type {HTMLButtonElement} */ (make("button", { type: "button", class: `button ${kind}`.trim() }, [text]));
  button.addEventListener("click", action);
  return button;
}

/**
 * A text of the interface with its words in braces filled in.
 * @param {string} text
 * @param {Record<string, string | number>} words
 */
export function fill(text, words) {
  return Object.entries(words).reduce((filled, [name, word]) => filled.replaceAll(`{${name}}`, () => String(word)), text);
}

/** A day in words. @param {string} day YYYY-MM-DD */
export function longDate(day) {
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}
