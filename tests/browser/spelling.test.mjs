/** @file Authors' texts and the texts of the interface are spelt as in Britain. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { misspelt, speller, texts } from "./spelling.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

test("every word is in the dictionary, or in our list", async () => {
  const spell = await speller();
  const files = [...texts(`${root}content`), `${root}themes/default/strings/en.yaml`];
  assert.ok(files.length > 100, "the content is there");
  const found = files.flatMap((file) =>
    misspelt(spell, readFileSync(file, "utf8")).map((word) => `${relative(root, file)}:${word}`),
  );
  assert.deepEqual(found, []);
});

test("a slip is found, wherever it stands, and what is no language is passed over", async () => {
  const spell = await speller();
  const text = [
    "title: An organization",
    "id: some-nmae",
    "- text: A recieved **mesage**",
    "# A headding {#an-idd covers=dutty}",
    "Write `vellm` to [the teeam](../teem.md) at {{ dp_team }}, the ICO’s or x@exampel.org.",
    "```sh",
    "vellm biuld",
    "```",
    "The colour of a colour; the color of a behaviour.",
  ].join("\n");
  assert.deepEqual(misspelt(spell, text), ["1: organization", "3: recieved", "3: mesage", "4: headding", "5: teeam", "9: color"]);
});
