import type { Locator } from "playwright-core";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { Clinician } from "../../../shared/evaluation/people.ts";
import type { Keyboard } from "./keyboard.ts";

/** A referral as it is entered when its letter arrives; ends in its evaluation. */
export async function enterReferral(
  keyboard: Keyboard,
  { patient, referrer, referral, visitDate }: Evaluation,
): Promise<void> {
  const { page } = keyboard;
  const rail = page.getByRole("navigation", { name: "Main" });
  await keyboard.reach(rail.getByRole("button", { name: "New referral" }));
  await keyboard.press("Enter", "going to");
  await page.getByRole("heading", { name: "New referral" }).waitFor();
  const field = (label: RegExp) => page.getByRole("textbox", { name: label });
  const text = async (target: Locator, value: string | undefined) => {
    if (value === undefined || (await target.inputValue()) === value) return;
    await keyboard.reach(target);
    if ((await target.inputValue()) !== "") await keyboard.press("Control+A", "figures");
    await keyboard.write(value);
  };
  const list = async (label: RegExp, words: string | undefined) => {
    if (words === undefined) return;
    await keyboard.reach(page.getByRole("combobox", { name: label }));
    for (const key of words) await keyboard.press(key, "choices");
  };
  await text(field(/^Family name/).first(), patient.familyName);
  await text(field(/^Given names/).first(), patient.givenNames);
  await text(field(/^Date of birth/), typed(patient.dateOfBirth));
  await list(/^Sex at birth/, patient.sexAtBirth.charAt(0).toUpperCase());
  await text(field(/^MRN/), patient.mrn);
  await text(field(/^Phone/).first(), patient.phone);
  await text(field(/^Language/), patient.language);
  // Fields of the patient, the referrer and the primary care clinician bear the same names, in this order.
  await clinician(referrer, 1);
  if (referral.primaryCare !== undefined) await clinician(referral.primaryCare, 2);
  await text(field(/^Date of referral/), typed(referral.date));
  await text(field(/^Visit date/), typed(visitDate));
  const urgency = page.getByRole("radiogroup", { name: "Urgency" });
  const words = referral.urgency.charAt(0).toUpperCase() + referral.urgency.slice(1);
  await keyboard.reach(urgency.getByRole("radio", { checked: true }));
  for (let step = 0; step < 4; step += 1) {
    if (await urgency.getByRole("radio", { name: words, exact: true }).isChecked()) break;
    await keyboard.press("ArrowRight", "choices");
  }
  await text(field(/^The question to answer/), referral.question);
  await text(field(/^Referral number/), referral.identifier);
  await keyboard.reach(page.getByRole("button", { name: "Create and begin the evaluation" }));
  await keyboard.press("Enter", "going to");
  await page.getByRole("heading", { name: `${patient.familyName}, ${patient.givenNames}` }).waitFor();

  async function clinician(one: Clinician, position: 1 | 2): Promise<void> {
    await text(field(/^Family name/).nth(position), one.familyName);
    await text(field(/^Given names/).nth(position), one.givenNames);
    await text(field(/^Title/).nth(position - 1), one.title);
    await text(field(/^Credentials/).nth(position - 1), one.credentials);
    if (position === 1) await list(/^Specialty/, specialties[one.specialty]);
    await text(field(/^Practice/).nth(position - 1), one.practice);
    await text(field(/^NPI/).nth(position - 1), one.npi);
  }
}

const specialties: Readonly<Record<string, string>> = {
  "primary care": "Pr",
  "spine/back surgery": "Sp",
  "orthopaedic surgery": "Or",
  neurology: "Ne",
  rheumatology: "Rh",
};

/** "1982-09-14" -> "9/14/1982" */
function typed(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${month}/${day}/${year}`;
}
