import { describe, expect, test } from "vitest";
import { checklist } from "../../../shared/checklist/index.ts";
import type { Answers } from "../../../shared/evaluation/evaluation.ts";
import { atVisit, measures, pointOf, pointWords } from "../../../shared/evaluation/trends.ts";
import { evaluationOf, values } from "../letter/support.ts";

const measure = (id: string) => {
  const found = measures.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no measure ${id}`);
  return found;
};

const mood = (prefix: string, count: number, value: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}.${index + 1}`, value]));

describe("measures", () => {
  test("belong to groups of the checklist, and each instrument group has one", () => {
    const groups = checklist.parts.flatMap((part) => part.groups).map((group) => group.id);
    expect(measures.flatMap((one) => one.groups).filter((id) => !groups.includes(id))).toEqual([]);
    const instruments = groups.filter((id) => id.startsWith("history.instruments."));
    expect(instruments.filter((id) => !measures.some((one) => one.groups.includes(id)))).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, number | undefined, readonly string[]]>([
    ["pain", { "HX.NRS.AVG": 0 }, 0, ["HX.NRS.AVG"]],
    ["pain", {}, undefined, []],
    ["peg", { "INS.PEG.P": 4, "INS.PEG.E": 5, "INS.PEG.G": 6 }, 5, ["INS.PEG.P", "INS.PEG.E", "INS.PEG.G"]],
    ["peg", { "INS.PEG.P": 4 }, undefined, []],
    ["peg", { "INS.PEG.TOTAL": 6.3 }, 6.3, ["INS.PEG.TOTAL"]],
    ["phq9", { "INS.PHQ9.TOTAL": 12 }, 12, ["INS.PHQ9.TOTAL"]],
    ["gad7", mood("INS.GAD", 7, 1), 7, Object.keys(mood("INS.GAD", 7, 1))],
    ["odi", { "INS.ODI": { total: 48 } }, 48, ["INS.ODI"]],
    ["odi", { "INS.ODI": { sum: 16, answered: 9 } }, 35.5, ["INS.ODI"]],
    ["odi", { "INS.ODI": { sum: 16 } }, undefined, []],
    ["ndi", { "INS.NDI": { total: 21 } }, 21, ["INS.NDI"]],
    ["ndi", { "INS.NDI": { percent: 42 } }, 21, ["INS.NDI"]],
  ])("%s is read from %j", (id, entries, value, basis) => {
    const point = pointOf(measure(id), evaluationOf({ answers: values(entries) }));
    expect(point).toEqual(value === undefined ? undefined : { visitDate: "2025-03-10", value, basis });
  });

  test("are of the visit whose answers they are read from", () => {
    const now = { ...evaluationOf({ answers: values({ "HX.NRS.AVG": 3 }) }), visitDate: "2025-05-12" };
    const answers: Answers = values({ "HX.NRS.AVG": 7 });
    const evaluation = { ...now, followUpOf: { visitDate: "2025-03-10", answers } };
    const before = atVisit(evaluation, evaluation.followUpOf);
    expect(before).not.toHaveProperty("followUpOf");
    expect(pointOf(measure("pain"), before)).toMatchObject({ visitDate: "2025-03-10", value: 7 });
    expect(pointOf(measure("pain"), evaluation)).toMatchObject({ visitDate: "2025-05-12", value: 3 });
  });

  test.each([
    ["pain", 7, "7 of 10"],
    ["odi", 35.5, "35.5%"],
    ["peg", 4.333, "4.3 of 10"],
    ["phq9", 12, "12 of 27"],
  ])("%s is told as %s", (id, value, words) => {
    expect(pointWords(measure(id), value)).toBe(words);
  });
});
