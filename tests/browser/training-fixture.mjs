// A small portal with a quiz and a policy to confirm, which gets an editorial version on 1 June 2026 and a substantive one
// on 1 January 2027. Built again for a later day into the same folder, it is the same portal to a reader.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { VELLUM, temporaryFolder } from "./support.mjs";

const PORTAL = `title: Fixture
organisation: Example Organisation
base_url: https://fixture.example.org/
contacts:
  owner: {title: Owner}
roles:
  all-staff: {title: All staff, everyone: true}
collections:
  policies: {kind: versioned, title: Policies, numbered: true}
`;

const POLICY = `---
title: Posting policy
summary: How we post.
owner: owner
approved_by: owner
approved_on: 2026-01-02
effective: EFFECTIVE
review_every: 48 months
roles: [all-staff]
acknowledge: true
---

## Think {#think}

Think before you post.

## Reply {#reply}

Reply within DAYS.

## Delete {#delete}

Delete what HURTS.
`;

const QUIZ = `title: Posting
summary: What to know before you post.
owner: owner
roles: [all-staff]
shuffle: {questions: false, options: false}
refresher: {every: 12 months, on_substantive_change: true}
tests: {policies/posting: "1.0"}
questions:
  - {id: think, kind: true-false, ask: Think first., answer: true, see: ../policies/posting/#think}
  - {id: reply, kind: true-false, ask: A reply can wait., answer: false, see: ../policies/posting/#reply}
  - {id: delete, kind: true-false, ask: Some things go., answer: true, see: ../policies/posting/#delete}
`;

const VERSIONS = [
  { version: "1.0", effective: "2026-01-05", kind: "new", days: "3 days", hurts: "hurts" },
  { version: "1.1", effective: "2026-06-01", kind: "editorial", days: "3 days", hurts: "hurts people" },
  { version: "2.0", effective: "2027-01-01", kind: "substantive", days: "1 day", hurts: "hurts people" },
];

/** Writes the content. @returns {string} its folder */
export function trainingContent() {
  const folder = join(temporaryFolder(), "content");
  const write = (/** @type {string} */ file, /** @type {string} */ text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write("portal.yaml", PORTAL);
  write("index.md", "---\ntitle: Fixture\nsummary: A portal for a test.\n---\n\nRead the [posting policy](policies/posting/).\n");
  write("quizzes/posting.yaml", QUIZ);
  for (const { version, effective, kind, days, hurts } of VERSIONS) {
    write(`policies/posting/${version}.md`, POLICY.replace("EFFECTIVE", effective).replace("DAYS", days).replace("HURTS", hurts));
    write(`changelog/${version}.md`, `---\ndate: ${effective}\nkind: ${kind}\ndocuments: {policies/posting: "${version}"}\n---\nIt changed.\n`);
  }
  return folder;
}

/** Publishes the content for a day into a folder that may hold it for another. @param {string} content @param {string} out @param {string} day */
export function publish(content, out, day) {
  execFileSync(VELLUM, ["build", "--quiet", "--content", content, "--as-of", day, "--out", out], { stdio: "pipe" });
}
