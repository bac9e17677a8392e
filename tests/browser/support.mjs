// What every browser test stands on: the portals under test, a server as strict as production, a browser.

import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** The date that every portal is built for, and, unless a test says otherwise, the date of the reader's clock. */
export const AS_OF = process.env.PORTAL_AS_OF ?? "2026-11-23";

/** The repository. */
export const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
/** The program under test. */
export const VELLUM = process.env.VELLUM ?? join(PROJECT, "target/release/vellum");
const SUB_PATH = "/sub/path/";
const SUB_PATH_BASE = `https://example.org${SUB_PATH}`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

const temporary = mkdtempSync(join(tmpdir(), "vellum-browser-"));
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

/** @type {import("node:http").Server[]} */
const servers = [];

after(async () => {
  await browser.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/**
 * A portal that can be opened.
 * @typedef {object} Portal
 * @property {string} name for messages
 * @property {string} folder where it was built
 * @property {string} home the URL of its home page, ending in a slash
 * @property {boolean} portable opened from a folder, without a server
 */

/** A new folder that is gone when the tests are over. */
export const temporaryFolder = () => mkdtempSync(join(temporary, "folder-"));

/**
 * Builds a portal.
 * @param {{content?: string, options?: string[]}} what by default the project's own content
 * @returns {string} the folder
 */
export function build({ content = join(PROJECT, "content"), options = [] } = {}) {
  const out = join(temporaryFolder(), "public");
  execFileSync(VELLUM, ["build", "--quiet", "--content", content, "--as-of", AS_OF, "--out", out, ...options]);
  return out;
}

/** The three ways to publish: what to give to `build`, the path to serve below, and where `tests/run` leaves its build. */
const WAYS = {
  "at the root": { options: [], prefix: "/", built: process.env.PORTAL_ROOT },
  "under a sub-path": { options: ["--base-url", SUB_PATH_BASE], prefix: SUB_PATH, built: process.env.PORTAL_SUB },
  "from a folder": { options: ["--portable"], prefix: null, built: process.env.PORTAL_PORTABLE },
};

/**
 * The project's own portal, or that of another content folder, in one of three ways.
 * @param {keyof typeof WAYS} way
 * @param {string} [content]
 * @returns {Promise<Portal>}
 */
export async function portal(way, content) {
  const { options, prefix, built } = WAYS[way];
  const folder = content === undefined && built ? built : build({ content, options });
  if (prefix === null) return { name: way, folder, home: `${pathToFileURL(folder)}/`, portable: true };
  return { name: way, folder, home: await serve(folder, prefix), portable: false };
}

/** The names of the three ways. */
export const EVERY_WAY = /** @type {(keyof typeof WAYS)[]} */ (Object.keys(WAYS));

/**
 * Serves a folder on loopback with the headers of production. Unknown addresses get 404.html.
 * @param {string} folder
 * @param {string} prefix the path that the portal stands below
 * @param {string} [policy] what pages may load and do, if not what a portal's may
 * @returns {Promise<string>} the URL of its home page
 */
export async function serve(folder, prefix, policy = CONTENT_SECURITY_POLICY) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const headers = { "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff" };
    const send = async (/** @type {number} */ status, /** @type {string} */ file) => {
      const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? "application/octet-stream";
      response.writeHead(status, { ...headers, "Content-Type": type }).end(await readFile(file));
    };
    const file = path.startsWith(prefix) ? join(folder, path.slice(prefix.length)) : "";
    const found = file ? await stat(path.endsWith("/") ? join(file, "index.html") : file).catch(() => null) : null;
    if (!path.startsWith(prefix)) {
      response.writeHead(404, headers).end("outside the portal");
    } else if (found?.isFile()) {
      await send(200, path.endsWith("/") ? join(file, "index.html") : file);
    } else if (found?.isDirectory()) {
      response.writeHead(301, { ...headers, Location: `${path}/` }).end();
    } else {
      await send(404, join(folder, "404.html"));
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  servers.push(server);
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}${prefix}`;
}

/**
 * A reader with a page of their own, open until the tests of the file are over. Their clock stands at noon of the build's
 * date, unless `now` says otherwise.
 * @param {import("playwright-core").BrowserContextOptions & {now?: string}} [options]
 */
export async function reader({ now = `${AS_OF}T12:00:00Z`, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options });
  if (options.javaScriptEnabled !== false) await context.clock.setFixedTime(new Date(now));
  return context.newPage();
}
