import type { ParsedInput } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { composeLetter } from "../../../shared/letter/compose.ts";
import { type Edit, keptEdit, type Passage, withEdit, withoutEdit } from "../../../shared/letter/edits.ts";
import { followsSigned, type LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { fullKind, offersOf } from "../../../shared/letter/kinds/offers.ts";
import { refuseCharacters } from "../letters/checkCharacters.ts";
import { appendAudit } from "../records/audit.ts";
import {
  changeDraft,
  chooseKind,
  draftedKinds,
  type PreparedLetter,
  readChosenKind,
  removeDraft,
} from "../records/letterDrafts.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { type Drafting, draftingOf, evaluationOrRefuse, situationOf } from "./letterDrafting.ts";
import { alreadySigned, notFound } from "./refusals.ts";

/** Stores a change of what is prepared; the audit says that it was made, and nothing of what it says. */
async function change(
  context: SignedInContext,
  target: { readonly evaluationId: string; readonly kind: LetterKind },
  changed: (draft: PreparedLetter) => PreparedLetter,
  what: "copies and text" | "passage",
): Promise<{ revision: number; savedAt: string }> {
  const { store, account } = context.session;
  const at = context.now().toISOString();
  return store.write(async (writable) => {
    const saved = await changeDraft(writable, target, changed, { at, accountId: account.id });
    await appendAudit(writable, {
      ...auditFrame(context),
      action: "letter.prepared",
      subjectId: target.evaluationId,
      detail: { kind: target.kind, what, revision: saved.revision },
    });
    return saved;
  });
}

async function refuseSigned(context: SignedInContext, evaluationId: string, kind: LetterKind): Promise<void> {
  const stored = await evaluationOrRefuse(context, evaluationId);
  if (stored.signedLetterId !== undefined && !followsSigned(kind)) throw alreadySigned();
}

/** The passage as it is composed now, with the edits of the draft. */
function passageOf(drafting: Drafting, key: string): Passage | undefined {
  return composeLetter(drafting.evaluation, drafting.frame).passages.find((passage) => passage.key === key);
}

async function editPassage(
  context: SignedInContext,
  { evaluationId, kind, passageKey, change: asked }: ParsedInput<"letter.edit">,
): Promise<{ revision: number; savedAt: string }> {
  await refuseSigned(context, evaluationId, kind);
  const drafting = await draftingOf(context, evaluationId, kind);
  const passage = passageOf(drafting, passageKey);
  // What was edited and is not composed any more can only be put back.
  if (passage === undefined && !("putBack" in asked)) {
    throw new FourfoldError({
      code: "conflict",
      field: "passageKey",
      message:
        "This passage does not stand in the letter any more: its findings changed. Nothing was stored.",
      action: "Look at the letter again.",
    });
  }
  if ("write" in asked) refuseCharacters("change.write", asked.write);
  const edited = (edits: readonly Edit[]): readonly Edit[] => {
    if (passage === undefined || "putBack" in asked) {
      return withoutEdit(edits, passage?.editKey ?? passageKey);
    }
    return "write" in asked ? withEdit(edits, passage, asked.write) : keptEdit(edits, passage);
  };
  return change(
    context,
    { evaluationId, kind },
    (draft) => ({ ...draft, edits: edited(draft.edits) }),
    "passage",
  );
}

export const letterDraftHandlers: Pick<
  SignedInHandlers,
  "letter.kinds" | "letter.chooseKind" | "letter.saveDraft" | "letter.edit" | "letter.discardDraft"
> = {
  "letter.kinds": async ({ evaluationId }, context) => {
    const { read } = context.session.store;
    const situation = await situationOf(context, await evaluationOrRefuse(context, evaluationId));
    const chosen = situation.signed ?? (await readChosenKind(read, evaluationId)) ?? fullKind(situation);
    return { kinds: [...offersOf(situation, await draftedKinds(read, evaluationId))], chosen };
  },

  "letter.chooseKind": async ({ evaluationId, kind }, context) => {
    await refuseSigned(context, evaluationId, kind);
    await context.session.store.write((writable) => chooseKind(writable, evaluationId, kind));
    return {};
  },

  "letter.saveDraft": async ({ evaluationId, kind, draft }, context) => {
    await refuseSigned(context, evaluationId, kind);
    return change(context, { evaluationId, kind }, ({ edits }) => ({ ...draft, edits }), "copies and text");
  },

  "letter.edit": (input, context) => editPassage(context, input),

  "letter.discardDraft": async ({ evaluationId, kind }, context) => {
    if ((await evaluationOrRefuse(context, evaluationId)) === undefined) {
      throw notFound("evaluation", "evaluationId");
    }
    await context.session.store.write(async (writable) => {
      await removeDraft(writable, evaluationId, kind);
      await chooseKind(writable, evaluationId, null);
      await appendAudit(writable, {
        ...auditFrame(context),
        action: "letter.discarded",
        subjectId: evaluationId,
        detail: { kind },
      });
    });
    return {};
  },
};
