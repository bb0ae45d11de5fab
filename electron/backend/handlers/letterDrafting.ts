import type { ReadinessEntry } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import {
  type ComposedLetter,
  compose,
  composeLetter,
  type LetterFrame,
} from "../../../shared/letter/compose.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import type { CitedLetter } from "../../../shared/letter/frame.ts";
import { criteriaEntries, pageEntries } from "../../../shared/letter/kinds/criteria.ts";
import { editEntries } from "../../../shared/letter/kinds/editEntries.ts";
import { copyEntries, dateEntries, gateOf } from "../../../shared/letter/kinds/gate.ts";
import { followsSigned, type LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { fullKind, type LetterSituation } from "../../../shared/letter/kinds/offers.ts";
import { practiceRulesVersion } from "../../../shared/reasoning/practiceRules.ts";
import { localDateOf } from "../clock.ts";
import { characterBlockers } from "../letters/checkCharacters.ts";
import { layOut } from "../letters/render/layout.ts";
import { findAmendment } from "../records/amendments.ts";
import { findEvaluation, type StoredEvaluation } from "../records/evaluations.ts";
import { readChosenKind, readDraft, type StoredDraft } from "../records/letterDrafts.ts";
import { findSignedEvaluation, listLetters } from "../records/letters.ts";
import { readRuleSettings } from "../records/rules.ts";
import type { SignedInContext } from "./context.ts";
import { practiceInForce } from "./practiceInForce.ts";
import { notFound } from "./refusals.ts";

/** Everything that a letter is made from, before it is signed. */
export interface Drafting {
  readonly stored: StoredEvaluation;
  readonly kind: LetterKind;
  readonly situation: LetterSituation;
  readonly draft: StoredDraft;
  /** What the letter tells: the answers of today, or for what follows a signed letter those that it was signed with. */
  readonly evaluation: Evaluation;
  readonly cited?: { readonly letterId: string; readonly reason?: string };
  readonly frame: LetterFrame;
}

export async function evaluationOrRefuse(
  context: SignedInContext,
  evaluationId: string,
): Promise<StoredEvaluation> {
  const stored = await findEvaluation(context.session.store.read, evaluationId);
  if (stored === undefined) throw notFound("evaluation", "evaluationId");
  return stored;
}

/** What decides which letters there may be, with the number and date of the one that closed the evaluation. */
export async function situationOf(
  context: SignedInContext,
  stored: StoredEvaluation,
): Promise<LetterSituation & { readonly final?: CitedLetter & { readonly letterId: string } }> {
  const { read } = context.session.store;
  const letters = await listLetters(read, stored.evaluationId);
  const final = letters.find(({ letterId }) => letterId === stored.signedLetterId);
  return {
    evaluation: stored.evaluation,
    amends: (await findAmendment(read, stored.evaluationId)) !== undefined,
    sent: letters.map(({ kind }) => kind),
    ...(final === undefined
      ? {}
      : {
          signed: final.kind,
          final: {
            letterId: final.letterId,
            letterNumber: final.letterNumber,
            letterDate: final.signedAt.slice(0, 10),
          },
        }),
  };
}

/** The kind that is meant: the one asked for, else the one that closed the evaluation, was chosen, or is the full letter. */
export async function kindMeant(
  context: SignedInContext,
  situation: LetterSituation,
  evaluationId: string,
  asked: LetterKind | undefined,
): Promise<LetterKind> {
  if (asked !== undefined) return asked;
  if (situation.signed !== undefined) return situation.signed;
  return (await readChosenKind(context.session.store.read, evaluationId)) ?? fullKind(situation);
}

/** Gathers what a draft is composed from. */
export async function draftingOf(
  context: SignedInContext,
  evaluationId: string,
  asked: LetterKind | undefined,
): Promise<Drafting> {
  const { read } = context.session.store;
  const stored = await evaluationOrRefuse(context, evaluationId);
  const situation = await situationOf(context, stored);
  const kind = await kindMeant(context, situation, evaluationId, asked);
  const draft = await readDraft(read, evaluationId, kind);
  const amended = kind === "amended" ? await findAmendment(read, evaluationId) : undefined;
  const follows = followsSigned(kind) ? situation.final : undefined;
  const signed = follows === undefined ? undefined : await findSignedEvaluation(read, follows.letterId);
  const cites: CitedLetter | undefined =
    amended === undefined
      ? follows
      : {
          letterNumber: amended.letterNumber,
          letterDate: amended.signedAt.slice(0, 10),
          reason: amended.reason,
        };
  const cited =
    amended === undefined
      ? follows && { letterId: follows.letterId }
      : { letterId: amended.letterId, reason: amended.reason };
  return {
    stored,
    kind,
    situation,
    draft,
    evaluation: signed ?? stored.evaluation,
    ...(cited === undefined ? {} : { cited }),
    frame: {
      kind,
      practice: await practiceInForce(context),
      letterDate: localDateOf(context.now()),
      signer: context.session.account.signer,
      status: "draft",
      rulesVersion: practiceRulesVersion(await readRuleSettings(read)),
      copies: draft.copies,
      ...(draft.withoutPrimaryCare === true ? { withoutPrimaryCare: true } : {}),
      ...(draft.addendum === undefined ? {} : { addendum: draft.addendum }),
      ...(cites === undefined ? {} : { cites }),
      edits: draft.edits,
    },
  };
}

export interface DraftedLetter extends ComposedLetter {
  readonly readiness: readonly ReadinessEntry[];
  /** Of a summary, which must fit on one page: to set a long letter takes longer than to compose it. */
  readonly pages?: number;
}

/** Composes the draft and says what stands between it and a signature. */
export function composeDraft(drafting: Drafting): DraftedLetter {
  const { kind, evaluation, situation, frame } = drafting;
  const letter = composeLetter(evaluation, frame);
  const { document, passages, orphans } = letter;
  const { edits = [], ...unedited } = frame;
  const composed = edits.length === 0 ? document : compose(evaluation, unedited);
  const dates = dateEntries(kind, evaluation, document.letterDate);
  const pages = kind === "summary" ? pagesOf(document, frame.practice.paper) : undefined;
  const criteria = criteriaEntries(document, composed, evaluation)
    // The dates have their own words.
    .filter(({ criterion }) => criterion !== "L04" || dates.every((entry) => entry.kind !== "blocker"));
  return {
    ...letter,
    ...(pages === undefined ? {} : { pages }),
    readiness: [
      ...characterBlockers(document),
      ...dates,
      ...gateOf(kind, { ...situation, evaluation }, frame),
      ...editEntries(evaluation, passages, orphans),
      ...copyEntries(evaluation, frame),
      ...criteria,
      ...(pages === undefined ? [] : pageEntries(document, pages)),
      ...signerEntries(frame),
    ],
  };
}

export function pagesOf(document: LetterDocument, paper: "letter" | "a4"): number {
  return layOut(document, paper).pages.length;
}

function signerEntries({ signer }: LetterFrame): readonly ReadinessEntry[] {
  return signer !== undefined && (signer.credentials ?? "") === ""
    ? [
        {
          kind: "question",
          message: "Your account has no credentials to print under the letter. Add them in the settings?",
          criterion: "L24",
        },
      ]
    : [];
}

/** How many reasons are named when a letter cannot be signed; the preview shows all. */
const namedReasons = 3;

export function notReady(entries: readonly ReadinessEntry[], action: string): FourfoldError {
  const named = entries.slice(0, namedReasons).map((entry) => entry.message);
  const others = entries.length - named.length;
  const field = entries[0]?.itemId;
  return new FourfoldError({
    code: "notReadyToSign",
    ...(field === undefined ? {} : { field }),
    message: others > 0 ? `${named.join(" ")} And ${others} more.` : named.join(" "),
    action,
  });
}
