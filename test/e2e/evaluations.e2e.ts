import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Answer } from "../../shared/evaluation/evaluation.ts";
import type { TestedApp } from "./harness/index.ts";
import { findItem, saved, tabTo } from "./steps.ts";
import { readCase } from "./walks/caseFiles.ts";
import { Keyboard } from "./walks/keyboard.ts";
import { withSignedIn } from "./walks/practice.ts";
import { enterReferral } from "./walks/referral.ts";

/** What an evaluation must bear: two at once, text of any kind, wrong values, a changed mind, a lock and a power cut. */

const [first, second] = [readCase("f1"), readCase("f4")] as const;

/** The invented referrals of the two cases; ends in the evaluation of the second. */
async function enterBoth({ page }: TestedApp): Promise<void> {
  await enterReferral(new Keyboard(page), first);
  await enterReferral(new Keyboard(page), second);
}

async function goTo(page: Page, familyName: string): Promise<void> {
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox", { name: "Find anything" }).waitFor();
  await page.keyboard.type(familyName);
  await page.getByRole("option", { name: new RegExp(familyName) }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: new RegExp(`^${familyName}`), level: 1 }).waitFor();
}

async function stored({ page }: TestedApp, mrn: string): Promise<Readonly<Record<string, Answer>>> {
  return page.evaluate(async (wanted) => {
    const list = await window.fourfold.call("worklist.list", {});
    if (!list.ok) throw new Error(list.error.message);
    const row = list.value.rows.find((one) => one.mrn === wanted);
    const reply = await window.fourfold.call("evaluation.open", { evaluationId: row?.evaluationId ?? "" });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value.answers;
  }, mrn);
}

test("two evaluations that are open at once do not mix, though each is left while it still saves", async () => {
  await withSignedIn(async (app) => {
    const { page } = app;
    await enterBoth(app);
    for (const round of ["one", "two", "three"]) {
      for (const { patient } of [first, second]) {
        await goTo(page, patient.familyName);
        await findItem(page, "Chief complaint");
        await page.keyboard.press("Control+A");
        await page.keyboard.type(`${patient.familyName} ${round}`);
        await findItemFromText(page, "Pain now");
        await page.keyboard.press(patient === first.patient ? "3" : "8");
      }
    }
    await saved(page);
    expect(await stored(app, first.patient.mrn)).toEqual({
      "HX.CC": { value: "Quillfeather three" },
      "HX.NRS.NOW": { value: 3 },
    });
    expect(await stored(app, second.patient.mrn)).toEqual({
      "HX.CC": { value: "Marchwell three" },
      "HX.NRS.NOW": { value: 8 },
    });
  });
});

async function findItemFromText(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Tab");
  await findItem(page, name);
}

test("takes a page of text, emoji and right-to-left script; refuses a value out of range where it is typed", async () => {
  await withSignedIn(async (app) => {
    const { page } = app;
    await enterReferral(new Keyboard(page), first);
    await findItem(page, "Answer to the question");
    const pasted = `Pain since spring 🙂👨‍👩‍👧. ${"One sentence of a long page. ".repeat(37)}כאב גב תחתון. ألم أسفل الظهر.`;
    await page.keyboard.insertText(pasted);
    await saved(page);
    await findItemFromText(page, "Heart rate");
    await page.keyboard.type("400");
    await page.keyboard.press("Tab");
    const field = page.getByRole("textbox", { name: "Heart rate", exact: true });
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    const message = page.locator(`[id="${await field.getAttribute("aria-describedby")}"]`);
    expect(await message.textContent()).toMatch(/Must be \d+–\d+/);
    expect(await field.inputValue()).toBe("400");
    const answers = await stored(app, first.patient.mrn);
    expect(answers["PLAN.ANSWER"]?.value).toBe(pasted.normalize("NFC"));
    expect(answers["PE.VIT.HR"]).toBeUndefined();
    expect(app.complaints).toEqual([]);
  });
});

test("a changed region keeps what it folds away, and says so", async () => {
  await withSignedIn(async (app) => {
    const { page } = app;
    await enterReferral(new Keyboard(page), first);
    await findItem(page, "Primary region");
    await page.keyboard.press("l");
    await page.keyboard.press("Space");
    await findItem(page, "Straight leg raise");
    await page.keyboard.press("p");
    await findItem(page, "Primary region");
    await page.keyboard.press("l");
    await page.keyboard.press("Space");
    const note = page.getByRole("status").filter({ hasText: "no longer asked" });
    await note.getByText("1 recorded answer is no longer asked. It is kept").waitFor();
    await saved(page);
    const value = { right: { result: "positive" } };
    expect((await stored(app, first.patient.mrn))["PE.T.SLR"]).toEqual({ value });
    await page.keyboard.press("Control+Z");
    await note.waitFor({ state: "detached" });
  });
});

test("what was filled and not looked at stays marked through lock, restart and power cut", async () => {
  await withSignedIn(async (app, password) => {
    const { page } = app;
    const signIn = async () => {
      await app.page.getByRole("textbox", { name: "Password" }).waitFor();
      await app.page.keyboard.type(password);
      await app.page.keyboard.press("Enter");
    };
    await enterReferral(new Keyboard(page), first);
    await findItem(page, "New bladder disturbance");
    await page.keyboard.press("Shift+N");
    const waiting = () => app.page.getByText(/^7 filled, not confirmed$/);
    await waiting().waitFor();
    await saved(page);

    await page.keyboard.press("Control+L");
    await page.getByText(/^Your work is saved/).waitFor();
    await signIn();
    await waiting().waitFor();

    await app.killEverything();
    await app.startAgain();
    await signIn();
    await tabTo(app.page, "grid", "In evaluation");
    await app.page.keyboard.press("Enter");
    await app.page.getByRole("navigation", { name: "Parts of the evaluation" }).waitFor();
    await findItem(app.page, "New bladder disturbance");
    await waiting().waitFor();
    await app.page.keyboard.press("Alt+ArrowDown");
    await saved(app.page);
    expect((await stored(app, first.patient.mrn))["RF.CES.BLADDER"]).toEqual({ value: "no" });
  });
});
