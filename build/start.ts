import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { hasScreen, installedBrowser } from "../test/stand-in/chromium.ts";
import { buildEverything } from "./build.ts";
import { electronExecutable } from "./electronRuntime.ts";
import { projectFolder } from "./vite/node.ts";

/**
 * `npm start`: builds, then opens the app on the best that this machine has: Electron; else the stand-in on an installed
 * browser; else, without a screen, the main job is done on an invented case. Arguments go to the app.
 */
const typeStripping = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];

await buildEverything();
const electron = hasScreen() ? (electronExecutable() ?? fetchElectron()) : undefined;
const browser = hasScreen() ? installedBrowser() : undefined;

if (electron !== undefined) {
  process.exitCode = await open(electron, [projectFolder, ...process.argv.slice(2)], {});
} else if (browser !== undefined) {
  console.log(`Electron's runtime is not on this machine, so Fourfold opens in ${browser.name} instead.`);
  process.exitCode = await open(
    process.execPath,
    [
      ...typeStripping,
      "--import",
      pathToFileURL(join(projectFolder, "test/stand-in/register.ts")).href,
      join(projectFolder, "dist/main/main.js"),
      ...process.argv.slice(2),
    ],
    { FOURFOLD_STAND_IN_SCREEN: "1" },
  );
} else {
  console.log(
    hasScreen()
      ? "There is no Electron runtime and no Chromium, Chrome or Edge here, so Fourfold writes the letter of an invented case instead."
      : "There is no screen here, so Fourfold writes the letter of an invented case instead.",
  );
  process.exitCode = await writeDemonstrationLetter();
}

/** Asks Electron's package to fetch its runtime, as it does when first used; quietly, since it may not be reachable. */
function fetchElectron(): string | undefined {
  console.log("Looking for Electron's runtime at its release site …");
  const installer = join(projectFolder, "node_modules/electron/install.js");
  spawnSync(process.execPath, [installer], { stdio: "ignore" });
  return electronExecutable();
}

function open(
  command: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: projectFolder,
      stdio: "inherit",
      env: { ...process.env, ...environment },
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** The main job from the command line: a case is stored encrypted, evaluated, signed and answered with a letter. */
async function writeDemonstrationLetter(): Promise<number> {
  const folder = join(
    projectFolder,
    "build/out",
    `demonstration-${new Date().toISOString().replace(/\D/g, "")}`,
  );
  await mkdir(folder, { recursive: true });
  const letter = join(folder, "letter.pdf");
  const { status } = spawnSync(
    process.execPath,
    [
      ...typeStripping,
      join(projectFolder, "electron/command-line/main.ts"),
      ...["letter", "--sign"],
      ...["--case", join(projectFolder, "test/fixtures/cases/case-f1.json")],
      ...["--data-dir", join(folder, "data")],
      ...["--out", letter],
    ],
    {
      cwd: projectFolder,
      stdio: ["ignore", "ignore", "inherit"],
      // Nobody needs to open this store again: the password is made for this run and kept nowhere.
      env: { ...process.env, FOURFOLD_PASSWORD: randomBytes(24).toString("base64url") },
    },
  );
  if (status === 0) console.log(`The letter is here:\n${letter}`);
  return status ?? 1;
}
