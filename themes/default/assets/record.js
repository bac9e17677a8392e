// What this browser remembers of its reader's training: quizzes that were finished, documents that were confirmed as
// read, and quizzes that are under way. It is kept in localStorage and nowhere else; nothing is ever sent.

/**
 * @typedef {object} Pass a quiz that was finished, passed or not
 * @property {string} date YYYY-MM-DD
 * @property {number} percent rounded down
 * @property {boolean} passed
 * @property {string} hash the state of the quiz
 * @property {number} [points] what the answers earned
 * @property {number} [of] what they could have earned
 * @property {Record<string, string>} tests the versions that its questions were checked against, by document
 * @property {Record<string, string>} [policies] the versions of these documents that were in force
 * @property {string[]} [wrong] the questions that were not wholly right
 * @property {string[]} [only] the questions of an attempt that asked only what had changed
 */

/**
 * @typedef {object} LearnerRecord
 * @property {2} schema
 * @property {Record<string, {title: string, attempts: Pass[]}>} quizzes by id, oldest attempt first
 * @property {Record<string, {title: string, versions: Record<string, string>}>} read by document: the day on which each
 *   version was confirmed as read
 */

/** The number of the form that this script writes. It reads those before, too. */
const SCHEMA = 2;

/** @returns {LearnerRecord} */
export function empty() {
  return { schema: SCHEMA, quizzes: {}, read: {} };
}

/**
 * Where the portal's own entries stand, so that two portals of one host do not mix.
 * @param {string} home the address of the portal's home page, relative to this page
 * @param {string} name
 */
export function storageName(home, name) {
  return `vellum ${new URL(home, document.baseURI).pathname} ${name}`;
}

/**
 * Reads a value that was saved; `undefined` where there is none, or none that can be read.
 * @param {string} home
 * @param {string} name
 */
export function load(home, name) {
  try {
    const text = localStorage.getItem(storageName(home, name));
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Saves a value, or forgets it if it is undefined.
 * @param {string} home
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} false where the browser keeps nothing
 */
export function save(home, name, value) {
  try {
    if (value === undefined) localStorage.removeItem(storageName(home, name));
    else localStorage.setItem(storageName(home, name), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @param {unknown} value @returns {value is Record<string, any>} */
export function isMap(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
const isDay = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** True for the name of a quiz or document, as files name them. @param {string} id */
const isId = (id) => /^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(id);

/** @param {any} entry @param {string} id */
const title = (entry, id) => (typeof entry.title === "string" ? entry.title : id);

/** The pairs of a map whose values are texts. @param {unknown} value @returns {Record<string, string>} */
const texts = (value) => Object.fromEntries(Object.entries(isMap(value) ? value : {}).filter(([, text]) => typeof text === "string"));

/** The texts of a list. @param {unknown} value @returns {string[] | undefined} */
const list = (value) => (Array.isArray(value) ? value.filter((text) => typeof text === "string") : undefined);

/** @param {any} value @returns {Pass | undefined} */
function attempt(value) {
  if (!isMap(value) || !isDay(value.date) || !Number.isFinite(value.percent) || typeof value.passed !== "boolean") return undefined;
  const number = (/** @type {unknown} */ one) => (Number.isFinite(one) ? /** @type {number} */ (one) : undefined);
  const { date, percent, passed } = value;
  const all = {
    date,
    percent,
    passed,
    hash: String(value.hash ?? ""),
    points: number(value.points),
    of: number(value.of),
    tests: texts(value.tests),
    policies: value.policies === undefined ? undefined : texts(value.policies),
    wrong: list(value.wrong),
    only: list(value.only),
  };
  return /** @type {Pass} */ (Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)));
}

/**
 * A record from what was stored or downloaded, by this form of it or an older one. Entries that cannot be read are left
 * out and counted.
 * @param {unknown} value
 * @returns {{record: LearnerRecord, lost: number, newer: boolean} | undefined} `undefined` for something else than a record
 */
export function readRecord(value) {
  if (!isMap(value)) return undefined;
  const schema = value.schema ?? value.version;
  if (!Number.isInteger(schema) || schema < 1 || (!isMap(value.quizzes) && !isMap(value.read))) return undefined;
  const record = empty();
  let lost = 0;
  for (const [id, quiz] of Object.entries(isMap(value.quizzes) ? value.quizzes : {})) {
    const written = isId(id) && Array.isArray(quiz?.attempts) ? quiz.attempts : [undefined];
    const attempts = written.map(attempt).filter((/** @type {unknown} */ one) => one !== undefined);
    lost += written.length - attempts.length;
    if (attempts.length > 0) record.quizzes[id] = { title: title(quiz, id), attempts };
  }
  for (const [id, read] of Object.entries(isMap(value.read) ? value.read : {})) {
    // The first form kept one version of each document.
    const written = isMap(read?.versions) ? read.versions : { [String(read?.version)]: read?.date };
    const isVersion = (/** @type {[string, unknown]} */ [version, day]) => isId(id) && /^\d+\.\d+$/.test(version) && isDay(day);
    const versions = Object.fromEntries(Object.entries(written).filter(isVersion));
    lost += Object.keys(written).length - Object.keys(versions).length;
    if (Object.keys(versions).length > 0) record.read[id] = { title: title(read, id), versions };
  }
  return { record, lost, newer: schema > SCHEMA };
}

/**
 * The learner's record, with what is wrong with it: `blocked` where the browser keeps nothing for this portal, `damaged`
 * where some or all of what it kept cannot be read, `newer` where a later form of this script wrote it.
 * @param {string} home
 * @returns {{record: LearnerRecord, problem?: "blocked" | "damaged" | "newer"}}
 */
export function openRecord(home) {
  let text = null;
  try {
    text = localStorage.getItem(storageName(home, "record"));
  } catch {
    return { record: empty(), problem: "blocked" };
  }
  const kept = load(home, "damaged record") === undefined ? undefined : "damaged";
  if (text === null) return { record: empty(), problem: kept };
  let found;
  try {
    found = readRecord(JSON.parse(text));
  } catch {
    // Not JSON.
  }
  if (!found) return { record: empty(), problem: "damaged" };
  if (found.newer) return { record: found.record, problem: "newer" };
  return { record: found.record, problem: found.lost > 0 ? "damaged" : kept };
}

/**
 * Changes the record. What cannot be read of it is put aside first, and never overwritten.
 * @param {string} home
 * @param {(record: LearnerRecord) => void} change
 * @returns {boolean} false where nothing is kept
 */
export function changeRecord(home, change) {
  const { record, problem } = openRecord(home);
  if (problem === "blocked" || problem === "newer") return false;
  if (problem === "damaged" && load(home, "damaged record") === undefined) {
    if (!save(home, "damaged record", localStorage.getItem(storageName(home, "record")))) return false;
  }
  change(record);
  return save(home, "record", record);
}

/**
 * Today where the reader is: YYYY-MM-DD.
 * @param {Date} [now]
 */
export function today(now = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * Notes that a version was read.
 * @param {string} home
 * @param {{id: string, title: string, version: string}} document
 */
export function confirmRead(home, { id, title, version }) {
  return changeRecord(home, (record) => {
    record.read[id] = { title, versions: { ...record.read[id]?.versions, [version]: today() } };
  });
}
