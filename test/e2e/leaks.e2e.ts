import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerFolderDialog, backUp } from "./backupScreens.ts";
import { launch, type TestedApp } from "./harness/index.ts";
import {
  account,
  createReferral,
  goToNextMissing,
  openPart,
  saved,
  setUpPractice,
  signIn,
  tabTo,
} from "./steps.ts";
import { recordCase } from "./storedCases.ts";

/**
 * After a day's work, backup, crash and lock included, no byte on the disk tells of a patient: not in the data folder, the
 * backups, the logs, the browser's own folders or the temporary folder. Only what somebody saved does.
 */

/** What was typed or shown, and the password; each in every way in which a program might write it. */
const secrets = [
  "Quillfeather",
  "Harlan",
  "FIC-0001",
  "fic0001",
  "1982-09-14",
  "19820914",
  "9/14/1982",
  "14 Sep 1982",
  "electric eel down the calf",
  "Left sciatica not settling",
  "Brackwater",
  account.password,
];

const spellings = secrets.flatMap((secret) =>
  [...new Set([secret, secret.toLowerCase(), secret.toUpperCase()])].flatMap((text) => [
    { secret, bytes: Buffer.from(text, "utf8") },
    { secret, bytes: Buffer.from(text, "utf16le") },
    { secret, bytes: Buffer.from(Buffer.from(text, "utf16le").swap16()) },
    { secret, bytes: Buffer.from(encodeURIComponent(text)) },
  ]),
);

async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const kind = await lstat(path).catch(() => undefined);
    if (kind?.isDirectory()) found.push(...(await filesBelow(path)));
    else if (kind?.isFile()) found.push(path);
  }
  return found;
}

/** What a file was found to hold, as long as it stays as it was: the browser's own files are large and stay. */
const searched = new Map<string, readonly string[]>();

async function secretsIn(path: string): Promise<readonly string[]> {
  // What goes while the search is under way holds nothing any more.
  const facts = await stat(path, { bigint: true }).catch(() => undefined);
  if (facts === undefined) return [];
  const key = `${path} ${facts.ino} ${facts.size} ${facts.mtimeNs}`;
  const known = searched.get(key);
  // The index of the write-ahead log is written through memory, which leaves no time of its own.
  if (known !== undefined && !path.endsWith("-shm")) return known;
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const found = spellings.filter((each) => bytes.includes(each.bytes)).map(({ secret }) => secret);
  searched.set(key, found);
  return found;
}

/** "data/store/fourfold.db: Quillfeather" for each secret in each file, and in each name of a file. */
async function leaksBelow(folder: string, except: string): Promise<{ leaks: string[]; files: string[] }> {
  const files = (await filesBelow(folder)).filter((path) => !path.startsWith(except));
  const leaks: string[] = [];
  for (const path of files) {
    const name = relative(folder, path);
    const found = [...(await secretsIn(path)), ...secrets.filter((secret) => name.includes(secret))];
    leaks.push(...new Set(found.map((secret) => `${name}: ${secret}`)));
  }
  return { leaks, files: files.map((path) => relative(folder, path)) };
}

let everything = "";
const temporaryBefore = process.env.TMPDIR;
beforeAll(async () => {
  everything = await mkdtemp(join(tmpdir(), "fourfold-leaks-"));
  // What the app and its browser take for the temporary folder, and where this test's own app lives.
  process.env.TMPDIR = everything;
});
afterAll(async () => {
  if (temporaryBefore === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporaryBefore;
  await rm(everything, { recursive: true, force: true, maxRetries: 5 });
});

async function call(app: TestedApp, name: string, input: unknown): Promise<unknown> {
  const reply = await app.page.evaluate(
    ([operation, given]) => window.fourfold.call(operation as never, given as never),
    [name, input] as const,
  );
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return reply.value;
}

test.skipIf(process.platform === "win32")(
  "a whole day's work leaves no word of a patient on the disk",
  async () => {
    const app = await launch();
    const { page } = app;
    const shelf = join(app.userDataFolder, "..", "backups");
    const handedOut = join(everything, "handed-out");
    await mkdir(handedOut);
    const look = () => leaksBelow(everything, handedOut);

    await setUpPractice(app);
    await createReferral(app);
    await openPart(page, "1", /Presenting complaint/);
    await goToNextMissing(page);
    await page.keyboard.type("Like an electric eel down the calf");
    await saved(page);
    expect((await look()).leaks).toEqual([]);

    // A letter is signed, shown, saved by a person and found again.
    const evaluationId = await recordCase(app.page, "case-f1");
    const sign = { evaluationId, password: account.password, paper: "letter" };
    const { letterId } = (await call(app, "letter.sign", sign)) as { letterId: string };
    await app.answerSaveDialog(join(handedOut, "letter.pdf"));
    await call(app, "window.saveLetter", { letterId });
    await call(app, "desk.list", { tab: "toPrint", find: "Quillfeather" });
    await call(app, "audit.list", { filter: { subject: "FIC-0001" }, limit: 50 });
    await page.keyboard.press("Control+K");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("Quillfeather");
    await page
      .getByRole("dialog")
      .getByText(/Quillfeather/)
      .first()
      .waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await backUp(app, shelf);
    await answerFolderDialog(app, handedOut);
    const { patientId } = (await call(app, "evaluation.open", { evaluationId })) as { patientId: string };
    await call(app, "patientData.export", { patientId, folder: handedOut, as: "folder" });

    // What goes wrong is logged: an input that is refused, and a crash of the part that keeps the data.
    await page.evaluate(() =>
      window.fourfold.call("patients.search", { text: "Quillfeather", limit: 5, extra: "FIC-0001" } as never),
    );
    const working = await look();
    expect(working.leaks).toEqual([]);
    await app.killBackend();
    await page.getByRole("textbox", { name: "Password" }).waitFor();
    await signIn(app);
    await page.getByRole("button", { name: "Worklist", exact: true }).waitFor();
    await page.keyboard.press("Control+L");
    await page.getByRole("heading", { name: "Locked" }).waitFor();
    expect((await look()).leaks).toEqual([]);
    await app.killEverything();
    expect((await look()).leaks).toEqual([]);
    await app.startAgain();
    await signIn(app);
    await tabTo(app.page, "button", "New referral");
    await app.close();
    const { leaks, files } = await look();
    expect(leaks).toEqual([]);

    // These were among what was searched, and the search does find what is there.
    const names = [...working.files, ...files].join("\n");
    for (const part of [/data\/store\/fourfold\.db$/m, /backups\/.*fourfold\.db$/m, /logs\/.*\.log$/m]) {
      expect(names).toMatch(part);
    }
    const { leaks: meant } = await leaksBelow(handedOut, "nothing");
    expect(meant.some((each) => each.endsWith(": Quillfeather"))).toBe(true);
    expect(meant.some((each) => each.includes("manifest.json"))).toBe(false);
  },
  // Much is searched, and often.
  300_000,
);
