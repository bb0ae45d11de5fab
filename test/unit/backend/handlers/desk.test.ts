import { createHash, randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { Backend } from "../../../../electron/backend/index.ts";
import type { DeskState } from "../../../../shared/referrals/desk.ts";
import { addAccountTo } from "../accounts.ts";
import { completeCase, record } from "../cases.ts";
import { ask, open, password, practice, refusal } from "../support.ts";

/** Monday. */
let now = new Date("2025-03-10T15:00:00Z");
const at = (instant: string) => {
  now = new Date(instant);
};

interface Desk {
  readonly physician: Backend;
  readonly dataFolder: string;
  readonly evaluationId: string;
  readonly letterId: string;
}

/** A practice with one signed letter. */
async function desk(): Promise<Desk> {
  const { backend, dataFolder } = await practice({ now: () => now });
  const evaluationId = await record(backend);
  const letter = await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
  return { physician: backend, dataFolder, evaluationId, letterId: letter.letterId };
}

const list = (backend: Backend, tab: DeskState, find?: string) =>
  ask(backend, "desk.list", { tab, ...(find === undefined ? {} : { find }) });

async function only(backend: Backend, tab: DeskState) {
  const { rows } = await list(backend, tab);
  expect(rows.length).toBe(1);
  const [row] = rows;
  if (row === undefined) throw new Error("there is no row");
  return row;
}

const worklist = async (backend: Backend) => (await ask(backend, "worklist.list", {})).rows[0];

beforeEach(() => at("2025-03-10T15:00:00Z"));

describe("the way of a letter", () => {
  test("signed, printed, sent, acknowledged: the loop is closed", async () => {
    const { physician: backend, evaluationId, letterId } = await desk();
    const fresh = await only(backend, "toPrint");
    expect(fresh).toMatchObject({
      letterId,
      kind: "consultation",
      version: 1,
      isCarbonCopy: false,
      patientName: expect.stringContaining("Quillfeather"),
      attempts: 0,
    });
    expect(await worklist(backend)).toMatchObject({
      stage: "letterToSend",
      loopState: "seen",
      dueOn: fresh.dueOn,
    });
    const dispatchIds = [fresh.dispatchId];

    await ask(backend, "desk.recordPrinted", { dispatchIds, printer: "Front desk" });
    expect((await only(backend, "toSend")).printedAt).toBeDefined();

    at("2025-03-11T10:00:00Z");
    await ask(backend, "desk.recordSent", { dispatchIds, method: "fax" });
    expect(await only(backend, "awaitingAcknowledgement")).toMatchObject({
      method: "fax",
      attempts: 1,
      dueOn: "2025-03-18",
    });
    expect(await worklist(backend)).toMatchObject({
      stage: "awaitingAcknowledgement",
      loopState: "outcomeSent",
      dueOn: "2025-03-18",
    });

    at("2025-03-12T10:00:00Z");
    await ask(backend, "desk.recordAcknowledged", { dispatchIds, by: "Dr Brackwater's nurse" });
    const closed = await only(backend, "closed");
    expect(closed.dueOn).toBeUndefined();
    const row = await worklist(backend);
    expect(row).toMatchObject({ stage: "closed", loopState: "acknowledged" });
    expect(row?.dueOn).toBeUndefined();

    const log = await ask(backend, "desk.log", { letterId });
    expect(log.entries.map(({ event }) => event)).toEqual(["acknowledged", "sent", "printed"]);
    expect(log.entries[0]).toMatchObject({ person: "Dr Brackwater's nurse", sha256: log.sha256, attempt: 1 });
    expect(log.entries[1]).toMatchObject({ method: "fax", person: "Dr Wilhelmina Brack" });
    expect(log.entries[2]).toMatchObject({ words: "Front desk", recordedBy: "Dr Wilhelmina Brack" });
    const loop = await ask(backend, "referral.loop", { evaluationId });
    expect(loop.events.map(({ state }) => state)).toEqual([
      "acknowledged",
      "outcomeSent",
      "seen",
      "received",
    ]);
    expect(loop.events[1]).toMatchObject({ letterNumber: log.letterNumber, onDate: "2025-03-11" });
  });

  test("a fax that failed is tried again; one that came back is to be sent again and the loop is open", async () => {
    const { physician: backend, evaluationId } = await desk();
    const { dispatchId, dueOn } = await only(backend, "toPrint");
    const dispatchIds = [dispatchId];
    await ask(backend, "desk.recordFailure", { dispatchIds, method: "fax", problem: "Line busy" });
    expect(await only(backend, "toPrint")).toMatchObject({ problem: "Line busy", attempts: 1 });
    await ask(backend, "desk.recordSent", { dispatchIds, method: "fax" });
    const sent = await only(backend, "awaitingAcknowledgement");
    expect(sent.attempts).toBe(2);
    expect(sent.problem).toBeUndefined();
    await ask(backend, "desk.recordFailure", { dispatchIds, method: "fax", problem: "Wrong number" });
    const back = await only(backend, "toPrint");
    expect(back).toMatchObject({ problem: "Wrong number", attempts: 2, dueOn });
    expect(back.sentAt).toBeUndefined();
    expect((await ask(backend, "referral.loop", { evaluationId })).state).toBe("seen");
    expect(await worklist(backend)).toMatchObject({ stage: "letterToSend" });
  });

  test("what the printer spoiled is to be printed again", async () => {
    const { physician: backend } = await desk();
    const dispatchIds = [(await only(backend, "toPrint")).dispatchId];
    await ask(backend, "desk.recordPrinted", { dispatchIds });
    await ask(backend, "desk.recordFailure", { dispatchIds, problem: "Paper jam" });
    expect(await only(backend, "toPrint")).toMatchObject({ problem: "Paper jam", attempts: 0 });
  });

  test("each copy is sent on its own, with bytes of its own, and nobody asks whether it arrived", async () => {
    const { backend } = await practice({ now: () => now });
    const whole = completeCase();
    const primaryCare = {
      familyName: "Ferncliff",
      givenNames: "Ida",
      title: "Dr",
      specialty: "primary care",
    } as const;
    const evaluationId = await record(backend, {
      ...whole,
      referrer: { ...whole.referrer, specialty: "neurology" },
      referral: { ...whole.referral, primaryCare },
    });
    await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
    const { rows } = await list(backend, "toPrint");
    expect(rows.map(({ recipient, isCarbonCopy }) => [recipient, isCarbonCopy])).toEqual([
      [expect.stringContaining("Brackwater"), false],
      [expect.stringContaining("Ferncliff"), true],
    ]);
    const dispatchIds = rows.map(({ dispatchId }) => dispatchId);
    const files = [];
    for (const dispatchId of dispatchIds) files.push(await ask(backend, "desk.file", { dispatchId }));
    expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(2);
    for (const file of files) {
      expect(createHash("sha256").update(file.bytes).digest("hex")).toBe(file.sha256);
    }
    expect(files.map(({ fileName }) => fileName)).toEqual([
      "Letter-2025-000001.pdf",
      "Copy-of-letter-2025-000001.pdf",
    ]);
    const [letter = "", copy = ""] = dispatchIds;
    await ask(backend, "desk.recordSent", { dispatchIds: [letter], method: "fax" });
    expect(await worklist(backend)).toMatchObject({ stage: "letterToSend", loopState: "outcomeSent" });
    await ask(backend, "desk.recordSent", { dispatchIds: [copy], method: "post" });
    expect((await only(backend, "closed")).dispatchId).toBe(copy);
    expect(await worklist(backend)).toMatchObject({ stage: "awaitingAcknowledgement" });
    await ask(backend, "desk.recordAcknowledged", { dispatchIds: [letter], by: "Fax" });
    expect(await worklist(backend)).toMatchObject({ stage: "closed", loopState: "acknowledged" });
  });

  test("an interim letter keeps the loop open and the evaluation where it is", async () => {
    const { backend } = await practice({ now: () => now });
    const evaluationId = await record(backend);
    await ask(backend, "letter.sign", { evaluationId, password, paper: "letter", kind: "interim" });
    const interim = await only(backend, "toPrint");
    expect(interim.kind).toBe("interim");
    const dispatchIds = [interim.dispatchId];
    await ask(backend, "desk.recordSent", { dispatchIds, method: "fax" });
    const before = await worklist(backend);
    expect(before).toMatchObject({ stage: "readyToSign", loopState: "interimSent" });
    await ask(backend, "desk.recordAcknowledged", { dispatchIds, by: "Fax" });
    expect(await worklist(backend)).toMatchObject({ stage: "readyToSign", loopState: "interimSent" });
  });

  test("is urgent where the letter opens with what cannot wait: due on the day of the visit", async () => {
    const { physician: backend } = await desk();
    const evaluation = completeCase();
    const { urgent } = (
      await ask(backend, "letter.preview", {
        evaluationId: await record(backend, {
          ...evaluation,
          patient: { ...evaluation.patient, mrn: "FIC-9" },
        }),
      })
    ).document;
    const row = await only(backend, "toPrint");
    expect(row.dueOn).toBe(urgent === undefined ? "2025-03-13" : "2025-03-10");
  });
});

describe("what is refused", () => {
  test("what cannot follow; all or nothing is recorded", async () => {
    const { physician: backend, letterId } = await desk();
    const { dispatchId } = await only(backend, "toPrint");
    await refusal(backend, "desk.reprint", { dispatchIds: [dispatchId], withCover: false }, "conflict");
    await refusal(backend, "desk.recordAcknowledged", { dispatchIds: [dispatchId], by: "X" }, "conflict");
    await refusal(backend, "desk.recordPrinted", { dispatchIds: [dispatchId, randomUUID()] }, "notFound");
    expect((await only(backend, "toPrint")).printedAt).toBeUndefined();
    expect((await ask(backend, "desk.log", { letterId })).entries).toEqual([]);
  });

  test.each([
    ["before the signature", "2025-03-09T10:00:00Z", "before its signature"],
    ["in the future", "2025-03-10T16:00:00Z", "in the future"],
  ])("sent %s", async (_when, when, message) => {
    const { physician: backend } = await desk();
    const dispatchIds = [(await only(backend, "toPrint")).dispatchId];
    const error = await refusal(
      backend,
      "desk.recordSent",
      { dispatchIds, method: "post", at: when },
      "badInput",
    );
    expect(error).toMatchObject({ field: "at", message: expect.stringContaining(message) });
    expect(error.message).not.toContain("Quillfeather");
  });

  test("acknowledged before it was sent", async () => {
    const { physician: backend } = await desk();
    at("2025-03-12T15:00:00Z");
    const dispatchIds = [(await only(backend, "toPrint")).dispatchId];
    await ask(backend, "desk.recordSent", { dispatchIds, method: "post" });
    await refusal(
      backend,
      "desk.recordAcknowledged",
      { dispatchIds, by: "X", at: "2025-03-11T10:00:00Z" },
      "badInput",
    );
  });

  test("a void letter goes nowhere, and is kept", async () => {
    const { physician: backend, letterId, evaluationId } = await desk();
    const { dispatchId } = await only(backend, "toPrint");
    await refusal(backend, "desk.void", { letterId, reason: " x" }, "badInput");
    await ask(backend, "desk.void", { letterId, reason: "Wrong patient" });
    expect(await only(backend, "void")).toMatchObject({ dispatchId });
    const dispatchIds = [dispatchId];
    await refusal(backend, "desk.recordSent", { dispatchIds, method: "post" }, "letterVoid");
    await refusal(backend, "desk.recordPrinted", { dispatchIds }, "letterVoid");
    await refusal(backend, "desk.file", { dispatchId }, "letterVoid");
    await refusal(backend, "desk.void", { letterId, reason: "Again" }, "letterVoid");
    expect((await ask(backend, "letter.read", { letterId })).bytes.length).toBeGreaterThan(1000);
    expect((await ask(backend, "desk.log", { letterId })).entries[0]).toMatchObject({
      event: "voided",
      words: "Wrong patient",
    });
    expect(await worklist(backend)).toMatchObject({ stage: "letterToSend" });
    expect((await ask(backend, "referral.loop", { evaluationId })).state).toBe("seen");
  });
});

describe("what goes to the printer", () => {
  test("are the signed bytes; a reprint is the same file, and the log says COPY", async () => {
    const { physician: backend, letterId } = await desk();
    const { dispatchId } = await only(backend, "toPrint");
    const signed = (await ask(backend, "letter.read", { letterId })).bytes;
    const first = await ask(backend, "desk.file", { dispatchId });
    expect(Buffer.from(first.bytes).equals(Buffer.from(signed))).toBe(true);
    expect(createHash("sha256").update(first.bytes).digest("hex")).toBe(first.sha256);
    await ask(backend, "desk.recordPrinted", { dispatchIds: [dispatchId] });
    at("2025-04-01T15:00:00Z");
    const again = await ask(backend, "desk.file", { dispatchId });
    expect(again).toEqual(first);
    await ask(backend, "desk.reprint", {
      dispatchIds: [dispatchId],
      withCover: true,
      printer: "Back office",
    });
    const log = await ask(backend, "desk.log", { letterId });
    expect(log.entries[0]).toMatchObject({
      event: "reprinted",
      words: "COPY with cover, Back office",
      sha256: first.sha256,
    });
    expect((await only(backend, "toSend")).dispatchId).toBe(dispatchId);
    const cover = await ask(backend, "desk.copyCover", { dispatchId });
    expect(Buffer.from(cover.bytes).subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("nothing of a patient is in the audit of the desk", async () => {
    const { physician: backend, letterId } = await desk();
    const { dispatchId } = await only(backend, "toPrint");
    const dispatchIds = [dispatchId];
    await ask(backend, "desk.recordPrinted", { dispatchIds, printer: "P" });
    await ask(backend, "desk.recordSent", { dispatchIds, method: "post", by: "Quillfeather himself" });
    await ask(backend, "desk.recordFailure", { dispatchIds, method: "post", problem: "Quillfeather moved" });
    await ask(backend, "desk.void", { letterId, reason: "Not Quillfeather" });
    await ask(backend, "worklist.export", {});
    const { rows } = await ask(backend, "audit.list", { filter: {}, limit: 100 });
    // The list itself puts the name of a patient beside an evaluation, for whoever may see it.
    const ofDesk = rows.filter(({ action }) => /^(letter|worklist)\./.test(action));
    expect(ofDesk.map(({ action }) => action)).toEqual([
      "worklist.exported",
      "letter.voided",
      "letter.failed",
      "letter.sent",
      "letter.printed",
      "letter.signed",
    ]);
    expect(JSON.stringify(ofDesk)).not.toMatch(/Quillfeather/);
  });
});

describe("finding", () => {
  test.each([
    ["000001", 1],
    ["2025-000001", 1],
    ["quill", 1],
    ["harl quill", 1],
    ["brackwater", 1],
    ["FIC", 1],
    ["nobody", 0],
    ["%", 1],
    ["_", 1],
    ["quill nobody", 0],
  ])("%s: %s", async (find, expected) => {
    const { physician: backend } = await desk();
    const found = await list(backend, "toPrint", find);
    expect(found.rows.length).toBe(expected);
    expect(found.counts.toPrint).toBe(expected);
  });
});

describe("staff", () => {
  test("do all of it without opening an evaluation", async () => {
    const { physician, dataFolder, evaluationId, letterId } = await desk();
    await ask(physician, "session.lock", {});
    physician.close();
    await addAccountTo(dataFolder, "desk", "staff");
    const backend = open(dataFolder, { now: () => now });
    await ask(backend, "session.signIn", { accountName: "desk", password: "another long password" });
    await refusal(backend, "evaluation.open", { evaluationId }, "notAllowed");
    const { dispatchId } = await only(backend, "toPrint");
    const dispatchIds = [dispatchId];
    await ask(backend, "desk.file", { dispatchId });
    await ask(backend, "desk.recordPrinted", { dispatchIds });
    for (const format of ["number10", "dl", "labels"] as const) {
      await ask(backend, "desk.envelopes", { dispatchIds, format });
    }
    await refusal(backend, "desk.envelopes", { dispatchIds, format: "labels", firstLabel: 31 }, "badInput");
    await ask(backend, "desk.recordSent", { dispatchIds, method: "handOver", by: "Ida" });
    await ask(backend, "desk.recordAcknowledged", { dispatchIds, by: "Clinic" });
    expect((await ask(backend, "desk.log", { letterId })).entries[1]).toMatchObject({ person: "Ida" });
    expect((await ask(backend, "worklist.export", {})).text).toContain("Acknowledged");
  });
});
