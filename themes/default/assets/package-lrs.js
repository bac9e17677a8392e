// A learning record store (LRS) as cmi5 opens it at a launch: cmi5 Quartz, chapters 8 and 10; xAPI 1.0.3, Communication,
// sections 2.1 (statements) and 2.3 (state).

const VERSION = "1.0.3";

/**
 * @typedef {object} Launch what the system gives at a launch (section 8.1)
 * @property {string} endpoint
 * @property {string} fetch
 * @property {any} actor
 * @property {string} registration
 * @property {string} activityId
 */

/**
 * The launch that an address tells of; `undefined` if it tells of none.
 * @param {string} query
 * @returns {Launch | undefined}
 */
export function launchOf(query) {
  const given = new URLSearchParams(query);
  const [endpoint, token, actor, registration, activityId] = ["endpoint", "fetch", "actor", "registration", "activityId"].map((name) => given.get(name));
  if (!endpoint || !token || !actor || !registration || !activityId) return undefined;
  try {
    return { endpoint: endpoint.endsWith("/") ? endpoint : `${endpoint}/`, fetch: token, actor: JSON.parse(actor), registration, activityId };
  } catch {
    return undefined;
  }
}

/**
 * Opens the session: the token may be fetched once (section 8.2).
 * @param {Launch} launch
 * @param {(text: string) => void} say
 */
export async function openStore(launch, say) {
  const answer = await fetch(launch.fetch, { method: "POST" });
  const token = (await answer.json())["auth-token"];
  if (!token) throw new Error("the learning system gives no token");
  return new Store(launch, token, say);
}

class Store {
  /** @param {Launch} launch @param {string} token @param {(text: string) => void} say */
  constructor(launch, token, say) {
    this.launch = launch;
    this.headers = { Authorization: `Basic ${token}`, "X-Experience-API-Version": VERSION };
    this.say = say;
    /** @type {object[]} */
    this.waiting = [];
    /** @type {Promise<void> | undefined} */
    this.sending = undefined;
  }

  /** @param {string} resource @param {Record<string, string>} query @param {RequestInit} [request] */
  call(resource, query, request = {}) {
    const address = new URL(resource, this.launch.endpoint);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    // A request may outlive the page, which is gone when the learner closes it.
    return fetch(address, { keepalive: true, ...request, headers: { ...this.headers, ...request.headers } });
  }

  /** @param {string} name */
  stateQuery(name) {
    const { activityId, actor, registration } = this.launch;
    return { activityId, agent: JSON.stringify(actor), registration, stateId: name };
  }

  /** A document of the State resource; `undefined` if there is none. @param {string} name */
  async state(name) {
    const answer = await this.call("activities/state", this.stateQuery(name));
    return answer.ok ? answer.json() : undefined;
  }

  /** What the learner prefers must be read (section 11); there is one language here, and no sound. */
  async preferences() {
    const { actor } = this.launch;
    await this.call("agents/profile", { agent: JSON.stringify(actor), profileId: "cmi5LearnerPreferences" });
  }

  /** @param {string} name @param {unknown} content */
  async putState(name, content) {
    const body = JSON.stringify(content);
    const request = { method: "PUT", body, headers: { "Content-Type": "application/json" } };
    await this.call("activities/state", this.stateQuery(name), request).then(
      (answer) => this.say(answer.ok ? "" : "t:package_not_kept"),
      () => this.say("t:package_not_kept"),
    );
  }

  /** Sends statements in their order, one request at a time. @param {object[]} statements */
  send(...statements) {
    this.waiting.push(...statements);
    this.sending ??= this.pump().finally(() => (this.sending = undefined));
    return this.sending;
  }

  async pump() {
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      if (await this.post(batch)) continue;
      // They wait for the next ones, in front of them.
      this.waiting = [...batch, ...this.waiting];
      this.say("t:package_not_kept");
      return;
    }
  }

  /** Sends what waits and the last statements at once: the page is about to go. @param {object[]} statements */
  async sendLast(...statements) {
    const batch = [...this.waiting, ...statements];
    this.waiting = [];
    await this.post(batch);
  }

  /** @param {object[]} batch */
  async post(batch) {
    const request = { method: "POST", body: JSON.stringify(batch), headers: { "Content-Type": "application/json" } };
    return this.call("statements", {}, request).then((answer) => answer.ok, () => false);
  }
}
