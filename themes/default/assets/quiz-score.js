// Draws the questions of an attempt and marks answers. It knows no page, so packages for other systems use it as well.

/**
 * @typedef {object} Question what is right and what to say; see src/render/quiz/key.rs
 * @property {string} id
 * @property {string} kind
 * @property {number} points what it is worth
 * @property {boolean} [partial] whether a part of the answer earns a part of the points
 * @property {boolean} [fixed] whether its options keep their order
 * @property {string[]} [tags]
 * @property {number[]} [right]
 * @property {boolean} [truth]
 * @property {number} [number]
 * @property {number} [tolerance]
 * @property {string} [unit]
 * @property {string} [date]
 * @property {string[]} [accept]
 * @property {number} [typos]
 * @property {Record<string, string>} [say] what to say of an answer, as HTML, by its value
 * @property {{name: string, accept: string[], typos: number, typed: boolean}[]} [gaps]
 * @property {{choices: [number, number, string][]}[]} [scenes] points, next scene (0 for the end), what to say
 * @property {number} [most]
 * @property {string} [why]
 * @property {Record<string, Record<string, number>>} [texts] which versions of a policy say the same of it
 * @property {{href: string, title: string}} [see]
 */

/**
 * @typedef {object} Mark
 * @property {number} points what the answer earned
 * @property {number} most what it could have earned
 * @property {boolean} correct whether it was wholly right
 * @property {string[]} say what to say of it, as HTML
 */

/**
 * The quiz as it is encoded in its page: base64 of JSON in UTF-8.
 * @param {string} text
 */
export function decode(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

/**
 * Random numbers from 0 to 1 that are the same for the same seed (mulberry32).
 * @param {number} seed
 * @returns {() => number}
 */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A copy in another order (Fisher and Yates).
 * @template T
 * @param {T[]} list
 * @param {() => number} random
 * @returns {T[]}
 */
export function shuffled(list, random) {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

/**
 * The questions of an attempt, in its order.
 * @param {{questions: Question[], draw: {count: number | null, tags: Record<string, number> | null}, shuffle_questions: boolean}} quiz
 * @param {() => number} random
 * @returns {string[]} their ids
 */
export function draw(quiz, random) {
  const pool = shuffled(quiz.questions, random);
  let drawn = pool;
  if (quiz.draw.tags) {
    const lacking = { ...quiz.draw.tags };
    // Those that fit the fewest tags first, so that a question with two does not take the place of one that has only one.
    const fits = (/** @type {Question} */ question) => (question.tags ?? []).filter((tag) => tag in lacking).length;
    drawn = [...pool].sort((one, other) => fits(one) - fits(other)).filter((question) => {
      const tag = (question.tags ?? []).find((name) => (lacking[name] ?? 0) > 0);
      if (tag === undefined) return false;
      lacking[tag] -= 1;
      return true;
    });
  } else if (quiz.draw.count !== null) {
    drawn = pool.slice(0, quiz.draw.count);
  }
  const ids = new Set(drawn.map((question) => question.id));
  const order = quiz.shuffle_questions ? shuffled(drawn, random) : quiz.questions.filter((one) => ids.has(one.id));
  return order.map((question) => question.id);
}

/**
 * Words without what does not matter: case, accents, spaces and punctuation at the ends.
 * @param {string} text
 */
export function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, " ")
    .replace(/^[\s.,;:!?"“”]+|[\s.,;:!?"“”]+$/g, "");
}

/**
 * How many letters differ: wrong, missing, too many, or two neighbours changed round.
 * @param {string} one
 * @param {string} other
 */
export function distance(one, other) {
  const [a, b] = [[...one], [...other]];
  let before = [];
  let last = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line += 1) {
    [before, last, row] = [last, row, [line]];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[line - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(last[column] + 1, row[column - 1] + 1, last[column - 1] + same);
      if (line > 1 && column > 1 && a[line - 1] === b[column - 2] && a[line - 2] === b[column - 1]) {
        least = Math.min(least, before[column - 2] + 1);
      }
      row[column] = least;
    }
  }
  return row[b.length];
}

/**
 * @param {string} typed
 * @param {string[]} forms
 * @param {number} typos
 */
function accepted(typed, forms, typos) {
  const words = plain(typed);
  return forms.some((form) => {
    const right = plain(form);
    if (words === right) return true;
    // A short word with a wrong letter is another word.
    return [...right].length > typos * 2 && distance(words, right) <= typos;
  });
}

/**
 * The number that was typed, with or without its unit, thousands in groups; NaN for anything else.
 * @param {string} text
 * @param {string} [unit]
 */
export function parseNumber(text, unit) {
  let digits = text.trim().toLowerCase();
  if (unit && digits.endsWith(unit.toLowerCase())) digits = digits.slice(0, -unit.length);
  digits = digits.replace(/[\s\u00a0%£]/g, "").replace(/,(?=\d{3}(\D|$))/g, "");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : NaN;
}

/**
 * Whether there is enough to mark.
 * @param {Question} question
 * @param {string | string[] | undefined} response
 */
export function isAnswered(question, response) {
  if (question.kind === "reflection") return true;
  if (question.kind === "number") return !Number.isNaN(parseNumber(String(response ?? ""), question.unit));
  if (question.kind === "scenario") return Array.isArray(response) && story(question, response).ended;
  if (Array.isArray(response)) {
    return question.kind === "multiple" ? response.length > 0 : response.length > 0 && response.every((one) => one !== "");
  }
  return typeof response === "string" && response.trim() !== "";
}

/**
 * Goes through a story with the decisions that were taken.
 * @param {Question} question
 * @param {string[]} decisions
 */
export function story(question, decisions) {
  const scenes = question.scenes ?? [];
  let [scene, points, ended] = [1, 0, false];
  /** @type {{scene: number, say: string, best: boolean}[]} */
  const steps = [];
  for (const decision of decisions) {
    const choices = scenes[scene - 1]?.choices ?? [];
    const choice = choices[Number(decision) - 1];
    if (!choice) break;
    const best = Math.max(...choices.map(([earned]) => earned));
    points += choice[0];
    steps.push({ scene, say: choice[2], best: choice[0] === best });
    scene = choice[1];
    if (scene === 0) {
      ended = true;
      break;
    }
  }
  return { points, steps, ended, next: ended ? 0 : scene };
}

/**
 * The share of an answer that is right, from 0 to 1.
 * @param {Question} question
 * @param {string | string[]} response
 */
function share(question, response) {
  const list = Array.isArray(response) ? response : [response];
  const right = (question.right ?? []).map(String);
  switch (question.kind) {
    case "single":
      return list[0] === right[0] ? 1 : 0;
    case "multiple": {
      const hits = list.filter((one) => right.includes(one)).length;
      return Math.max(0, hits - (list.length - hits)) / right.length;
    }
    case "true-false":
      return list[0] === String(question.truth) ? 1 : 0;
    case "number":
      // Half a unit in the last place, so that 0.1 + 0.2 is 0.3.
      return Math.abs(parseNumber(list[0], question.unit) - (question.number ?? NaN)) <= (question.tolerance ?? 0) + 1e-9 ? 1 : 0;
    case "date":
      return list[0] === question.date ? 1 : 0;
    case "short-text":
      return accepted(list[0], question.accept ?? [], question.typos ?? 0) ? 1 : 0;
    case "match":
    case "order":
    case "categorise":
      return right.filter((value, place) => list[place] === value).length / right.length;
    case "gap": {
      const gaps = question.gaps ?? [];
      return gaps.filter((gap, place) => accepted(list[place] ?? "", gap.accept, gap.typed ? gap.typos : 0)).length / gaps.length;
    }
    case "scenario":
      return story(question, list).points / (question.most || 1);
    default:
      return 1;
  }
}

/**
 * What to say of an answer itself.
 * @param {Question} question
 * @param {string | string[]} response
 */
function remarks(question, response) {
  if (question.kind === "scenario") {
    return story(question, Array.isArray(response) ? response : [response]).steps.map((step) => step.say).filter(Boolean);
  }
  const say = question.say ?? {};
  const values = (Array.isArray(response) ? response : [response]).map((value) =>
    question.kind === "number" ? String(parseNumber(value, question.unit)) : value,
  );
  return values.map((value) => say[value]).filter(Boolean);
}

/**
 * Marks an answer.
 * @param {Question} question
 * @param {string | string[] | undefined} response
 * @returns {Mark}
 */
export function mark(question, response) {
  if (question.kind === "reflection") return { points: 0, most: 0, correct: true, say: [] };
  if (response === undefined) return { points: 0, most: question.points, correct: false, say: [] };
  const part = share(question, response);
  const correct = part >= 1;
  const counts = question.partial || question.kind === "scenario" ? part : Number(correct);
  return { points: question.points * counts, most: question.points, correct, say: remarks(question, response) };
}

/**
 * The result of an attempt.
 * @param {Question[]} questions those of the attempt
 * @param {Record<string, string | string[]>} responses by id
 * @param {number} passMark in percent
 */
export function result(questions, responses, passMark) {
  const marks = questions.map((question) => ({ id: question.id, ...mark(question, responses[question.id]) }));
  const points = marks.reduce((sum, one) => sum + one.points, 0);
  const most = marks.reduce((sum, one) => sum + one.most, 0);
  const percent = most === 0 ? 100 : (points / most) * 100;
  return { marks, points, most, percent, passed: percent + 1e-9 >= passMark };
}
