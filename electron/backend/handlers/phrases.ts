import type { RoleHolder } from "../../../shared/accounts/roles.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { mayShare } from "../../../shared/phrases/phrase.ts";
import type { Readable } from "../database/access.ts";
import { appendAudit } from "../records/audit.ts";
import {
  findPhrase,
  findPhraseCalled,
  phrasesFor,
  putPhrase,
  removePhrase,
  type StoredPhrase,
} from "../records/phrases.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { notFound } from "./refusals.ts";

/** Words that are called by an abbreviation: everybody's own, and the practice's. The audit notes that, never what, they say. */
export const phraseHandlers: Pick<SignedInHandlers, "phrases.list" | "phrases.save" | "phrases.remove"> = {
  "phrases.list": async (_input, { session }) => ({
    phrases: [...(await phrasesFor(session.store.read, session.account.id))],
  }),

  "phrases.save": async (input, context) => {
    const { account, store } = context.session;
    if (input.shared) refuseSharing(account);
    const frame = auditFrame(context);
    const owner = input.shared ? null : account.id;
    return store.write(async (writable) => {
      if (input.id !== undefined) await changeable(writable, input.id, context);
      const id = input.id ?? context.newId();
      const namesake = await findPhraseCalled(writable, owner, input.abbreviation);
      if (namesake !== undefined && namesake !== id) throw taken(input.shared);
      await putPhrase(
        writable,
        { id, owner, abbreviation: input.abbreviation, text: input.text },
        { at: frame.at, accountId: account.id },
      );
      const detail = { shared: input.shared, added: input.id === undefined };
      await appendAudit(writable, { ...frame, action: "phrase.saved", subjectId: id, detail });
      return { id };
    });
  },

  "phrases.remove": async ({ id }, context) => {
    const frame = auditFrame(context);
    await context.session.store.write(async (writable) => {
      const { shared } = await changeable(writable, id, context);
      await removePhrase(writable, id);
      await appendAudit(writable, { ...frame, action: "phrase.removed", subjectId: id, detail: { shared } });
    });
    return {};
  },
};

/** @throws FourfoldError `notFound` for what this account cannot see, `notAllowed` for what it can only use. */
async function changeable(
  readable: Readable,
  id: string,
  { session: { account } }: SignedInContext,
): Promise<StoredPhrase> {
  const phrase = await findPhrase(readable, id);
  if (phrase === undefined || (phrase.owner !== null && phrase.owner !== account.id)) {
    throw notFound("phrase", "id");
  }
  if (phrase.shared) refuseSharing(account);
  return phrase;
}

function refuseSharing(account: RoleHolder): void {
  if (mayShare(account)) return;
  throw new FourfoldError({
    code: "notAllowed",
    field: "shared",
    message: "The practice's phrases are kept by its physicians and administrators.",
    action: "Save it as a phrase of your own, or ask one of them.",
  });
}

function taken(shared: boolean): FourfoldError {
  return new FourfoldError({
    code: "conflict",
    field: "abbreviation",
    message: shared
      ? "The practice has a phrase with this abbreviation already."
      : "You have a phrase with this abbreviation already.",
    action: "Choose another abbreviation, or change that phrase.",
  });
}
