// Packages for learning systems, in the frame of one: SCORM with the run-time of scorm-again, cmi5 with a small record
// store. Every kind of question is answered wrongly and then rightly, and the learner leaves and comes back in between.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { recordStore } from "./lrs.mjs";
import { AS_OF, PROJECT, VELLUM, reader, serve, temporaryFolder } from "./support.mjs";
import { unzip } from "./zip.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */

/** A system shows its own pages and what was uploaded, and nothing else. */
const SYSTEM_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; connect-src http:";

/** The content of the golden site, which has a question of every kind, in the theme that readers see. */
function content() {
  const folder = join(temporaryFolder(), "content");
  cpSync(join(PROJECT, "tests/sites/training/in/content"), folder, { recursive: true });
  const settings = join(folder, "portal.yaml");
  writeFileSync(settings, readFileSync(settings, "utf8").replace("theme: golden\n", ""));
  return folder;
}

const CONTENT = content();

/** Exports a package. @param {string[]} command @returns {Map<string, Buffer>} */
function exported(...command) {
  const out = join(temporaryFolder(), "package.zip");
  execFileSync(VELLUM, ["export", ...command, "--quiet", "--content", CONTENT, "--as-of", AS_OF, "--out", out]);
  return unzip(readFileSync(out));
}

const SYSTEM_PAGE = (/** @type {string} */ runtime, /** @type {string} */ training) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A learning system</title><link rel="icon" href="data:,">
<script src="${runtime}.js"></script><script src="system.js"></script></head>
<body><h1>A learning system</h1>${training}</body></html>`;

const FRAME = `<iframe title="Training" src="training/index.html" width="100%" height="800"></iframe>`;
const WINDOW = `<a href="training/index.html" target="_blank" rel="opener">Training</a>`;

/** The system: it gives the run-time what it kept, and remembers what the run-time refused. */
const SYSTEM_SCRIPT = `
const old = "Scorm12API" in window;
const runtime = old ? new Scorm12API({ logLevel: 5 }) : new Scorm2004API({ logLevel: 5 });
window.runtime = runtime;
window.refused = [];
const kept = JSON.parse(localStorage.getItem("kept") ?? "null");
if (kept) runtime.loadFromJSON(kept);
for (const name of old ? ["LMSSetValue", "LMSGetValue", "LMSCommit"] : ["SetValue", "GetValue", "Commit"]) {
  const call = runtime[name].bind(runtime);
  runtime[name] = (...given) => {
    const answer = call(...given);
    const error = old ? runtime.LMSGetLastError() : runtime.GetLastError();
    if (String(answer) === "false" || !["0", "403"].includes(String(error))) window.refused.push([name, ...given, String(error)].join(" "));
    return answer;
  };
}
window[old ? "API" : "API_1484_11"] = runtime;
`;

/**
 * Puts a package into a system.
 * @param {Map<string, Buffer>} files
 * @param {string} [runtime]
 * @param {string} [training] how the system shows it
 */
async function system(files, runtime, training = FRAME) {
  const folder = temporaryFolder();
  const write = (/** @type {string} */ path, /** @type {string | Buffer} */ bytes) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  for (const [path, bytes] of files) write(`training/${path}`, bytes);
  write("404.html", "there is no such file");
  if (runtime) {
    write(`${runtime}.js`, readFileSync(join(PROJECT, `tests/browser/node_modules/scorm-again/dist/${runtime}.min.js`)));
    write("system.js", SYSTEM_SCRIPT);
    write("index.html", SYSTEM_PAGE(runtime, training));
  }
  return serve(folder, "/", SYSTEM_POLICY);
}

/** What a learner does at each question, and what is to be reported of it: parts of values, looked up on the page. */
const QUESTIONS = [
  { id: "first", type: "choice", points: 1, right: { choose: ["Listen"] }, wrong: { choose: ["Talk"] } },
  { id: "which", type: "choice", points: 2, right: { choose: ["A smile", "A word"] }, wrong: { choose: ["A smile"] }, earned: 1 },
  { id: "always", type: "true-false", points: 1, right: { choose: ["True"] }, wrong: { choose: ["False"] } },
  { id: "hours", type: "numeric", points: 1, right: { type: ["24.5 hours"], as: "24.5" }, wrong: { type: ["12"] } },
  { id: "day", type: "fill-in", points: 1, right: { type: ["2026-03-02"] }, wrong: { type: ["2026-02-23"] } },
  { id: "word", type: "fill-in", points: 1, right: { type: ["Polit"] }, wrong: { type: ["loud [,] “<b>”"] } },
  { id: "pairs", type: "matching", points: 1, right: { pick: { Please: "Asking", "Thank you": "Getting", Cheers: "Getting" } }, wrong: { pick: { Please: "Asking", "Thank you": "Leaving", Cheers: "Leaving" } }, earned: 1 / 3 },
  { id: "order", type: "sequencing", points: 1, right: { arrange: ["Hear", "Think", "Speak"] }, wrong: { arrange: ["Speak", "Think", "Hear"] } },
  { id: "sort", type: "matching", points: 1, right: { pick: { "A shrug": "Unkind", "A sneer": "Unkind", "A smile": "Kind" } }, wrong: { pick: { "A shrug": "Kind", "A sneer": "Kind", "A smile": "Unkind" } } },
  { id: "gap", type: "fill-in", points: 1, right: { type: ["KIND"], pick: { "Gap 2": "everybody" }, gaps: ["KIND", "everybody"] }, wrong: { type: ["rude"], pick: { "Gap 2": "nobody" }, gaps: ["rude", "nobody"] } },
  { id: "story", type: "performance", points: 1, right: { choose: ["Breathe", "Go on"] }, wrong: { choose: ["Shout back"] } },
  { id: "think", type: "other", points: 0, right: { type: ["Nobody may read this."] }, wrong: { type: ["Nobody may read this."] } },
];

/**
 * Answers the question on show, and gives the parts of what is to be reported.
 * @param {Frame} frame
 * @param {any} question
 * @param {any} what
 * @returns {Promise<string[][]>}
 */
async function answer(frame, question, what) {
  const here = frame.locator(`#q-${question.id}`);
  const main = frame.locator(".button-main");
  assert.ok(await here.isVisible(), `${question.id} is on show`);
  /** @type {string[][]} */
  const parts = [];
  if (question.type === "performance") {
    for (const text of what.choose) {
      const option = here.getByLabel(text);
      await option.check();
      parts.push([(await option.getAttribute("name"))?.split("-").at(-1) ?? "", (await option.getAttribute("value")) ?? ""]);
      await main.click();
    }
    return parts;
  }
  for (const text of what.choose ?? []) {
    await here.getByLabel(text, { exact: true }).check();
    parts.push([(await here.getByLabel(text, { exact: true }).getAttribute("value")) ?? ""]);
  }
  for (const [place, text] of (what.type ?? []).entries()) {
    await here.locator('input[type="text"], input[type="date"], textarea').nth(place).fill(text);
    parts.push([what.as ?? text]);
  }
  for (const [label, text] of Object.entries(what.pick ?? {})) {
    const list = here.getByLabel(label, { exact: true });
    await list.selectOption({ label: text });
    if (question.type === "matching") parts.push([(await list.getAttribute("id"))?.split("-").at(-1) ?? "", await list.inputValue()]);
  }
  for (const [place, text] of (what.arrange ?? []).entries()) {
    const texts = () => here.locator(".order-text").allTextContents();
    for (let now = await texts(); now.indexOf(text) > place; now = await texts()) await here.getByLabel(`Move up: ${text}`).click();
  }
  if (what.arrange) {
    for (const value of await here.locator(".order > li").evaluateAll((items) => items.map((item) => /** @type {HTMLElement} */ (item).dataset.value))) parts.push([value ?? ""]);
  }
  await main.click();
  if (question.type === "other") return [];
  if (what.gaps) return what.gaps.map((/** @type {string} */ text) => [text]);
  return question.type === "fill-in" ? parts : parts.sort((one, other) => (question.type === "sequencing" ? 0 : Number(one[0]) - Number(other[0])));
}

/** How SCORM 1.2 and SCORM 2004 write an answer. */
const WRITTEN = {
  1.2: (/** @type {string} */ type, /** @type {string[][]} */ parts) =>
    type === "true-false" ? parts[0][0][0] : type === "fill-in" ? parts.flat().join(", ") : parts.map((part) => part.join(".")).join(","),
  // What stands between parts cannot be in one.
  2004: (/** @type {string} */ _, /** @type {string[][]} */ parts) => parts.map((part) => part.map((value) => value.replace("[,]", ",")).join("[.]")).join("[,]"),
};

/** Opens the training, and waits until it runs. @param {Page} page @param {string} address */
async function launch(page, address) {
  await page.goto(address);
  const frame = page.frame({ url: /training\/index\.html/ });
  assert.ok(frame);
  await frame.locator(".quiz[data-active]").waitFor({ state: "attached" });
  return frame;
}

/** Opens the training in a window of its own, and waits until it runs. @param {Page} page */
async function opened(page) {
  const [training] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name: "Training" }).click()]);
  await training.locator(".quiz[data-active]").waitFor({ state: "attached" });
  return training;
}

/** What the run-time has recorded. @param {Page} page @returns {Promise<any>} */
const recorded = (page) => page.evaluate(() => JSON.parse(JSON.stringify(/** @type {any} */ (window).runtime.cmi)));

/** Leaves the training: the page goes, and the system keeps what the run-time has. @param {Page} page @param {Frame} frame */
async function leave(page, frame) {
  await frame.evaluate(() => location.replace("about:blank"));
  await page.waitForFunction(() => /** @type {any} */ (window).runtime.isTerminated());
  await page.evaluate(() => localStorage.setItem("kept", JSON.stringify(/** @type {any} */ (window).runtime.cmi)));
  return recorded(page);
}

for (const version of /** @type {const} */ (["1.2", "2004"])) {
  test(`SCORM ${version}: every kind of question, wrong and right, with the learner coming back`, async () => {
    const files = exported("scorm", "--version", version, "kindness");
    const home = await system(files, version === "1.2" ? "scorm12" : "scorm2004");
    const page = await reader({ viewport: { width: 390, height: 800 } });
    /** @type {string[]} */
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("request", (request) => request.url().startsWith(home) || request.url().startsWith("about:") || problems.push(request.url()));
    const status = (/** @type {any} */ cmi) => (version === "1.2" ? cmi.core.lesson_status : `${cmi.completion_status} ${cmi.success_status}`);
    /** @type {{question: any, parts: string[][], right: boolean}[]} */
    const given = [];
    const next = (/** @type {Frame} */ frame) => frame.locator(".button-main").click();
    const give = async (/** @type {Frame} */ frame, /** @type {any} */ question, /** @type {boolean} */ right) => {
      given.push({ question, right, parts: await answer(frame, question, right ? question.right : question.wrong) });
    };

    let frame = await launch(page, home);
    assert.equal(status(await recorded(page)), version === "1.2" ? "incomplete" : "incomplete unknown");
    assert.equal(await frame.locator("#_training h2").textContent(), "Being kind");
    assert.ok(await frame.locator("#_questions").isHidden());
    const policy = frame.getByRole("link", { name: "conduct policy" });
    assert.equal(await policy.getAttribute("href"), "https://policy.example.org/policies/conduct/");
    assert.deepEqual([...(await violations(page, frame))], [], "while reading");
    await page.setViewportSize({ width: 390, height: 800 });
    await frame.getByRole("link", { name: "quiz", exact: true }).click();
    await frame.locator("#_questions-title:focus").waitFor();
    for (const question of QUESTIONS.slice(0, 7)) {
      await give(frame, question, false);
      await next(frame);
    }
    let cmi = await leave(page, frame);
    assert.equal(version === "1.2" ? cmi.core.exit : cmi.exit, "suspend");
    if (version === "2004") assert.equal(Number(cmi.progress_measure).toFixed(3), "0.583");

    frame = await launch(page, home);
    assert.equal(await frame.locator(".quiz-progress").textContent(), "Question 8 of 12");
    for (const question of QUESTIONS.slice(7)) {
      await give(frame, question, false);
      if (question.id === "sort") assert.deepEqual([...(await violations(page, frame))], [], "while answering");
      await next(frame);
    }
    assert.equal(await frame.locator(".result h2").textContent(), "You have not passed yet");
    assert.match((await frame.locator(".result").textContent()) ?? "", /Your score: 1\.33 out of 12 \(11%\)/);
    cmi = await recorded(page);
    assert.equal(status(cmi), version === "1.2" ? "failed" : "completed failed");
    await leave(page, frame);

    frame = await launch(page, home);
    assert.match((await frame.locator("#q-word > .feedback").textContent()) ?? "", /Not correct/);
    assert.deepEqual([...(await violations(page, frame))], [], "with a result");
    await page.setViewportSize({ width: 390, height: 800 });
    const wide = await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `the training is ${wide} pixels too wide`);
    await frame.getByRole("button", { name: "Try the wrong ones again" }).click();
    for (const question of QUESTIONS.slice(0, 11)) {
      await give(frame, question, true);
      await next(frame);
    }
    assert.equal(await frame.locator(".result h2").textContent(), "You passed");
    await frame.getByRole("button", { name: "Save and leave" }).click();
    assert.equal(await frame.locator("#_notice").textContent(), "Everything is saved. You can close this window.");

    cmi = await recorded(page);
    assert.equal(status(cmi), version === "1.2" ? "passed" : "completed passed");
    const score = version === "1.2" ? cmi.core.score : cmi.score;
    assert.deepEqual([score.raw, score.min, score.max].map(Number), version === "1.2" ? [100, 0, 100] : [12, 0, 12]);
    if (version === "2004") assert.equal(Number(score.scaled), 1);
    assert.equal(version === "1.2" ? cmi.core.exit : cmi.exit, version === "1.2" ? "" : "normal");
    const reported = Object.values(cmi.interactions.childArray ?? cmi.interactions);
    assert.equal(reported.length, given.length);
    for (const [place, { question, parts, right }] of given.entries()) {
      const one = /** @type {any} */ (reported[place]);
      const name = `${question.id}, ${right ? "right" : "wrong"}`;
      assert.equal(one.id, question.id, name);
      assert.equal(one.type, question.type === "other" && version === "1.2" ? "fill-in" : question.type, name);
      const response = version === "1.2" ? one.student_response : one.learner_response;
      assert.equal(response, question.type === "other" ? "" : WRITTEN[version](question.type, parts), name);
      const wrong = question.earned ? String(Number(question.earned.toFixed(7))) : version === "1.2" ? "wrong" : "incorrect";
      assert.equal(String(one.result), question.type === "other" ? "neutral" : right ? "correct" : wrong, name);
      assert.equal(Number(one.weighting), question.points, name);
      assert.match(one.latency, version === "1.2" ? /^\d+:\d\d:\d\d(\.\d\d)?$/ : /^PT[\d.]+S$/, name);
      assert.match(version === "1.2" ? one.time : one.timestamp, version === "1.2" ? /^\d\d:\d\d:\d\d$/ : /^2026-11-23T12:00:00\.00Z$/, name);
      // What was right is what the right answer reports, in one of its forms.
      const patterns = Object.values(one.correct_responses?.childArray ?? one.correct_responses ?? {}).map((/** @type {any} */ each) => each.pattern);
      if (right && !["fill-in", "numeric"].includes(question.type)) assert.deepEqual(patterns, [response], name);
      if (question.id === "word") assert.deepEqual(patterns, version === "1.2" ? ["polite", "kind"] : ["{case_matters=false}polite", "{case_matters=false}kind"]);
      if (question.id === "hours") assert.deepEqual(patterns, version === "1.2" ? ["24"] : ["23.5[:]24.5"]);
    }
    assert.ok(!JSON.stringify(cmi).includes("Nobody may read this"), "notes stay with the learner");
    assert.ok(cmi.suspend_data.length < 4096);
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).refused), []);
    assert.deepEqual(problems, []);
  });
}

test("a training in a window of its own finds the system, and an attempt that did not pass may be incomplete", async () => {
  const home = await system(exported("scorm", "--version", "1.2", "--on-failing", "incomplete", "short"), "scorm12", WINDOW);
  const page = await reader();
  await page.goto(home);
  const training = await opened(page);
  for (const attempt of [1, 2]) {
    await training.locator("#q-one").getByLabel("False").check();
    await training.getByLabel("The end").check();
    await training.locator(".button-main", { hasText: "Finish" }).click();
    assert.equal(await training.locator(".button", { hasText: "Start again" }).count(), attempt === 1 ? 1 : 0);
    if (attempt === 1) await training.locator(".button", { hasText: "Start again" }).click();
  }
  let cmi = await recorded(page);
  assert.deepEqual([cmi.core.lesson_status, Number(cmi.core.score.raw), cmi.core.exit], ["incomplete", 0, "suspend"]);
  await training.close();
  await page.waitForFunction(() => /** @type {any} */ (window).runtime.isTerminated());
  await page.evaluate(() => localStorage.setItem("kept", JSON.stringify(/** @type {any} */ (window).runtime.cmi)));
  await page.reload();
  const again = await opened(page);
  assert.match((await again.locator(".result").textContent()) ?? "", /You have used all attempts/, "coming back gives no more attempts");

  const alone = await reader();
  await alone.goto(`${home}training/index.html`);
  assert.match((await alone.locator("#_notice").textContent()) ?? "", /^No learning system answers here/);
  await alone.locator("#q-one").getByLabel("True").check();
  await alone.getByLabel("And then").check();
  await alone.getByLabel("Happily").check();
  await alone.locator(".button-main").click();
  assert.equal(await alone.locator(".result h2").textContent(), "You passed");
});

/** The verbs of statements, in their order. @param {any[]} statements */
const verbs = (statements) => statements.map((one) => one.verb.id.split("/").at(-1));

/** Waits until a session has ended. @param {{statements: any[]}} session */
async function ended(session) {
  for (let tries = 0; tries < 100 && verbs(session.statements).at(-1) !== "terminated"; tries += 1) await new Promise((later) => setTimeout(later, 50));
  return session.statements;
}

test("cmi5: sessions with their statements, the learner coming back, and an attempt that fails before one that passes", async () => {
  const store = await recordStore();
  const home = await system(exported("cmi5", "kindness"));
  const page = await reader({ viewport: { width: 390, height: 800 } });
  const open = async (/** @type {{query: string}} */ session) => {
    await page.goto(`${home}training/index.html?${session.query}`);
    const frame = page.mainFrame();
    await frame.locator(".quiz[data-active]").waitFor({ state: "attached" });
    return frame;
  };
  const main = (/** @type {Frame} */ frame) => frame.locator(".button-main").click();
  /** @type {Record<string, string[][]>} */
  const parts = {};

  const first = store.launch();
  let frame = await open(first);
  // The documents are asked for at once, so they may arrive in any order.
  assert.equal(store.requests.shift(), "POST /fetch");
  assert.equal(store.requests.pop(), "POST /xapi/statements");
  assert.deepEqual(store.requests.toSorted(), ["GET /xapi/activities/state LMS.LaunchData", "GET /xapi/activities/state vellum.attempt", "GET /xapi/agents/profile cmi5LearnerPreferences"]);
  await frame.getByRole("link", { name: "Go to the quiz" }).click();
  for (const question of QUESTIONS.slice(0, 7)) {
    parts[question.id] = await answer(frame, question, question.wrong);
    await main(frame);
  }
  await page.goto("about:blank");
  await ended(first);

  const second = store.launch({ returnURL: `${home}404.html` });
  frame = await open(second);
  assert.equal(await frame.locator(".quiz-progress").textContent(), "Question 8 of 12");
  for (const question of QUESTIONS.slice(7)) {
    parts[question.id] = await answer(frame, question, question.wrong);
    await main(frame);
  }
  assert.equal(await frame.locator(".result h2").textContent(), "You have not passed yet");
  await frame.getByRole("button", { name: "Save and leave" }).click();
  await page.waitForURL(`${home}404.html`);
  await ended(second);

  const third = store.launch();
  frame = await open(third);
  await frame.getByRole("button", { name: "Try the wrong ones again" }).click();
  /** @type {Record<string, string[][]>} */
  const right = {};
  for (const question of QUESTIONS.slice(0, 11)) {
    right[question.id] = await answer(frame, question, question.right);
    await main(frame);
  }
  await page.goto("about:blank");
  await ended(third);

  const fourth = store.launch({ launchMode: "Review" });
  frame = await open(fourth);
  assert.match((await frame.locator("#_notice").textContent()) ?? "", /nothing is recorded/);
  await page.goto("about:blank");
  await ended(fourth);

  const answers = (/** @type {number} */ count) => Array(count).fill("answered");
  assert.deepEqual(verbs(first.statements), ["initialized", ...answers(7), "terminated"]);
  assert.deepEqual(verbs(second.statements), ["initialized", ...answers(5), "completed", "failed", "terminated"]);
  assert.deepEqual(verbs(third.statements), ["initialized", ...answers(11), "passed", "terminated"]);
  assert.deepEqual(verbs(fourth.statements), ["initialized", "terminated"]);
  assert.deepEqual(store.refused, []);

  const all = [first, second, third, fourth].flatMap((session) => session.statements.map((statement) => ({ session, statement })));
  assert.equal(new Set(all.map(({ statement }) => statement.id)).size, all.length);
  for (const { session, statement } of all) {
    const verb = verbs([statement])[0];
    const { context } = statement;
    const categories = (context.contextActivities.category ?? []).map((/** @type {any} */ one) => one.id.split("/").at(-1));
    assert.match(statement.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    assert.match(statement.timestamp, /Z$/);
    assert.deepEqual(statement.actor, store.actor);
    assert.equal(context.registration, store.registration);
    assert.equal(context.extensions["https://w3id.org/xapi/cmi5/context/extensions/sessionid"], session.session);
    assert.deepEqual(context.contextActivities.grouping, [{ id: "https://policy.example.org/training/kindness/" }]);
    const judges = ["completed", "passed", "failed"].includes(verb);
    assert.deepEqual(categories, verb === "answered" ? [] : judges ? ["cmi5", "moveon"] : ["cmi5"], verb);
    assert.equal(context.extensions["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"], ["passed", "failed"].includes(verb) ? 0.75 : undefined, verb);
    if (judges || verb === "terminated") assert.match(statement.result.duration, /^PT[\d.]+S$/);
    if (verb !== "answered") assert.deepEqual(statement.object, { objectType: "Activity", id: store.activityId });
    assert.equal(statement.result?.completion, verb === "completed" ? true : undefined);
    if (verb === "passed") assert.deepEqual([statement.result.success, statement.result.score], [true, { scaled: 1, raw: 100, min: 0, max: 100 }]);
    if (verb === "failed") assert.deepEqual([statement.result.success, statement.result.score], [false, { scaled: 0.1111, raw: 11, min: 0, max: 100 }]);
  }
  for (const { session, statement } of all.filter((one) => verbs([one.statement])[0] === "answered")) {
    const question = QUESTIONS.find((one) => statement.object.id === `${store.activityId}#${one.id}`);
    assert.ok(question);
    const { definition } = statement.object;
    const isRight = session === third;
    assert.equal(definition.interactionType, question.type);
    assert.deepEqual(statement.context.contextActivities.parent, [{ id: store.activityId }]);
    if (question.type === "other") {
      assert.deepEqual(Object.keys(statement.result), ["duration"]);
      continue;
    }
    assert.equal(statement.result.response, WRITTEN[2004](question.type, (isRight ? right : parts)[question.id]), question.id);
    assert.equal(statement.result.success, isRight);
    assert.equal(statement.result.score.scaled, isRight ? 1 : Number(((question.earned ?? 0) / question.points).toFixed(7)));
    // Every value that a response can have has words.
    const named = ["choices", "source", "target", "steps"].flatMap((list) => definition[list] ?? []);
    assert.ok(named.every((/** @type {any} */ one) => one.id && one.description.en), question.id);
    if (question.type === "matching") assert.deepEqual([definition.source.length, definition.target.length], question.id === "pairs" ? [3, 3] : [3, 2]);
    if (question.type === "choice" || question.type === "sequencing") assert.equal(definition.choices.length, 3);
  }
  assert.ok(!JSON.stringify([...store.states, all.map(({ statement }) => statement)]).includes("Nobody may read this"), "notes stay with the learner");
});
