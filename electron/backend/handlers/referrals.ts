import type { ParsedInput } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import type { Clinician, Patient } from "../../../shared/evaluation/people.ts";
import type { Writable } from "../database/access.ts";
import { appendAudit } from "../records/audit.ts";
import {
  addEvaluation,
  addReferral,
  advanceEvaluation,
  changeReferral,
  countReferralsBy,
  findEvaluation,
} from "../records/evaluations.ts";
import { addPatient, changePatient, findPatient } from "../records/patients.ts";
import { addReferrer, changeReferrer, findReferrer, findSameReferrer } from "../records/referrers.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { beforeEarlierVisit } from "./followUps.ts";
import { alreadySigned, notFound } from "./refusals.ts";

interface Dates {
  readonly dateOfBirth: string;
  readonly referralDate: string;
  readonly visitDate: string;
}

function checkDates({ dateOfBirth, referralDate, visitDate }: Dates): void {
  const refuse = (field: string) => {
    throw new FourfoldError({
      code: "badInput",
      field,
      message: `${field} must not lie before the patient's date of birth.`,
      action: "Correct the date. Nothing was stored.",
    });
  };
  if (referralDate < dateOfBirth) refuse("referral.date");
  if (visitDate < dateOfBirth) refuse("visitDate");
}

type Chosen<Person> = { readonly existingId: string } | { readonly new: Person };

async function patientFor(
  writable: Writable,
  chosen: Chosen<Patient>,
  context: SignedInContext,
  at: string,
): Promise<{ id: string; dateOfBirth: string }> {
  if ("existingId" in chosen) {
    const patient = await findPatient(writable, chosen.existingId);
    if (patient === undefined) throw notFound("patient", "patient.existingId");
    return { id: chosen.existingId, dateOfBirth: patient.dateOfBirth };
  }
  const id = context.newId();
  await addPatient(writable, id, chosen.new, at);
  return { id, dateOfBirth: chosen.new.dateOfBirth };
}

async function referrerFor(
  writable: Writable,
  chosen: Chosen<Clinician>,
  context: SignedInContext,
  at: string,
): Promise<string> {
  if ("existingId" in chosen) {
    if ((await findReferrer(writable, chosen.existingId)) === undefined) {
      throw notFound("referring physician", "referrer.existingId");
    }
    return chosen.existingId;
  }
  const same = await findSameReferrer(writable, chosen.new);
  if (same !== undefined) return same;
  const id = context.newId();
  await addReferrer(writable, id, chosen.new, at);
  return id;
}

/**
 * The directory entry that a changed referrer belongs to. An entry that other referrals use is changed only when it is
 * surely the same person (same NPI or same name); otherwise somebody else refers, and other letters must not be readdressed.
 */
async function referrerAfterChange(
  writable: Writable,
  currentId: string,
  changed: Clinician,
  context: SignedInContext,
  at: string,
): Promise<string> {
  const same = await findSameReferrer(writable, changed);
  if (same !== undefined) return same;
  const current = await findReferrer(writable, currentId);
  const isSamePerson =
    current !== undefined &&
    ((changed.npi !== undefined && changed.npi !== "0000000000" && changed.npi === current.npi) ||
      (changed.familyName === current.familyName && changed.givenNames === current.givenNames));
  if (isSamePerson || (await countReferralsBy(writable, currentId)) <= 1) {
    await changeReferrer(writable, currentId, changed, at);
    return currentId;
  }
  const id = context.newId();
  await addReferrer(writable, id, changed, at);
  return id;
}

/** Stores a referral with the people it names and its evaluation, in the transaction given. */
export async function createReferral(
  writable: Writable,
  input: ParsedInput<"referral.create">,
  context: SignedInContext,
): Promise<{ evaluationId: string }> {
  const frame = auditFrame(context);
  const { referral, visitDate } = input;
  const patient = await patientFor(writable, input.patient, context, frame.at);
  checkDates({ dateOfBirth: patient.dateOfBirth, referralDate: referral.date, visitDate });
  const referrerId = await referrerFor(writable, input.referrer, context, frame.at);
  const [referralId, evaluationId] = [context.newId(), context.newId()];
  await addReferral(writable, { id: referralId, patientId: patient.id, referrerId }, referral, frame.at);
  const ownerAccountId = context.session.account.id;
  await addEvaluation(writable, { id: evaluationId, referralId, ownerAccountId }, visitDate, frame.at);
  await appendAudit(writable, { ...frame, action: "referral.created", subjectId: evaluationId });
  return { evaluationId };
}

export const referralHandlers: Pick<SignedInHandlers, "referral.create" | "referral.update"> = {
  "referral.create": (input, context) =>
    context.session.store.write((writable) => createReferral(writable, input, context)),

  "referral.update": async (input, context) => {
    const frame = auditFrame(context);
    checkDates({
      dateOfBirth: input.patient.dateOfBirth,
      referralDate: input.referral.date,
      visitDate: input.visitDate,
    });
    await context.session.store.write(async (writable) => {
      const stored = await findEvaluation(writable, input.evaluationId);
      if (stored === undefined) throw notFound("evaluation", "evaluationId");
      if (stored.signedLetterId !== undefined) throw alreadySigned();
      const earlier = stored.evaluation.followUpOf?.visitDate;
      if (earlier !== undefined && input.visitDate < earlier) throw beforeEarlierVisit(earlier);
      await changePatient(writable, stored.patientId, input.patient, frame.at);
      const referrerId = await referrerAfterChange(
        writable,
        stored.referrerId,
        input.referrer,
        context,
        frame.at,
      );
      await changeReferral(writable, stored.referralId, referrerId, input.referral, frame.at);
      await advanceEvaluation(writable, input.evaluationId, {
        revision: stored.revision + 1,
        visitDate: input.visitDate,
      });
      await appendAudit(writable, { ...frame, action: "referral.changed", subjectId: input.evaluationId });
    });
    return {};
  },
};
