// The dev server in a browser: what is saved is seen, in place, and what is wrong is said.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, describe, test } from "node:test";
import { violations } from "./axe.mjs";
import { content } from "./fixture.mjs";
import { AS_OF, PROJECT, reader, VELLUM } from "./support.mjs";

const POLICY = "policies/posting/";
const POLICY_FILE = "content/policies/posting/1.0.md";
const NEXT_POLICY_FILE = "content/policies/posting/1.1.md";
const GUIDE = "guidance/pause/";
const GUIDE_FILE = "content/guidance/pause.md";
const STYLES = "themes/default/assets/site.css";
const TEMPLATE = "themes/default/templates/article.html";

const DUTIES = `law_as_at: 2026-11-23
duties:
  - id: think-first
    title: Think first
    summary: Nobody posts without a thought.
    kind: good-practice
    theme: conduct
    points: [S01]
    roles: [all-staff]
    sources:
      - {label: A book, ref: Chapter 1, url: "https://www.example.org/book", status: settled}
    evidence: [A thought]
`;

const GUIDE_TEXT = `---
title: Pause
summary: How to pause.
owner: owner
updated: 2026-11-01
review_every: 24 months
roles: [all-staff]
---

Wait a minute.
`;

/** More text than a screen holds. */
const LONG = Array.from({ length: 60 }, (_, at) => `Paragraph ${at + 1} of many.\n`).join("\n");

/** Longer than any save takes to be seen, shorter than anyone waits for. */
const PATIENCE = 5_000;

/** @type {Set<() => Promise<unknown>>} */
const running = new Set();
after(() => Promise.all([...running].map((stop) => stop())));

/**
 * A project that can be edited.
 * @typedef {object} Project
 * @property {string} folder
 * @property {(file: string, change: (text: string) => string) => void} edit saves a file as editors do: a new one takes its name
 */

/**
 * A small portal with a clause that has a basis to unfold, a theme of its own whose articles have a field, and a page beside.
 * @returns {Project}
 */
function project() {
  const folder = dirname(content("Europe/London"));
  const edit = (/** @type {string} */ file, /** @type {(text: string) => string} */ change) => {
    const before = readFileSync(join(folder, file), "utf8");
    const text = change(before);
    assert.notEqual(text, before, `the edit changes ${file}`);
    save(file, text);
  };
  const save = (/** @type {string} */ file, /** @type {string} */ text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, `${file}.tmp~`), text);
    renameSync(join(folder, `${file}.tmp~`), join(folder, file));
  };
  cpSync(join(PROJECT, "themes/default"), join(folder, "themes/default"), { recursive: true });
  save("content/obligations.yaml", DUTIES);
  save("content/guidance/index.md", "---\ntitle: Guidance\nsummary: All guidance.\n---\n");
  save(GUIDE_FILE, GUIDE_TEXT);
  edit("content/portal.yaml", (text) => text.replace("numbered: true}\n", "numbered: true}\n  guidance: {kind: living, title: Guidance}\n"));
  for (const file of [POLICY_FILE, NEXT_POLICY_FILE]) {
    edit(file, (text) => `${text.replace("{#what-to-do}", "{#what-to-do covers=think-first}")}\n${LONG}`);
  }
  edit(NEXT_POLICY_FILE, (text) => text.replace("Think before", "Think twice before"));
  edit(TEMPLATE, (text) => text.replace("</article>", '<p><label>Note <input id="_note"></label></p>\n</article>'));
  return { folder, edit };
}

/**
 * Starts the dev server.
 * @param {Project} project
 * @param {{port?: number, options?: string[]}} [how]
 */
async function serve({ folder }, { port = 0, options = [] } = {}) {
  const child = spawn(VELLUM, ["serve", "--port", String(port), "--as-of", AS_OF, "--color", "never", ...options], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = () => {
    running.delete(stop);
    child.kill("SIGINT");
    return ended;
  };
  running.add(stop);
  /** @type {string[]} */
  const said = [];
  const home = await new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      said.push(line);
      const address = line.match(/^the portal is at (\S+)/)?.[1];
      if (address) resolve(address);
    });
    void ended.then((code) => reject(new Error(`serve ended with ${code}: ${said.join("\n")}`)));
  });
  return { home: /** @type {string} */ (home), port: Number(new URL(home).port), said, stop };
}

/**
 * A test with a live portal and a page that is open in a browser. It fails as well if the browser complains.
 * @param {string} name
 * @param {(given: {project: Project, server: Awaited<ReturnType<typeof serve>>, page: import("playwright-core").Page}) => Promise<void>} run
 * @param {{path?: string, options?: string[], now?: string, unless?: RegExp}} [how] `unless`: complaints that belong to the test
 */
function live(name, run, { path = POLICY, options = [], now, unless } = {}) {
  test(name, async () => {
    const edited = project();
    const server = await serve(edited, { options });
    const page = await reader({ reducedMotion: "reduce", now });
    page.setDefaultTimeout(PATIENCE);
    /** @type {string[]} */
    const complaints = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    try {
      await page.goto(server.home + path);
      await connected(page);
      await mark(page);
      await run({ project: edited, server, page });
      assert.deepEqual(complaints.filter((complaint) => !unless?.test(complaint)), []);
    } finally {
      await page.context().close();
      await server.stop();
    }
  });
}

/** Waits until the page has heard from the server, which its bar shows. @param {import("playwright-core").Page} page */
const connected = (page) => page.locator(".vellum-bar", { hasText: /build \d/ }).waitFor();

/** Leaves a mark that a reload takes away. @param {import("playwright-core").Page} page */
const mark = (page) => page.evaluate(() => Reflect.set(window, "mark", true));

/** @param {import("playwright-core").Page} page */
const isMarked = (page) => page.evaluate(() => Reflect.get(window, "mark") === true);

/** Waits until the page shows a text. @param {import("playwright-core").Page} page @param {string} text */
const shows = (page, text) => page.getByRole("main").getByText(text, { exact: true }).waitFor();

/** Waits until the server answers with a text. @param {string} url @param {string} text */
async function served(url, text) {
  for (const start = Date.now(); Date.now() - start < PATIENCE; ) {
    if ((await (await fetch(url)).text()).includes(text)) return;
  }
  assert.fail(`${url} never held “${text}”`);
}

/** What has the focus. @param {import("playwright-core").Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || document.activeElement?.localName);

/** Changes what the policy says. @param {string} text */
const think = (text) => (/** @type {string} */ before) => before.replace("Think before you post.", text);

describe("a save", () => {
  live("changes the open page in place", async ({ project, page }) => {
    await page.locator("details.basis > summary").click();
    await page.locator("#_note").fill("half a sentence");
    await page.evaluate(() => scrollTo(0, 400));
    const position = await page.evaluate(() => scrollY);
    assert.equal(position, 400);

    project.edit(POLICY_FILE, think("Think and think again."));
    await shows(page, "Think and think again.");

    assert.ok(await isMarked(page), "no reload");
    assert.equal(await page.evaluate(() => scrollY), position);
    assert.equal(await page.locator("details.basis").getAttribute("open"), "");
    assert.equal(await page.locator("#_note").inputValue(), "half a sentence");
    assert.equal(await focused(page), "_note");
  });

  live("that puts a paragraph in above keeps what is open, typed and focused", async ({ project, page }) => {
    await page.locator("details.basis > summary").click();
    await page.locator("#_note").fill("half a sentence");

    project.edit(POLICY_FILE, (text) => text.replace("## What to do", "A word before.\n\n## What to do"));
    await shows(page, "A word before.");

    assert.ok(await isMarked(page), "no reload");
    assert.equal(await page.locator("details.basis").getAttribute("open"), "");
    assert.equal(await page.locator("#_note").inputValue(), "half a sentence");
    assert.equal(await focused(page), "_note");
  });

  live("leaves alone what scripts made of parts that are sent as before", async ({ project, page }) => {
    const made = (/** @type {string} */ text) => page.getByText(text, { exact: true }).count();
    await page.evaluate(() => {
      document.getElementById("what-to-do")?.append(" made in a heading");
      document.querySelector("main")?.append(Object.assign(document.createElement("p"), { textContent: "Made in the page." }));
    });
    project.edit(GUIDE_FILE, (text) => text.replace("a minute", "two minutes"));
    await page.getByText("Saved:").waitFor();
    assert.equal(await made("Made in the page."), 1, "a page that is sent as before is not touched");
    project.edit(POLICY_FILE, think("Think and think again."));
    await shows(page, "Think and think again.");
    assert.match(await page.locator("#what-to-do").innerText(), /made in a heading/);
    assert.equal(await made("Made in the page."), 0, "what belongs to nothing goes with a change");
  });

  live("changes the title and the meta line as well", async ({ project, page }) => {
    project.edit(POLICY_FILE, (text) => text.replace("title: Posting policy", "title: Policy on posts"));
    await page.getByRole("heading", { level: 1, name: "Policy on posts" }).waitFor();
    assert.equal(await page.title(), "Policy on posts – Fixture");
    assert.ok(await isMarked(page), "no reload");
  });

  live("after a save, many in a row, ends with the last", async ({ project, page }) => {
    for (let at = 1; at <= 20; at++) {
      project.edit(POLICY_FILE, (text) => text.replace(/Think (before|\d+ times before) you post\./, `Think ${at} times before you post.`));
      await new Promise((resolve) => setTimeout(resolve, 20 * (at % 3)));
    }
    await shows(page, "Think 20 times before you post.");
    assert.ok(await isMarked(page), "no reload");
  });

  live(
    "leaves the sentences about versions to the reader's date",
    async ({ project, page }) => {
      const banner = page.getByText("Since 1 January 2027 version 1.1 applies instead of this text.");
      await banner.waitFor();
      project.edit(POLICY_FILE, think("Think and think again."));
      await shows(page, "Think and think again.");
      assert.ok(await banner.isVisible());
      assert.ok(await page.getByText("Version 1.1 takes the place of this text").isHidden());
    },
    { now: "2027-02-01T12:00:00Z" },
  );

  live("of a style sheet swaps the style alone", async ({ project, page }) => {
    await page.locator("#_note").fill("half a sentence");
    await page.evaluate(() => Reflect.set(document.querySelector("h1") ?? {}, "same", true));

    project.edit(STYLES, (text) => text.replace("--ink: #1c2326;", "--ink: #123456;"));
    await page.waitForFunction(() => getComputedStyle(document.body).color === "rgb(18, 52, 86)");

    assert.ok(await isMarked(page), "no reload");
    assert.ok(await page.evaluate(() => Reflect.get(document.querySelector("h1") ?? {}, "same")), "the elements are the same");
    assert.equal(await page.locator("#_note").inputValue(), "half a sentence");
    assert.equal(await page.locator('link[rel="stylesheet"]:not([data-vellum])').count(), await styleSheets(page));
  });

  live("of a template reloads the page", async ({ project, page }) => {
    project.edit(TEMPLATE, (text) => text.replace("</article>", "<p>From the template.</p>\n</article>"));
    await shows(page, "From the template.");
    await connected(page);
    assert.ok(!(await isMarked(page)), "a new page");
  });

  live("without a change does nothing", async ({ project, server, page }) => {
    const text = readFileSync(join(project.folder, POLICY_FILE), "utf8");
    writeFileSync(join(project.folder, POLICY_FILE), text);
    project.edit(GUIDE_FILE, (guide) => guide.replace("a minute", "two minutes"));
    await served(server.home + GUIDE, "two minutes");
    await page.getByText("Saved:").waitFor();
    // The notice comes before the page has asked for the state of the newest build, which the served page names.
    const newest = /data-build="(\d+)"/.exec(await (await fetch(server.home + GUIDE)).text())?.[1];
    await page.waitForFunction((build) => document.documentElement.dataset.vellumBuild === build, newest);
    assert.equal(await page.getByText(/build \d+/).textContent(), "build 2");
  });

  live("is not undone in the bar by an answer that comes late", async ({ project, server, page }) => {
    await page.goto("about:blank");
    /** @type {(() => Promise<void>) | undefined} */
    let release;
    await page.route("**/state.json", async (route) => {
      if (release) return route.continue();
      release = async () => {};
      const response = await route.fetch();
      release = () => route.fulfill({ response });
    });
    await page.goto(server.home + POLICY);
    await connected(page);
    project.edit(GUIDE_FILE, (guide) => guide.replace("a minute", "two minutes"));
    await page.getByText("build 2").waitFor();
    const late = page.waitForEvent("requestfinished", (request) => request.url().endsWith("/state.json"));
    await release?.();
    await late;
    await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    assert.equal(await page.getByText(/build \d+/).textContent(), "build 2");
  });

  live("of another page offers to go there", async ({ project, server, page }) => {
    project.edit(GUIDE_FILE, (text) => text.replace("a minute", "two minutes"));
    const link = page.getByRole("status").getByRole("link", { name: `/${GUIDE}` });
    await link.waitFor();
    assert.ok(await isMarked(page), "no reload");
    await link.click();
    await page.waitForURL(server.home + GUIDE);
    await shows(page, "Wait two minutes.");
  });

  live(
    "of another page takes the browser there with --follow",
    async ({ project, server, page }) => {
      project.edit(GUIDE_FILE, (text) => text.replace("a minute", "two minutes"));
      await page.waitForURL(server.home + GUIDE);
      await shows(page, "Wait two minutes.");
    },
    { options: ["--follow"] },
  );
});

describe("an error", () => {
  const misspell = (/** @type {Project} */ { edit }) => edit(POLICY_FILE, (text) => text.replace("review_every:", "reveiw_every:"));
  const correct = (/** @type {Project} */ { edit }) => edit(POLICY_FILE, (text) => text.replace("reveiw_every:", "review_every:"));
  const panelOf = (/** @type {import("playwright-core").Page} */ page) => page.getByRole("region", { name: "Findings" });

  live("is shown with its place and what helps, over the page as it was", async ({ project, page }) => {
    await page.locator("#_note").fill("half a sentence");
    misspell(project);
    const panel = panelOf(page);
    await panel.waitFor();
    const text = await panel.innerText();
    assert.match(text, /content\/policies\/posting\/1\.0\.md:8:1/);
    assert.match(text, /reveiw_every: 24 months/);
    assert.match(text, /Help: .*review_every/);
    assert.match(await page.getByRole("alert").innerText(), /^1 error/);
    await panel.getByRole("heading", { name: "Errors" }).waitFor();
    await shows(page, "Think before you post.");
    assert.ok(await isMarked(page), "no reload");
    assert.equal(await focused(page), "_note", "the focus stays where the author left it");
    assert.equal(await page.locator("#_note").inputValue(), "half a sentence");

    correct(project);
    await panel.waitFor({ state: "hidden" });
    assert.equal(await page.getByRole("button", { name: /error/ }).count(), 0);
    assert.ok(await isMarked(page), "no reload");
    assert.equal(await focused(page), "_note");
  });

  live("can be closed and opened again from the keyboard", async ({ project, page }) => {
    misspell(project);
    const panel = panelOf(page);
    const button = page.getByRole("button", { name: "1 error" });
    await panel.waitFor();

    await page.getByRole("button", { name: "Close" }).press("Escape");
    await panel.waitFor({ state: "hidden" });
    assert.ok(await has(button), "the button in the bar has the focus");

    await page.keyboard.press("Enter");
    await panel.waitFor();
    assert.ok(await has(panel), "the panel has the focus");

    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    assert.ok(await has(button), "the button in the bar has the focus again");

    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Close" }).press("Enter");
    await panel.waitFor({ state: "hidden" });
    assert.ok(await has(button), "and so it has after Close");
  });

  live("can be closed from the page, where the focus stays", async ({ project, page }) => {
    await page.locator("#_note").focus();
    misspell(project);
    await panelOf(page).waitFor();
    await page.keyboard.press("Escape");
    await panelOf(page).waitFor({ state: "hidden" });
    assert.equal(await focused(page), "_note");
  });

  live("closed once comes back only when it was put right and made again", async ({ project, page }) => {
    misspell(project);
    const panel = panelOf(page);
    await panel.waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    project.edit(GUIDE_FILE, (text) => text.replace("a minute", "5 minutes"));
    await page.getByText("build 3").waitFor();
    assert.ok(await panel.isHidden());
    correct(project);
    await page.getByRole("button", { name: "1 error" }).waitFor({ state: "hidden" });
    misspell(project);
    await panel.waitFor();
  });

  live("leaves the focus in the panel when another one joins it", async ({ project, page }) => {
    misspell(project);
    const panel = panelOf(page);
    await panel.waitFor();
    await page.getByRole("button", { name: "Close" }).focus();
    project.edit(GUIDE_FILE, (text) => text.replace("summary:", "sumary:"));
    await panel.getByText("sumary is not a key").waitFor();
    assert.ok(await panel.evaluate((node) => node.contains(document.activeElement)), "the focus is in the panel");
  });

  live("leads to pages without accessibility violations", async ({ project, page }) => {
    assert.deepEqual(await violations(page), new Map(), "before");
    misspell(project);
    const panel = panelOf(page);
    await panel.waitFor();
    assert.deepEqual(await violations(page), new Map(), "while it is shown");
    await page.getByRole("button", { name: "Close" }).click();
    await panel.waitFor({ state: "hidden" });
    assert.deepEqual(await violations(page), new Map(), "closed");
  });

  live("of a template is shown, and the page stays", async ({ project, page }) => {
    project.edit(TEMPLATE, (text) => text.replace("</article>", "{% if %}</article>"));
    const panel = panelOf(page);
    await panel.waitFor();
    assert.match(await panel.innerText(), /article\.html:\d+/);
    await shows(page, "Think before you post.");
    assert.ok(await isMarked(page), "no reload");
    project.edit(TEMPLATE, (text) => text.replace("{% if %}</article>", "</article>"));
    await panel.waitFor({ state: "hidden" });
  });
});

test("all pages of a browser hear of every save, whichever of them listens", async () => {
  const edited = project();
  const server = await serve(edited);
  const first = await reader({ reducedMotion: "reduce" });
  try {
    const pages = [first];
    while (pages.length < 8) pages.push(await first.context().newPage());
    for (const page of pages) page.setDefaultTimeout(PATIENCE);
    // All at once, so that they load while they are told.
    await Promise.all(pages.map((page) => page.goto(server.home + POLICY)));
    await Promise.all(pages.map(connected));
    for (const page of pages) await mark(page);
    for (const [at, text] of ["Think once.", "Think twice.", "Think thrice.", "Think again."].entries()) {
      edited.edit(POLICY_FILE, (before) => before.replace(/Think .*\.$/m, text));
      await Promise.all(pages.map((page) => shows(page, text)));
      for (const page of pages) assert.ok(await isMarked(page), `no reload after save ${at + 1}`);
      // The page that came first listens; when it has gone another one does.
      await pages.shift()?.close();
    }
    // A page that goes elsewhere and comes back has missed nothing either.
    await pages[1].goto(server.home + GUIDE);
    edited.edit(POLICY_FILE, (before) => before.replace(/Think .*\.$/m, "Think well."));
    await shows(pages[0], "Think well.");
    await pages[1].goBack();
    await shows(pages[1], "Think well.");
    edited.edit(POLICY_FILE, (before) => before.replace(/Think .*\.$/m, "Think better."));
    await Promise.all(pages.map((page) => shows(page, "Think better.")));
  } finally {
    await first.context().close();
    await server.stop();
  }
});

describe("nothing is missed", () => {
  test("between loading the page and hearing of saves", async () => {
    const edited = project();
    const server = await serve(edited);
    const page = await reader();
    try {
      /** @type {(value?: unknown) => void} */
      let open = () => {};
      const gate = new Promise((resolve) => (open = resolve));
      let asked = 0;
      await page.route("**/__vellum/events*", async (route) => {
        asked++;
        await gate;
        await route.continue();
      });
      await page.goto(server.home + POLICY);
      await page.locator(".vellum-bar").waitFor();
      await mark(page);
      edited.edit(POLICY_FILE, think("Think and think again."));
      await served(server.home + POLICY, "Think and think again.");
      assert.equal(asked, 1);
      assert.equal(await page.getByText("Think and think again.").count(), 0, "the page has not heard of it yet");
      open();
      await shows(page, "Think and think again.");
      assert.ok(await isMarked(page), "no reload");
    } finally {
      await page.context().close();
      await server.stop();
    }
  });

  const away = { unless: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/ };

  live(
    "of a save after the server was started again",
    async ({ project, server, page }) => {
      // The new server counts its builds from the beginning, the page has seen more of them.
      for (const text of ["Think once.", "Think twice."]) {
        project.edit(POLICY_FILE, (before) => before.replace(/Think .*\.$/m, text));
        await shows(page, text);
      }
      assert.equal(await server.stop(), 0, "Ctrl-C ends it cleanly, also with an open page");
      await page.getByText("not connected").waitFor();
      const again = await serve(project, { port: server.port });
      try {
        assert.equal(again.port, server.port);
        await connected(page);
        project.edit(POLICY_FILE, (before) => before.replace("Think twice.", "Think thrice."));
        await shows(page, "Think thrice.");
      } finally {
        await again.stop();
      }
    },
    away,
  );

  live(
    "of a save that it heard of just before the server went away",
    async ({ project, page }) => {
      /** @type {boolean[]} */
      const refused = [];
      await page.route("**", (route) => {
        if (refused.length === 2) return route.continue();
        refused.push(route.request().isNavigationRequest());
        return route.abort("connectionrefused");
      });
      project.edit(POLICY_FILE, think("Think alone."));
      await shows(page, "Think alone.");
      assert.deepEqual(refused, [false, false], "whether the page itself was loaded anew while nobody answered");
    },
    away,
  );

  live(
    "of a save while the server was away",
    async ({ project, server, page }) => {
      await server.stop();
      await page.getByText("not connected").waitFor();
      project.edit(POLICY_FILE, think("Think alone."));
      const again = await serve(project, { port: server.port });
      try {
        await shows(page, "Think alone.");
      } finally {
        await again.stop();
      }
    },
    away,
  );
});

live("the portal of another date can be seen, and the own one again", async ({ project, server, page }) => {
  const choose = async (/** @type {string} */ date) => {
    await page.getByLabel("as of").fill(date);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.waitForFunction((wanted) => document.querySelector("script[data-as-of]")?.getAttribute("data-as-of") === wanted, date || AS_OF);
    await connected(page);
    assert.equal(page.url(), server.home + POLICY);
  };
  await choose("2027-02-01");
  await shows(page, "Think twice before you post.");
  assert.match(await page.locator(".meta").first().innerText(), /Version 1\.1/);
  assert.equal(await page.getByLabel("as of").inputValue(), "2027-02-01");

  await mark(page);
  project.edit(NEXT_POLICY_FILE, (text) => text.replace("Think twice before", "Think thrice before"));
  await shows(page, "Think thrice before you post.");
  assert.ok(await isMarked(page), "a save changes it in place too");

  for (const date of [AS_OF, ""]) {
    await choose("2027-02-01");
    await choose(date);
    await shows(page, "Think before you post.");
    assert.equal(await page.getByLabel("as of").inputValue(), AS_OF);
  }
});

/** How many style sheets the served page has. @param {import("playwright-core").Page} page */
async function styleSheets(page) {
  const html = await (await fetch(page.url())).text();
  return html.match(/<link rel="stylesheet"/g)?.length ?? 0;
}

/** True where an element has the focus. @param {import("playwright-core").Locator} locator */
const has = (locator) => locator.evaluate((node) => node === document.activeElement);
