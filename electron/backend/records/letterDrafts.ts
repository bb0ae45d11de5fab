import { z } from "zod";
import type { LetterDraft } from "../../../shared/contract/letters.ts";
import type { Edit } from "../../../shared/letter/edits.ts";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import type { Readable, Writable } from "../database/access.ts";

/** What is prepared for a letter that is not signed: copies, text, edits. */
export interface PreparedLetter extends LetterDraft {
  readonly edits: readonly Edit[];
}

export interface StoredDraft extends PreparedLetter {
  /** 0: nothing is stored. */
  readonly revision: number;
  readonly savedAt?: string;
}

const stored = z.custom<PreparedLetter>((value) => typeof value === "object" && value !== null);

export async function readDraft(
  readable: Readable,
  evaluationId: string,
  kind: LetterKind,
): Promise<StoredDraft> {
  const row = await readable
    .selectFrom("letter_drafts")
    .select(["draft_json", "revision", "changed_at"])
    .where("evaluation_id", "=", evaluationId)
    .where("kind", "=", kind)
    .executeTakeFirst();
  if (row === undefined) return { copies: [], edits: [], revision: 0 };
  return { ...stored.parse(JSON.parse(row.draft_json)), revision: row.revision, savedAt: row.changed_at };
}

export async function draftedKinds(
  readable: Readable,
  evaluationId: string,
): Promise<ReadonlySet<LetterKind>> {
  const rows = await readable
    .selectFrom("letter_drafts")
    .select("kind")
    .where("evaluation_id", "=", evaluationId)
    .execute();
  return new Set(rows.map(({ kind }) => kind));
}

/** Changes what is prepared, in the transaction given, so that copies and edits that are saved at once do not undo each other. */
export async function changeDraft(
  writable: Writable,
  target: { readonly evaluationId: string; readonly kind: LetterKind },
  change: (draft: PreparedLetter) => PreparedLetter,
  by: { readonly at: string; readonly accountId: string },
): Promise<{ revision: number; savedAt: string }> {
  const {
    revision: before,
    savedAt: _savedAt,
    ...draft
  } = await readDraft(writable, target.evaluationId, target.kind);
  const draft_json = JSON.stringify(change(draft));
  const revision = before + 1;
  const row = { draft_json, revision, changed_at: by.at, changed_by: by.accountId };
  await writable
    .insertInto("letter_drafts")
    .values({ evaluation_id: target.evaluationId, kind: target.kind, ...row })
    .onConflict((conflict) => conflict.columns(["evaluation_id", "kind"]).doUpdateSet(row))
    .execute();
  return { revision, savedAt: by.at };
}

export async function removeDraft(
  writable: Writable,
  evaluationId: string,
  kind?: LetterKind,
): Promise<void> {
  let query = writable.deleteFrom("letter_drafts").where("evaluation_id", "=", evaluationId);
  if (kind !== undefined) query = query.where("kind", "=", kind);
  await query.execute();
}

export async function readChosenKind(
  readable: Readable,
  evaluationId: string,
): Promise<LetterKind | undefined> {
  const row = await readable
    .selectFrom("evaluations")
    .select("letter_kind")
    .where("id", "=", evaluationId)
    .executeTakeFirst();
  return row?.letter_kind ?? undefined;
}

export async function chooseKind(
  writable: Writable,
  evaluationId: string,
  kind: LetterKind | null,
): Promise<void> {
  await writable
    .updateTable("evaluations")
    .set({ letter_kind: kind })
    .where("id", "=", evaluationId)
    .execute();
}
