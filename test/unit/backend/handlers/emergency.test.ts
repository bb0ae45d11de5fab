import { expect, test } from "vitest";
import type { Backend } from "../../../../electron/backend/index.ts";
import { addAccountTo } from "../accounts.ts";
import { record } from "../cases.ts";
import { openRawStore } from "../rawStore.ts";
import { ask, open, password, practice, refusal } from "../support.ts";

const reason = "Unconscious in the waiting room, ambulance asks for anticoagulants";

/** A practice with a complete evaluation, a front desk and a clock that a test sets. */
async function withDesk() {
  let now = new Date("2026-03-10T15:00:00Z");
  const clock = { now: () => now };
  const { backend, dataFolder } = await practice(clock);
  const evaluationId = await record(backend);
  backend.close();
  await addAccountTo(dataFolder, "desk", "staff");
  const desk = open(dataFolder, clock);
  const signInAs = (accountName: string) =>
    ask(desk, "session.signIn", {
      accountName,
      password: accountName === "brack" ? password : "another long password",
    });
  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };
  return { backend: desk, dataFolder, evaluationId, signInAs, later };
}

const accesses = async (backend: Backend) => (await ask(backend, "emergency.list", {})).accesses;

test("staff read one evaluation for half an hour after saying why, and change nothing", async () => {
  const { backend, evaluationId, signInAs, later } = await withDesk();
  await signInAs("desk");
  await refusal(backend, "emergency.read", { evaluationId }, "notAllowed");
  await refusal(backend, "session.emergencyAccess", { evaluationId, reason: "why not" }, "badInput");
  const { until } = await ask(backend, "session.emergencyAccess", { evaluationId, reason });
  expect(until).toBe("2026-03-10T15:30:00.000Z");
  const { document } = await ask(backend, "emergency.read", { evaluationId });
  expect(JSON.stringify(document)).toContain("Quillfeather");
  const change = { evaluationId, changes: [{ itemId: "HX.CC", answer: { value: "text" } }] };
  await refusal(backend, "evaluation.saveAnswers", change, "notAllowed");
  await refusal(backend, "evaluation.open", { evaluationId }, "notAllowed");
  // It outlives a lock, not its time.
  await ask(backend, "session.lock", {});
  await signInAs("desk");
  later(29);
  await ask(backend, "emergency.read", { evaluationId });
  later(1);
  await refusal(backend, "emergency.read", { evaluationId }, "notAllowed");
});

test("is for that account and that evaluation alone", async () => {
  const { backend, dataFolder, evaluationId, signInAs } = await withDesk();
  await signInAs("desk");
  await ask(backend, "session.emergencyAccess", { evaluationId, reason });
  const other = "00000000-0000-4000-8000-000000000001";
  await refusal(backend, "session.emergencyAccess", { evaluationId: other, reason }, "notFound");
  await refusal(backend, "emergency.read", { evaluationId: other }, "notAllowed");
  backend.close();
  await addAccountTo(dataFolder, "colleague", "staff");
  const colleague = open(dataFolder, { now: () => new Date("2026-03-10T15:05:00Z") });
  await ask(colleague, "session.signIn", { accountName: "colleague", password: "another long password" });
  await refusal(colleague, "emergency.read", { evaluationId }, "notAllowed");
});

test("physicians see who, when and why until one of them acknowledges it", async () => {
  const { backend, evaluationId, signInAs } = await withDesk();
  await signInAs("desk");
  await ask(backend, "session.emergencyAccess", { evaluationId, reason });
  await refusal(backend, "emergency.list", {}, "notAllowed");
  await signInAs("brack");
  const [access] = await accesses(backend);
  expect(access).toMatchObject({
    who: "Somebody called desk",
    patientName: "Quillfeather, Harlan",
    reason,
    isOwn: false,
  });
  const id = access?.id ?? "";
  await ask(backend, "emergency.acknowledge", { id });
  expect(await accesses(backend)).toEqual([]);
  await refusal(backend, "emergency.acknowledge", { id }, "notFound");
});

test("an administrator who is no physician cannot settle the own one; a physician needs none", async () => {
  const { backend, dataFolder, evaluationId, signInAs } = await withDesk();
  await signInAs("brack");
  await refusal(backend, "session.emergencyAccess", { evaluationId, reason }, "conflict");
  backend.close();
  await addAccountTo(dataFolder, "office", "administrator");
  const office = open(dataFolder);
  await ask(office, "session.signIn", { accountName: "office", password: "another long password" });
  await ask(office, "session.emergencyAccess", { evaluationId, reason });
  const [access] = await accesses(office);
  expect(access?.isOwn).toBe(true);
  await refusal(office, "emergency.acknowledge", { id: access?.id }, "notAllowed");
});

test("the audit has all of it and not a word of the reason", async () => {
  const { backend, dataFolder, evaluationId, signInAs } = await withDesk();
  await signInAs("desk");
  await ask(backend, "session.emergencyAccess", { evaluationId, reason });
  await ask(backend, "emergency.read", { evaluationId });
  await signInAs("brack");
  const [access] = await accesses(backend);
  await ask(backend, "emergency.acknowledge", { id: access?.id ?? "" });
  backend.close();
  const sqlite = await openRawStore(dataFolder);
  const rows = sqlite
    .prepare<[], { action: string; subject_id: string; detail_json: string }>(
      "SELECT * FROM audit WHERE action LIKE 'emergency.%' ORDER BY sequence",
    )
    .all();
  expect(rows.map(({ action }) => action)).toEqual([
    "emergency.accessed",
    "emergency.read",
    "emergency.acknowledged",
  ]);
  for (const row of rows) expect(row.subject_id).toBe(evaluationId);
  expect(JSON.stringify(rows)).not.toMatch(/Unconscious|anticoagulant/);
});

test("what is read in an emergency names the practice's version of the rules, as the letter would", async () => {
  const { backend, evaluationId, signInAs } = await withDesk();
  await signInAs("brack");
  const reason = "The state asks for a check every month; we go by that.";
  await ask(backend, "rules.decide", { ruleId: "OP-3", decision: "switchedOff", reason });
  const { document: draft } = await ask(backend, "letter.preview", { evaluationId });
  await signInAs("desk");
  await ask(backend, "session.emergencyAccess", { evaluationId, reason });
  const { document } = await ask(backend, "emergency.read", { evaluationId });
  expect(document.footer.rulesVersion).toBe(draft.footer.rulesVersion);
  expect(document.footer.rulesVersion).toContain("practice settings");
});
