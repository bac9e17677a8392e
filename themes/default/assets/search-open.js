// On every page: leads to the search box by `/` and Ctrl-K, and loads the search once a reader turns to the box in the
// header. Until then, and where this fails, the box is a form that leads to the search page.

{
  /** In the order in which they run. The search page loads the like itself. */
  const SCRIPTS = ["./search-engine.js", "./search-box.js"];
  if (location.protocol === "file:") SCRIPTS.unshift("./search-folder.js");

  const folder = document.querySelector("script[src*='search-open.']").src;
  const header = document.querySelector(".site-search");
  const field = (header ?? document.querySelector("form[role=search]"))?.elements.q;
  let loading = null;

  /** Adds a script or style sheet to the page. A style sheet that is missing spoils nothing but the looks. */
  const add = (name, attributes) =>
    new Promise((resolve, reject) => {
      const node = Object.assign(document.createElement(name), attributes);
      node.onload = resolve;
      node.onerror = name === "link" ? resolve : reject;
      document.head.append(node);
    });
  const script = (name) => add("script", { src: new URL(name, folder).href, async: false });

  /** Asks for the manifest of the index, which the engine would have to wait for. */
  function hurry() {
    const url = new URL(`${document.documentElement.lang}/manifest`, field.form.action).href;
    if (!url.startsWith("http")) return;
    const response = fetch(url, { cache: "no-cache", signal: AbortSignal.timeout(20_000) });
    // What fails here is told by the engine.
    response.catch(() => {});
    globalThis.vellumSearch = { ...globalThis.vellumSearch, early: { url, response } };
  }

  async function load() {
    hurry();
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    header.append(said);
    const patience = setTimeout(() => field.value && (said.textContent = "t:search_slow"), 1000);
    try {
      await Promise.all([add("link", { rel: "stylesheet", href: new URL("./search.css", folder).href }), ...SCRIPTS.map(script)]);
      said.remove();
    } catch {
      said.textContent = navigator.onLine ? "t:search_box_failed" : "t:search_offline";
      // The next letter tries again.
      field.addEventListener("input", () => (said.remove(), start()), { once: true });
      loading = null;
    }
    clearTimeout(patience);
  }
  const start = () => (loading ??= load());

  /** One key alone must be possible to turn off (WCAG 2.2, 2.1.4): the search page does, where the browser keeps it. */
  function isSlashOn() {
    try {
      return localStorage.getItem("vellum-search-slash") !== "off";
    } catch {
      return false;
    }
  }

  function onKey(event) {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const isSlash = key === "/" && !ctrlKey && !metaKey && !altKey;
    const isControlK = key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey;
    if (event.defaultPrevented || !(isControlK || (isSlash && isSlashOn()))) return;
    if (target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  if (field) addEventListener("keydown", onKey);
  if (field && !header && location.search) hurry();
  if (header) {
    field.addEventListener("focus", start);
    if (document.activeElement === field) start();
  }
}
