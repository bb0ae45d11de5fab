import type { Evaluation } from "../evaluation/evaluation.ts";
import { defineAbbreviations } from "./abbreviations.ts";
import { guardAntithrombotics } from "./antithromboticGuard.ts";
import { completed } from "./completing.ts";
import {
  type Block,
  type LetterDocument,
  type Section,
  type SectionId,
  sectionHeadings,
  sectionIds,
} from "./document.ts";
import { Findings } from "./findings.ts";
import {
  addresseeOf,
  closingOf,
  copiesOf,
  footerOf,
  type LetterContext,
  type LetterFrame,
  letterheadOf,
  openingOf,
  referenceOf,
  salutationOf,
  signatureOf,
} from "./frame.ts";
import { dateText } from "./grammar.ts";
import { personOf } from "./person.ts";
import { answerBlocks } from "./sections/answer.ts";
import { coordinationBlocks } from "./sections/coordination.ts";
import { followUpBlocks } from "./sections/followUp.ts";
import { historyBlocks } from "./sections/history.ts";
import { impressionBlocks } from "./sections/impression.ts";
import { instrumentBlocks } from "./sections/instruments.ts";
import { medicationBlocks } from "./sections/medication.ts";
import { neurologicalBlocks } from "./sections/neurological.ts";
import { physicalBlocks } from "./sections/physical.ts";
import { problemBlocks } from "./sections/problems.ts";
import { procedureBlocks } from "./sections/procedure.ts";
import { recommendationBlocks } from "./sections/recommendations.ts";
import { recordBlocks } from "./sections/records.ts";
import { urgentSentences } from "./sections/urgent.ts";

export type { LetterFrame } from "./frame.ts";

const composers: Readonly<Record<SectionId, (context: LetterContext) => readonly Block[]>> = {
  answer: answerBlocks,
  impression: impressionBlocks,
  problems: problemBlocks,
  recommendations: recommendationBlocks,
  medication: medicationBlocks,
  procedure: procedureBlocks,
  followUp: followUpBlocks,
  history: historyBlocks,
  physical: physicalBlocks,
  neurological: neurologicalBlocks,
  records: recordBlocks,
  instruments: instrumentBlocks,
  coordination: coordinationBlocks,
};

/**
 * Turns an evaluation into the consultation letter. Pure: the same evaluation and frame give the same document.
 * All thirteen sections are present, in their fixed order; each sentence carries what it was made from.
 */
export function compose(evaluation: Evaluation, frame: LetterFrame): LetterDocument {
  const findings = new Findings(evaluation);
  const person = personOf(evaluation.patient);
  const context: LetterContext = { evaluation, findings, person };
  const urgent = urgentSentences(context);
  const opening = openingOf(context);
  const closing = closingOf(context);
  const composed = sectionIds.map(
    (id): Section => ({ id, heading: sectionHeadings[id], blocks: composers[id](context) }),
  );
  const signature = signatureOf(frame);
  return defineAbbreviations({
    language: "en-US",
    title: "Consultation letter",
    letterDate: frame.letterDate,
    ...(frame.letterNumber === undefined ? {} : { letterNumber: frame.letterNumber }),
    status: frame.status,
    letterhead: letterheadOf(frame.practice),
    addressee: addresseeOf(evaluation.referrer),
    copies: copiesOf(context),
    running: {
      patientName: person.fullName,
      dateOfBirth: dateText(evaluation.patient.dateOfBirth),
      mrn: evaluation.patient.mrn,
    },
    reference: referenceOf(context),
    salutation: salutationOf(context),
    opening,
    ...(urgent.length === 0 ? {} : { urgent }),
    sections: guardAntithrombotics(
      completed(composed, [...urgent, ...opening, ...closing], findings),
      findings,
    ),
    closing,
    ...(signature === undefined ? {} : { signature }),
    footer: footerOf(frame),
  });
}
