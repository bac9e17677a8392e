// Drawing and marking, without a page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const source = readFileSync(join(fileURLToPath(new URL("../../", import.meta.url)), "themes/default/assets/quiz-score.js"));
const { distance, draw, isAnswered, mark, parseNumber, plain, result, seeded, shuffled } = await import(
  `data:text/javascript;base64,${source.toString("base64")}`
);

/** @param {object} question @param {string | string[]} response */
const share = (question, response) => mark({ id: "q", points: 1, ...question }, response).points;

test("options: all or nothing, or in part", () => {
  assert.equal(share({ kind: "single", right: [2] }, "2"), 1);
  assert.equal(share({ kind: "single", right: [2] }, "1"), 0);
  const multiple = { kind: "multiple", right: [1, 2] };
  assert.equal(share(multiple, ["2", "1"]), 1);
  assert.equal(share(multiple, ["1"]), 0);
  assert.equal(share({ ...multiple, partial: true }, ["1"]), 0.5);
  assert.equal(share({ ...multiple, partial: true }, ["1", "3"]), 0, "a wrong one takes a right one away");
  assert.equal(share({ ...multiple, partial: true }, ["3", "4"]), 0, "never below nothing");
});

test("numbers as people type them", () => {
  for (const text of ["72", " 72 ", "72 hours", "72 HOURS", "72.0", "+72"]) assert.equal(parseNumber(text, "hours"), 72, text);
  assert.equal(parseNumber("£17,500,000"), 17500000);
  assert.equal(parseNumber("4%"), 4);
  for (const text of ["", "seventy", "7 2 x", "1,5", "--3"]) assert.ok(Number.isNaN(parseNumber(text, "hours")), text);
  assert.equal(share({ kind: "number", number: 0.3, tolerance: 0 }, String(0.1 + 0.2)), 1);
  assert.equal(share({ kind: "number", number: 24, tolerance: 0.5 }, "24.5"), 1);
  assert.equal(share({ kind: "number", number: 24, tolerance: 0.5 }, "24.6"), 0);
});

test("words with case, accents and slips of the finger", () => {
  assert.equal(plain("  “Café”, "), "cafe");
  assert.equal(distance("polite", "polit"), 1);
  assert.equal(distance("polite", "opliet"), 2, "two pairs changed round");
  assert.equal(share({ kind: "short-text", accept: ["polite"], typos: 1 }, "Polit"), 1);
  assert.equal(share({ kind: "short-text", accept: ["polite"], typos: 1 }, "polx"), 0);
  assert.equal(share({ kind: "short-text", accept: ["no"], typos: 1 }, "so"), 0, "a short word has no slips");
});

test("order, partners and stories in part", () => {
  assert.equal(share({ kind: "order", right: [3, 1, 2] }, ["3", "1", "2"]), 1);
  assert.equal(share({ kind: "match", right: [1, 1, 2], partial: true }, ["1", "2", "2"]), 2 / 3);
  const scenes = [{ choices: [[0, 0, "no"], [1, 2, "yes"]] }, { choices: [[1, 0, ""], [0, 0, ""]] }];
  const story = { kind: "scenario", most: 2, scenes };
  assert.equal(share(story, ["2", "1"]), 1);
  assert.equal(share(story, ["2", "2"]), 0.5);
  assert.equal(share(story, ["1"]), 0);
  assert.equal(isAnswered(story, ["2"]), false, "the story goes on");
  assert.deepEqual(mark({ id: "q", points: 1, ...story }, ["1"]).say, ["no"]);
});

test("an attempt draws what it says, each question once, and the same for the same seed", () => {
  const questions = Array.from({ length: 20 }, (_, place) => ({
    id: `q${place}`,
    kind: "reflection",
    tags: [place % 2 ? "odd" : "even", ...(place % 4 === 0 ? ["odd"] : [])],
  }));
  const quiz = { questions, draw: { count: null, tags: { odd: 9, even: 8 } }, shuffle_questions: true };
  for (let seed = 0; seed < 300; seed += 1) {
    const ids = draw(quiz, seeded(seed));
    assert.equal(new Set(ids).size, 17);
    assert.deepEqual(ids, draw(quiz, seeded(seed)));
    const some = draw({ ...quiz, draw: { count: 5, tags: null } }, seeded(seed));
    assert.equal(new Set(some).size, 5);
    const fixed = draw({ ...quiz, draw: { count: 5, tags: null }, shuffle_questions: false }, seeded(seed));
    assert.deepEqual(fixed, [...fixed].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1))));
  }
  const places = new Set(Array.from({ length: 200 }, (_, seed) => shuffled(["a", "b", "c"], seeded(seed)).join("")));
  assert.equal(places.size, 6, "every order comes up");
});

test("the pass mark is reached, not only passed, and reflections do not count", () => {
  const questions = [1, 2, 3, 4, 5].map((id) => ({ id: `q${id}`, kind: "true-false", truth: true, points: 1 }));
  const responses = { q1: "true", q2: "true", q3: "true", q4: "true", q5: "false" };
  assert.equal(result(questions, responses, 80).passed, true);
  assert.equal(result(questions, { ...responses, q4: "false" }, 80).passed, false);
  assert.equal(result([...questions, { id: "r", kind: "reflection", points: 0 }], responses, 80).percent, 80);
});
