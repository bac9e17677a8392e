// Which version of a document a reader has confirmed. It knows no page.

/** True where one version comes after another. @param {string} one @param {string} other */
export function isNewer(one, other) {
  const [[major, minor], [otherMajor, otherMinor]] = [one, other].map((version) => version.split(".").map(Number));
  return major > otherMajor || (major === otherMajor && minor > otherMinor);
}

/**
 * Whether the version in force was read, or one whose rules are the same.
 * @param {import("./record.js").LearnerRecord} record
 * @param {{id: string, version: string, since: string}} document `since`: the last version that changed rules
 * @returns {{state: "open" | "changed" | "read", version?: string, date?: string}} with the newest version that was read
 */
export function readState(record, { id, version, since }) {
  const read = Object.keys(record.read[id]?.versions ?? {}).filter((one) => !isNewer(one, version));
  if (read.length === 0) return { state: "open" };
  const newest = read.reduce((one, other) => (isNewer(other, one) ? other : one));
  return { state: isNewer(since, newest) ? "changed" : "read", version: newest, date: record.read[id].versions[newest] };
}
