import { describe, expect, test } from "vitest";
import { carryForward } from "../../../shared/evaluation/carryForward.ts";
import type { Answers, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { plainText } from "../../../shared/letter/document.ts";
import { sentencesOf } from "../../../shared/letter/plain.ts";
import { faultsOf } from "./laws.ts";
import { allText, evaluationOf, frame, sectionOf, values } from "./support.ts";

const before = values({
  "HX.NRS.AVG": 7,
  "INS.ODI": { total: 52 },
  "INS.PEG.P": 8,
  "INS.PEG.E": 8,
  "INS.PEG.G": 8,
  "INS.PCS": { total: 30 },
  "HX.ALG.LATEX": "moderate",
  "HX.HAND": "left",
});

function followUp(answers: Answers): Evaluation {
  return {
    ...evaluationOf({ answers }),
    visitDate: "2025-05-12",
    followUpOf: { visitDate: "2025-03-10", answers: before },
  };
}

const letter = (answers: Answers) => compose(followUp(answers), frame);

const interval = {
  "HX.INT.CHANGE": "better",
  "HX.INT.SINCE": "Walks the dog again. Slept through since April.",
  "HX.INT.PROC": [
    {
      procedure: "Left L5 transforaminal injection",
      date: "2025-03-24",
      relief: 60,
      duration: 6,
      durationUnit: "weeks",
      lasting: "no",
    },
  ],
  "HX.INT.MEDS": [
    { drug: "gabapentin", change: "reduced", effect: "less drowsy" },
    { drug: "naproxen", change: "stopped" },
  ],
  "HX.INT.GOAL": "closer",
};

describe("the letter after a follow-up", () => {
  test("opens its history with what happened since and what changed in figures", () => {
    const answers = values({
      ...interval,
      "HX.NRS.AVG": 4,
      "INS.ODI": { total: 30 },
      "INS.PCS": { total: 30 },
    });
    const text = sectionOf(letter(answers), "history");
    expect(text.split("\n").slice(0, 8).join(" ")).toBe(
      [
        "Since the visit of 10 Mar 2025 she is better.",
        "Walks the dog again.",
        "Slept through since April.",
        "Compared with 10 Mar 2025, average pain fell from 7 to 4 of 10 and ODI fell from 52% to 30%.",
        "Further, Pain Catastrophizing Scale (PCS) stayed at 30 of 52.",
        "Left L5 transforaminal injection on 24 Mar 2025 gave 60% relief for six weeks (which has worn off).",
        "Gabapentin was reduced (less drowsy) and naproxen was stopped.",
        "She has come closer to her goals.",
      ].join(" "),
    );
  });

  test("names the items of each figure, of then and of now", () => {
    const document = letter(values({ "INS.PEG.P": 4, "INS.PEG.E": 4, "INS.PEG.G": 5 }));
    const change = sentencesOf(document).find((said) => plainText(said).includes("fell from 8"));
    expect(change && plainText(change)).toMatch(/PEG.* fell from 8 to 4\.3 of 10/);
    for (const item of ["INS.PEG.P", "INS.PEG.E", "INS.PEG.G"]) {
      expect(change?.sources).toContainEqual({ item });
      expect(change?.sources).toContainEqual({ item, part: "at the earlier visit" });
    }
  });

  test.each<[string, Answers]>([
    ["everything", values({ ...interval, "HX.NRS.AVG": 9, "INS.ODI": { sum: 26, answered: 10 } })],
    ["nothing", {}],
    ["no procedure, no change", values({ "HX.INT.PROC": [], "HX.INT.MEDS": [], "HX.INT.GOAL": "no change" })],
    ["what was carried and not confirmed", carryForward({ visitDate: "2025-03-10", answers: before })],
  ])("of %s is sound: every sentence has its source, nothing is lost", (_what, answers) => {
    const evaluation = followUp(answers);
    expect(faultsOf(compose(evaluation, frame), evaluation)).toEqual([]);
  });

  test("does not print what was carried and not confirmed, and prints it once it is", () => {
    const carried = carryForward({ visitDate: "2025-03-10", answers: before });
    expect(Object.keys(carried)).toEqual(["HX.ALG.LATEX", "HX.HAND"]);
    expect(allText(letter(carried))).not.toMatch(/latex|left-handed/i);
    expect(allText(letter(values({ "HX.ALG.LATEX": "moderate", "HX.HAND": "left" })))).toMatch(/latex/i);
  });

  test("speaks of seeing the patient again; a first visit does not", () => {
    expect(allText(letter({}))).toContain(
      "I saw Ms Ample, aged 55, again on 12 May 2025, after the visit of 10 Mar 2025.",
    );
    const first = allText(compose(evaluationOf({ answers: values(interval) }), frame));
    expect(first).toContain("Thank you for referring");
    expect(first).not.toContain("Walks the dog");
  });
});
