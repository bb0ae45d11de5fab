import { createHash } from "node:crypto";
import { FourfoldError } from "../../../shared/errors.ts";
import { signerSchema } from "../../../shared/evaluation/people.ts";
import { localDateOf } from "../clock.ts";
import type { Writable } from "../database/access.ts";
import { writeCopyCover } from "../letters/copyCover.ts";
import { writeEnvelopes } from "../letters/envelopes.ts";
import { appendAudit } from "../records/audit.ts";
import { countDesk, listDesk, readSendLog } from "../records/desk.ts";
import {
  type Dispatch,
  dispatchesOfLetter,
  findAddressee,
  findDispatch,
  findDispatchBytes,
  hasNewLetters,
  meetNewLetters,
} from "../records/dispatches.ts";
import { followLetters, noteSeen } from "../records/loops.ts";
import { voidSuperseded } from "../records/superseding.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { patientInFileName } from "./images.ts";
import { practiceInForce } from "./practiceInForce.ts";
import { notFound } from "./refusals.ts";

/** Looking at the desk: what there is, what happened to it, and what goes to the printer. */

/** What was signed since the last look comes onto the desk, and its evaluation follows it. */
export async function meetLetters(context: SignedInContext): Promise<void> {
  const { store } = context.session;
  if (!(await hasNewLetters(store.read))) return;
  await store.write((writable) => meetLettersIn(writable, context));
}

/** The same within a transaction: an amended letter takes what it corrects off the desk as it is signed. */
export async function meetLettersIn(writable: Writable, context: SignedInContext): Promise<void> {
  const { at } = auditFrame(context);
  const met = await meetNewLetters(writable, context.newId, at);
  const superseded = await voidSuperseded(writable, met, at);
  for (const evaluationId of new Set([...met.map((letter) => letter.evaluationId), ...superseded])) {
    await noteSeen(writable, evaluationId);
    await followLetters(writable, evaluationId);
  }
}

async function dispatchOrRefuse(context: SignedInContext, dispatchId: string): Promise<Dispatch> {
  const dispatch = await findDispatch(context.session.store.read, dispatchId);
  if (dispatch === undefined) throw notFound("letter", "dispatchId");
  if (dispatch.state === "void") {
    throw new FourfoldError({
      code: "letterVoid",
      message: `Letter ${dispatch.letterNumber} is void: it is kept, and goes nowhere any more.`,
      action: "Print the letter that took its place.",
    });
  }
  return dispatch;
}

/** "Letter-2025-000001.pdf", of a copy "Copy-of-letter-2025-000001.pdf"; with the patient's name where the practice wants it. */
async function fileNameOf(context: SignedInContext, dispatch: Dispatch): Promise<string> {
  const name = dispatch.is_carbon_copy === 1 ? "Copy-of-letter" : "Letter";
  return `${name}-${await patientInFileName(context, dispatch.letter_id)}${dispatch.letterNumber}.pdf`;
}

export const deskHandlers: Pick<
  SignedInHandlers,
  "desk.list" | "desk.log" | "desk.file" | "desk.copyCover" | "desk.envelopes"
> = {
  "desk.list": async ({ tab, find = "" }, context) => {
    await meetLetters(context);
    const { read } = context.session.store;
    return { rows: await listDesk(read, tab, find), counts: await countDesk(read, find) };
  },

  "desk.log": async ({ letterId }, context) => {
    await meetLetters(context);
    const { read } = context.session.store;
    const [dispatch] = await dispatchesOfLetter(read, letterId);
    if (dispatch === undefined) throw notFound("letter", "letterId");
    const { signer_json } = await read
      .selectFrom("letters")
      .select("signer_json")
      .where("id", "=", letterId)
      .executeTakeFirstOrThrow();
    return {
      letterNumber: dispatch.letterNumber,
      kind: dispatch.kind,
      version: dispatch.version,
      signedAt: dispatch.signedAt,
      signedBy: signerSchema.parse(JSON.parse(signer_json)).displayName,
      sha256: dispatch.sha256,
      entries: await readSendLog(read, letterId),
    };
  },

  "desk.file": async ({ dispatchId }, context) => {
    const { store } = context.session;
    const dispatch = await dispatchOrRefuse(context, dispatchId);
    const stored = await findDispatchBytes(store.read, dispatch);
    if (stored === undefined) throw notFound("letter", "dispatchId");
    if (createHash("sha256").update(stored.bytes).digest("hex") !== stored.sha256) {
      throw new FourfoldError({
        code: "letterDamaged",
        message: `The stored letter ${stored.letterNumber} is not as it was signed. It was left untouched.`,
        action: "Do not send it. Restore the latest backup, or ask IT to check the disk.",
      });
    }
    await store.write((writable) =>
      appendAudit(writable, {
        ...auditFrame(context),
        action: "letter.read",
        subjectId: dispatch.letter_id,
        detail: { dispatch: dispatchId },
      }),
    );
    return { ...stored, fileName: await fileNameOf(context, dispatch) };
  },

  "desk.copyCover": async ({ dispatchId }, context) => {
    const dispatch = await dispatchOrRefuse(context, dispatchId);
    const practice = await practiceInForce(context);
    const now = context.now();
    const bytes = await writeCopyCover({
      practice,
      letterNumber: dispatch.letterNumber,
      signedOn: dispatch.signedAt.slice(0, 10),
      recipient: dispatch.recipient,
      sha256: dispatch.sha256,
      copiedOn: localDateOf(now),
      copiedBy: context.session.account.signer.displayName,
      createdAt: now,
    });
    return {
      bytes,
      fileName: `Copy-of-${dispatch.letterNumber}.pdf`,
      letterNumber: dispatch.letterNumber,
    };
  },

  "desk.envelopes": async ({ dispatchIds, format, firstLabel = 1 }, context) => {
    const { store } = context.session;
    const addressees = [];
    for (const dispatchId of dispatchIds) {
      addressees.push(await findAddressee(store.read, await dispatchOrRefuse(context, dispatchId)));
    }
    const bytes = await writeEnvelopes(
      { practice: await practiceInForce(context), addressees },
      { format, firstLabel, createdAt: context.now() },
    );
    await store.write((writable) =>
      appendAudit(writable, {
        ...auditFrame(context),
        action: "letter.addressed",
        detail: { format, dispatches: dispatchIds },
      }),
    );
    return {
      bytes,
      fileName: format === "labels" ? "Address-labels.pdf" : "Envelopes.pdf",
      count: dispatchIds.length,
    };
  },
};
