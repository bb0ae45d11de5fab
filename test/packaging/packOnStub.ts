import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportFailure } from "../../build/package/failure.ts";
import { packageApp } from "../../build/package/pack.ts";
import { signingPlan } from "../../build/package/signing.ts";
import { makeLinuxStub } from "./stubRuntime.ts";

/** Packs a small build around the stub into the first folder, with the second for what it takes; ends as a release does. */
const [outFolder = "", workFolder = ""] = process.argv.slice(2);
try {
  const runtime = join(workFolder, "stub-runtime");
  makeLinuxStub(runtime);
  const distFolder = join(workFolder, "small-dist");
  mkdirSync(join(distFolder, "main"), { recursive: true });
  writeFileSync(join(distFolder, "main/main.js"), "export {};\n");
  const licences = join(workFolder, "licences.txt");
  writeFileSync(licences, "none\n");
  await packageApp({
    ...{ outFolder, runtime, distFolder, licences, version: "0.0.1", formats: [] },
    target: { system: "linux", processor: "x64" },
    signing: signingPlan({}, new Date()),
  });
} catch (error) {
  reportFailure(error);
}
