import { describe, expect, test } from "vitest";
import { readPdf } from "../../backend-letters/readPdf.ts";
import { hugePng, png } from "../../backend-letters/samplePictures.ts";
import { addAccountTo } from "../accounts.ts";
import { record } from "../cases.ts";
import { ask, open, password, practice, refusal, setUpInput } from "../support.ts";

const dayOfVisit = new Date("2025-03-10T21:42:07.123Z");

async function signedBytes(backend: Awaited<ReturnType<typeof practice>>["backend"]) {
  const evaluationId = await record(backend);
  const { letterId } = await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
  return { letterId, ...(await ask(backend, "letter.read", { letterId })) };
}

describe("pictures of letters", () => {
  test("are kept, given back, changed and removed", async () => {
    const { backend } = await practice();
    expect(await ask(backend, "images.read", { purpose: "logo" })).toEqual({});
    const saved = await ask(backend, "images.save", { purpose: "logo", bytes: png(120, 40) });
    expect(saved).toMatchObject({ mediaType: "image/png", width: 120, height: 40 });
    expect(await ask(backend, "images.read", { purpose: "logo" })).toEqual({ image: saved });
    expect(await ask(backend, "images.read", { purpose: "signature" })).toEqual({});
    const other = await ask(backend, "images.save", { purpose: "logo", bytes: png(60, 60) });
    expect((await ask(backend, "images.read", { purpose: "logo" })).image).toEqual(other);
    await ask(backend, "images.remove", { purpose: "logo" });
    expect(await ask(backend, "images.read", { purpose: "logo" })).toEqual({});
  });

  test("that are too large or broken are refused, and what was kept stays", async () => {
    const { backend } = await practice();
    const kept = await ask(backend, "images.save", { purpose: "signature", bytes: png(120, 40) });
    for (const bytes of [hugePng(), png(120, 40).slice(0, -9), new Uint8Array(3)]) {
      const error = await refusal(backend, "images.save", { purpose: "signature", bytes }, "badInput");
      expect(error.field).toBe("bytes");
      expect(error.action).toBeDefined();
    }
    expect((await ask(backend, "images.read", { purpose: "signature" })).image).toEqual(kept);
  });

  test("are each account's own, and the logo is not for staff to change", async () => {
    const { backend, dataFolder } = await practice();
    await ask(backend, "images.save", { purpose: "signature", bytes: png(120, 40) });
    await ask(backend, "images.save", { purpose: "logo", bytes: png(50, 50) });
    backend.close();
    await addAccountTo(dataFolder, "desk", "staff");
    const other = open(dataFolder);
    await ask(other, "session.signIn", { accountName: "desk", password: "another long password" });
    expect(await ask(other, "images.read", { purpose: "signature" })).toEqual({});
    expect((await ask(other, "images.read", { purpose: "logo" })).image).toBeDefined();
    await refusal(other, "images.save", { purpose: "logo", bytes: png(50, 50) }, "notAllowed");
    await refusal(other, "images.remove", { purpose: "logo" }, "notAllowed");
  });
});

describe("a signed letter", () => {
  test("carries logo, signature and findings; what is changed afterwards does not change it", async () => {
    const { backend } = await practice({ now: () => dayOfVisit });
    await ask(backend, "images.save", { purpose: "logo", bytes: png(120, 40) });
    await ask(backend, "images.save", { purpose: "signature", bytes: png(200, 60) });
    const { letterId, bytes, fileName } = await signedBytes(backend);
    const pdf = await readPdf(bytes);
    expect(pdf.alternatives).toEqual(
      expect.arrayContaining(["Logo of Made-Up Pain Clinic", "Signature of Dr Wilhelmina Brack"]),
    );
    expect([...pdf.attachments.keys()].sort()).toEqual(["evaluation.fhir.json", "evaluation.json"]);
    expect(fileName).toBe("Letter-2025-000001.pdf");
    await ask(backend, "images.remove", { purpose: "logo" });
    await ask(backend, "images.save", { purpose: "signature", bytes: png(90, 90) });
    expect(Buffer.compare((await ask(backend, "letter.read", { letterId })).bytes, bytes)).toBe(0);
  });

  test("is without findings, and its file named for the patient, where the practice wants that", async () => {
    const { backend } = await practice({ now: () => dayOfVisit });
    const letter = { attachFindings: false, namesInFiles: true };
    await ask(backend, "practice.save", { ...setUpInput.practice, letter });
    const { bytes, fileName } = await signedBytes(backend);
    const pdf = await readPdf(bytes);
    expect(pdf.attachments.size).toBe(0);
    expect(fileName).toBe("Letter-Harlan-Quillfeather-2025-000001.pdf");
    expect(pdf.title).not.toContain("Quillfeather");
    // What the desk hands out has the same name.
    const [row] = (await ask(backend, "desk.list", { tab: "toPrint" })).rows;
    const file = await ask(backend, "desk.file", { dispatchId: row?.dispatchId ?? "" });
    expect(file.fileName).toBe(fileName);
  });

  test("a draft carries the logo, and neither signature nor findings", async () => {
    const { backend } = await practice({ now: () => dayOfVisit });
    await ask(backend, "images.save", { purpose: "logo", bytes: png(120, 40) });
    await ask(backend, "images.save", { purpose: "signature", bytes: png(200, 60) });
    const evaluationId = await record(backend);
    const { bytes } = await ask(backend, "letter.draft", { evaluationId, paper: "letter" });
    const pdf = await readPdf(bytes);
    expect(pdf.alternatives.filter((text) => /Logo|Signature/.test(text))).toEqual([
      "Logo of Made-Up Pain Clinic",
    ]);
    expect(pdf.attachments.size).toBe(0);
  });
});
