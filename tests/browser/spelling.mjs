/** @file The spelling of authors' texts: what of a file is language, and which of its words no dictionary knows. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import dictionary from "dictionary-en-gb";
import nspell from "nspell";

const wordList = new URL("words.txt", import.meta.url);

/** British English, and the words of `words.txt`: one a line, `#` for remarks. */
export async function speller() {
  const found = await new Promise((resolve, reject) => {
    if (typeof dictionary !== "function") return resolve(dictionary);
    dictionary((error, words) => (error ? reject(error) : resolve(words)));
  });
  const spell = nspell(found);
  const own = readFileSync(wordList, "utf8").split("\n").map((line) => line.replace(/#.*/, "").trim());
  own.filter(Boolean).forEach((word) => spell.add(word));
  return spell;
}

/** Every English text below a folder. */
export function texts(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const isEnglish = (name) => /\.(md|yaml)$/.test(name) && !/\.[a-z]{2}\.(md|yaml)$/.test(name);
  return entries.filter((it) => it.isFile() && isEnglish(it.name)).map((it) => join(it.parentPath ?? it.path, it.name)).sort();
}

/** Keys whose values are names for the program. */
const NAMES = "id|languages|clauses|organisation_kinds|see|also|covers|roles|role|topics|tags|points|url|tests|owner|approved_by|related|aliases|audience|next|theme|kind";

/** The words that a dictionary does not know, each with its line: `12: speling`. */
export function misspelt(spell, text) {
  const plain = (line) =>
    line
      .replace(new RegExp(`^\\s*(- )?\\{?(${NAMES}):.*`), " ")
      .replace(/^\s*(- )?["\w-]+:(\s|$)/, " ")
      .replace(/\{\{.*?\}\}|`[^`]*`|\{#[^}]*\}|\]\([^)]*\)/g, " ")
      .replace(/<?https?:\/\/\S+|\S+@\S+|\S+\.(org|uk|com|md|yaml)\b\S*/g, " ")
      .replace(/[\w-]+\/[\w/.-]+/g, " ");
  let inCode = false;
  return text.split("\n").flatMap((line, index) => {
    if (/^\s*```/.test(line)) inCode = !inCode;
    if (inCode || /^\s*```/.test(line)) return [];
    const words = [...plain(line).matchAll(/\p{L}[\p{L}’']*/gu)].map(([word]) => word.replaceAll("’", "'").replace(/'s?$/, ""));
    const unknown = words.filter((word) => word.length > 1 && !/^[A-Z]+s?$/.test(word) && !spell.correct(word) && !spell.correct(word.toLowerCase()));
    return unknown.map((word) => `${index + 1}: ${word}`);
  });
}
