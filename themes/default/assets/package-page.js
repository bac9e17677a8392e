// The page of a package in the frame of a learning system: the text to read, the quiz, and what is to be said of both.

const PARTS = ["_training", "_questions"];

/**
 * Prepares the page.
 * @returns {{say: (text: string) => void, show: (part: string) => void, onLeave: (leave: () => Promise<void> | void) => void}}
 */
export function preparePage() {
  const notice = /** @type {HTMLElement} */ (document.getElementById("_notice"));
  const say = (/** @type {string} */ text) => {
    notice.textContent = text;
    notice.hidden = text === "";
  };
  document.addEventListener("click", (event) => openOutside(event), true);
  addEventListener("hashchange", () => showPartOf(location.hash.slice(1), true));
  showPartOf(PARTS[0], false);
  return {
    say,
    show: (part) => showPartOf(part, false),
    onLeave: (leave) => {
      let left = false;
      const once = () => {
        if (left) return undefined;
        left = true;
        return leave();
      };
      addEventListener("pagehide", once);
      const button = /** @type {HTMLButtonElement} */ (document.getElementById("_leave"));
      button.hidden = false;
      button.addEventListener("click", async () => {
        await once();
        document.getElementById("_parts")?.remove();
        say("t:package_left");
        notice.tabIndex = -1;
        notice.focus();
      });
    },
  };
}

/**
 * Shows the part that holds an element, and marks it in the navigation.
 * @param {string} id
 * @param {boolean} focus whether the reader asked for it
 */
function showPartOf(id, focus) {
  const target = document.getElementById(id);
  const part = PARTS.map((name) => document.getElementById(name)).find((element) => target && element?.contains(target));
  if (!part) return;
  for (const name of PARTS) {
    const element = document.getElementById(name);
    if (element) element.hidden = element !== part;
    const link = document.querySelector(`.package-parts a[href="#${name}"]`);
    if (element === part) link?.setAttribute("aria-current", "true");
    else link?.removeAttribute("aria-current");
  }
  if (!focus) return;
  const heading = target === part ? part.querySelector("h2") : target;
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
  heading?.scrollIntoView();
}

/** The page would be gone from its frame, and the attempt with it, if a link took its place. @param {MouseEvent} event */
function openOutside(event) {
  const link = /** @type {Element | null} */ (event.target)?.closest?.("a[href]");
  if (!link || link.getAttribute("href")?.startsWith("#")) return;
  link.setAttribute("target", "_blank");
  link.setAttribute("rel", "noopener");
}
