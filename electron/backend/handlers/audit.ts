import type { AuditListRow } from "../../../shared/contract.ts";
import type { Session } from "../keeper.ts";
import { listAccounts } from "../records/accounts.ts";
import { type AuditRow, appendAudit } from "../records/audit.ts";
import { type AuditNames, readAuditNames, readAuditPage } from "../records/auditLog.ts";
import { csvHead, csvLine, jsonLine, sentenceOf } from "../records/auditText.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";

/** Entries in one stretch of an export: the process answers others in between. */
export const exportStretch = 2_000;

/** That somebody looked is noted once for each sign-in, or paging through the log would fill it. */
const haveLooked = new WeakSet<Session["store"]>();

async function noteLook(context: SignedInContext): Promise<void> {
  const { store } = context.session;
  if (haveLooked.has(store)) return;
  haveLooked.add(store);
  await store.write((writable) => appendAudit(writable, { ...auditFrame(context), action: "audit.viewed" }));
}

function listRow(row: AuditRow, names: AuditNames): AuditListRow {
  const who = row.account_id === null ? undefined : names.accounts.get(row.account_id);
  const { subject_id: id } = row;
  const subject =
    id === null ? undefined : (names.evaluations.get(id) ?? names.letters.get(id) ?? names.accounts.get(id));
  return {
    sequence: row.sequence,
    at: row.at,
    action: row.action,
    words: sentenceOf(row, names),
    ...(who === undefined ? {} : { who }),
    ...(subject === undefined ? {} : { subject }),
  };
}

export const auditHandlers: Pick<
  SignedInHandlers,
  "audit.list" | "audit.people" | "audit.chain" | "audit.export"
> = {
  "audit.list": async ({ filter, before, limit }, context) => {
    await noteLook(context);
    const { read } = context.session.store;
    // One more than asked for tells whether there is another page.
    const position = before === undefined ? {} : { before };
    const found = await readAuditPage(read, filter, position, limit + 1);
    const page = found.slice(0, limit);
    const names = await readAuditNames(read, page);
    const next = found.length > limit ? page.at(-1)?.sequence : undefined;
    return { rows: page.map((row) => listRow(row, names)), ...(next === undefined ? {} : { next }) };
  },

  "audit.people": async (_input, { session }) => ({
    people: (await listAccounts(session.store.read)).map(({ account }) => ({
      accountId: account.id,
      name: `${account.signer.displayName} (${account.accountName})`,
    })),
  }),

  "audit.chain": async ({ again }, { session }) => {
    if (again === true) void session.auditCheck.run();
    return session.auditCheck.state;
  },

  "audit.export": async ({ filter, format, after }, context) => {
    const { store } = context.session;
    if (after === undefined) {
      const detail = { format, filters: Object.keys(filter) };
      await store.write((writable) =>
        appendAudit(writable, { ...auditFrame(context), action: "audit.exported", detail }),
      );
    }
    const rows = await readAuditPage(store.read, filter, { after: after ?? 0 }, exportStretch);
    const names = await readAuditNames(store.read, rows);
    const line = format === "csv" ? csvLine : jsonLine;
    const head = format === "csv" && after === undefined ? csvHead : "";
    const next = rows.length === exportStretch ? rows.at(-1)?.sequence : undefined;
    return {
      text: `${head}${rows.map((row) => line(row, names)).join("")}`,
      ...(next === undefined ? {} : { next }),
    };
  },
};
