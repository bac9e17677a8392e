// What the page of a quiz says of the reader's record: when the quiz was passed, when it is due again, and what has changed
// since. Where a policy has changed rules, the questions about what changed can be taken alone.

import { fill, longDate, make, makeButton } from "./elements.js";
import { changedQuestions, quizState } from "./record-due.js";
import { openRecord, today } from "./record.js";

/**
 * Shows above a quiz what the record says of it.
 * @param {HTMLElement} form
 * @param {any} quiz
 * @param {string} home
 * @param {(questions: string[]) => void} ask takes an attempt of these questions alone
 * @returns {{questions: string[], remove: () => void}} the questions about what changed, if they can be taken alone
 */
export function showRefresher(form, quiz, home, ask) {
  const { state, pass, next, known, changed } = quizState(openRecord(home).record, quiz, today());
  if (!pass) return { questions: [], remove: () => {} };
  const box = make("div", { class: "quiz-intro standing" });
  const words = { date: longDate(pass.date), percent: pass.percent, next: next ? longDate(next) : "" };
  box.append(make("p", {}, [fill("t:record_passed_on", words)]));
  for (const { from, policy } of changed) {
    const link = make("a", { href: policy.compare.replace("FROM", from) }, [fill("t:record_see_changes", { from, to: policy.version })]);
    box.append(make("p", {}, [`${fill("t:record_rules_changed", { title: policy.title })} `, link]));
  }
  const questions = state === "changed" ? changedQuestions(quiz, known) : [];
  if (state === "due") box.append(make("p", {}, [fill("t:record_due_since", words)]));
  else if (state === "changed" && questions.length === 0) box.append(make("p", {}, ["t:record_take_whole"]));
  else if (questions.length > 0) {
    const text = questions.length === 1 ? "t:record_take_changed_one" : fill("t:record_take_changed", { n: questions.length });
    box.append(makeButton(text, () => ask(questions), "button-main"));
  } else if (next) box.append(make("p", {}, [fill("t:record_next_on", words)]));
  form.before(box);
  return { questions, remove: () => box.remove() };
}
