// The search engine over the project's own portal: it finds what is there, and says what went wrong.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { engineOver, scriptOf } from "./engine.mjs";
import { PROJECT, build, temporaryFolder } from "./support.mjs";

const folder = process.env.PORTAL_ROOT ?? build();
const manifest = JSON.parse(gunzipSync(readFileSync(join(folder, "search/en/manifest"))).toString());
/** What is in the files of excerpts. @type {{u: string, t: string, x: string[][]}[]} */
const pages = manifest.excerpts.flatMap((/** @type {number} */ _, /** @type {number} */ at) =>
  JSON.parse(gunzipSync(readFileSync(join(folder, "search/en", manifest.folder, `f${at}`))).toString()),
);
const pathOf = (/** @type {{url: string}} */ { url }) => new URL(url).pathname.slice(1);

/** @param {string} text @param {object} [options] */
async function ask(text, options) {
  const engine = await engineOver(folder).open();
  return engine.query(text, options);
}

const first = async (/** @type {string} */ text, options = {}) => (await ask(text, options)).results[0];
const marked = (/** @type {{text: string, mark: boolean}[]} */ pieces) => pieces.filter(({ mark }) => mark).map(({ text }) => text);

describe("finding", () => {
  test("every clause of every policy by its heading, with number, anchor and marks", async () => {
    const engine = await engineOver(folder).open();
    let clauses = 0;
    for (const { u, x } of pages.filter(({ u }) => /^policies\/[^/]+\/$/.test(u))) {
      for (const [heading, number, anchor] of x.slice(1)) {
        const { results } = await engine.query(`"${heading.replace(/"/g, "")}"`, { limit: 100 });
        const result = results.find((result) => pathOf(result) === u);
        assert.ok(result, `${heading} is not found in ${u}`);
        assert.equal(result.status, "in-force");
        const clause = result.sections.find(({ url }) => url.endsWith(`#${anchor}`));
        if (!clause) continue;
        clauses += 1;
        assert.equal(clause.number, number);
        assert.ok(marked(clause.heading).length > 0, heading);
        assert.equal(clause.heading.map(({ text }) => text).join(""), heading);
      }
    }
    assert.ok(clauses > 20);
  });

  test("items of a list, which an excerpt tells apart", async () => {
    const text = pages.flatMap(({ x }) => x.map((section) => section[3])).find((text) => /\bnewsletter\n\w/.test(text));
    const [, item] = /\bnewsletter\n(\w+ \w+)/.exec(text ?? "") ?? assert.fail("no list has an item that ends with newsletter");
    const { results } = await ask("newsletter", { limit: 100 });
    const excerpts = results.flatMap(({ sections }) => sections.map(({ excerpt }) => excerpt.map(({ text }) => text).join("")));
    assert.ok(excerpts.some((excerpt) => excerpt.includes(`newsletter · ${item}`)), excerpts.join("\n"));
    assert.ok(excerpts.every((excerpt) => !/\s\s|[.:;!?] ·|· ?…?$/.test(excerpt)), excerpts.join("\n"));
  });

  test("a misspelt word, and says what was searched for", async () => {
    const answer = await ask("pasword");
    assert.deepEqual({ ...answer.didYouMean }, { text: "password", used: true });
    assert.ok(answer.total > 0);
  });

  test("a word whose first letter is wrong", async () => {
    const answer = await ask("bassword");
    assert.equal(answer.didYouMean?.text, "password");
  });

  test("the beginning of a word", async () => {
    assert.ok((await ask("complai")).results.some(({ sections }) => sections.some(({ excerpt }) => marked(excerpt).some((text) => /^complain/i.test(text)))));
  });

  test("the beginning of words that lie in several files, without one file more than these", async () => {
    const content = join(temporaryFolder(), "content");
    cpSync(join(PROJECT, "content"), content, { recursive: true });
    const [front] = readFileSync(join(content, "guidance/start-here.md"), "utf8").match(/^---.*?\n---\n/s) ?? [""];
    const words = ["zebraes", "zebrail", "zebrane", "zebrass", "zebrato"];
    // So often that a file of words ends among them.
    const sections = Array.from({ length: 600 }, (_, at) => `## Part ${at} {#part-${at}}\n\n${words.join(" ")}\n`);
    writeFileSync(join(content, "guidance/herd.md"), `${front}${sections.join("\n")}`);
    for (const word of words) writeFileSync(join(content, `guidance/${word}.md`), `${front}\nThe ${word}.\n`);
    const { open, traffic } = engineOver(build({ content }));
    const { results } = await (await open()).query("zebra", { limit: 9 });
    assert.deepEqual([...results.map(pathOf)].sort(), ["herd", ...words].map((name) => `guidance/${name}/`));
    const files = traffic.paths.map((path) => path.split("/").at(-1) ?? "").filter((name) => !name.startsWith("f"));
    assert.match(files.join(" "), /^manifest( w\d+){2,3}$/);
    assert.equal(traffic.rounds, 3);
  });

  test("other forms of a word", async () => {
    const [one, other] = await Promise.all([ask("message "), ask("messages ")]);
    assert.equal(one.total, other.total);
  });

  test("words as a person writes them", async () => {
    assert.ok((await ask("e-mail")).results.some(({ sections }) => sections.some(({ excerpt }) => marked(excerpt).includes("email"))));
    assert.match(pathOf(await first("s.164A")), /rights-and-complaints/);
    assert.equal((await ask("s164A")).results[0].url, (await ask("section 164A")).results[0].url);
    assert.ok((await first("2FA")).sections.some(({ heading }) => marked(heading).includes("MFA")));
    assert.ok((await ask("gdpr")).total > 5);
  });

  test("a quiz by its title, and all of them as quizzes", async () => {
    assert.match(pathOf(await first("essentials quiz")), /^training\/essentials\/$/);
    const { results } = await ask("quiz ", { limit: 9 });
    assert.ok(results.filter(({ place }) => place === "Quiz").length >= 7, results.map(pathOf).join());
  });

  test("a phrase in quotation marks only as it is", async () => {
    const loose = await ask("safer channel");
    const strict = await ask('"safer channel"');
    assert.ok(strict.total > 0 && strict.total <= loose.total);
    assert.equal((await ask('"channel safer"')).total, 0);
  });

  test("only what the filters let through", async () => {
    const all = await ask("account", { limit: 100 });
    const some = await ask("account", { limit: 100, filters: { collection: ["policies"] } });
    assert.ok(some.total > 0 && some.total < all.total);
    assert.ok(some.results.every((result) => pathOf(result).startsWith("policies/")));
    assert.equal((await ask("account", { filters: { collection: ["no-such"] } })).total, 0);
  });

  test("earlier versions only when they are asked for, and after what is in force", async () => {
    const without = await ask("private messages", { limit: 200 });
    assert.ok(without.results.every(({ earlier, status }) => !earlier && status !== "superseded"));
    const all = await ask("private messages", { limit: 200, earlier: true });
    const at = all.results.findIndex(({ earlier }) => earlier);
    assert.ok(at >= without.total && all.results.slice(at).every(({ earlier }) => earlier));
    assert.ok(all.results.some(({ status, version }) => status === "superseded" && version));
  });

  test("nothing where there is nothing", async () => {
    for (const text of ["", " ", "?!", '""', "qqqqqqqqqqqq", '"']) {
      const { total, results } = await ask(text);
      assert.equal(total, 0, text);
      assert.equal(results.length, 0);
    }
  });

  test("anything that can be typed gives an answer", async () => {
    const engine = await engineOver(folder).open();
    for (const text of ["a", "'s", "...", "1.2.3", "72 hours", "Art. 33", "2FA", "s.164A", "e-mail", "\u{1f600}", "__proto__ constructor", "a ".repeat(400), "\\", "x".repeat(3000), '"a "b" c'])
      await engine.query(text);
  });

  test("more results, each once", async () => {
    const answer = await ask("data", { limit: 3 });
    const urls = [...answer.results, ...(await answer.more(4)), ...(await answer.more(1000))].map(pathOf);
    assert.equal(urls.length, answer.total);
    assert.equal(new Set(urls).size, urls.length);
  });
});

describe("every word of every page", () => {
  test("is cut as the index cuts it", () => {
    const { search } = engineOver(folder);
    const cases = JSON.parse(readFileSync(join(PROJECT, "tests/search-terms.json"), "utf8"));
    for (const [text, terms] of cases) assert.deepEqual(Array.from(search.terms(text), (/** @type {{text: string}} */ { text }) => text), terms, text);
  });

  test("finds its page", async () => {
    const { open, search } = engineOver(folder);
    const engine = await open();
    const homes = new Map();
    for (const { u, t, x } of pages) {
      const text = [t, ...x.flatMap(([heading, number, , text]) => [heading, number, text])].join("\n");
      for (const { text: word } of search.terms(text)) homes.set(word, (homes.get(word) ?? new Set()).add(pathOf({ url: new URL(u, "http://portal.test/").href })));
    }
    assert.ok(homes.size > 1000);
    const lost = [];
    for (const [word, own] of homes) {
      const { results } = await engine.query(`${word} `, { limit: 1000 });
      const found = new Set(results.map(pathOf));
      for (const page of own) if (!found.has(page)) lost.push(`${word} does not find ${page}`);
    }
    assert.deepEqual(lost, []);
  });
});

describe("what can go wrong", () => {
  const SEARCH = "private messages";
  const fails = async (/** @type {any} */ change, /** @type {string} */ kind, options = {}) =>
    assert.rejects(
      engineOver(folder, { change }).open().then((engine) => engine.query(SEARCH, options)),
      (/** @type {any} */ error) => error.kind === kind,
    );

  test("no connection", () => fails(() => new TypeError("Failed to fetch"), "network"));
  test("a server that fails", () => fails(() => 503, "network"));
  test("a server that fails once is asked again", async () => {
    let left = 1;
    const engine = await engineOver(folder, { change: (_, bytes) => (left-- > 0 ? 503 : bytes) }).open();
    assert.ok((await engine.query(SEARCH)).total > 0);
  });
  test("a page in the place of a file", () => fails((/** @type {string} */ path, /** @type {Buffer} */ bytes) => (/w\d+$/.test(path) ? Buffer.from("<!doctype html>") : bytes), "corrupt"));
  test("a file that is cut off", () => fails((/** @type {string} */ path, /** @type {Buffer} */ bytes) => (/w\d+$/.test(path) ? bytes.subarray(0, bytes.length / 2) : bytes), "corrupt"));
  test("files that are gone, and no newer portal", () => fails((/** @type {string} */ path, /** @type {Buffer} */ bytes) => (/f\d+$/.test(path) ? 404 : bytes), "stale"));
  test("a host that has decoded the files already", async () => {
    const engine = await engineOver(folder, { change: (_, bytes) => gunzipSync(bytes) }).open();
    assert.ok((await engine.query(SEARCH)).total > 0);
  });

  test("any damage is an error of its own kind or an answer", async () => {
    let seed = 1;
    const next = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 300; round += 1) {
      const kind = ["manifest", "v", "w", "x", "f", "t"][round % 6];
      const change = (/** @type {string} */ path, /** @type {Buffer} */ bytes) => {
        if (!path.split("/").at(-1)?.startsWith(kind)) return bytes;
        // Half of the time below the checksum of gzip, which would find nearly all of it.
        const damaged = Buffer.from(round % 2 ? gunzipSync(bytes) : bytes);
        for (let count = 1 + next(4); count > 0; count -= 1) damaged[next(damaged.length)] = next(256);
        return next(3) ? damaged : damaged.subarray(0, next(damaged.length));
      };
      try {
        const engine = await engineOver(folder, { change }).open();
        await engine.query(`"private message" ${SEARCH}`, { filters: { role: ["customer-service"] } });
      } catch (/** @type {any} */ error) {
        assert.match(error.kind ?? "", /^(network|missing|stale|corrupt)$/, `round ${round}: ${kind}: ${error.stack}`);
      }
    }
  });

  test("a new portal in the place of the old one is taken up, with one more look at the manifest", async () => {
    const { open, state, traffic } = engineOver(folder);
    const engine = await open();
    await engine.query("account");
    const content = join(temporaryFolder(), "content");
    cpSync(join(PROJECT, "content"), content, { recursive: true });
    writeFileSync(join(content, "guidance/zebra.md"), readFileSync(join(content, "guidance/start-here.md"), "utf8").replace(/^title:.*$/m, "title: Zebra crossings"));
    state.folder = build({ content });
    const before = traffic.paths.length;
    // A reader who types on asks again before the first question has its answer, and neither may stay without one.
    const answers = await Promise.all(["zebra", "zebra crossings"].map((text) => engine.query(text, { limit: 1 })));
    assert.deepEqual(answers.map(({ results }) => pathOf(results[0])), ["guidance/zebra/", "guidance/zebra/"]);
    assert.equal(traffic.paths.slice(before).filter((path) => path.endsWith("/manifest")).length, 1);
  });
});

describe("weight", () => {
  const sizeOf = (/** @type {string} */ name) => gzipSync(scriptOf(folder, name).bytes, { level: 9 }).length;

  test("small scripts", () => {
    const engine = sizeOf("search-engine");
    assert.ok(engine <= 6000, `${engine} bytes`);
    const header = engine + sizeOf("search-open") + sizeOf("search-box");
    assert.ok(header <= 12_000, `${header} bytes`);
  });

  test("few bytes, requests and rounds before the first result", async () => {
    for (const text of ["private messages", "breach 72 hours", "two factor", "pasword", "qassword", "complai", "a customer qersonal dat"]) {
      const { open, traffic } = engineOver(folder);
      await (await open()).query(text, { limit: 3 });
      const bytes = traffic.bytes + sizeOf("search-engine");
      assert.ok(bytes <= 50_000, `${text}: ${bytes} bytes`);
      assert.ok(traffic.requests <= 10, `${text}: ${traffic.paths}`);
      assert.ok(traffic.rounds <= 4, `${text}: ${traffic.rounds} rounds`);
    }
  });
});
