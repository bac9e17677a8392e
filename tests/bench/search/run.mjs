// Prints every figure that the search is held to, with other engines on the same pages in the same run.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
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

/** The kinds of search, and the share that must have the right page among the first three. */
const KINDS = /** @type {const} */ ({ exact: 0.97, typo: 0.95, prefix: 0.95, first: 0.92 });
const LABELS = { exact: "as it is", typo: "misspelt", prefix: "cut short", first: "wrong first letter" };

const at = (/** @type {number[]} */ list, /** @type {number} */ share) => [...list].sort((one, other) => one - other)[Math.min(list.length - 1, Math.floor(list.length * share))];
const fixed = (/** @type {number} */ value, digits = 1) => (Number.isNaN(value) ? "–" : value.toFixed(digits));
const kilobytes = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(0);

/** Builds a portal; user and system time in seconds and peak memory in megabytes, as the system counts them. */
function build(/** @type {string} */ content, /** @type {string} */ out) {
  const script = "import os,sys,json\npid=os.spawnvp(os.P_NOWAIT,sys.argv[1],sys.argv[1:])\n_,status,use=os.wait4(pid,0)\nprint(json.dumps([status,use.ru_utime+use.ru_stime,use.ru_maxrss*1024/1e6]))";
  const command = [values.vellum, "build", "--quiet", "--content", content, "--as-of", "2026-11-23", "--out", out];
  const { stdout, stderr } = spawnSync("python3", ["-c", script, ...command], { encoding: "utf8" });
  const [status, cpu, memory] = JSON.parse(stdout.trim().split("\n").at(-1) ?? "[1,0,0]");
  if (status !== 0) throw new Error(`the portal was not built: ${stdout}${stderr}`);
  return { cpu, memory };
}

/** Everything about one engine and one kind of search. */
async function measure(/** @type {any} */ engine, /** @type {any[]} */ queries, /** @type {keyof typeof KINDS} */ kind) {
  let right = 0;
  for (const query of queries) if ((await engine.find(query[kind])).includes(addressOf(query.page))) right += 1;
  const times = [];
  for (const query of queries) {
    const start = performance.now();
    await engine.find(query[kind]);
    times.push(performance.now() - start);
  }
  const cold = [];
  for (const query of queries.slice(0, 60)) cold.push(await engine.cold(query[kind]));
  const of = (/** @type {"bytes" | "requests" | "rounds"} */ name) => cold.map((one) => one[name]);
  return { share: right / queries.length, p50: at(times, 0.5), p99: at(times, 0.99), bytes: at(of("bytes"), 0.9), requests: at(of("requests"), 0.9), rounds: at(of("rounds"), 0.9) };
}

async function table(/** @type {any[]} */ engines, /** @type {any[]} */ queries, /** @type {string} */ title) {
  console.log(`\n${title}\n\n| search | engine | right page in the first 3 | goal | warm p50 / p99 ms | cold p90 KB | requests p90 | rounds p90 |\n| --- | --- | --- | --- | --- | --- | --- | --- |`);
  for (const kind of /** @type {(keyof typeof KINDS)[]} */ (Object.keys(KINDS)).filter((kind) => queries[0][kind])) {
    let own;
    for (const engine of engines) {
      const found = await measure(engine, queries, kind);
      own ??= found;
      const ratio = engine === engines[0] ? "" : ` (×${fixed(found.p50 / own.p50)} time, ×${fixed(found.bytes / own.bytes)} bytes)`;
      console.log(`| ${LABELS[kind]} | ${engine.name}${ratio} | ${found.share.toFixed(3)} | ${KINDS[kind]} | ${fixed(found.p50)} / ${fixed(found.p99)} | ${kilobytes(found.bytes)} | ${found.requests} | ${found.rounds} |`);
    }
  }
}

async function main() {
  const file = join(values.corpus, "search-corpus-1000.json.gz");
  if (!existsSync(file)) return console.log(`skipped: there is no corpus at ${file}`);
  const corpus = readCorpus(file);
  const work = values.keep ?? mkdtempSync(join(tmpdir(), "vellum-search-"));
  mkdirSync(work, { recursive: true });
  const given = JSON.parse(readFileSync(join(values.corpus, "search-queries-1000.json"), "utf8"));
  for (const count of values.pages.split(",").map(Number)) {
    const pages = count <= corpus.length ? corpus.slice(0, count) : multiply(corpus, count);
    const [content, out] = [join(work, `content-${count}`), join(work, `portal-${count}`)];
    if (!existsSync(content)) writePortal(pages, content);
    const { cpu, memory } = build(content, out);
    console.log(`\n## ${count} pages\n\nThe whole build, index included: ${fixed(cpu, 2)} s of CPU (${fixed((cpu / count) * 1000, 2)} s a thousand pages; goal for the index alone: 1), ${fixed(memory, 0)} MB (goal: 500 at 10,000 pages).`);
    const engine = await vellum(out);
    console.log(`The engine's scripts: ${(engine.scripts / 1000).toFixed(1)} KB.`);
    const leaveOut = new Set(given.map((/** @type {any} */ query) => query.h.toLowerCase()));
    const queries = sample(pages, Math.min(Number(values.queries), count), Number(values.seed), leaveOut);
    const isOwnSize = count === corpus.length;
    const peers = values["no-peers"] || !isOwnSize ? [] : [await miniSearch(pages), await pagefind(out)];
    await table([engine, ...peers], queries, `${queries.length} searches drawn with seed ${values.seed}:`);
    if (isOwnSize) await table([engine], given, `${given.length} searches of the shared set:`);
    for (const peer of peers) await peer.close();
  }
  if (!values.keep) rmSync(work, { recursive: true, force: true });
}

await main();
