// Turns the sheet of a quiz into a quiz: draws and mixes the questions, marks answers, says why, and keeps the result
// in this browser. Without this script the page is a sheet to print, with the answers on a page of their own.

import { make, makeButton } from "./elements.js";
import { feedback, nodes, verdict } from "./quiz-feedback.js";
import { addMoves, firstField, lock, mixOptions, readAnswer, readDecision, showScenes, writeAnswer, writeDecision } from "./quiz-fields.js";
import { decode, draw, isAnswered, mark, result, seeded, shuffled, story } from "./quiz-score.js";

/**
 * @typedef {object} State an attempt, as it is kept while it lasts
 * @property {string} hash the state of the quiz that it belongs to
 * @property {number} seed from which the order of everything follows
 * @property {string[]} order the questions of the attempt
 * @property {Record<string, string | string[]>} responses answers, given or begun
 * @property {string[]} checked the questions that are marked
 * @property {number} at the place of the question on show
 * @property {boolean} done
 * @property {boolean} [only] whether it asks only the questions about what has changed
 */

/**
 * Where attempts and results are kept. A package for a learning system has another one than the portal.
 * @typedef {object} Keeper
 * @property {() => State | undefined} load
 * @property {(state: State | undefined) => boolean} save
 * @property {() => number} attemptsUsed
 * @property {(question: object, response: string | string[] | undefined, mark: object) => void} answered
 * @property {(outcome: object, state: State) => boolean} finished
 */

class Attempt {
  /**
   * @param {HTMLFormElement} form
   * @param {any} quiz
   * @param {Keeper} keeper
   */
  constructor(form, quiz, keeper) {
    this.form = form;
    this.quiz = quiz;
    this.keeper = keeper;
    this.list = /** @type {HTMLElement} */ (form.querySelector(".questions"));
    /** @type {Map<string, HTMLElement>} */
    this.elements = new Map();
    for (const question of quiz.questions) {
      const element = /** @type {HTMLElement} */ (document.getElementById(`q-${question.id}`));
      element.append(make("div", { class: "feedback" }));
      this.elements.set(question.id, element);
    }
    this.byId = new Map(quiz.questions.map((/** @type {any} */ question) => [question.id, question]));
    this.status = make("p", { class: "visually-hidden", role: "status" });
    this.progress = make("p", { class: "quiz-progress" });
    this.bar = /** @type {HTMLProgressElement} */ (make("progress", { "aria-hidden": "true" }));
    this.outcome = make("div");
    this.problem = make("div");
    this.back = makeButton("t:quiz_previous", () => this.show(this.state.at - 1));
    // A submit button, so that Enter in a field checks the answer as well.
    this.main = /** @type {HTMLButtonElement} */ (make("button", { class: "button button-main" }));
    this.buttons = make("div", { class: "buttons" }, [this.main, this.back]);
    form.prepend(this.status, this.outcome, this.progress, this.bar, this.problem);
    form.append(this.buttons);
    for (const element of this.elements.values()) {
      const texts = { up: "t:quiz_move_up", down: "t:quiz_move_down", moved: "t:quiz_moved" };
      addMoves(element, texts, (message) => this.announce(message));
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.advance();
    });
    form.addEventListener("change", (event) => this.changed(/** @type {HTMLElement} */ (event.target)));
    form.addEventListener("input", (event) => this.changed(/** @type {HTMLElement} */ (event.target)));
    form.toggleAttribute("data-active", true);
    document.querySelector(".quiz-sheet")?.remove();
    this.intro = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".quiz-intro"));
    this.state = this.resume() ?? this.begin();
    this.render();
  }

  /** @param {string} message */
  announce(message) {
    this.status.textContent = message;
  }

  /** The attempt that was left, if it belongs to the quiz as it is now. @returns {State | undefined} */
  resume() {
    const state = this.keeper.load();
    const fits = state && state.hash === this.quiz.hash && Array.isArray(state.order) && state.order.every((id) => this.byId.has(id));
    if (!fits || state.order.length === 0) return undefined;
    if (!state.done && Object.keys(state.responses).length > 0) this.announce("t:quiz_resumed");
    return state;
  }

  /** @param {string[]} [only] the questions to ask, where not all are in question @returns {State} */
  begin(only) {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0];
    const pool = this.quiz.questions.filter((/** @type {any} */ question) => only?.includes(question.id));
    const order = draw(only ? { ...this.quiz, questions: pool, draw: { count: null, tags: null } } : this.quiz, seeded(seed));
    return { hash: this.quiz.hash, seed, order, responses: {}, checked: [], at: 0, done: false, ...(only ? { only: true } : {}) };
  }

  /** Puts the page into the state. */
  render() {
    const { order, seed, checked } = this.state;
    for (const [id, element] of this.elements) {
      const place = order.indexOf(id);
      element.hidden = place < 0;
      if (place < 0) continue;
      const question = this.byId.get(id);
      const random = seeded(seed + place + 1);
      if (this.quiz.shuffle_options && !question.fixed) mixOptions(element, (list) => shuffled(list, random));
      writeAnswer(element, this.state.responses[id]);
      if (question.kind === "scenario") this.showStory(question, element);
      const marked = checked.includes(id);
      if (marked) this.showFeedback(id);
      else element.querySelector(":scope > .feedback")?.replaceChildren();
      lock(element, marked);
      this.list.append(element);
    }
    if (this.state.done) this.showResult();
    else {
      this.outcome.replaceChildren();
      this.update();
    }
  }

  /** Shows what belongs to the current place: one question, or all. */
  update() {
    const { order, at, checked, done } = this.state;
    const single = this.quiz.one_by_one && !done;
    for (const [place, id] of order.entries()) {
      /** @type {HTMLElement} */ (this.elements.get(id)).hidden = single && place !== at;
    }
    // Once a reader is under way, the question comes first, above all on a phone.
    for (const part of this.intro) part.hidden = single && at > 0;
    this.problem.replaceChildren();
    this.progress.hidden = this.bar.hidden = !single;
    this.buttons.hidden = done;
    if (!single) {
      this.main.textContent = "t:quiz_finish";
      this.back.hidden = true;
      return;
    }
    const words = "t:quiz_question_of".replace("{n}", String(at + 1)).replace("{total}", String(order.length));
    this.progress.textContent = words;
    [this.bar.max, this.bar.value] = [order.length, checked.length];
    const last = at === order.length - 1;
    const marked = checked.includes(order[at]);
    const inStory = this.byId.get(order[at]).kind === "scenario";
    this.main.textContent = marked ? (last ? "t:quiz_finish" : "t:quiz_next") : inStory ? "t:quiz_continue" : "t:quiz_check";
    this.back.hidden = at === 0;
  }

  /** @param {number} place */
  show(place) {
    this.state.at = Math.max(0, Math.min(place, this.state.order.length - 1));
    this.keep();
    this.update();
    this.focusQuestion(this.state.order[this.state.at]);
  }

  /** @param {string} id */
  focusQuestion(id) {
    const legend = this.elements.get(id)?.querySelector("legend");
    legend?.setAttribute("tabindex", "-1");
    legend?.focus();
  }

  keep() {
    return this.keeper.save(this.state);
  }

  /** @param {HTMLElement} target */
  changed(target) {
    const element = /** @type {HTMLElement | null} */ (target.closest(".question"));
    const id = element?.id.slice(2);
    if (!element || !id || this.state.checked.includes(id)) return;
    if (this.byId.get(id).kind === "scenario") {
      // What is chosen in a scene counts once it is confirmed; on one page with all questions it counts at once.
      if (!this.quiz.one_by_one) this.decideAll(id, element);
      return;
    }
    const answer = readAnswer(element);
    if (answer !== undefined) this.state.responses[id] = answer;
    this.keep();
  }

  /** @param {any} question @param {HTMLElement} element */
  showStory(question, element) {
    const decisions = [this.state.responses[question.id] ?? []].flat();
    const told = story(question, decisions);
    showScenes(element, [...told.steps.map((step) => step.scene), told.next]);
    for (const [place, step] of told.steps.entries()) {
      writeDecision(element, step.scene, decisions[place]);
      const scene = /** @type {HTMLElement} */ (element.querySelector(`.scene[data-scene="${step.scene}"]`));
      if (this.quiz.one_by_one) lock(scene, true);
    }
    return told;
  }

  /** Reads a story from its start, as far as it is decided. @param {string} id @param {HTMLElement} element */
  decideAll(id, element) {
    const question = this.byId.get(id);
    /** @type {string[]} */
    const decisions = [];
    for (let told = story(question, decisions); !told.ended; told = story(question, decisions)) {
      const decision = readDecision(element, told.next);
      if (decision === undefined) break;
      decisions.push(decision);
    }
    this.state.responses[id] = decisions;
    this.showStory(question, element);
    this.keep();
  }

  /** What the main button does: check, go on, or finish. */
  advance() {
    const { order, at, checked, done } = this.state;
    if (done) return;
    if (!this.quiz.one_by_one) return this.finishAll();
    const id = order[at];
    if (checked.includes(id)) {
      if (at === order.length - 1) this.finish();
      else this.show(at + 1);
      return;
    }
    const question = this.byId.get(id);
    const element = /** @type {HTMLElement} */ (this.elements.get(id));
    if (question.kind === "scenario") {
      if (!this.decide(question, element)) return;
    } else {
      const answer = readAnswer(element);
      if (answer !== undefined) this.state.responses[id] = answer;
      if (!isAnswered(question, this.state.responses[id])) return this.showProblems([id]);
    }
    this.check(id);
    this.keep();
    this.update();
    this.main.focus();
  }

  /** Confirms the decision of the scene on show; true when the story has ended. @param {any} question @param {HTMLElement} element */
  decide(question, element) {
    const decisions = [this.state.responses[question.id] ?? []].flat();
    const before = story(question, decisions);
    const decision = readDecision(element, before.next);
    if (decision === undefined) {
      this.showProblems([question.id]);
      return false;
    }
    this.state.responses[question.id] = [...decisions, decision];
    const told = this.showStory(question, element);
    this.problem.replaceChildren();
    this.keep();
    if (told.ended) return true;
    const say = told.steps.at(-1)?.say ?? "";
    this.announce(nodes(say).map((node) => node.textContent).join(" "));
    const legend = element.querySelector(`.scene[data-scene="${told.next}"] legend`);
    legend?.setAttribute("tabindex", "-1");
    /** @type {HTMLElement | null} */ (legend)?.focus();
    return false;
  }

  /** Marks a question. @param {string} id */
  check(id) {
    const question = this.byId.get(id);
    const outcome = mark(question, this.state.responses[id]);
    if (!this.state.checked.includes(id)) {
      this.state.checked.push(id);
      this.keeper.answered(question, this.state.responses[id], outcome);
    }
    this.showFeedback(id);
    lock(/** @type {HTMLElement} */ (this.elements.get(id)), true);
    const place = /** @type {HTMLElement} */ (this.elements.get(id)).querySelector(":scope > .feedback");
    this.announce(place?.textContent ?? "");
  }

  /** @param {string} id */
  showFeedback(id) {
    const element = /** @type {HTMLElement} */ (this.elements.get(id));
    const place = /** @type {HTMLElement} */ (element.querySelector(":scope > .feedback"));
    const told = feedback(this.byId.get(id), this.state.responses[id], element);
    place.className = told.className;
    place.replaceChildren(...told.content);
  }

  /** Lists the questions that cannot be marked yet, and takes the reader there. @param {string[]} ids */
  showProblems(ids) {
    const list = make("ul");
    for (const id of ids) {
      const question = this.byId.get(id);
      const begun = question.kind === "number" && String(this.state.responses[id] ?? "").trim() !== "";
      const number = String(this.state.order.indexOf(id) + 1);
      const text = begun ? "t:quiz_not_a_number" : ids.length > 1 || !this.quiz.one_by_one ? "t:quiz_unanswered_n".replace("{n}", number) : "t:quiz_unanswered";
      const link = make("a", { href: `#q-${id}` }, [text]);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        firstField(/** @type {HTMLElement} */ (this.elements.get(id)))?.focus();
      });
      list.append(make("li", {}, [link]));
    }
    const title = make("h2", { tabindex: "-1" }, ["t:quiz_problem"]);
    this.problem.replaceChildren(make("div", { class: "problem", role: "alert" }, [title, list]));
    title.focus();
  }

  finishAll() {
    for (const id of this.state.order) {
      const element = /** @type {HTMLElement} */ (this.elements.get(id));
      if (this.state.checked.includes(id)) continue;
      if (this.byId.get(id).kind === "scenario") this.decideAll(id, element);
      else {
        const answer = readAnswer(element);
        if (answer !== undefined) this.state.responses[id] = answer;
      }
    }
    const open = this.state.order.filter((id) => !isAnswered(this.byId.get(id), this.state.responses[id]));
    if (open.length > 0) return this.showProblems(open);
    for (const id of this.state.order) this.check(id);
    this.finish();
  }

  result() {
    return result(this.state.order.map((id) => this.byId.get(id)), this.state.responses, this.quiz.pass_mark);
  }

  finish() {
    this.state.done = true;
    const outcome = this.result();
    const kept = this.keeper.finished(outcome, this.state);
    this.keep();
    this.showResult(kept);
    this.outcome.querySelector("h2")?.focus();
  }

  showResult(kept = true) {
    const outcome = this.result();
    const rounded = (/** @type {number} */ number) => String(Math.round(number * 100) / 100);
    const score = "t:quiz_score"
      .replace("{n}", rounded(outcome.points))
      .replace("{total}", rounded(outcome.most))
      .replace("{percent}", String(Math.floor(outcome.percent + 1e-9)));
    const title = make("h2", { tabindex: "-1" }, [outcome.passed ? "t:quiz_passed" : "t:quiz_not_passed"]);
    const list = make("ol", { class: "result-list" });
    for (const one of outcome.marks) {
      const legend = this.elements.get(one.id)?.querySelector("legend")?.textContent?.trim() ?? one.id;
      const { word } = verdict(this.byId.get(one.id), one);
      list.append(make("li", {}, [make("a", { href: `#q-${one.id}` }, [legend]), `: ${word}`]));
    }
    const box = make("div", { class: `result${outcome.passed ? " result-passed" : ""}` }, [title, make("p", {}, [score])]);
    if (!kept) box.append(make("p", {}, ["t:quiz_not_kept"]));
    else if (this.form.dataset.record) box.append(make("p", {}, [make("a", { href: this.form.dataset.record }, ["t:record"])]));
    const left = this.quiz.attempts === null || this.keeper.attemptsUsed() < this.quiz.attempts;
    const buttons = make("div", { class: "buttons" });
    const wrong = outcome.marks.filter((one) => !one.correct).map((one) => one.id);
    if (left && wrong.length > 0) buttons.append(makeButton("t:quiz_retry", () => this.retry(wrong), "button-main"));
    if (left) buttons.append(makeButton("t:quiz_restart", () => this.restart()));
    buttons.append(makeButton("t:quiz_print", () => window.print()));
    if (!left && !outcome.passed) box.append(make("p", {}, ["t:quiz_no_attempts"]));
    this.outcome.replaceChildren(box, buttons, make("h2", {}, ["t:quiz_your_answers"]), list);
    this.update();
  }

  /** Asks the questions that were not wholly right once more; the others keep their marks. @param {string[]} wrong */
  retry(wrong) {
    const right = this.state.order.filter((id) => !wrong.includes(id));
    for (const id of wrong) delete this.state.responses[id];
    this.state = { ...this.state, order: [...right, ...wrong], checked: right, at: right.length, done: false };
    this.keep();
    this.render();
    this.focusQuestion(this.state.order[this.state.at]);
  }

  /** Begins anew, perhaps with some questions alone. @param {string[]} [only] */
  restart(only) {
    this.state = this.begin(only);
    this.keep();
    this.render();
    this.focusQuestion(this.state.order[0]);
  }
}

/**
 * Starts the quiz of this page.
 * @param {(form: HTMLFormElement, quiz: any) => Keeper} keeper
 */
export function start(keeper) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("_quiz"));
  if (!form?.dataset.key) return undefined;
  const quiz = decode(form.dataset.key);
  return new Attempt(form, quiz, keeper(form, quiz));
}
