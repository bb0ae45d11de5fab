import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../vite/node.ts";
import { guidePath, guideWithTable, policyFiles } from "./files.ts";

/** Writes every file that is made from the list of policies; run it after a change of the list. */
for (const [path, text] of Object.entries(policyFiles())) writeFileSync(join(projectFolder, path), text);
const guide = join(projectFolder, guidePath);
writeFileSync(guide, guideWithTable(readFileSync(guide, "utf8")));
