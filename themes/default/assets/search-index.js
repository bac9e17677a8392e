// Opens the files of a search index (written by src/search) as they are needed, and says what went wrong with them.

/** How long one file may take, in milliseconds. */
const PATIENCE = 20_000;

/**
 * Why a search has no answer.
 * - `offline`: the device has no connection;
 * - `network`: a file did not arrive, or not in time;
 * - `missing`: a file is not there, which the engine takes for a new publish;
 * - `stale`: the portal was published anew just now, and the new index could not be read either;
 * - `corrupt`: a file is damaged;
 * - `unsupported`: the browser is too old.
 * @typedef {"offline" | "network" | "missing" | "stale" | "corrupt" | "unsupported"} Trouble
 */

/** An error with its kind, so that the interface can choose the words. @param {Trouble} kind @param {string} what @param {unknown} [cause] */
export const failure = (kind, what, cause) => Object.assign(new Error(`${kind}: ${what}`, { cause }), { kind });

/** Waits for what comes of each. @template T, R @param {T[]} list @param {(one: T) => R} each */
export const all = (list, each) => Promise.all(list.map(each));

/** @param {Uint8Array} bytes */
async function inflate(bytes) {
  // Some hosts send what looks like gzip as encoded, and the browser has decoded it already.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {URL} url @param {RequestCache} cache */
async function fetched(url, cache) {
  // The manifest is asked for together with this script (search-open.js), but only the first time.
  const { early } = vellumSearch;
  vellumSearch.early = undefined;
  const response = await (early?.url === url.href ? early.response : fetch(url, { cache, signal: AbortSignal.timeout(PATIENCE) }));
  // Some hosts say 403 or 410 of a file that they do not have.
  if (!response.ok) throw failure(response.status < 500 ? "missing" : "network", `${response.status} ${url.pathname}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * A file, and what it holds. From a folder files are loaded as scripts (search-folder.js).
 * @template T
 * @param {URL} base @param {string} name @param {RequestCache} cache @param {(bytes: Uint8Array, name: string) => T} decode
 * @returns {Promise<T>}
 */
async function read(base, name, cache, decode) {
  const url = new URL(name, base);
  let bytes;
  for (let again = 0; !bytes; again += 1) {
    try {
      bytes = await (base.protocol === "file:" ? vellumSearch.load(url, name) : fetched(url, cache));
    } catch (cause) {
      if (cause.kind && cause.kind !== "network") throw cause;
      if (!navigator.onLine) throw failure("offline", name, cause);
      if (again) throw failure("network", name, cause);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  try {
    return decode(await inflate(bytes), name);
  } catch (cause) {
    throw cause.kind ? cause : failure(globalThis.DecompressionStream ? "corrupt" : "unsupported", name, cause);
  }
}

/** @param {Uint8Array} bytes */
const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** Reads numbers and bytes, and never beyond the end. */
class Reader {
  /** @param {Uint8Array} bytes @param {string} name */
  constructor(bytes, name) {
    Object.assign(this, { bytes, name, at: 0 });
  }

  fail() {
    throw failure("corrupt", this.name);
  }

  get more() {
    return this.at < this.bytes.length;
  }

  number() {
    let value = 0;
    for (let factor = 1; this.more && factor < 2 ** 42; factor *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    return this.fail();
  }

  /** @param {number} length */
  take(length) {
    if (this.at + length > this.bytes.length) this.fail();
    return this.bytes.subarray(this.at, (this.at += length));
  }
}

/**
 * A word of a file: its group, in how many sections it stands, and its place in the group.
 * @typedef {{word: string, group: number, count: number, place: number}} Entry
 */

/**
 * The words of a file, and of groups the postings or the places.
 * @typedef {{entries: Entry[], parts: Map<number, Uint8Array>}} Words
 */

/** @param {Uint8Array} bytes @param {string} name @returns {Words} */
function words(bytes, name) {
  const reader = new Reader(bytes, name);
  const number = () => reader.number();
  const start = String.fromCharCode(...reader.take(4));
  const length = number();
  if (start !== "VSI4" || length > bytes.length) reader.fail();
  const spelling = new Uint8Array(1024);
  const entries = Array.from({ length }, () => {
    const shared = number();
    const rest = reader.take(number());
    spelling.set(rest, shared);
    return { word: new TextDecoder().decode(spelling.subarray(0, shared + rest.length)) };
  });
  let group = 0;
  for (const entry of entries) {
    const step = number();
    entry.group = group += (step >> 1) ^ -(step & 1);
  }
  for (const entry of entries) entry.count = number();
  for (const entry of entries) entry.place = number();
  const parts = new Map();
  for (let next = 0; reader.more; next += 1) {
    next += number();
    parts.set(next, reader.take(number()));
  }
  return { entries, parts };
}

/** The sections of a file of excerpts, each with its page. @param {Uint8Array} bytes */
const sections = (bytes) => json(bytes).flatMap((page) => page.x.map((text) => ({ page, text })));

/** Which of `starts` is the last that is not after `at`. @template T @param {T[]} starts @param {T} at */
const placeOf = (starts, at) => Math.max(0, starts.findLastIndex((start) => start <= at));

/** Words that begin alike are read from so many files of words; from where they lie by letter if there would be more. */
const BESIDE = 3;

/** One index: its manifest, and its files as they were opened. */
class Index {
  /** @param {URL} base the folder of the language @param {object} manifest */
  constructor(base, manifest) {
    if (manifest.format !== 4) throw failure("stale", "format");
    Object.assign(this, manifest, { base, files: new Map() });
    // Where each starts, from how long each is; the pages come last, and with them the number of sections.
    for (const name of ["groups", "positions", "excerpts", "pages"]) {
      this.sections = 0;
      this[name] = manifest[name].map((count) => (this.sections += count) - count);
    }
  }

  /** A file, opened once; one that failed may be tried again. */
  file(name, decode) {
    let file = this.files.get(name);
    if (!file) {
      file = read(this.base, `${this.folder}/${name}`, "default", decode);
      file.catch(() => this.files.delete(name));
      this.files.set(name, file);
    }
    return file;
  }

  /**
   * The file that has a text if any has. `w` has words by how they start, `e` by how they end (read from there), `v` all
   * with the same first letter.
   * @param {"w" | "e" | "v"} kind @param {string} text @returns {Promise<Words>}
   */
  near(kind, text) {
    return this.file(kind + placeOf(this[kind], text), words);
  }

  /** All words that begin like this, and perhaps others. @param {string} beginning @returns {Promise<Words>} */
  async beginning(beginning) {
    const [from, to] = [beginning, `${beginning}\uffff`].map((text) => placeOf(this.w, text));
    if (to >= from + BESIDE) return this.near("v", beginning);
    const files = await all(this.w.slice(from, to + 1), (start) => this.near("w", start));
    return { entries: files.flatMap(({ entries }) => entries), parts: new Map(files.flatMap(({ parts }) => [...parts])) };
  }

  /** What a file has of a group, to be read; without a byte if it has nothing. @returns {Promise<Reader>} */
  async part(name, group) {
    return new Reader((await this.file(name, words)).parts.get(group) ?? [], name);
  }

  /** The postings of a group; those of very common words are files of their own. @param {{group: number, part?: Uint8Array}} variant */
  async postings({ group, part }) {
    return part ? new Reader(part, "") : this.part(this.alone.includes(group) ? `p${group}` : `w${placeOf(this.groups, group)}`, group);
  }

  /** The positions of a group, unless it is common. @param {number} group */
  places(group) {
    return this.part(`x${placeOf(this.positions, group)}`, group);
  }

  /** A section as it is shown, and its page. @param {number} section */
  async text(section) {
    const at = placeOf(this.excerpts, section);
    const found = (await this.file(`f${at}`, sections))[section - this.excerpts[at]];
    if (!found) throw failure("corrupt", `f${at}`);
    return found;
  }

  /** What pages can be filtered by: for each its collection, roles and topics. */
  table() {
    return this.file("t", json);
  }
}

/**
 * Opens an index.
 * @param {URL} base @param {string} name @param {RequestCache} cache
 */
export const manifest = (base, name, cache) => read(base, name, cache, (bytes) => new Index(base, json(bytes)));
