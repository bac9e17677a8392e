// The author's side of the dev server: swaps what changed, shows findings, and offers another date.
// It exists only in answers of the dev server, never in a built portal.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const own = new URL(".", script.src);
  const base = new URL("../", own);
  let build = Number(script.dataset.build);

  /** Milliseconds: a page that hears nothing for so long is loaded anew. */
  const PATIENCE = 10_000;

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
  const alert = make("div", { class: "vellum-spoken", role: "alert" });
  const form = make("form", { action: new URL("as-of", own).href },
    make("label", {}, "as of ", date),
    make("input", { type: "hidden", name: "page", value: location.pathname }),
    make("button", { type: "submit" }, "Show"));
  const bar = make("div", { class: "vellum-bar" }, make("strong", {}, "Preview"), status, form, count, notice);
  const panel = make("aside", { class: "vellum-dev", "aria-label": "Preview" }, alert, findings, bar);
  date.value = script.dataset.asOf ?? "";

  document.head.append(make("link", { rel: "stylesheet", href: new URL("client.css", own).href, "data-vellum": "" }));
  document.body.append(panel);
  const room = () => { document.body.style.paddingBlockEnd = `${bar.offsetHeight}px`; };
  addEventListener("resize", room);

  // --- findings

  let dismissed = "";

  /** @param {{level: string}[]} all @param {string} level */
  const of = (all, level) => all.filter((finding) => finding.level === level);

  /** A sentence of a finding: what stands between backticks is code. @param {string} text */
  const sentence = (text) => text.split("`").map((part, at, all) => (at % 2 && at < all.length - 1 ? make("code", {}, part) : at % 2 ? `\`${part}` : part));

  /** @param {any} finding */
  function item(finding) {
    const place = finding.file + (finding.line ? `:${finding.line}:${finding.column}` : "");
    const link = finding.open ? make("a", { href: finding.open, title: "Open in the editor" }, place) : place;
    const parts = [
      make("p", {}, make("strong", {}, ...sentence(finding.message))),
      make("p", { class: "vellum-place" }, link, " ", make("span", {}, finding.rule)),
    ];
    if (finding.excerpt) parts.push(make("pre", { tabindex: "0" }, finding.excerpt));
    if (finding.help) parts.push(make("p", {}, "Help: ", ...sentence(finding.help)));
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
    status.textContent = `${state.drafts ? "with drafts, " : ""}build ${state.number}` + (errors ? ", showing the last good one" : "");
    const key = JSON.stringify(all);
    const close = make("button", { type: "button", class: "vellum-close" }, "Close");
    close.addEventListener("click", () => { hide(key); count.focus(); });
    const groups = [["error", "Errors"], ["warning", "Warnings"], ["info", "Notes"]].flatMap(([level, title]) => {
      const some = of(all, level);
      return some.length ? [make("h3", { "data-level": level }, title), make("ul", {}, ...some.map(item))] : [];
    });
    if (errors === 0) dismissed = "";
    const inside = findings.contains(document.activeElement);
    const head = make("div", { class: "vellum-head" }, make("h2", {}, words.join(", ") || "No findings"), close);
    findings.replaceChildren(head, ...groups);
    findings.toggleAttribute("hidden", errors === 0 || key === dismissed);
    findings.dataset.key = key;
    // Screen readers speak what changes in a region that is there already.
    const spoken = errors ? `${words.join(", ")}: ` + all.filter((finding) => finding.level === "error").map((finding) => finding.message).join(". ") : "";
    if (alert.textContent !== spoken) alert.textContent = spoken;
    if (inside) {
      const next = [findings, count].find((element) => !element.hasAttribute("hidden")) ?? document.querySelector("main");
      if (next instanceof HTMLElement) next.focus();
    }
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
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || findings.hasAttribute("hidden")) return;
    const inside = panel.contains(document.activeElement);
    hide(findings.dataset.key ?? "");
    if (inside) count.focus();
  });

  /** Builds of one run of the server share what is above 20 bits. @param {number} number */
  const run = (number) => Math.floor(number / 2 ** 20);

  /** True for a build that was made before another, in the same run of the server. @param {number} one @param {number} other */
  const isBefore = (one, other) => run(one) === run(other) && one < other;

  let shown = build;

  async function update() {
    const answer = await fetch(new URL("state.json", own), { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return undefined;
    const state = await answer.json();
    // The answer to an earlier question may come later.
    if (!isBefore(state.build, shown)) {
      shown = state.build;
      show(state);
    }
    return state;
  }

  // --- changes

  /**
   * The page as it was sent last, if it is known: the difference to what is shown now was made by scripts and by the reader.
   * @type {Document | undefined}
   */
  let sent;

  /** Takes the page that was loaded out of the browser's cache. */
  async function remember() {
    const page = await parsed(await fetch(location.href, { cache: "force-cache" }));
    if (page.querySelector("script[data-build]")?.getAttribute("data-build") === script.dataset.build) sent ??= bare(page);
  }

  /** @param {Response} answer */
  async function parsed(answer) {
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  // It may fail where nothing is kept; then all of the page is compared with what is shown.
  const remembered = remember().catch(() => {});

  /** A page without what is ours. @param {Document} page */
  function bare(page) {
    for (const ours of page.querySelectorAll("script[data-build]")) ours.remove();
    return page;
  }

  /**
   * True for a part of the page that is sent again as it was sent before: a quiz stays as far as it was answered.
   * @param {Node} here
   * @param {Node} there
   */
  function unchanged(here, there) {
    if (!(here instanceof Element) || !(there instanceof Element) || !here.id || here.id !== there.id) return false;
    return sent?.getElementById(here.id)?.isEqualNode(there) ?? false;
  }

  /** Attributes that a reader sets by using the page. */
  const used = new Set(["open", "value", "checked", "style"]);

  /**
   * Makes `here` equal to `there` while keeping what is equal already: scroll position, focus, open details and
   * half-filled fields stay.
   * @param {Element} here
   * @param {Element} there
   */
  function morph(here, there) {
    // Which sentence about a version is shown follows from the reader's date, not from the page that was sent.
    const dated = here.hasAttribute("data-from") || here.hasAttribute("data-until");
    /** @param {string} name */
    const keeps = (name) => used.has(name) || (dated && name === "hidden");
    for (const { name } of [...here.attributes]) if (!there.hasAttribute(name) && !keeps(name)) here.removeAttribute(name);
    for (const { name, value } of there.attributes) if (!keeps(name) && here.getAttribute(name) !== value) here.setAttribute(name, value);
    const old = [...here.childNodes].filter((node) => !isOurs(node));
    const wanted = [...there.childNodes];
    // What is equal at both ends stays untouched: mostly that is all but one node.
    while (old.length && wanted.length && same(old[0], wanted[0])) { old.shift(); wanted.shift(); }
    /** @type {ChildNode | null} */
    let after = null;
    while (old.length && wanted.length && same(old[old.length - 1], wanted[wanted.length - 1])) {
      after = /** @type {ChildNode} */ (old.pop());
      wanted.pop();
    }
    after ??= [...here.childNodes].find(isOurs) ?? null;
    while (wanted.length) {
      const next = wanted[0];
      const fits = old.findIndex((node) => same(node, next));
      const kept = old.length ? wanted.findIndex((node) => same(old[0], node)) : -1;
      if (old.length && fits < 0 && kept < 0 && alike(old[0], next)) {
        // The same element with other content.
        const node = /** @type {ChildNode} */ (old.shift());
        if (node instanceof Element && next instanceof Element) morph(node, next);
        else if (node.nodeValue !== next.nodeValue) node.nodeValue = next.nodeValue;
        wanted.shift();
      } else if (fits >= 0 && (kept < 0 || fits <= kept)) {
        // Something before it was taken out.
        for (const gone of old.splice(0, fits)) gone.remove();
        old.shift();
        wanted.shift();
      } else if (old.length && fits < 0 && kept < 0 && old.length > wanted.length) {
        old.shift()?.remove();
      } else {
        here.insertBefore(document.importNode(next, true), old[0] ?? after);
        wanted.shift();
      }
    }
    for (const gone of old) gone.remove();
  }

  /**
   * True for nodes that could stand for each other.
   * @param {Node} one
   * @param {Node} other
   */
  const alike = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName
    && (!(one instanceof Element) || !(other instanceof Element) || one.id === other.id);

  /**
   * True for equal nodes, whatever a reader has opened or filled in.
   * @param {Node} one
   * @param {Node} other
   */
  const same = (one, other) => alike(one, other)
    && (one.isEqualNode(other) || unchanged(one, other) || untouched(one).isEqualNode(untouched(other)));

  /** @param {Node} node */
  function untouched(node) {
    const copy = node.cloneNode(true);
    if (copy instanceof Element) {
      for (const element of [copy, ...copy.querySelectorAll("*")]) for (const name of used) element.removeAttribute(name);
    }
    return copy;
  }

  /** @param {Node} node */
  const isOurs = (node) => node === panel || node === script || (node instanceof Element && node.hasAttribute("data-vellum"));

  async function fresh() {
    const answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE) });
    return bare(await parsed(answer));
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
        await remembered;
        const before = sent?.body ?? document.body.cloneNode(true);
        if (sent?.title !== page.title) document.title = page.title;
        // What is sent as before stays as it is now.
        if (!sent || !before.isEqualNode(page.body)) morph(document.body, page.body);
        point(news, !before.isEqualNode(sent ? page.body : document.body));
        sent = page;
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

  /** @param {any} news */
  function heard(news) {
    queue = queue.then(() => {
      // A page that was loaded in the meantime knows it already.
      if (news.build === build || isBefore(news.build, build)) return undefined;
      // News about other builds than this page's own may leave something out.
      return take(news.since === build ? news : { ...news, kind: "reload" });
    }).catch(recover);
  }

  /** Asks whether something happened that this page has not heard of. */
  async function catchUp() {
    const state = await update();
    if (state && state.build !== build) heard({ build: state.build, kind: "reload", pages: [], since: build });
  }

  /** Catches up as soon as the server answers: a page that was loaded anew while it is away would be lost. */
  async function recover() {
    await catchUp().catch(() => { setTimeout(recover, 1000); });
  }

  // A browser has six connections to a server. One page listens for all pages, and passes on what it hears.
  const name = `vellum ${base.href}`;
  const others = new BroadcastChannel(name);
  others.onmessage = (event) => heard(event.data);
  let since = build;
  let listens = false;
  /** @type {EventSource | undefined} */
  let source;
  function connect() {
    source?.close();
    source = new EventSource(new URL(`events?build=${since}`, own));
    source.onmessage = (event) => {
      const news = { ...JSON.parse(event.data), since };
      since = news.build;
      others.postMessage(news);
      heard(news);
    };
    source.onerror = () => {
      source?.close();
      status.textContent = "not connected";
      setTimeout(connect, 1000);
    };
    // If the server goes away again, the stream ends and tells of it.
    source.onopen = () => { update().catch(() => {}); };
  }
  const listen = () => new Promise(() => { listens = true; since = build; connect(); });
  // Locks exist only where the browser trusts the address: on this machine itself.
  if (navigator.locks) void navigator.locks.request(name, listen); else void listen();
  // What happened between making this page and hearing of others.
  void recover();
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (listens) connect();
    void recover();
  });
})();
