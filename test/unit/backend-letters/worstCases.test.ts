import { describe, expect, it } from "vitest";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import { pictureOf } from "../../../electron/backend/letters/pictures/picture.ts";
import type { Answers, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { Practice } from "../../../shared/evaluation/people.ts";
import { compose } from "../../../shared/letter/compose.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { fixture } from "../letter/support.ts";
import { type PdfContent, readPdf } from "./readPdf.ts";
import { png } from "./samplePictures.ts";

/** Nothing overflows and nothing is silently cut, however long or odd what was entered is. */

const createdAt = new Date("2025-03-10T21:42:00Z");
const practice: Practice = {
  name: "The Very Long Name of an Interventional Pain and Spine Practice with Several Founders, Partners and Branches in Town",
  addressLines: [
    "Medical Office Building of the Regional Hospital, second floor, to the left",
    "1200 Street Named in Honour of a Person with Several Names, Suite 4",
    "Anytown, NY 10001-1234",
  ],
  phone: "+1 (555) 555-0110, extension 4711",
  fax: "+1 (555) 555-0111",
  paper: "letter",
  letter: {
    footer:
      "Open Monday to Friday from 8 to 17, Saturday from 9 to 12; out of hours the regional hospital answers for us at +1 555 555-0199, every day, all year, and so on",
    confidentiality: "For the named recipients only. ".repeat(12).trim().slice(0, 400),
    closing: "With the kindest regards of the whole practice to all of you,",
  },
};

const names = [
  ["of 120 characters", "Maximiliana-Konstantinopoulou ".repeat(4).trim()],
  ["of one word of 120 letters", "x".repeat(120)],
  ["in Vietnamese", "Nguyễn Thị Thuỳ Dương"],
  ["in Greek with breathings", "Ἀλέξανδρος Παπαδόπουλος"],
  ["in Cyrillic", "Щербаченко-Ґудзь"],
] as const;

function letterOf(evaluation: Evaluation, own: Practice = practice): LetterDocument {
  return compose(evaluation, {
    practice: own,
    letterDate: "2026-03-10",
    letterNumber: "2026-000012",
    signer: {
      displayName: "Perpetua Wilhelmina Inkwell-Featherstonehaugh",
      credentials: "MD, PhD, FAAPMR",
      npi: "1234567893",
    },
    signedAt: "10 Mar 2026 at 16:42 (UTC-05:00)",
    status: "signed",
  });
}

/** Whatever has a glyph stands on the sheet between its margins; the windows of the envelope have their own test. */
function strayedTexts(pdf: PdfContent): readonly string[] {
  return pdf.pages.flatMap((page, index) =>
    page.items.flatMap(({ text, x, y, width, size }) => {
      if (text.trim() === "") return [];
      const isAddress = index === 0 && y < 243;
      const left = isAddress ? 36 : 61;
      const right = page.width - left;
      const isInside =
        x >= left - 0.1 && x + width <= right + 0.1 && y - size >= 18 && y + size * 0.3 <= page.height - 14;
      return isInside
        ? []
        : [
            `page ${index + 1}, ${Math.round(x)}-${Math.round(x + width)}, ${Math.round(y)}: ${text.slice(0, 40)}`,
          ];
    }),
  );
}

/** Lines of the body never stand on each other nor on the footer: baselines in one column are a line apart. */
function collisions(pdf: PdfContent): readonly string[] {
  return pdf.pages.flatMap((page, index) => {
    const items = page.items.filter(({ text, size }) => text.trim() !== "" && size < 20);
    return items.flatMap((one, at) =>
      items.slice(at + 1).flatMap((other) => {
        const apart = Math.abs(one.y - other.y);
        const overlap = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
        const touches = overlap > 1 && apart > 0.5 && apart < Math.min(one.size, other.size) * 0.72;
        const isSame = overlap > 1.5 && apart <= 0.5;
        return touches || isSame ? [`page ${index + 1}: “${one.text}” on “${other.text}”`] : [];
      }),
    );
  });
}

const squeezed = (text: string) => text.normalize("NFC").replace(/[\s\u2010-\u2015-]/g, "");

async function checked(
  letter: LetterDocument,
  mustHold: readonly string[],
  papers: readonly ("letter" | "a4")[] = ["letter"],
): Promise<PdfContent> {
  const pictures = {
    logo: { picture: pictureOf(png(900, 300)), place: "right" as const },
    signature: pictureOf(png(600, 200)),
  };
  let last: PdfContent | undefined;
  for (const paper of papers) {
    const pdf = await readPdf(await writeLetterPdf(letter, { paper, createdAt, pictures }));
    expect(strayedTexts(pdf)).toEqual([]);
    const drawn = pdf.alternatives.length > 2;
    // Words within a drawing stand as close as the drawing wants.
    if (!drawn) expect(collisions(pdf)).toEqual([]);
    const all = squeezed(pdf.pages.map(({ text }) => text).join(" "));
    for (const words of mustHold) expect(all).toContain(squeezed(words));
    last = pdf;
  }
  if (last === undefined) throw new Error("a letter is written on some paper");
  return last;
}

const base = fixture("case-f2.json");
const withAnswers = (answers: Answers): Evaluation => ({ ...base, answers: { ...base.answers, ...answers } });

describe("a letter about somebody with a name", () => {
  it.each(names)("%s", async (_name, name) => {
    const patient = { ...base.patient, familyName: name, givenNames: name };
    const referrer = { ...base.referrer, familyName: name, practice: name };
    const pdf = await checked(letterOf({ ...base, patient, referrer }), []);
    for (const [index, page] of pdf.pages.entries()) {
      expect(squeezed(page.text)).toContain(squeezed(name));
      expect(page.text).toContain(`Page ${index + 1} of ${pdf.pages.length}`);
    }
  });
});

describe("a letter with", () => {
  it("forty diagnoses has each of them", async () => {
    const diagnoses = Array.from({ length: 40 }, (_, index) => ({
      diagnosis: `Invented diagnosis number ${index + 1} of forty`,
      generator: "other",
      certainty: index === 0 ? "most likely" : "possible",
    }));
    const named = diagnoses.map(({ diagnosis }) => diagnosis.slice(1));
    await checked(letterOf(withAnswers({ "PLAN.DX": { value: diagnoses } })), named);
  });

  it("no imaging says so and leaves no gap", async () => {
    const { "IM.STUDY": _studies, "IM.GRID": _grid, ...answers } = base.answers;
    const pdf = await checked(letterOf({ ...base, answers }), ["Records and imaging review"]);
    expect(pdf.pages.map(({ text }) => text).join(" ")).not.toMatch(/undefined|null|NaN/);
  });

  it("a question and an answer of the greatest length has all of both", async () => {
    const question = `${"Is there anything that could be done about the pain that she has had ".repeat(14).slice(0, 990)} now?`;
    const answer = `${"Yes, and it is done in small steps that I describe below in order ".repeat(18).slice(0, 1190)} end.`;
    const evaluation = withAnswers({ "PLAN.ANSWER": { value: answer } });
    const referral = { ...evaluation.referral, question };
    await checked(letterOf({ ...evaluation, referral }), [question, answer]);
  });

  it.each(["history", "longWords"] as const)("every text at its longest: %s", async (kind) => {
    const word =
      kind === "history" ? "pain comes and goes with the weather " : "pneumonoultramicroscopic".repeat(4);
    const text = word.repeat(200).slice(0, 3999).trim();
    const notes = Object.fromEntries(
      Object.entries(base.answers).map(([id, answer]) => [
        id,
        { ...answer, note: `${text.slice(0, 200)} (${id})` },
      ]),
    );
    const evaluation = { ...base, answers: { ...notes, "HX.CC": { value: text } } };
    await checked(letterOf(evaluation), [text.slice(0, 600)]);
  });
});

describe.each(["case-f1.json", "case-f3.json", "case-f6.json"])("%s with the longest letterhead", (name) => {
  it("stands within its margins", async () => {
    const evaluation = fixture(name);
    await checked(letterOf(evaluation), [practice.name, evaluation.patient.mrn], ["letter", "a4"]);
  });
});
