// The state of an attempt as text: whatever the quiz and whatever is typed, it has room in SCORM 1.2, and nothing is lost
// that decides a mark.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { unzip } from "./zip.mjs";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
const VELLUM = process.env.VELLUM ?? join(PROJECT, "target/release/vellum");
const AS_OF = process.env.PORTAL_AS_OF ?? "2026-11-23";

const read = (/** @type {string} */ name) => readFileSync(join(PROJECT, "themes/default/assets", name), "utf8");
const address = (/** @type {string} */ source) => `data:text/javascript;base64,${Buffer.from(source).toString("base64")}`;
const score = address(read("quiz-score.js"));
const { decode, draw, mark, seeded } = await import(score);
const { noHistory, pack, unpack } = await import(address(read("package-state.js").replace("./quiz-score.js", score)));

const ROOM = 4095;
const LETTERS = [..."aZ09 ',.\"\\/[]{}~=\u0000\n\té漢😀\ud800"];

/** @param {() => number} random */
const pick = (random, most = 10) => Math.floor(random() * most);
/** @param {() => number} random @param {number} longest */
const typed = (random, longest) => Array.from({ length: pick(random, longest) }, () => LETTERS[pick(random, LETTERS.length)]).join("");
/** @param {() => number} random @param {number} count @param {number} largest */
const values = (random, count, largest) => Array.from({ length: count }, () => String(1 + pick(random, largest)));

const KINDS = ["single", "multiple", "true-false", "number", "date", "short-text", "match", "order", "categorise", "gap", "scenario", "reflection"];

/** A question with right answers of any size. @param {() => number} random @param {number} place @param {number} largest */
function question(random, place, largest) {
  const kind = KINDS[place % KINDS.length];
  const size = 2 + pick(random, largest);
  const base = { id: `q${place}`, kind, points: 1, partial: random() < 0.5 };
  const accept = ["polite", "kind"];
  switch (kind) {
    case "true-false":
      return { ...base, truth: random() < 0.5 };
    case "number":
      return { ...base, number: 72, tolerance: 0.5, unit: "hours" };
    case "date":
      return { ...base, date: "2026-03-02" };
    case "short-text":
      return { ...base, accept, typos: 1 };
    case "gap":
      return { ...base, gaps: Array.from({ length: size }, (_, gap) => ({ name: `g${gap}`, accept, typos: 1, typed: random() < 0.5 })) };
    case "scenario":
      return { ...base, most: size, scenes: Array.from({ length: size }, (_, scene) => ({ choices: [[1, (scene + 2) % (size + 1), ""], [0, 0, ""]] })) };
    default:
      return { ...base, right: values(random, size, size).map(Number), size };
  }
}

/** Any answer, some of them right. @param {() => number} random @param {any} one @param {number} longest */
function response(random, one, longest) {
  const right = random() < 0.4;
  switch (one.kind) {
    case "single":
      return values(random, 1, one.size ?? 2)[0];
    case "true-false":
      return String(random() < 0.5);
    case "number":
      return right ? `${"0".repeat(pick(random, longest))}72` : typed(random, longest);
    case "date":
      return right ? one.date : typed(random, 12);
    case "short-text":
      return right ? `Polit${" ".repeat(pick(random, longest))}` : typed(random, longest);
    case "gap":
      return one.gaps.map(() => (random() < 0.5 ? "kind" : typed(random, longest)));
    case "scenario":
      return one.scenes.map(() => (random() < 0.8 ? "1" : "2"));
    case "reflection":
      return typed(random, longest);
    default:
      return (one.right ?? [1]).map(() => (random() < 0.1 ? "" : values(random, 1, one.size ?? 9)[0]));
  }
}

/** An attempt in which so much is answered. @param {() => number} random @param {any} quiz @param {number} share @param {number} longest */
function attempt(random, quiz, share, longest) {
  const order = draw(quiz, random);
  const reached = order.slice(0, Math.ceil(order.length * share));
  const byId = new Map(quiz.questions.map((/** @type {any} */ one) => [one.id, one]));
  const responses = Object.fromEntries(reached.map((/** @type {string} */ id) => [id, response(random, byId.get(id), longest)]));
  return { hash: quiz.hash, seed: Math.floor(random() * 2 ** 32), order, responses, checked: reached.filter(() => random() < 0.9), at: pick(random, order.length), done: share === 1 };
}

/** @param {any} quiz @param {any} state @param {string[]} ids */
const points = (quiz, state, ids) => ids.map((id) => mark(quiz.questions.find((/** @type {any} */ one) => one.id === id), state.responses[id]).points);

test("any attempt at any quiz has room, and comes back with the same marks", () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const random = seeded(seed);
    const questions = Array.from({ length: 1 + pick(random, 70) }, (_, place) => question(random, place, seed % 10 === 0 ? 60 : 8));
    const quiz = { hash: `hash${seed}`, questions, draw: { count: null, tags: null }, shuffle_questions: true };
    const state = attempt(random, quiz, [0, 0.3, 1][seed % 3], seed % 2 === 0 ? 20 : 3000);
    const history = { attempts: pick(random), best: random() * 100, passed: random() < 0.5 };
    // A quiz with many long lists can be too large; that is found out when it is exported.
    const room = seed % 10 === 0 ? 16000 : ROOM;
    const text = pack(quiz, state, history, room);
    assert.ok(text !== "" && Buffer.byteLength(text) <= room, `seed ${seed}: ${Buffer.byteLength(text)} bytes`);
    const back = unpack(quiz, text);
    assert.deepEqual(back.history, history);
    assert.deepEqual({ ...back.state, responses: 0 }, { ...state, responses: 0 });
    assert.deepEqual(points(quiz, back.state, state.checked), points(quiz, state, state.checked), `seed ${seed}`);
    for (const one of questions.filter(({ kind }) => ["single", "match", "order", "scenario"].includes(kind))) {
      assert.deepEqual(back.state.responses[one.id], state.responses[one.id], `seed ${seed}, ${one.id}`);
    }
  }
});

test("what was typed comes back to the letter while there is room, except what nobody may see", () => {
  const quiz = { hash: "h", questions: [{ id: "a", kind: "short-text", points: 1, accept: ["x"] }, { id: "b", kind: "reflection", points: 0 }] };
  const state = { hash: "h", seed: 1, order: ["a", "b"], responses: { a: "~ it's “=”", b: "secret" }, checked: ["a", "b"], at: 1, done: false };
  const text = pack(quiz, state, noHistory(), ROOM);
  assert.ok(!text.includes("secret"));
  assert.deepEqual(unpack(quiz, text).state, { ...state, responses: { a: "~ it's “=”", b: "" } });
  assert.equal(unpack({ ...quiz, hash: "newer" }, text).state, undefined, "an attempt at an older quiz is over");
  for (const broken of ["", "{half a", "[2,0,0,0]", "null", "[1]"]) assert.equal(unpack(quiz, broken).state, undefined, broken);
});

test("the largest quiz that may be exported for SCORM 1.2 has room as well", () => {
  const folder = mkdtempSync(join(tmpdir(), "vellum-state-"));
  try {
    cpContent(folder);
    const accepted = (/** @type {number} */ count) => {
      writeFileSync(join(folder, "content/quizzes/large.yaml"), largeQuiz(count));
      try {
        execFileSync(VELLUM, ["export", "scorm", "--version", "1.2", "large", "--quiet", "--content", join(folder, "content"), "--as-of", AS_OF, "--out", join(folder, "large.zip")], { stdio: "pipe" });
        return true;
      } catch (error) {
        assert.match(String(/** @type {any} */ (error).stderr), /more than SCORM 1\.2 can keep/);
        return false;
      }
    };
    let [fits, tooLarge] = [1, 1000];
    while (tooLarge - fits > 1) {
      const middle = (fits + tooLarge) >> 1;
      if (accepted(middle)) fits = middle;
      else tooLarge = middle;
    }
    assert.ok(accepted(fits) && fits > 100, `${fits} questions have room`);
    const page = unzip(readFileSync(join(folder, "large.zip"))).get("index.html")?.toString() ?? "";
    const quiz = decode(/data-key="([^"]+)"/.exec(page)?.[1] ?? "");
    for (let seed = 1; seed <= 5; seed += 1) {
      const random = seeded(seed);
      const state = attempt(random, quiz, 1, 3000);
      const text = pack(quiz, state, { attempts: 99, best: 33.333333333333336, passed: true }, ROOM);
      assert.ok(text !== "", `seed ${seed}: no room`);
      assert.deepEqual(points(quiz, unpack(quiz, text).state, state.checked), points(quiz, state, state.checked));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** @param {string} folder */
function cpContent(folder) {
  mkdirSync(join(folder, "content/quizzes"), { recursive: true });
  writeFileSync(join(folder, "content/portal.yaml"), "title: T\norganisation: O\nbase_url: https://policy.example.org/\nroles: {all: {title: All}}\ncontacts: {team: {title: Team}}\ncollections: {guidance: {kind: living, title: Guidance}}\n");
  writeFileSync(join(folder, "content/index.md"), "---\ntitle: T\n---\nText.\n");
  mkdirSync(join(folder, "content/guidance"));
  writeFileSync(join(folder, "content/guidance/index.md"), "---\ntitle: Guidance\n---\nText.\n");
}

/** @param {number} count */
function largeQuiz(count) {
  const kinds = [
    "kind: single\n    options: [{text: a, correct: true}, {text: b}]",
    "kind: multiple\n    options: [{text: a, correct: true}, {text: b, correct: true}, {text: c}]",
    "kind: true-false\n    answer: true",
    "kind: number\n    answer: 72",
    "kind: date\n    answer: 2026-03-02",
    "kind: short-text\n    accept: [polite]\n    typos: 1",
    "kind: match\n    pairs: [{item: a, with: b}, {item: c, with: d}]",
    "kind: order\n    items: [a, b, c]",
    "kind: categorise\n    categories: [{title: a, items: [b]}, {title: c, items: [d]}]",
    'kind: gap\n    text: "[[a]] [[b]]"\n    gaps: {a: {accept: [kind]}, b: {accept: [polite]}}',
    "kind: scenario\n    scenes:\n      - {text: s, choices: [{text: a, correct: true}, {text: b}]}\n      - {text: t, choices: [{text: a, correct: true}, {text: b}]}",
    "kind: reflection",
  ];
  const questions = Array.from({ length: count }, (_, place) => `  - id: q-${place}\n    ask: Question ${place}\n    ${kinds[place % kinds.length]}\n`);
  return `title: Large\nsummary: S\nowner: team\nroles: [all]\nquestions:\n${questions.join("")}`;
}
