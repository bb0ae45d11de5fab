import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { ask } from "../unit/backend/ask.ts";
import { expectAccessible } from "./accessible.ts";
import { deskPractice, openLetters, signInAtDesk } from "./deskPractice.ts";
import { type Cups, startCups, whyNoCups } from "./harness/cups.ts";
import { launch } from "./harness/index.ts";
import { openTab, tabTo, typeInto } from "./steps.ts";

/** A day at the desk, as staff, by keyboard alone: real letters, a real window and a real CUPS queue. */

const missing = whyNoCups();
if (missing !== undefined) console.log(`Not run: printing to a real queue, for ${missing} on this machine.`);

const letters = 20;

const tab = (page: Page, name: string, count: number) =>
  page.getByRole("tab", { name: `${name} ${count}`, exact: true }).waitFor();

/** Opens a tab and puts the focus on its list. */
async function show(page: Page, name: string) {
  await openTab(page, new RegExp(`^${name}`));
  await tabTo(page, "grid", name);
}

async function inDialog(page: Page, name: string, work: () => Promise<void>) {
  await page.getByRole("dialog", { name }).waitFor();
  await work();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name }).waitFor({ state: "hidden" });
}

/** Moves with Tab inside the dialog: what stands behind it may bear the same name. */
async function tabInDialog(page: Page, role: "button" | "radio", name?: string) {
  const target = page.getByRole("dialog").getByRole(role, name === undefined ? {} : { name, exact: true });
  for (let step = 0; step < 20; step += 1) {
    for (const one of await target.all()) {
      if (await one.evaluate((element) => element === document.activeElement)) return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${role} “${name ?? ""}” of the dialog cannot be reached with Tab.`);
}

/** The letters of every tab, as the store has them. */
async function stored(page: Page) {
  return page.evaluate(async () => {
    const rows = [];
    for (const name of ["toPrint", "toSend", "awaitingAcknowledgement", "closed", "void"] as const) {
      const reply = await window.fourfold.call("desk.list", { tab: name });
      if (!reply.ok) throw new Error(reply.error.message);
      rows.push(...reply.value.rows);
    }
    return rows;
  });
}

async function logOf(page: Page, letterId: string) {
  const reply = await page.evaluate(
    (given) => window.fourfold.call("desk.log", { letterId: given }),
    letterId,
  );
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

describe.skipIf(missing !== undefined)("at the desk", () => {
  let cups: Cups;
  beforeAll(async () => {
    cups = await startCups();
    process.env.CUPS_SERVER = cups.environment.CUPS_SERVER;
  });
  afterAll(async () => {
    delete process.env.CUPS_SERVER;
    await cups?.close();
  });

  test("twenty letters are printed as one job, faxed, reprinted, and three loops are closed", async () => {
    const practice = await deskPractice(letters);
    onTestFinished(practice.remove);
    const app = await launch({ dataFolder: practice.dataFolder });
    const { page } = app;
    const { keyboard } = page;
    await page.setViewportSize({ width: 1366, height: 768 });
    await signInAtDesk(page);
    await openLetters(page);
    await tab(page, "To print", letters);
    await expectAccessible(page);

    // A printer that has stopped: the words say so, and the queue keeps its letters.
    cups.stop("Paper jam");
    await tabTo(page, "grid", "To print");
    await keyboard.press("Control+A");
    await page.getByText("20 letters chosen").waitFor();
    await keyboard.press("p");
    await inDialog(page, "Print", async () => {
      await page.getByText(/Not ready: Paper jam/).waitFor();
      await tabTo(page, "button", "Print 20 letters");
    });
    await page.getByText(/The printer “fourfold-test” is not ready: Paper jam\./).waitFor();
    await page.getByText(/Nothing went to the printer; 20 letters wait as before/).waitFor();
    await expectAccessible(page);
    await tab(page, "To print", letters);
    expect(cups.jobs()).toEqual([]);
    await tabTo(page, "button", "Understood");
    await keyboard.press("Enter");
    cups.resume();

    await tabTo(page, "grid", "To print");
    await keyboard.press("Control+A");
    await keyboard.press("p");
    await inDialog(page, "Print", () => tabTo(page, "button", "Print 20 letters").then(() => {}));
    await page.getByText("The printer has 20 letters.").waitFor({ timeout: 60_000 });
    await cups.printed(letters);
    await tab(page, "To print", 0);
    await tab(page, "To send", letters);
    const rows = await stored(page);
    const jobs = cups.jobs();
    expect(new Set(jobs.map(({ title }) => title))).toEqual(new Set(["Fourfold letters"]));
    const hashes = await Promise.all(rows.map(async ({ letterId }) => (await logOf(page, letterId)).sha256));
    expect(jobs.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex")).sort()).toEqual(
      hashes.toSorted(),
    );

    // Four are faxed: the first, and a stretch with Shift.
    await show(page, "To send");
    await keyboard.press("Home");
    for (let step = 0; step < 3; step += 1) await keyboard.press("Shift+ArrowDown");
    await page.getByText("4 letters chosen").waitFor();
    await keyboard.press("s");
    await inDialog(page, "Record as sent", async () => {
      expect(await page.getByRole("textbox", { name: "By whom" }).inputValue()).toBe("Ilse Quent");
      await tabTo(page, "button", "Record");
    });
    await tab(page, "Awaiting acknowledgement", 4);
    await tab(page, "To send", letters - 4);

    // One is printed once more: the same bytes, with a cover, and the log says COPY.
    await show(page, "Awaiting acknowledgement");
    await keyboard.press("c");
    await inDialog(page, "Print a COPY", async () => {
      await expectAccessible(page);
      await tabTo(page, "button", "Print 1 letter");
    });
    await cups.printed(letters + 2);
    const copy = cups.jobs().at(-1);
    const copied = createHash("sha256")
      .update(copy?.bytes ?? "")
      .digest("hex");
    expect(hashes).toContain(copied);
    await keyboard.press("l");
    const log = page.getByRole("complementary", { name: "Log of the letter" });
    await log.getByText("COPY with cover, fourfold-test").waitFor();
    await log.getByText("Faxed").waitFor();
    await expectAccessible(page);
    await keyboard.press("l");

    // Three are acknowledged.
    await show(page, "Awaiting acknowledgement");
    await keyboard.press("Home");
    await keyboard.press("Space");
    await keyboard.press("ArrowDown");
    await keyboard.press("Space");
    await keyboard.press("ArrowDown");
    await keyboard.press("Space");
    await keyboard.press("a");
    await inDialog(page, "Acknowledged by the recipient", () =>
      typeInto(page, "Who acknowledged it", "Fax confirmation"),
    );
    await tab(page, "Closed", 3);
    await tab(page, "Awaiting acknowledgement", 1);

    // One that came back is to be sent again; one is void.
    await show(page, "Awaiting acknowledgement");
    await keyboard.press("f");
    await inDialog(page, "It did not go", () => typeInto(page, /^What went wrong/, "Wrong number"));
    await tab(page, "To send", letters - 3);
    await show(page, "To send");
    await page.getByText("Try 1 failed: Wrong number").waitFor();
    await keyboard.press("Home");
    await keyboard.press("v");
    await inDialog(page, "Make the letter void", async () => {
      await typeInto(page, /^Why/, "Belongs to somebody else");
      await tabInDialog(page, "button", "Make void");
    });
    await tab(page, "Void", 1);

    // The worklist follows, and goes out as a table.
    const table = join(app.userDataFolder, "worklist.csv");
    await app.answerSaveDialog(table);
    await tabTo(page, "button", "Worklist");
    await keyboard.press("Enter");
    await tab(page, "Closed", 3);
    await tabTo(page, "button", "Export");
    await keyboard.press("Enter");
    await page.getByText("Exported 20 rows").waitFor();
    const text = await readFile(table, "utf8");
    expect(text.match(/^Closed,Acknowledged,/gm)?.length).toBe(3);
    expect(await page.title()).toBe("Fourfold");
    expect(app.output).not.toMatch(/Quillfeather|Brackenridge/);
  }, 300_000);

  test("a job is cancelled: what the printer has is printed, the others wait", async () => {
    const practice = await deskPractice(6);
    onTestFinished(practice.remove);
    const app = await launch({ dataFolder: practice.dataFolder });
    const { page } = app;
    await signInAtDesk(page);
    const outcome = await page.evaluate(async () => {
      const list = await window.fourfold.call("desk.list", { tab: "toPrint" });
      if (!list.ok) throw new Error(list.error.message);
      const stop = window.fourfold.on("print.progress", ({ done }) => {
        if (done === 2) void window.fourfold.call("window.cancelPrinting", {});
      });
      const printed = await window.fourfold.call("window.printLetters", {
        dispatchIds: list.value.rows.map(({ dispatchId }) => dispatchId),
      });
      stop();
      if (!printed.ok) throw new Error(printed.error.message);
      return printed.value;
    });
    expect(outcome.cancelled).toBe(true);
    expect(outcome.queued.length).toBeGreaterThanOrEqual(2);
    expect(outcome.queued.length + outcome.notTried.length).toBe(6);
    const rows = await stored(page);
    expect(rows.filter(({ state }) => state === "toSend").length).toBe(outcome.queued.length);
    expect(rows.filter(({ state }) => state === "toPrint").length).toBe(outcome.notTried.length);
  }, 120_000);
});

test("staff accept, schedule and decline referrals, by keyboard", async () => {
  const practice = await deskPractice(0, async (backend) => {
    for (const mrn of ["FIC-1", "FIC-2"]) {
      await backend.dispatch("referral.create", {
        patient: {
          new: { givenNames: "Una", familyName: mrn, dateOfBirth: "1970-01-01", sexAtBirth: "female", mrn },
        },
        referrer: { new: { familyName: "Brackwater", specialty: "primary care" } },
        referral: { date: "2025-03-03", question: "What next?", urgency: "routine" },
        visitDate: "2030-03-10",
      });
    }
  });
  onTestFinished(practice.remove);
  const app = await launch({ dataFolder: practice.dataFolder });
  const { page } = app;
  const { keyboard } = page;
  await signInAtDesk(page);
  const record = async (step: string, more: () => Promise<unknown> = async () => {}) => {
    await page.getByRole("dialog").waitFor();
    await tabInDialog(page, "radio");
    for (let tries = 0; tries < 6; tries += 1) {
      if (await page.getByRole("radio", { name: step }).isChecked()) break;
      await keyboard.press("ArrowRight");
    }
    await more();
    await tabInDialog(page, "button", step);
    await keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  };
  await tabTo(page, "grid", "Referred");
  await keyboard.press("Enter");
  await expectAccessible(page);
  await record("Schedule");
  await page.getByRole("row", { name: /FIC-1 .*Scheduled/ }).waitFor();
  await tabTo(page, "grid", "Referred");
  await keyboard.press("ArrowDown");
  await keyboard.press("a");
  await record("Decline", () => typeInto(page, /^Why/, "Lives too far away"));
  await tab(page, "Closed", 1);
  await tab(page, "Referred", 1);
  await tabTo(page, "grid", "Referred");
  await keyboard.press("a");
  await page.getByRole("dialog").waitFor();
  await page.getByRole("region", { name: "History of the referral" }).getByText("Scheduled").waitFor();
});

test("staff find a letter by its number and a patient by name, where they look after them", async () => {
  let letterNumber = "";
  const practice = await deskPractice(3, async (backend) => {
    const { rows } = await ask(backend, "desk.list", { tab: "toPrint" });
    const faxed = rows.find(({ patientName }) => patientName.startsWith("Nguyễn"));
    if (faxed === undefined) throw new Error("No letter about her.");
    letterNumber = faxed.letterNumber;
    await ask(backend, "desk.recordSent", { dispatchIds: [faxed.dispatchId], method: "fax" });
  });
  onTestFinished(practice.remove);
  const { page } = await launch({ dataFolder: practice.dataFolder });
  const { keyboard } = page;
  await signInAtDesk(page);
  const find = async (words: string, option: RegExp) => {
    await keyboard.press("Control+K");
    const dialog = page.getByRole("dialog", { name: "Find anything" });
    await dialog.getByRole("combobox").waitFor();
    await keyboard.type(words);
    await dialog.getByRole("option", { name: option }).waitFor();
    await keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
  };
  await find(letterNumber, new RegExp(`^Letter ${letterNumber}`));
  await page.getByRole("grid", { name: "Awaiting acknowledgement" }).waitFor();
  await page.getByRole("row", { name: new RegExp(`${letterNumber}.*Nguyễn`) }).waitFor();
  await tab(page, "To print", 0);

  await find("ångström", /Ångström-Łukasiewicz/);
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
  await page.getByRole("row", { name: /Ångström-Łukasiewicz/, selected: true }).waitFor();
});
