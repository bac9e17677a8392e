// The author's side of the dev server: swaps what changed, shows findings, and offers another date.
// It exists only in answers of the dev server, never in a built portal.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const own = new URL(".", script.src);
  const base = new URL("../", own);
  let build = Number(script.dataset.build);

  /**
   * Makes an element.
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {...(Node|string)} children
   */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  // --- the bar

  const status = make("span", { role: "status" });
  const count = make("button", { type: "button", hidden: "" });
  const date = /** @type {HTMLInputElement} */ (make("input", { type: "date", name: "date" }));
  const notice = make("span", { class: "vellum-notice", role: "status" });
  const findings = make("section", { class: "vellum-findings", "aria-label": "Findings", tabindex: "-1", hidden: "" });
  const form = make("form", { action: new URL("as-of", own).href },
    make("label", {}, "as of ", date),
    make("input", { type: "hidden", name: "page", value: location.pathname }),
    make("button", { type: "submit" }, "Show"));
  const bar = make("div", { class: "vellum-bar" }, make("strong", {}, "Preview"), status, form, count, notice);
  const panel = make("aside", { class: "vellum-dev", "aria-label": "Preview" }, findings, bar);
  date.value = script.dataset.asOf ?? "";

  document.head.append(make("link", { rel: "stylesheet", href: new URL("client.css", own).href, "data-vellum": "" }));
  document.body.append(panel);
  const room = () => { document.body.style.paddingBlockEnd = `${bar.offsetHeight}px`; };
  addEventListener("resize", room);

  // --- findings

  let dismissed = "";

  /** @param {{level: string}[]} all @param {string} level */
  const of = (all, level) => all.filter((finding) => finding.level === level);

  /** @param {any} finding */
  function item(finding) {
    const place = finding.file + (finding.line ? `:${finding.line}:${finding.column}` : "");
    const parts = [
      make("p", {}, make("strong", {}, finding.message)),
      make("p", {}, finding.open ? make("a", { href: finding.open }, place) : place, ` (${finding.rule})`),
    ];
    if (finding.excerpt) parts.push(make("pre", { tabindex: "0" }, finding.excerpt));
    if (finding.help) parts.push(make("p", {}, `Help: ${finding.help}`));
    return make("li", {}, ...parts);
  }

  /** @param {any} state */
  function show(state) {
    const all = state.findings;
    const errors = of(all, "error").length;
    const words = [["error", "error"], ["warning", "warning"], ["info", "note"]]
      .map(([level, word]) => [of(all, level).length, word])
      .filter(([number]) => number)
      .map(([number, word]) => `${number} ${word}${number === 1 ? "" : "s"}`);
    count.textContent = words.join(", ");
    count.toggleAttribute("hidden", words.length === 0);
    status.textContent = `${state.drafts ? "with drafts, " : ""}build ${state.build}` + (errors ? ": the last good portal" : "");
    const key = JSON.stringify(all);
    const close = make("button", { type: "button", class: "vellum-close" }, "Close");
    close.addEventListener("click", () => { hide(key); count.focus(); });
    const groups = [["error", "Errors"], ["warning", "Warnings"], ["info", "Notes"]].flatMap(([level, title]) => {
      const some = of(all, level);
      return some.length ? [make("h3", {}, title), make("ul", {}, ...some.map(item))] : [];
    });
    const heading = make("h2", { role: errors ? "alert" : "status" }, words.join(", ") || "No findings");
    findings.replaceChildren(close, heading, ...groups);
    findings.toggleAttribute("hidden", errors === 0 || key === dismissed);
    findings.dataset.key = key;
    room();
  }

  /** @param {string} key */
  function hide(key) {
    dismissed = key;
    findings.setAttribute("hidden", "");
  }

  count.addEventListener("click", () => {
    findings.toggleAttribute("hidden");
    if (!findings.hasAttribute("hidden")) findings.focus();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { hide(findings.dataset.key ?? ""); count.focus(); }
  });

  async function update() {
    const answer = await fetch(new URL("state.json", own), { cache: "no-store" });
    if (answer.ok) show(await answer.json());
  }

  // --- changes

  /** Attributes that a reader sets by using the page. */
  const used = new Set(["open", "value", "checked", "style"]);

  /**
   * Makes `here` equal to `there` while keeping what is equal already: scroll position, focus, open details and
   * half-filled fields stay.
   * @param {Element} here
   * @param {Element} there
   */
  function morph(here, there) {
    for (const { name } of [...here.attributes]) if (!there.hasAttribute(name) && !used.has(name)) here.removeAttribute(name);
    for (const { name, value } of there.attributes) if (!used.has(name) && here.getAttribute(name) !== value) here.setAttribute(name, value);
    const wanted = [...there.childNodes];
    /** @param {Node} one @param {Node} other */
    const alike = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName
      && (!(one instanceof Element) || !(other instanceof Element) || one.id === other.id);
    let at = here.firstChild;
    for (const next of wanted) {
      while (at && isOurs(at)) at = at.nextSibling;
      if (at && !alike(at, next)) {
        // Something was put in or taken out: look a little ahead for the node that fits.
        let found = at.nextSibling;
        for (let steps = 0; found && steps < 40 && (isOurs(found) || !alike(found, next)); steps++) found = found.nextSibling;
        if (found && !isOurs(found) && alike(found, next)) {
          while (at && at !== found) { const gone = at; at = at.nextSibling; if (!isOurs(gone)) gone.remove(); }
        }
      }
      if (at && alike(at, next)) {
        if (at instanceof Element && next instanceof Element) { if (!at.isEqualNode(next)) morph(at, next); }
        else if (at.nodeValue !== next.nodeValue) at.nodeValue = next.nodeValue;
        at = at.nextSibling;
      } else {
        here.insertBefore(document.importNode(next, true), at);
      }
    }
    while (at) { const gone = at; at = at.nextSibling; if (!isOurs(gone)) gone.remove(); }
  }

  /** @param {Node} node */
  const isOurs = (node) => node === panel || node === script || (node instanceof Element && node.hasAttribute("data-vellum"));

  async function fresh() {
    const answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const ours of page.querySelectorAll("script[data-build]")) ours.remove();
    return page;
  }

  /** @param {Document} page */
  function styles(page) {
    const wanted = [...page.querySelectorAll('link[rel="stylesheet"]')];
    const here = [...document.querySelectorAll('link[rel="stylesheet"]:not([data-vellum])')];
    wanted.forEach((link, index) => {
      const old = here[index];
      if (old && old.getAttribute("href") === link.getAttribute("href")) return;
      const added = /** @type {HTMLLinkElement} */ (document.importNode(link));
      // The old sheet goes when the new one is there, so that nothing flashes.
      added.addEventListener("load", () => old?.remove());
      added.addEventListener("error", () => location.reload());
      if (old) old.after(added); else document.head.append(added);
    });
  }

  /** @param {any} news */
  async function take(news) {
    if (news.kind === "reload") return location.reload();
    if (news.kind !== "findings") {
      const page = await fresh();
      styles(page);
      if (news.kind === "content") {
        const before = document.body.cloneNode(true);
        document.title = page.title;
        morph(document.body, page.body);
        point(news, !before.isEqualNode(document.body));
      }
    }
    build = news.build;
    await update();
    document.documentElement.dataset.vellumBuild = String(build);
  }

  /** @param {any} news @param {boolean} changed */
  function point(news, changed) {
    const pages = news.pages.map((/** @type {string} */ page) => new URL(page, base));
    const here = pages.some((/** @type {URL} */ page) => page.pathname === location.pathname);
    notice.replaceChildren();
    if (pages.length === 0 || here) return;
    if (news.follow) { location.assign(pages[0]); return; }
    if (!changed) notice.append("Saved: ", make("a", { href: pages[0].href }, decodeURI(pages[0].pathname)));
  }

  // One change after the other, so that two answers never mix.
  let queue = Promise.resolve();
  /** @type {EventSource | undefined} */
  let source;
  function connect() {
    source = new EventSource(new URL(`events?build=${build}`, own));
    source.onmessage = (event) => { queue = queue.then(() => take(JSON.parse(event.data))).catch(() => location.reload()); };
    source.onerror = () => {
      source?.close();
      status.textContent = "not connected";
      setTimeout(connect, 1000);
    };
    source.onopen = () => { void update(); };
  }
  connect();
  addEventListener("pagehide", () => source?.close());
})();
