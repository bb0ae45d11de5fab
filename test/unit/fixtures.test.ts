import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findItem } from "../../shared/checklist/index.ts";
import { isApplicable } from "../../shared/evaluation/applicability.ts";
import { parseCaseFile } from "../../shared/evaluation/caseFile.ts";
import { completenessOf } from "../../shared/evaluation/completeness.ts";
import { computeItem } from "../../shared/evaluation/computed.ts";
import { daysBetween } from "../../shared/evaluation/dates.ts";
import type { Evaluation } from "../../shared/evaluation/evaluation.ts";
import { readAnswers } from "../../shared/evaluation/reader.ts";
import { checkEvaluation } from "../../shared/evaluation/validate.ts";

/** Recorded cases: five real notes in our own structure, six invented evaluations, and small ones at the edges. */

/** All recorded visits lie before it. */
const today = "2026-01-01";
const folder = join(import.meta.dirname, "../fixtures");
const filesIn = (name: string) =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => `${name}/${file}`);
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const evaluationOf = (name: string) => parseCaseFile(read(name), today);
const missingIn = (evaluation: Evaluation) =>
  completenessOf(evaluation).parts.flatMap((part) => part.missing);

/** "answers.PLAN.PROC[0].steroid" -> ["answers", "PLAN.PROC", "0", "steroid"]: ids have capitals, fields do not. */
function stepsOf(path: string): readonly string[] {
  const id = /^answers\.([A-Z][A-Z0-9.-]*[A-Z0-9])(?=$|[.[])/.exec(path)?.[1];
  const rest = id === undefined ? path : path.slice(`answers.${id}`.length);
  const fields = rest.split(/[.[\]]+/).filter((step) => step !== "");
  return id === undefined ? fields : ["answers", id, ...fields];
}

function valueAt(part: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((inside, step) => {
    const object = inside as Record<string, unknown> | undefined;
    // An answer with a note holds its value one step further in.
    const holder = object?.[step] === undefined && object?.value !== undefined ? object.value : object;
    return (holder as Record<string, unknown> | undefined)?.[step];
  }, part);
}

const caseFiles = filesIn("cases");
const edgeFiles = filesIn("edge");

describe.each([...caseFiles, ...edgeFiles])("%s", (name) => {
  const evaluation = evaluationOf(name);

  test("is a sound case file without a contradiction", () => {
    expect(checkEvaluation(evaluation)).toEqual([]);
  });

  test("holds no answer that its other answers fold away", () => {
    const unused = Object.keys(evaluation.answers).filter((id) => {
      const item = findItem(id);
      return item === undefined || !isApplicable(item, evaluation);
    });
    expect(unused).toEqual([]);
  });
});

test.each(caseFiles)("%s says truly what was invented", (name) => {
  const raw = JSON.parse(read(name)) as Record<string, unknown>;
  const invented = (raw.invented ?? []) as readonly string[];
  expect(invented.length).toBeGreaterThan(0);
  expect(invented.filter((path) => valueAt(raw, stepsOf(path)) === undefined)).toEqual([]);
});

test("there are six invented cases, five real notes and sixteen edges", () => {
  expect(caseFiles.filter((name) => /\/case-f\d\.json$/.test(name))).toHaveLength(6);
  expect(caseFiles).toHaveLength(11);
  expect(edgeFiles).toHaveLength(16);
});

describe("completeness", () => {
  test.each([1, 2, 3, 4, 5])("case F%i lacks nothing", (number) => {
    expect(missingIn(evaluationOf(`cases/case-f${number}.json`))).toEqual([]);
  });

  test("case F6 lacks what an emergency left unasked, and nothing else", () => {
    expect(completenessOf(evaluationOf("cases/case-f6.json")).parts.map((part) => part.missing)).toEqual([
      [],
      // The history was cut short: he left for the hospital as soon as the red flags, what he takes, his last dose
      // of anticoagulant and the allergies that matter there were known.
      [
        "HX.COURSE",
        "HX.LOC.MAP",
        "HX.RAD.DIST",
        "HX.NRS.LEG",
        "HX.TEMP",
        "HX.AGG",
        "HX.REL",
        "HX.WALK",
        "HX.STANDRELIEF",
        "HX.SLEEP",
        "HX.FUNC",
        "HX.GOAL",
        "HX.SURG.OPIN",
        "HX.MED.STER",
        "HX.MED.IMM",
        "HX.ALG.GADOLINIUM",
        "HX.ALG.ANTISEPTIC",
        "HX.ALG.ADHESIVE",
        "HX.ALG.ANTIBIOTIC",
        "HX.ALG.OTHER",
        "HX.PMH.INF",
        "HX.PMH.OSTEO",
        "HX.PMH.DEV",
        "HX.PMH.CV",
        "HX.SOC",
        "HX.WORK",
        "HX.PSY",
        "HX.ROS.CONST",
        "HX.ROS.HEENT",
        "HX.ROS.CV",
        "HX.ROS.RESP",
        "HX.ROS.GI",
        "HX.ROS.GU",
        "HX.ROS.MSK",
        "HX.ROS.SKIN",
        "HX.ROS.NEURO",
        "HX.ROS.PSYCH",
        "HX.ROS.ENDO",
        "HX.ROS.HAEM",
        "HX.ROS.ALLERGY",
      ],
      // The examination was partial; whatever was left out says "not done, emergency".
      [],
      [],
      // No imaging exists: the MRI is recorded as requested, so that no level can be asked for.
      [],
      [],
    ]);
  });

  test("case F6 leaves out parts of the examination for no other reason than the emergency", () => {
    const reasons = Object.values(evaluationOf("cases/case-f6.json").answers).flatMap(({ notDone }) =>
      notDone === undefined ? [] : [notDone],
    );
    expect(reasons).toHaveLength(40);
    expect(new Set(reasons)).toEqual(new Set(["emergency"]));
  });
});

/** What the program works out, as text: "" while it cannot. */
function computed(name: string, id: string): string {
  const item = findItem(id);
  if (item?.kind !== "computed") throw new RangeError(`${id} is not worked out`);
  return computeItem(item, evaluationOf(name))?.text ?? "";
}

function wholeMonths(from: string, to: string): number {
  const [start, end] = [new Date(from), new Date(to)];
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  return end.getUTCDate() < start.getUTCDate() ? months - 1 : months;
}

describe("worked out from the answers", () => {
  test.each([
    ["cases/case-f1.json", "HX.DUR", "acute"],
    ["cases/case-f1.json", "HX.MED.MME", "30 MME a day"],
    ["cases/case-f1.json", "PE.VIT.BMI", "25.9 kg/m²"],
    ["cases/case-f1.json", "INS.PEG", "7.7 of 10"],
    ["cases/case-f1.json", "INS.ODI.BAND", "severe"],
    ["cases/case-f1.json", "INS.PHQ2", "2 of 6, negative"],
    ["cases/case-f1.json", "INS.GAD2", "1 of 6, negative"],
    ["cases/case-f1.json", "INS.DN4.BAND", "neuropathic: suggests neuropathic pain"],
    ["cases/case-f1.json", "INS.STARTBACK.BAND", "medium risk"],
    ["cases/case-f1.json", "PE.C.LAS", "right 0 of 5 positive, left 0 of 5 positive"],
    ["cases/case-f2.json", "HX.DUR", "chronic"],
    ["cases/case-f2.json", "HX.MED.MME", ""],
    ["cases/case-f2.json", "PE.VIT.BMI", "27.1 kg/m²"],
    ["cases/case-f2.json", "INS.PEG", "6.0 of 10"],
    ["cases/case-f2.json", "INS.ODI.BAND", "moderate"],
    ["cases/case-f2.json", "INS.PHQ9", "6 of 27, mild"],
    ["cases/case-f2.json", "INS.STARTBACK.BAND", "medium risk"],
    ["cases/case-f2.json", "PE.C.LAS", "right 0 of 5 positive, left 1 of 5 positive"],
    ["cases/case-f3.json", "HX.DUR", "chronic"],
    ["cases/case-f3.json", "HX.MED.MME", "90 MME a day"],
    ["cases/case-f3.json", "PE.VIT.BMI", "31.9 kg/m²"],
    ["cases/case-f3.json", "INS.PEG", "8.0 of 10"],
    ["cases/case-f3.json", "INS.ODI.BAND", "crippling"],
    ["cases/case-f3.json", "INS.PHQ9", "17 of 27, moderately severe"],
    ["cases/case-f3.json", "INS.GAD7", "12 of 21, moderate"],
    ["cases/case-f3.json", "INS.PCS.BAND", "clinically relevant: clinically relevant catastrophizing"],
    ["cases/case-f3.json", "INS.ORT.BAND", "moderate risk"],
    ["cases/case-f3.json", "PE.C.LAS", "right 3 of 5 positive, left 0 of 5 positive"],
    ["cases/case-f4.json", "HX.DUR", "subacute"],
    ["cases/case-f4.json", "PE.VIT.BMI", "22.7 kg/m²"],
    ["cases/case-f4.json", "INS.PEG", "5.7 of 10"],
    ["cases/case-f4.json", "INS.NDI.BAND", "moderate"],
    ["cases/case-f4.json", "PE.C.WAIN", "right 4 of 4 positive, left 1 of 4 positive"],
    ["cases/case-f5.json", "HX.DUR", "chronic"],
    ["cases/case-f5.json", "PE.VIT.BMI", "24.2 kg/m²"],
    ["cases/case-f5.json", "INS.PEG", "6.3 of 10"],
    ["cases/case-f5.json", "INS.PHQ9", "8 of 27, mild"],
    ["cases/case-f5.json", "INS.ODI.BAND", "moderate"],
    ["cases/case-f5.json", "PE.C.LAS", "right 1 of 5 positive, left 4 of 5 positive"],
    ["cases/case-f6.json", "HX.DUR", "acute"],
    ["cases/case-f6.json", "PE.VIT.BMI", ""],
    ["cases/case-f6.json", "PE.C.LAS", ""],
    ["edge/e04.json", "INS.PHQ9", "3 of 27, minimal"],
    [
      "edge/e06.json",
      "PE.C.LAS",
      "right 3 of 5 positive, left 0 of 5 positive; pain centralises, so that the count means less",
    ],
    ["edge/e07.json", "HX.MED.MME", "60 MME a day"],
    ["edge/e08.json", "HX.MED.MME", "40 MME a day"],
    ["edge/e09.json", "HX.MED.MME", "120 MME a day"],
    ["edge/e10.json", "HX.MED.MME", "141 MME a day"],
    ["edge/e12.json", "RF.FX.AGE", "61 years: over 52"],
  ])("%s: %s is “%s”", (name, id, text) => {
    expect(computed(name, id)).toBe(text);
  });

  test.each([
    ["cases/case-f1.json", 28, 35],
    ["cases/case-f2.json", 417, 431],
    ["cases/case-f4.json", 42, 49],
    ["cases/case-f5.json", 190, 204],
    ["cases/case-f6.json", 9, 11],
    ["edge/e01.json", 3, 3],
    ["edge/e02.json", 10, 10],
    ["edge/e03.json", 14, 22],
  ])("%s: %i days from onset to referral, %i to the visit", (name, toReferral, toVisit) => {
    const evaluation = evaluationOf(name);
    const onset = readAnswers(evaluation).date("HX.ONSET.DATE") ?? "";
    expect(daysBetween(onset, evaluation.referral.date)).toBe(toReferral);
    expect(daysBetween(onset, evaluation.visitDate)).toBe(toVisit);
  });

  test("case F3 comes 38 months after the operation, of which the first eight were better", () => {
    const evaluation = evaluationOf("cases/case-f3.json");
    const [operation] = readAnswers(evaluation).rows("HX.SURG");
    expect(wholeMonths(String(operation?.date), evaluation.visitDate)).toBe(38);
    expect(operation?.reliefMonths).toBe(8);
  });

  test("case F6 comes four days after the first sign of a compressed cauda equina", () => {
    const evaluation = evaluationOf("cases/case-f6.json");
    expect(daysBetween(readAnswers(evaluation).date("RF.CES.ONSET") ?? "", evaluation.visitDate)).toBe(4);
  });
});

describe("an evaluation without any records", () => {
  const evaluation = evaluationOf("edge/e14.json");
  const records = (of: Evaluation) => completenessOf(of).parts.find((part) => part.partId === "records");

  test("has a complete fourth part once it says that they were requested", () => {
    expect(records(evaluation)?.missing).toEqual([]);
  });

  test("has not while it does not say so", () => {
    const { "IM.REQUEST": _request, ...answers } = evaluation.answers;
    expect(records({ ...evaluation, answers })?.missing).toEqual(["IM.REQUEST"]);
  });
});

test("item 9 of the PHQ-9 stands out of a minimal total", () => {
  expect(readAnswers(evaluationOf("edge/e04.json")).number("INS.PHQ.9")).toBe(1);
});
