import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type Backend, openBackend } from "../../electron/backend/index.ts";
import { StoreKeeper } from "../../electron/backend/keeper.ts";
import { ask } from "../unit/backend/ask.ts";
import { tabTo } from "./steps.ts";
import { storedCase } from "./storedCases.ts";

/** A practice with signed letters and a front desk, made without a window. Everybody is invented. */

export const desk = { name: "desk", password: "seven slow rivers", displayName: "Ilse Quent" };
const physician = { name: "brack", password: "correct horse battery" };
/** Tests make many keys: the cheapest that a key file may hold. */
const workFactor = { N: 2 ** 10, p: 1 };

const names: readonly (readonly [string, string])[] = [
  ["Quillfeather", "Harlan"],
  ["Nguyễn", "Thị Hương"],
  ["Ångström-Łukasiewicz", "Wilhelmina Persephone Anastasia Bartholomea"],
  ["O’Brackenridge", "Una"],
  ["Featherstonehaugh-Cholmondeley", "Maximiliana Theodora"],
  ["Ng", "Bo"],
];

export interface DeskPractice {
  readonly dataFolder: string;
  remove(): void;
}

const dayMilliseconds = 86_400_000;

/**
 * @param letters how many are signed, one on each of the last days, the latest today.
 * @param work what else is done in the name of the physician, before the practice is left.
 */
export async function deskPractice(
  letters: number,
  work: (backend: Backend) => Promise<void> = async () => {},
): Promise<DeskPractice> {
  const home = mkdtempSync(join(tmpdir(), "fourfold-desk-"));
  const dataFolder = join(home, "data");
  let now = new Date();
  const backend = openBackend({ dataFolder, workFactor, now: () => now });
  try {
    await ask(backend, "store.setUp", {
      practice: {
        name: "Halden Spine and Pain Clinic",
        addressLines: ["12 Harbor Street", "Halden, NY 10001"],
        paper: "letter",
      },
      accountName: physician.name,
      password: physician.password,
      signer: { displayName: "Wilhelmina Brack", credentials: "MD" },
      withInventedPatients: false,
    });
    const { patient, referrer, referral, answers } = storedCase("case-f1");
    for (let number = 0; number < letters; number += 1) {
      now = new Date(Date.now() - Math.floor((letters - 1 - number) / 2) * dayMilliseconds - 60_000);
      const day = now.toISOString().slice(0, 10);
      const [familyName = "", givenNames = ""] = names[number % names.length] ?? [];
      const { evaluationId } = await ask(backend, "evaluation.record", {
        patient: {
          new: { ...patient, familyName, givenNames, mrn: `FIC-${String(number + 1).padStart(4, "0")}` },
        },
        referrer: {
          ...referrer,
          addressLines: ["1 Nowhere Road", "Inventon, NY 10002"],
          ...(number % 3 === 1 ? { familyName: "Brackwater-Featherstonehaugh of the Northern Shore" } : {}),
        },
        referral,
        visitDate: day,
        answers: { ...answers },
      });
      await ask(backend, "letter.sign", { evaluationId, password: physician.password, paper: "letter" });
    }
    now = new Date();
    await work(backend);
  } catch (error) {
    backend.close();
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
  backend.close();
  await addDesk(dataFolder);
  return { dataFolder, remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }) };
}

async function addDesk(dataFolder: string): Promise<void> {
  const keeper = new StoreKeeper({ dataFolder, now: () => new Date(), newId: randomUUID, workFactor });
  try {
    await keeper.signIn(physician.name, physician.password);
    await keeper.addAccount(
      {
        id: randomUUID(),
        accountName: desk.name,
        role: "staff",
        isAdministrator: false,
        signer: { displayName: desk.displayName },
      },
      desk.password,
    );
  } finally {
    keeper.close();
  }
}

/** From the sign-in page; ends on the worklist. */
export async function signInAtDesk(page: Page): Promise<void> {
  await tabTo(page, "combobox", "Account");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(desk.name);
  await page.keyboard.press("Escape");
  await tabTo(page, "textbox", "Password");
  await page.keyboard.type(desk.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
}

/** From anywhere; ends on the desk with its first tab. */
export async function openLetters(page: Page): Promise<void> {
  await tabTo(page, "button", "Letters");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Letters", level: 1 }).waitFor();
}
