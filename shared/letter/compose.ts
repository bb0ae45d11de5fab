import type { Evaluation } from "../evaluation/evaluation.ts";
import { defineAbbreviations } from "./abbreviations.ts";
import { guardAntithrombotics } from "./antithromboticGuard.ts";
import { completed } from "./completing.ts";
import {
  type Block,
  type LetterDocument,
  plainText,
  type Section,
  type SectionId,
  type Sentence,
  sectionHeadings,
} from "./document.ts";
import { applyEdits, type Edit, type Editable, type EditedLetter } from "./edits.ts";
import { Findings } from "./findings.ts";
import {
  addresseeOf,
  closingOf,
  copiesOf,
  footerOf,
  type LetterContext,
  type LetterFrame,
  letterheadOf,
  referenceOf,
  salutationOf,
  signatureOf,
} from "./frame.ts";
import { dateText, wordCount } from "./grammar.ts";
import { addendumBlocks } from "./kinds/addendum.ts";
import { essentialsOf, onOnePage } from "./kinds/essentials.ts";
import { isFinal, kindNames, type LetterKind } from "./kinds/kinds.ts";
import { openingOfKind } from "./kinds/opening.ts";
import { pendingBlocks } from "./kinds/pending.ts";
import { procedureResultBlocks, withoutResult } from "./kinds/procedureResult.ts";
import { saysWhatIsEmpty, sectionsOf } from "./kinds/sections.ts";
import { personOf } from "./person.ts";
import { inStyleOf } from "./practiceStyle.ts";
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

type Composer = (context: LetterContext, frame: LetterFrame) => readonly Block[];

const composers: Readonly<Record<SectionId, Composer>> = {
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
  result: procedureResultBlocks,
  pending: pendingBlocks,
  addendum: (_context, frame) => addendumBlocks(frame.addendum ?? ""),
};

/** A letter with what was edited in it, and where. */
export interface ComposedLetter extends Pick<EditedLetter, "passages" | "orphans"> {
  readonly document: LetterDocument;
}

/** Turns an evaluation into a letter. Pure: the same evaluation and frame give the same document. */
export function compose(evaluation: Evaluation, frame: LetterFrame): LetterDocument {
  return composeLetter(evaluation, frame).document;
}

/**
 * The letter, with each passage that can be edited and what became of the edits. A full letter has all thirteen sections in
 * their fixed order and loses no answer; letters of other kinds have their own. Each sentence carries what it was made from.
 */
export function composeLetter(evaluation: Evaluation, frame: LetterFrame): ComposedLetter {
  const kind = frame.kind ?? "consultation";
  const findings = new Findings(essentialsOf(evaluation, kind));
  const person = personOf(evaluation.patient);
  const context: LetterContext = {
    evaluation: findings.evaluation,
    findings,
    person,
    ...(kind === "summary" ? { isBrief: true } : {}),
  };
  // That the patient agreed, and the close, stand in the letter that is enclosed.
  const closing = kind === "summary" ? [] : closingOf(context);
  const composed = bodyOf(context, frame, kind, closing);
  const { letter, passages, orphans } = edited(composed, frame.edits ?? [], findings);
  const signature = signatureOf(frame);
  const written: LetterDocument = {
    language: "en-US",
    kind,
    title: kindNames[kind],
    letterDate: frame.letterDate,
    ...(frame.letterNumber === undefined ? {} : { letterNumber: frame.letterNumber }),
    status: frame.status,
    letterhead: letterheadOf(frame.practice),
    addressee: addresseeOf(evaluation.referrer),
    copies: copiesOf(context, frame),
    running: {
      patientName: person.fullName,
      dateOfBirth: dateText(evaluation.patient.dateOfBirth),
      mrn: evaluation.patient.mrn,
    },
    reference: referenceOf(context),
    salutation: salutationOf(context),
    opening: letter.opening,
    ...(letter.urgent === undefined ? {} : { urgent: letter.urgent }),
    sections: letter.sections,
    closing,
    ...(signature === undefined ? {} : { signature }),
    footer: footerOf(frame),
  };
  const document = defineAbbreviations(inStyleOf(frame.practice, evaluation.referrer, written));
  return { document, passages, orphans };
}

/** What is composed, before anybody wrote over it. */
function bodyOf(
  context: LetterContext,
  frame: LetterFrame,
  kind: LetterKind,
  closing: readonly Sentence[],
): Editable {
  const urgent = kind === "addendum" ? [] : urgentSentences(context);
  const opening = openingOfKind(context, frame);
  const sections = sectionsOf[kind].map(
    (id): Section => ({ id, heading: sectionHeadings[id], blocks: composers[id](context, frame) }),
  );
  const told = kind === "procedureFollowUp" ? sections.map(withoutResult) : sections;
  const whole = isFinal(kind)
    ? completed(told, [...urgent, ...opening, ...closing], context.findings)
    : kind === "summary"
      ? onOnePage(told, wordCount(urgent.map(plainText).join(" ")))
      : told;
  return {
    ...(urgent.length === 0 ? {} : { urgent }),
    opening,
    sections: guardAntithrombotics(
      saysWhatIsEmpty(kind) ? whole : whole.filter((section) => !isEmptySection(section)),
      context.findings,
    ),
  };
}

/** Nothing is recorded for it, and all that it holds are the words that say so. */
function isEmptySection({ blocks }: Section): boolean {
  return blocks.every(
    (block) =>
      block.kind === "paragraph" &&
      block.sentences.every(({ sources }) =>
        sources.every((source) => "fixed" in source && source.fixed.startsWith("none:")),
      ),
  );
}

/** What the physician wrote is guarded like what was composed. */
function edited(composed: Editable, edits: readonly Edit[], findings: Findings): EditedLetter {
  const found = applyEdits(composed, edits);
  const sections = guardAntithrombotics(found.letter.sections, findings);
  return { ...found, letter: { ...found.letter, sections } };
}
