import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Backend } from "../../../../electron/backend/index.ts";
import type { LoopStep } from "../../../../shared/referrals/loop.ts";
import { ask, newEvaluation, practice, refusal, save } from "../support.ts";

/** A Monday; the referral is of the third. */
const now = () => new Date("2025-03-10T15:00:00Z");

async function referred(): Promise<{ backend: Backend; evaluationId: string }> {
  const { backend } = await practice({ now });
  return { backend, evaluationId: await newEvaluation(backend) };
}

const row = async (backend: Backend) => (await ask(backend, "worklist.list", {})).rows[0];

describe("the loop of a referral", () => {
  test("begins with the day on which it came, and says who entered it", async () => {
    const { backend, evaluationId } = await referred();
    const loop = await ask(backend, "referral.loop", { evaluationId });
    expect(loop).toMatchObject({
      state: "received",
      next: ["accepted", "scheduled", "seen", "declined", "cancelled"],
      events: [{ state: "received", onDate: "2025-03-03", recordedBy: "Dr Wilhelmina Brack" }],
    });
    expect(await row(backend)).toMatchObject({ stage: "referred", loopState: "received" });
  });

  test("accepted, scheduled, missed, scheduled anew, seen", async () => {
    const { backend, evaluationId } = await referred();
    const step = (input: { step: LoopStep; onDate?: string }) =>
      ask(backend, "referral.recordStep", { evaluationId, ...input });
    await step({ step: "accepted" });
    await step({ step: "scheduled", onDate: "2025-03-07" });
    expect(await row(backend)).toMatchObject({ loopState: "scheduled", visitDate: "2025-03-07" });
    await step({ step: "noShow", onDate: "2025-03-07" });
    expect(await row(backend)).toMatchObject({ stage: "referred", loopState: "noShow" });
    await step({ step: "scheduled", onDate: "2025-03-10" });
    await step({ step: "seen" });
    expect(await row(backend)).toMatchObject({ loopState: "seen", visitDate: "2025-03-10" });
    const { events, next } = await ask(backend, "referral.loop", { evaluationId });
    expect(events.map(({ state, onDate }) => [state, onDate])).toEqual([
      ["seen", "2025-03-10"],
      ["scheduled", "2025-03-10"],
      ["noShow", "2025-03-07"],
      ["scheduled", "2025-03-07"],
      ["accepted", undefined],
      ["received", "2025-03-03"],
    ]);
    expect(next).toEqual([]);
  });

  test.each(["declined", "cancelled"] as const)(
    "%s with a reason closes it; it may be taken up again",
    async (step) => {
      const { backend, evaluationId } = await referred();
      await refusal(backend, "referral.recordStep", { evaluationId, step }, "badInput");
      await refusal(backend, "referral.recordStep", { evaluationId, step, reason: "  x " }, "badInput");
      await ask(backend, "referral.recordStep", { evaluationId, step, reason: "Lives too far away" });
      expect(await row(backend)).toMatchObject({ stage: "closed", loopState: step });
      expect((await ask(backend, "referral.loop", { evaluationId })).events[0]).toMatchObject({
        reason: "Lives too far away",
      });
      await ask(backend, "referral.recordStep", { evaluationId, step: "accepted" });
      expect(await row(backend)).toMatchObject({ stage: "referred", loopState: "accepted" });
    },
  );

  test.each([
    ["a no-show before an appointment", { step: "noShow" }, "conflict"],
    ["an appointment without a date", { step: "scheduled" }, "badInput"],
    ["an appointment before the referral", { step: "scheduled", onDate: "2025-03-02" }, "badInput"],
    ["a visit that is still to come", { step: "seen", onDate: "2025-03-11" }, "badInput"],
    ["an acknowledgement by hand", { step: "acknowledged" }, "badInput"],
  ] as const)("refuses %s", async (_case, input, code) => {
    const { backend, evaluationId } = await referred();
    await refusal(backend, "referral.recordStep", { evaluationId, ...input }, code);
    expect((await ask(backend, "referral.loop", { evaluationId })).events.length).toBe(1);
  });

  test("knows no loop of nobody", async () => {
    const { backend } = await referred();
    await refusal(backend, "referral.loop", { evaluationId: randomUUID() }, "notFound");
  });

  test("an evaluation that was begun is due a letter three working days after the visit", async () => {
    const { backend, evaluationId } = await referred();
    expect((await row(backend))?.dueOn).toBeUndefined();
    await save(backend, evaluationId, "HX.CC", "Left leg pain");
    expect(await row(backend)).toMatchObject({ stage: "inEvaluation", dueOn: "2025-03-13" });
  });
});

describe("the worklist as a table", () => {
  test("has a row for each evaluation, opens in a spreadsheet, and runs nothing there", async () => {
    const { backend } = await practice({ now });
    await newEvaluation(backend);
    await newEvaluation(backend, {
      patient: {
        new: {
          givenNames: "=HYPERLINK(1)",
          familyName: "Ngo, Thi",
          dateOfBirth: "1970-01-01",
          sexAtBirth: "female",
          mrn: "+1",
        },
      },
      referrer: { new: { familyName: "Brackwater", specialty: "primary care" } },
      referral: { date: "2025-03-04", question: 'Is it "the disc"?', urgency: "urgent" },
      visitDate: "2025-03-10",
    });
    const { text, rows } = await ask(backend, "worklist.export", {});
    expect(rows).toBe(2);
    const lines = text.split("\r\n");
    expect(lines.length).toBe(4);
    expect(lines[0]?.startsWith("\ufeffStage,Referral,Patient,")).toBe(true);
    expect(lines[2]).toContain('"Ngo, Thi, =HYPERLINK(1)"');
    expect(lines[2]).toContain(",'+1,");
    expect(lines[2]).toContain('"Is it ""the disc""?"');
  });
});
