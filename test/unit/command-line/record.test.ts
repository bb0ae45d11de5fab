import { expect, it } from "vitest";
import { openBackend } from "../../../electron/backend/index.ts";
import { afterwards, password, sampleCase, temporaryFolder } from "./support.ts";

async function signedIn() {
  const backend = openBackend({ dataFolder: temporaryFolder(), workFactor: { N: 2 ** 10, p: 1 } });
  afterwards(() => backend.close());
  await backend.dispatch("store.setUp", {
    practice: { name: "Larkmoor Interventional Pain", addressLines: ["1200 Sample Avenue"], paper: "letter" },
    accountName: "physician",
    password,
    signer: { displayName: "Ines Marlowe" },
    withInventedPatients: false,
  });
  return backend;
}

function recorded(answers: Record<string, unknown>) {
  const { patient, referrer, referral, visitDate } = sampleCase();
  return { patient: { new: patient }, referrer, referral, visitDate, answers };
}

it("a whole case is recorded at once", async () => {
  const backend = await signedIn();
  const reply = await backend.dispatch(
    "evaluation.record",
    recorded({ "HX.NRS.NOW": { value: 6, note: "at rest" } }),
  );
  if (!reply.ok) throw new Error(reply.error.message);
  const { evaluationId } = reply.value as { evaluationId: string };
  const opened = await backend.dispatch("evaluation.open", { evaluationId });
  expect(opened).toMatchObject({
    ok: true,
    value: { answers: { "HX.NRS.NOW": { value: 6, note: "at rest" } } },
  });
});

it("a case without answers is a referral", async () => {
  const backend = await signedIn();
  expect(await backend.dispatch("evaluation.record", recorded({}))).toMatchObject({ ok: true });
});

it.each([
  ["an answer out of range", { "HX.CC": { value: "leg pain" }, "HX.NRS.NOW": { value: 11 } }, "HX.NRS.NOW"],
  ["an unknown item", { "HX.CC": { value: "leg pain" }, "HX.NOPE": { value: 1 } }, "changes.1.itemId"],
])("with %s nothing of it is stored, not even the patient", async (_, answers, field) => {
  const backend = await signedIn();
  const reply = await backend.dispatch("evaluation.record", recorded(answers));
  expect(reply).toMatchObject({ ok: false, error: { code: "badInput", field } });
  expect(await backend.dispatch("worklist.list", {})).toMatchObject({ value: { rows: [] } });
  const found = await backend.dispatch("patients.search", { text: "Quillfeather", limit: 10 });
  expect(found).toMatchObject({ value: { patients: [] } });
});
