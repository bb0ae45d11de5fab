import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { advisoriesFrom, type LockFile, type Manifest, offlineFindings } from "./rules.ts";

/**
 * `npm run audit:dependencies`: every dependency at one exact version with its hash, under a licence of the list, without a script of
 * its own at install; and no advisory of rank high or above about what is shipped, where the registry can be asked. Where it
 * cannot, that is said and the rest still counts.
 */
const projectFolder = fileURLToPath(new URL("../..", import.meta.url));
const read = (name: string): unknown => JSON.parse(readFileSync(`${projectFolder}/${name}`, "utf8"));

const lock = read("package-lock.json") as LockFile;
const findings = offlineFindings(read("package.json") as Manifest, lock);
for (const finding of findings) console.error(finding);
console.log(
  `${Object.keys(lock.packages).length - 1} packages: exact versions, SHA-512, licences and install scripts: ${findings.length} findings`,
);

const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--audit-level=high", "--json"], {
  cwd: projectFolder,
  encoding: "utf8",
  shell: process.platform === "win32",
  timeout: 120_000,
});
const advisories = advisoriesFrom(stdout ?? "");
console.log(
  advisories.outcome === "unreachable" ? `NOT CHECKED: ${advisories.words}.` : `${advisories.words}.`,
);
process.exitCode = findings.length > 0 || advisories.outcome === "found" ? 1 : 0;
