import { expect } from "vitest";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { TestedApp } from "../harness/app.ts";
import { inOneOrder, inWordsOf } from "./caseFiles.ts";
import { Keyboard } from "./keyboard.ts";
import { Physician } from "./physician.ts";
import { enterReferral } from "./referral.ts";

/** One patient from the referral to the signed letter, by keyboard alone. */

export interface Walk {
  /** Key presses of the evaluation, from its first field to the letter. */
  readonly evaluation: Keyboard;
  readonly referral: Keyboard;
}

export async function walk(app: TestedApp, given: Evaluation, password: string): Promise<Walk> {
  const { page } = app;
  const referral = new Keyboard(page);
  await enterReferral(referral, given);
  const evaluation = new Keyboard(page);
  await new Physician(evaluation, given).recordAll();
  await evaluation.press("Alt+6", "going to");
  await page
    .getByRole("heading", { name: /^(Ready to sign|.*waived.*)/ })
    .first()
    .waitFor();
  const stored = await storedAnswers(app, given.patient.mrn);
  const inWords = inWordsOf(given.answers, stored.answers);
  expect(inOneOrder(inWords)).toEqual(inOneOrder(given.answers));
  expect({ ...stored.referral }).toEqual({ ...given.referral });
  await sign(evaluation, password);
  return { evaluation, referral };
}

async function storedAnswers({ page }: TestedApp, mrn: string) {
  return page.evaluate(async (wanted) => {
    const list = await window.fourfold.call("worklist.list", {});
    if (!list.ok) throw new Error(list.error.message);
    const row = list.value.rows.find((one) => one.mrn === wanted);
    const reply = await window.fourfold.call("evaluation.open", { evaluationId: row?.evaluationId ?? "" });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  }, mrn);
}

async function sign(keyboard: Keyboard, password: string): Promise<void> {
  const { page } = keyboard;
  await keyboard.reach(page.getByRole("button", { name: /^Sign/ }));
  await keyboard.press("Enter", "going to");
  const dialog = page.getByRole("dialog", { name: "Sign the letter" });
  await keyboard.hasFocus(dialog.getByLabel("Your password", { exact: false }).first());
  await keyboard.write(password);
  await keyboard.press("Enter", "going to");
  await page.getByRole("button", { name: /^Save (the )?PDF/ }).waitFor();
}
