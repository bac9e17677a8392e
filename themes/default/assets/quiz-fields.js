// The fields of a question on the page: what was answered, putting an answer back, locking, and the buttons that order.

/**
 * The answer that the fields of a question hold.
 * @param {HTMLElement} element the question
 * @returns {string | string[] | undefined}
 */
export function readAnswer(element) {
  const kind = element.dataset.kind;
  /** @param {string} selector @returns {string[]} */
  const values = (selector) =>
    [...element.querySelectorAll(selector)].map((field) => /** @type {HTMLInputElement} */ (field).value);
  switch (kind) {
    case "single":
    case "true-false":
      return values("input:checked")[0];
    case "multiple":
      return values("input:checked");
    case "match":
    case "categorise":
      return inOrder(element).map((list) => list.value);
    case "gap":
      return values("select, input");
    case "order":
      return [...element.querySelectorAll(".order > li")].map((item) => /** @type {HTMLElement} */ (item).dataset.value ?? "");
    default:
      return values("input, textarea")[0] ?? "";
  }
}

/**
 * The lists of a question by the numbers of their items, however the page has mixed them.
 * @param {HTMLElement} element
 */
function inOrder(element) {
  const number = (/** @type {Element} */ list) => Number(list.id.split("-").at(-1));
  const lists = /** @type {HTMLSelectElement[]} */ ([...element.querySelectorAll("select")]);
  return lists.sort((one, other) => number(one) - number(other));
}

/**
 * Puts an answer into the fields of a question.
 * @param {HTMLElement} element
 * @param {string | string[] | undefined} answer
 */
export function writeAnswer(element, answer) {
  const list = answer === undefined ? [] : [answer].flat();
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (element.querySelectorAll("input, select, textarea"));
  switch (element.dataset.kind) {
    case "single":
    case "true-false":
    case "multiple":
      for (const field of fields) field.checked = list.includes(field.value);
      break;
    case "order": {
      const items = element.querySelector(".order");
      for (const value of list) {
        const item = items?.querySelector(`:scope > [data-value="${CSS.escape(value)}"]`);
        if (item) items?.append(item);
      }
      break;
    }
    case "scenario":
      // Which scene a decision belongs to is known to the story alone: see writeDecision.
      for (const field of fields) field.checked = false;
      break;
    case "match":
    case "categorise":
      for (const [place, field] of inOrder(element).entries()) field.value = list[place] ?? "";
      break;
    default:
      for (const [place, field] of [...fields].entries()) field.value = list[place] ?? "";
  }
}

/**
 * Puts the decision of one scene into its fields.
 * @param {HTMLElement} element
 * @param {number} scene
 * @param {string} decision
 */
export function writeDecision(element, scene, decision) {
  const field = element.querySelector(`.scene[data-scene="${scene}"] input[value="${CSS.escape(decision)}"]`);
  if (field) /** @type {HTMLInputElement} */ (field).checked = true;
}

/**
 * The decision that is chosen in a scene, if any.
 * @param {HTMLElement} element
 * @param {number} scene
 * @returns {string | undefined}
 */
export function readDecision(element, scene) {
  const field = element.querySelector(`.scene[data-scene="${scene}"] input:checked`);
  return field ? /** @type {HTMLInputElement} */ (field).value : undefined;
}

/**
 * Locks or frees the fields of a question. What is chosen stays readable.
 * @param {HTMLElement} element
 * @param {boolean} locked
 */
export function lock(element, locked) {
  for (const field of element.querySelectorAll("input, select, textarea, .move")) {
    /** @type {HTMLInputElement} */ (field).disabled = locked;
  }
  if (!locked) updateMoves(element);
}

/**
 * Puts options, items and partners into another order.
 * @param {HTMLElement} element
 * @param {<T>(list: T[]) => T[]} mix
 */
export function mixOptions(element, mix) {
  if (element.dataset.kind === "true-false" || element.dataset.kind === "gap") return;
  for (const group of element.querySelectorAll("fieldset")) {
    const options = [...group.querySelectorAll(":scope > .option, :scope > .pair")];
    const after = options.at(-1)?.nextSibling ?? null;
    for (const option of mix(options)) group.insertBefore(option, after);
  }
}

/**
 * Gives an ordering question buttons that move an item up or down; they take the place of the lists of places.
 * @param {HTMLElement} element
 * @param {{up: string, down: string, moved: string}} texts
 * @param {(message: string) => void} announce
 */
export function addMoves(element, texts, announce) {
  const list = element.querySelector(".order");
  if (!list) return;
  for (const item of list.children) {
    item.querySelector("select")?.remove();
    const label = item.querySelector(".order-text");
    label?.removeAttribute("for");
    const words = label?.textContent?.trim() ?? "";
    for (const [direction, sign] of /** @type {const} */ ([["up", "↑"], ["down", "↓"]])) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "move";
      button.dataset.direction = direction;
      button.textContent = sign;
      button.setAttribute("aria-label", texts[direction].replace("{text}", words));
      button.addEventListener("click", () => {
        if (direction === "up") item.previousElementSibling?.before(item);
        else item.nextElementSibling?.after(item);
        updateMoves(element);
        const place = [...list.children].indexOf(item) + 1;
        announce(
          texts.moved.replace("{text}", words).replace("{n}", String(place)).replace("{total}", String(list.children.length)),
        );
        // At an end the button that was pressed is disabled: its neighbour takes the focus.
        if (button.disabled) /** @type {HTMLElement | null} */ (item.querySelector(".move:not(:disabled)"))?.focus();
        else button.focus();
        element.dispatchEvent(new Event("change", { bubbles: true }));
      });
      item.append(button);
    }
  }
  updateMoves(element);
}

/** @param {HTMLElement} element */
function updateMoves(element) {
  const items = [...element.querySelectorAll(".order > li")];
  for (const [place, item] of items.entries()) {
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (item.querySelectorAll(".move"))) {
      button.disabled = button.dataset.direction === "up" ? place === 0 : place === items.length - 1;
    }
  }
}

/**
 * Shows the scenes of a story that were reached, and takes back decisions in those that were not.
 * @param {HTMLElement} element
 * @param {number[]} reached the scenes, from 1
 */
export function showScenes(element, reached) {
  for (const scene of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll(".scene"))) {
    const shown = reached.includes(Number(scene.dataset.scene));
    scene.hidden = !shown;
    if (!shown) for (const field of scene.querySelectorAll("input")) field.checked = false;
  }
}

/**
 * The first field of a question, for the focus.
 * @param {HTMLElement} element
 * @returns {HTMLElement | null}
 */
export function firstField(element) {
  return element.querySelector("input:not(:disabled), select:not(:disabled), textarea:not(:disabled), button:not(:disabled)");
}
