// A small record store on loopback, of another origin than the training: it gives a token once a launch, takes what cmi5
// sends with that token, and remembers everything in its order.

import { createServer } from "node:http";
import { after } from "node:test";

/**
 * @typedef {object} Launch
 * @property {string} query the launch parameters (cmi5 Quartz, section 8.1)
 * @property {any[]} statements those of the session
 * @property {string} session
 */

export async function recordStore() {
  /** @type {Map<string, unknown>} documents of the State resource, by query */
  const states = new Map();
  /** @type {Launch[]} */
  const launches = [];
  /** @type {string[]} what a record store would refuse */
  const refused = [];
  /** @type {string[]} every request, in order */
  const requests = [];
  const actor = { objectType: "Agent", account: { homePage: "https://lms.example.org", name: "48213" } };
  const registration = "760e3480-ba55-4991-94b0-01820dbd23a2";
  const activityId = "https://lms.example.org/activities/17";

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://lrs.test");
    const headers = {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Headers": "authorization, content-type, x-experience-api-version",
      "Access-Control-Allow-Methods": "GET, POST, PUT",
    };
    const send = (/** @type {number} */ status, /** @type {unknown} */ body = undefined) =>
      response.writeHead(status, { ...headers, "Content-Type": "application/json" }).end(body === undefined ? undefined : JSON.stringify(body));
    if (request.method === "OPTIONS") return send(204);
    requests.push(`${request.method} ${url.pathname} ${url.searchParams.get("stateId") ?? url.searchParams.get("profileId") ?? ""}`.trim());
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const launch = launches[Number(url.searchParams.get("launch") ?? launches.length - 1)];
    if (url.pathname === "/fetch") {
      if (request.method !== "POST" || launch.fetched) return send(200, { "error-code": "1", "error-text": "used before" });
      launch.fetched = true;
      return send(200, { "auth-token": launch.token });
    }
    if (request.headers.authorization !== `Basic ${launch.token}` || request.headers["x-experience-api-version"] !== "1.0.3") {
      refused.push(`${request.method} ${url.pathname} without the token or the version`);
      return send(401);
    }
    if (url.pathname === "/xapi/agents/profile") return send(url.searchParams.get("agent") === JSON.stringify(actor) ? 404 : 400);
    if (url.pathname === "/xapi/activities/state") {
      const { searchParams: query } = url;
      const whole = query.get("activityId") === activityId && query.get("agent") === JSON.stringify(actor) && query.get("registration") === registration;
      if (!whole) return send(400);
      const name = query.get("stateId") ?? "";
      if (request.method === "PUT") {
        if (name === "LMS.LaunchData") refused.push("the launch data were changed");
        states.set(name, JSON.parse(text));
        return send(204);
      }
      return states.has(name) ? send(200, states.get(name)) : send(404);
    }
    if (url.pathname === "/xapi/statements" && request.method === "POST") {
      const batch = [JSON.parse(text)].flat();
      launch.statements.push(...batch);
      return send(200, batch.map((one) => one.id));
    }
    return send(404);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;

  return {
    states,
    refused,
    requests,
    actor,
    registration,
    activityId,
    /**
     * Begins a session: what the system writes before it launches the training (section 10).
     * @param {object} [data]
     */
    launch(data = {}) {
      const number = launches.length;
      const session = `session ${number}`;
      const contextTemplate = {
        contextActivities: { grouping: [{ id: "https://policy.example.org/training/kindness/" }] },
        extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": session },
      };
      states.set("LMS.LaunchData", { contextTemplate, launchMode: "Normal", masteryScore: 0.75, moveOn: "Passed", ...data });
      const launch = { session, statements: [], token: `token${number}`, fetched: false, query: "" };
      launch.query = new URLSearchParams({
        endpoint: `${origin}/xapi`,
        fetch: `${origin}/fetch?launch=${number}`,
        actor: JSON.stringify(actor),
        registration,
        activityId,
      }).toString();
      launches.push(launch);
      return launch;
    },
  };
}
