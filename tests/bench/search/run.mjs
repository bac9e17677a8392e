// Prints every figure that the search is held to, with other engines on the same pages in the same run.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { firstResults } from "./browser.mjs";
import { addressOf, multiply, readCorpus, writePortal } from "./corpus.mjs";
import { miniSearch, pagefind } from "./peers.mjs";
import { sample } from "./queries.mjs";
import { vellum } from "./vellum.mjs";

const project = fileURLToPath(new URL("../../../", import.meta.url));
const { values } = parseArgs({
  options: {
    corpus: { type: "string", default: join(project, "../shared/bench") },
    pages: { type: "string", default: "100,1000,10000" },
    queries: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    vellum: { type: "string", default: join(project, "target/release/vellum") },
    keep: { type: "string" },
    "no-peers": { type: "boolean", default: false },
  },
});

/** The kinds of search. @typedef {"exact" | "typo" | "prefix" | "first"} Kind */
const KINDS = /** @type {Kind[]} */ (["exact", "typo", "prefix", "first"]);
const LABELS = { exact: "as it is", typo: "misspelt", prefix: "cut short", first: "wrong first letter" };

const at = (/** @type {number[]} */ list, /** @type {number} */ share) => [...list].sort((one, other) => one - other)[Math.min(list.length - 1, Math.floor(list.length * share))];
const fixed = (/** @type {number} */ value, digits = 1) => (Number.isNaN(value) ? "–" : value.toFixed(digits));

/** Builds a portal; user and system time in seconds and peak memory in megabytes, as the system counts them. */
function build(/** @type {string} */ content, /** @type {string} */ out) {
  const script = "import os,sys,json\npid=os.spawnvp(os.P_NOWAIT,sys.argv[1],sys.argv[1:])\n_,status,use=os.wait4(pid,0)\nprint(json.dumps([status,use.ru_utime+use.ru_stime,use.ru_maxrss*1024/1e6]))";
  const command = [values.vellum, "build", "--quiet", "--content", content, "--as-of", "2026-11-23", "--out", out];
  const { stdout, stderr } = spawnSync("python3", ["-c", script, ...command], { encoding: "utf8" });
  const [status, cpu, memory] = JSON.parse(stdout.trim().split("\n").at(-1) ?? "[1,0,0]");
  if (status !== 0) throw new Error(`the portal was not built: ${stdout}${stderr}`);
  return { cpu, memory };
}

/**
 * Everything about one engine and one kind of search.
 * @param {any} engine @param {any[]} queries @param {Kind} kind
 */
async function measure(engine, queries, kind) {
  let right = 0;
  for (const query of queries) if ((await engine.find(query[kind])).includes(addressOf(query.page))) right += 1;
  const times = [];
  for (const query of queries) {
    const start = performance.now();
    await engine.find(query[kind]);
    times.push(performance.now() - start);
  }
  const cold = [];
  for (const query of queries.slice(0, engine.visits)) cold.push(await engine.cold(query[kind]));
  const p90 = (/** @type {"bytes" | "requests" | "rounds"} */ name) => at(cold.map((one) => one[name]), 0.9);
  return { right: right / queries.length, p50: at(times, 0.5), p99: at(times, 0.99), bytes: p90("bytes"), requests: p90("requests"), rounds: p90("rounds") };
}

/** Measures engines side by side, prints a table, and returns what was found of the first. */
async function compare(/** @type {any[]} */ engines, /** @type {any[]} */ queries, /** @type {string} */ title) {
  console.log(`\n${title}\n\n| search | engine | right page in the first 3 | warm p50 / p99 ms | cold p90 KB | requests p90 | rounds p90 |\n| --- | --- | --- | --- | --- | --- | --- |`);
  const found = /** @type {Record<Kind, Awaited<ReturnType<typeof measure>>>} */ ({});
  for (const kind of KINDS.filter((kind) => queries[0][kind])) {
    for (const engine of engines) {
      const one = await measure(engine, queries, kind);
      const own = (found[kind] ??= one);
      const ratio = engine === engines[0] ? "" : ` (×${fixed(one.p50 / own.p50)} time, ×${fixed(one.bytes / own.bytes)} bytes)`;
      console.log(`| ${LABELS[kind]} | ${engine.name}${ratio} | ${one.right.toFixed(3)} | ${fixed(one.p50)} / ${fixed(one.p99)} | ${fixed(one.bytes / 1000)} | ${one.requests} | ${fixed(one.rounds, 0)} |`);
    }
  }
  return found;
}

/** Everything about one size of portal. */
async function measureSize(/** @type {string} */ work, /** @type {import("./corpus.mjs").Page[]} */ corpus, /** @type {any[]} */ given, /** @type {number} */ count) {
  const pages = count <= corpus.length ? corpus.slice(0, count) : multiply(corpus, count);
  const [content, out] = [join(work, `content-${count}`), join(work, `portal-${count}`)];
  if (!existsSync(content)) writePortal(pages, content);
  const built = build(content, out);
  const engine = await vellum(out);
  const leaveOut = new Set(given.map((/** @type {any} */ query) => query.h.toLowerCase()));
  const queries = sample(pages, Math.min(Number(values.queries), count), Number(values.seed), leaveOut);
  const isOwnSize = count === corpus.length;
  const peers = values["no-peers"] || !isOwnSize ? [] : [await miniSearch(pages), await pagefind(out)];
  console.log(`\n## ${count} pages`);
  const found = await compare([engine, ...peers], queries, `${queries.length} searches drawn with seed ${values.seed}:`);
  if (isOwnSize) await compare([engine], given, `${given.length} searches of the shared set:`);
  for (const peer of peers) await peer.close();
  const slow = isOwnSize ? await firstResults(out, addressOf(0), queries.slice(0, 15).map(({ exact }) => exact)) : [];
  return { count, built, engine, found, slow: at(slow, 0.5) };
}

/** The table of what the search is held to. */
function summary(/** @type {Awaited<ReturnType<typeof measureSize>>[]} */ sizes) {
  const bytes = { 100: 50, 1000: 60, 10000: 110 };
  const rows = [["script, engine and interface / engine, KB", "12 / 6", `${fixed(sizes[0].engine.scripts / 1000)} / ${fixed(sizes[0].engine.engine / 1000)}`]];
  for (const { count, built, found, slow } of sizes) {
    const each = (/** @type {(one: any) => string} */ text) => KINDS.map((kind) => text(found[kind])).join(" / ");
    rows.push(
      [`${count} pages: cold bytes to the first result p90, KB: ${Object.values(LABELS).join(" / ")}`, `${bytes[/** @type {keyof typeof bytes} */ (count)] ?? "–"}`, each(({ bytes }) => fixed(bytes / 1000))],
      [`${count} pages: requests p90; rounds p90`, "10; 4", `${each(({ requests }) => requests)}; ${each(({ rounds }) => rounds)}`],
      [`${count} pages: right page in the first 3`, count === 1000 ? ".97 / .95 / .95 / .92" : "–", each(({ right }) => right.toFixed(3))],
      [`${count} pages: warm search p50; p99, ms`, count === 1000 ? "5; 50" : "–", `${each(({ p50 }) => fixed(p50))}; ${each(({ p99 }) => fixed(p99))}`],
      [`${count} pages: whole build, s of CPU a thousand pages; MB`, "1 (the index); 500 at 10,000", `${fixed((built.cpu / count) * 1000, 2)}; ${fixed(built.memory, 0)}`],
    );
    if (slow) rows.push([`${count} pages: first result on a slow connection p50, s`, "1.0", fixed(slow / 1000, 2)]);
  }
  return ["\n## Figures\n", "| figure | limit | measured |", "| --- | --- | --- |", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
}

async function main() {
  const file = join(values.corpus, "search-corpus-1000.json.gz");
  if (!existsSync(file)) return console.log(`skipped: there is no corpus at ${file}`);
  const corpus = readCorpus(file);
  const work = values.keep ?? mkdtempSync(join(tmpdir(), "vellum-search-"));
  mkdirSync(work, { recursive: true });
  const given = JSON.parse(readFileSync(join(values.corpus, "search-queries-1000.json"), "utf8"));
  const sizes = [];
  for (const count of values.pages.split(",").map(Number)) sizes.push(await measureSize(work, corpus, given, count));
  console.log(summary(sizes));
  if (!values.keep) rmSync(work, { recursive: true, force: true });
}

await main();
