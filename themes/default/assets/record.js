// What this browser remembers of its reader's training: passed quizzes, read policies, and quizzes that were not
// finished. It is kept in localStorage and nowhere else; nothing is ever sent.

/**
 * @typedef {object} Pass a quiz that was finished
 * @property {string} date YYYY-MM-DD
 * @property {number} percent
 * @property {boolean} passed
 * @property {string} hash the state of the quiz
 * @property {Record<string, string>} tests the versions that its questions were checked against
 * @property {string[]} [wrong] the questions that were not wholly right
 */

/**
 * @typedef {object} LearnerRecord
 * @property {1} version
 * @property {Record<string, {title: string, attempts: Pass[]}>} quizzes by id
 * @property {Record<string, {title: string, version: string, date: string}>} read acknowledged documents, by id
 */

/** @returns {LearnerRecord} */
function empty() {
  return { version: 1, quizzes: {}, read: {} };
}

/**
 * Where the portal's own entries stand, so that two portals of one host do not mix.
 * @param {string} home the address of the portal's home page, relative to this page
 * @param {string} name
 */
function storageName(home, name) {
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

/**
 * True for something that has the form of a record.
 * @param {any} value
 * @returns {value is LearnerRecord}
 */
export function isRecord(value) {
  const isMap = (/** @type {unknown} */ map) => typeof map === "object" && map !== null && !Array.isArray(map);
  return (
    isMap(value) &&
    value.version === 1 &&
    isMap(value.quizzes) &&
    isMap(value.read) &&
    Object.values(value.quizzes).every((quiz) => isMap(quiz) && typeof quiz.title === "string" && Array.isArray(quiz.attempts)) &&
    Object.values(value.read).every((read) => isMap(read) && typeof read.version === "string" && typeof read.date === "string")
  );
}

/**
 * The learner's record.
 * @param {string} home
 * @returns {LearnerRecord}
 */
export function loadRecord(home) {
  const record = load(home, "record");
  return isRecord(record) ? record : empty();
}

/**
 * @param {string} home
 * @param {LearnerRecord} record
 */
export function saveRecord(home, record) {
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
 * The day that is so much later: `12 months` after 2026-11-23 is 2027-11-23; the last of the month where there is no
 * such day.
 * @param {string} day YYYY-MM-DD
 * @param {string} interval a number and days, weeks, months or years
 */
export function later(day, interval) {
  const [count, unit] = interval.split(" ");
  const date = new Date(`${day}T00:00:00Z`);
  if (unit.startsWith("day") || unit.startsWith("week")) {
    date.setUTCDate(date.getUTCDate() + Number(count) * (unit.startsWith("week") ? 7 : 1));
  } else {
    const dayOfMonth = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + Number(count) * (unit.startsWith("year") ? 12 : 1));
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(dayOfMonth, last));
  }
  return date.toISOString().slice(0, 10);
}

/**
 * Notes a finished attempt.
 * @param {string} home
 * @param {{id: string, title: string}} quiz
 * @param {Pass} attempt
 */
export function addAttempt(home, quiz, attempt) {
  const record = loadRecord(home);
  const known = record.quizzes[quiz.id]?.attempts ?? [];
  record.quizzes[quiz.id] = { title: quiz.title, attempts: [...known, attempt].slice(-50) };
  return saveRecord(home, record);
}

/**
 * How often a quiz was finished since it was passed last; what `attempts` of a quiz limits.
 * @param {string} home
 * @param {string} quiz
 */
export function attemptsUsed(home, quiz) {
  const attempts = loadRecord(home).quizzes[quiz]?.attempts ?? [];
  const last = attempts.findLastIndex((attempt) => attempt.passed);
  return attempts.length - 1 - last;
}
