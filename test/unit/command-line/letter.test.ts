import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openBackend } from "../../../electron/backend/index.ts";
import type { Answers } from "../../../shared/evaluation/evaluation.ts";
import { readPdf } from "../backend-letters/readPdf.ts";
import {
  filesIn,
  letterArguments,
  password,
  places,
  run,
  type SampleCase,
  sampleCase,
  signableCase,
  signing,
} from "./support.ts";

async function textOf(path: string): Promise<string> {
  const pdf = await readPdf(new Uint8Array(readFileSync(path)));
  return pdf.pages.map((page) => page.text).join(" ");
}

/** What the store holds, asked as the window asks. */
async function worklist(dataFolder: string) {
  const backend = openBackend({ dataFolder });
  try {
    await backend.dispatch("session.signIn", { accountName: "physician", password });
    const reply = await backend.dispatch("worklist.list", {});
    return reply.ok ? reply.value.rows : [];
  } finally {
    backend.close();
  }
}

async function answersOf(dataFolder: string): Promise<Answers> {
  const [row] = await worklist(dataFolder);
  const backend = openBackend({ dataFolder });
  try {
    await backend.dispatch("session.signIn", { accountName: "physician", password });
    const reply = await backend.dispatch("evaluation.open", { evaluationId: row?.evaluationId });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value.answers;
  } finally {
    backend.close();
  }
}

/** The case with other answers; `undefined` takes one away. */
function changed(content: SampleCase, answers: Readonly<Record<string, unknown>>): SampleCase {
  Object.assign(content.answers, answers);
  return content;
}

describe("letter", () => {
  it("makes a store, stores the case and writes a draft, with the path alone on the output", async () => {
    const at = places();
    const { code, output, errors } = await run(letterArguments(at));
    expect(errors).toMatch(/^A new store was made\. Its recovery key, shown this once: \S+\n$/);
    expect(code).toBe(0);
    expect(output).toBe(`${at.out}\n`);
    const text = await textOf(at.out);
    expect(text).toContain("DRAFT");
    expect(text).toContain("Harlan Quillfeather, born 14 Sep 1982, MRN FIC-0001");
    expect(text).toContain("Practice details not entered");
    expect(await worklist(at.data)).toMatchObject([{ patientName: expect.stringContaining("Quillfeather") }]);
  });

  it("signs, and says how much was waived", async () => {
    const at = places();
    const { code, errors } = await run(letterArguments(at, signableCase(), ...signing));
    expect(errors).toMatch(/Signed with \d+ required items waived; the reason was recorded/);
    expect(code).toBe(0);
    const text = await textOf(at.out);
    expect(text).not.toContain("DRAFT");
    expect(text).toMatch(/Electronically signed by .+ on \d{1,2} Mar 2025 at/);
    const verified = await run(["verify", "--data-dir", at.data]);
    expect(verified.output).toContain("1 letters are as they were signed");
    expect(verified.code).toBe(0);
  });

  it("writes no word of the case in plain bytes into the store", async () => {
    const at = places();
    expect((await run(letterArguments(at, signableCase(), ...signing))).code).toBe(0);
    const files = filesIn(at.data);
    expect(files.size).toBeGreaterThan(1);
    for (const [name, bytes] of files) {
      for (const word of ["Quillfeather", "FIC-0001", "electric wire", "radiculopathy", "Brackwater"]) {
        expect(bytes.includes(word), `${word} in ${name}`).toBe(false);
        expect(bytes.includes(Buffer.from(word, "utf16le")), `${word} in ${name}`).toBe(false);
      }
    }
  });

  it("uses the same patient again for the same MRN", async () => {
    const at = places();
    await run(letterArguments(at));
    const second = await run(letterArguments({ ...at, out: join(at.folder, "second.pdf") }));
    expect(second.errors).toBe("");
    expect(second.code).toBe(0);
    expect(await worklist(at.data)).toHaveLength(2);
  });

  it("refuses the same MRN for somebody else and stores nothing", async () => {
    const at = places();
    await run(letterArguments(at));
    const other = sampleCase();
    other.patient.familyName = "Varnhagen";
    const { code, output, errors } = await run(
      letterArguments({ ...at, out: join(at.folder, "b.pdf") }, other),
    );
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toMatch(/^fourfold: patient\.mrn: belongs to another patient/);
    expect(existsSync(join(at.folder, "b.pdf"))).toBe(false);
    expect(await worklist(at.data)).toHaveLength(1);
  });

  it.each([
    ["letter", 612],
    ["a4", 595.28],
  ])("writes on %s", async (paper, width) => {
    const at = places();
    expect((await run(letterArguments(at, undefined, "--paper", paper))).code).toBe(0);
    const pdf = await readPdf(new Uint8Array(readFileSync(at.out)));
    expect(pdf.pages[0]?.width).toBeCloseTo(width, 1);
  });

  it("takes letterhead, paper and signer of a new store from the practice file", async () => {
    const at = places();
    const practice = join(at.folder, "practice.json");
    writeFileSync(
      practice,
      JSON.stringify({
        name: "Larkmoor Interventional Pain",
        addressLines: ["1200 Sample Avenue", "Anytown, NY 10001"],
        paper: "a4",
        signer: { displayName: "Ines Marlowe", credentials: "MD", npi: "1234567893" },
      }),
    );
    const { code } = await run(letterArguments(at, signableCase(), ...signing, "--practice", practice));
    expect(code).toBe(0);
    const pdf = await readPdf(new Uint8Array(readFileSync(at.out)));
    expect(pdf.pages[0]?.width).toBeCloseTo(595.28, 1);
    const text = await textOf(at.out);
    expect(text).toContain("Larkmoor Interventional Pain");
    expect(text).toContain("Electronically signed by Ines Marlowe, MD");

    const again = await run(letterArguments(at, sampleCase(), "--practice", practice));
    expect(again.errors).toContain("was not used");
  });

  it("replaces the file that was there before", async () => {
    const at = places();
    writeFileSync(at.out, "old");
    await run(letterArguments(at));
    expect(readFileSync(at.out).subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("says Vietnamese, Greek and Cyrillic names as they are", async () => {
    for (const name of ["Nguyễn Thị Hồng", "Ελένη Παπαδοπούλου", "Юрій Щербак"]) {
      const at = places();
      const content = sampleCase();
      content.patient.givenNames = name;
      expect((await run(letterArguments(at, content))).code).toBe(0);
      expect((await textOf(at.out)).normalize("NFC")).toContain(name.normalize("NFC"));
    }
  });
});

/** The whole invented case F1. */
function completeCase(): SampleCase {
  const url = new URL("../../fixtures/cases/case-f1.json", import.meta.url);
  return JSON.parse(readFileSync(url, "utf8"));
}

describe("an incomplete evaluation", () => {
  it.each<[string, () => SampleCase, readonly string[], RegExp]>([
    [
      "with red flags open",
      sampleCase,
      ["--sign"],
      /^fourfold: The evaluation is incomplete: \d+ required items are open, of which \d+ cannot be waived: RF\.CES\.BLADDER, RF\.CES\.BOWEL, RF\.CES\.SADDLE and \d+ more\. /,
    ],
    [
      "with red flags open, reason or not",
      sampleCase,
      signing,
      /^fourfold: The evaluation is incomplete: \d+ required items are open, of which \d+ cannot be waived: RF\./,
    ],
    [
      "with a red flag that is not known",
      () => changed(completeCase(), { "RF.SUI": "not asked" }),
      signing,
      /incomplete: 1 required item is open, of which 1 cannot be waived: RF\.SUI\./,
    ],
    [
      "without a diagnosis",
      () => changed(completeCase(), { "PLAN.DX": undefined }),
      signing,
      /incomplete: 1 required item is open, of which 1 cannot be waived: PLAN\.DX\./,
    ],
    [
      "with nothing but waivable items open",
      () => changed(completeCase(), { "HX.COURSE": undefined, "HX.TEMP": undefined }),
      ["--sign"],
      /incomplete: 2 required items are open: HX\.(COURSE|TEMP), HX\.(COURSE|TEMP)\. Nothing was stored\. .*--waive/,
    ],
  ])("%s is not signed, and nothing is stored", async (_, content, more, line) => {
    const at = places();
    const { code, output, errors } = await run(letterArguments(at, content(), ...more));
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(errors).toMatch(line);
    expect(errors.match(/\n/g)).toHaveLength(1);
    expect(existsSync(at.data)).toBe(false);
    expect(existsSync(at.out)).toBe(false);
    expect((await run(letterArguments(at, content()))).code, "as a draft").toBe(0);
  });

  it("keeps the reason at each item that was waived", async () => {
    const at = places();
    const content = changed(completeCase(), { "HX.COURSE": undefined, "HX.TEMP": undefined });
    const { code, errors } = await run(letterArguments(at, content, ...signing));
    expect(errors).toContain("Signed with 2 required items waived");
    expect(code).toBe(0);
    const answers = await answersOf(at.data);
    expect(answers["HX.COURSE"]).toEqual({ waived: "Seen as an emergency" });
    expect(answers["HX.TEMP"]).toEqual({ waived: "Seen as an emergency" });
    expect(Object.values(answers).filter((answer) => answer.waived !== undefined)).toHaveLength(2);
    expect(await textOf(at.out)).not.toContain("Seen as an emergency");
  });
});

describe("a complete evaluation", () => {
  it("is signed without a reason, and keeps none that was given for nothing", async () => {
    for (const more of [["--sign"], signing]) {
      const at = places();
      const { code, errors } = await run(letterArguments(at, completeCase(), ...more));
      expect(code).toBe(0);
      expect(errors).not.toContain("waived");
      const answers = await answersOf(at.data);
      expect(Object.values(answers).filter((answer) => answer.waived !== undefined)).toEqual([]);
    }
  });

  it("may hold waivers of its own", async () => {
    const at = places();
    const content = changed(completeCase(), { "HX.COURSE": { waived: "No interpreter that day" } });
    expect((await run(letterArguments(at, content, "--sign"))).code).toBe(0);
    expect((await answersOf(at.data))["HX.COURSE"]).toEqual({ waived: "No interpreter that day" });
    expect(await textOf(at.out)).not.toContain("No interpreter that day");
  });
});

describe("the password", () => {
  it("when wrong, is refused and the store stays as it is", async () => {
    const at = places();
    await run(letterArguments(at));
    const before = filesIn(at.data);
    const out = join(at.folder, "second.pdf");
    const { code, output, errors } = await run(letterArguments({ ...at, out }), {
      FOURFOLD_PASSWORD: "not the passphrase at all",
    });
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(errors).toMatch(/^fourfold: .*password/i);
    expect(errors.trimEnd()).not.toContain("\n");
    expect(existsSync(out)).toBe(false);
    const after = filesIn(at.data);
    // Failed attempts are counted in a file of their own, which slows down guessing.
    after.delete("store/attempts.json");
    before.delete("store/attempts.json");
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, bytes] of before) expect(after.get(name)?.equals(bytes), name).toBe(true);
  });

  it.each([
    ["is missing", {}, "is not set"],
    ["is empty", { FOURFOLD_PASSWORD: "" }, "is not set"],
    ["is too short for a new store", { FOURFOLD_PASSWORD: "short" }, "12 to 1024 characters"],
  ])("when it %s, is asked for in words and nothing is made", async (_, environment, words) => {
    const at = places();
    const { code, output, errors } = await run(letterArguments(at), environment);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toContain("fourfold: FOURFOLD_PASSWORD: ");
    expect(errors).toContain(words);
    expect(existsSync(at.data)).toBe(false);
    expect(existsSync(at.out)).toBe(false);
  });

  it.each(["--password=secret", "--password", "-password", "--pass", "--pw=secret"])(
    "is refused as the argument %s, and not repeated",
    async (argument) => {
      const at = places();
      const { code, errors } = await run([...letterArguments(at), argument, "secret"]);
      expect(code).toBe(2);
      expect(errors).toContain("FOURFOLD_PASSWORD");
      expect(errors).not.toContain("secret");
      expect(existsSync(at.data)).toBe(false);
    },
  );
});
