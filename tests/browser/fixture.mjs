// A small portal whose only policy changes on 1 January 2027.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./support.mjs";

const PORTAL = `title: Fixture
organisation: Example Organisation
base_url: https://fixture.example.org/
languages: [en]
timezone: TIMEZONE
contacts:
  owner: {title: Owner, email: owner@example.org}
roles:
  all-staff: {title: All staff, everyone: true}
collections:
  policies: {kind: versioned, title: Policies, numbered: true}
navigation:
  - {title: Policies, page: policies}
`;

const POLICY = `---
title: Posting policy
summary: How we post.
owner: owner
approved_by: owner
approved_on: APPROVED
effective: EFFECTIVE
review_every: 24 months
roles: [all-staff]
---

## What to do {#what-to-do}

Think before you post.
`;

const CHANGE = `---
date: DATE
kind: KIND
title: A version of the posting policy
documents: {policies/posting: "VERSION"}
roles: [all-staff]
---
The policy has a version more.
`;

const WITHDRAWAL = `---
date: DATE
kind: withdrawn
documents: {policies/posting: }
---
The policy no longer applies.
`;

/**
 * Writes the portal: version 1.0 is in force, 1.1 is approved; or, with `withdrawn`, 1.0 is withdrawn on a day.
 * @param {string} timezone
 * @param {{withdrawn?: string}} [what]
 * @returns {string} the content folder
 */
export function content(timezone, { withdrawn } = {}) {
  const folder = join(temporaryFolder(), "content");
  const write = (/** @type {string} */ file, /** @type {string} */ text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write("portal.yaml", PORTAL.replace("TIMEZONE", timezone));
  write("index.md", "---\ntitle: Fixture\nsummary: A portal for a test.\n---\n\nRead the [posting policy](policies/posting/).\n");
  for (const [version, approved, effective, kind] of [
    ["1.0", "2026-01-02", "2026-01-05", "new"],
    ["1.1", "2026-11-20", "2027-01-01", "substantive"],
  ]) {
    write(`policies/posting/${version}.md`, POLICY.replace("APPROVED", approved).replace("EFFECTIVE", effective));
    write(`changelog/${version}.md`, CHANGE.replace("DATE", effective).replace("KIND", kind).replace("VERSION", version));
  }
  if (withdrawn) write("changelog/withdrawn.md", WITHDRAWAL.replace("DATE", withdrawn));
  return folder;
}
