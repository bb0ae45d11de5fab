import { describe, expect, test } from "vitest";
import { bodyRegions, rootsOfRegion } from "../../../shared/checklist/bodyDrawing.ts";
import { allItems, checklist, findItem, partOf } from "../../../shared/checklist/index.ts";
import type { Choice, Condition, Field, Item, ItemKind } from "../../../shared/checklist/kinds.ts";
import { partIds } from "../../../shared/checklist/kinds.ts";
import { nerveRoots, strengthGrades, strengthOrdinal } from "../../../shared/checklist/valueSets.ts";

/** Fields of a record, of a pair's entry, of a repeat's rows or of a grid's columns. */
function fieldsOf(kind: ItemKind): readonly Field[] {
  switch (kind.kind) {
    case "record":
    case "repeat":
      return kind.fields;
    case "pair":
      return fieldsOf(kind.entry);
    case "grid":
      return kind.columns;
    default:
      return [];
  }
}

/** Every list of choices in an item, with where it stands. */
function choiceLists(item: Item): readonly (readonly [string, readonly Choice[]])[] {
  const own = item.kind === "single" || item.kind === "multi" ? [[item.id, item.choices] as const] : [];
  const paired =
    item.kind === "pair" && (item.entry.kind === "single" || item.entry.kind === "multi")
      ? [[item.id, item.entry.choices] as const]
      : [];
  const inFields = fieldsOf(item).flatMap((field) =>
    field.kind === "single" || field.kind === "multi"
      ? [[`${item.id}.${field.id}`, field.choices] as const]
      : [],
  );
  const drawn = item.kind === "drawing" ? [[item.id, item.qualities] as const] : [];
  return [...own, ...paired, ...inFields, ...drawn];
}

function conditionsOf(item: Item): readonly Condition[] {
  return [
    ...(item.when === undefined ? [] : [item.when]),
    ...(typeof item.requirement === "object" && "requiredWhen" in item.requirement
      ? [item.requirement.requiredWhen]
      : []),
    ...(item.kind === "grid" ? item.rows.flatMap((row) => (row.when === undefined ? [] : [row.when])) : []),
  ];
}

/** What a condition says that the checklist does not know; empty when it is sound. */
function faultsIn(condition: Condition): readonly string[] {
  if ("all" in condition) return condition.all.flatMap(faultsIn);
  if ("any" in condition) return condition.any.flatMap(faultsIn);
  if ("not" in condition) return faultsIn(condition.not);
  if (!("item" in condition)) return [];
  const item = findItem(condition.item);
  if (item === undefined) return [`no item ${condition.item}`];
  if ("answered" in condition) return [];
  if ("hasRows" in condition) return item.kind === "repeat" ? [] : [`${item.id} has no rows`];
  const fieldId = "anyRow" in condition ? condition.anyRow.field : condition.field;
  const codes =
    "anyRow" in condition ? condition.anyRow.isOneOf : "isOneOf" in condition ? condition.isOneOf : [];
  if (item.kind === "computed") return [`${item.id} is computed and never stored`];
  if (fieldId === undefined) {
    const kinds: ItemKind = item.kind === "pair" ? item.entry : item;
    return codesMissing(item.id, kinds, codes);
  }
  if (item.kind === "pair" && item.entry.kind !== "record" && (fieldId === "right" || fieldId === "left")) {
    return codesMissing(`${item.id} ${fieldId}`, item.entry, codes);
  }
  const field = fieldsOf(item).find((candidate) => candidate.id === fieldId);
  return field === undefined ? [`${item.id} has no field ${fieldId}`] : codesMissing(item.id, field, codes);
}

function codesMissing(id: string, kind: ItemKind, codes: readonly (string | number)[]): readonly string[] {
  if (codes.length === 0) return [];
  if (kind.kind === "scale" || kind.kind === "number") {
    return codes.filter((code) => typeof code !== "number").map((code) => `${id} is never ${code}`);
  }
  if (kind.kind !== "single" && kind.kind !== "multi") return [`${id} has no codes`];
  const known = kind.choices.map((choice) => choice.code);
  return codes.filter((code) => !known.includes(String(code))).map((code) => `${id} has no code ${code}`);
}

const repeated = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index);

describe("the checklist as a whole", () => {
  test("has the parts in the order of the evaluation", () => {
    expect(checklist.parts.map((part) => part.id)).toEqual(partIds);
  });

  test("has every id once", () => {
    expect(repeated(allItems.map((item) => item.id))).toEqual([]);
    expect(repeated(checklist.parts.flatMap((part) => part.groups.map((group) => group.id)))).toEqual([]);
  });

  test("survives JSON unchanged", () => {
    expect(JSON.parse(JSON.stringify(checklist))).toEqual(checklist);
  });

  test("finds an item and its part, and nothing for an id that is none", () => {
    expect(findItem("HX.CC")?.label).toBe("Chief complaint");
    expect(partOf("HX.CC")).toBe("history");
    expect(partOf("RF.SUI")).toBe("history");
    expect(findItem("HX.NOSUCH")).toBeUndefined();
    expect(() => partOf("HX.NOSUCH")).toThrow("HX.NOSUCH");
  });

  test("cross rules name items that exist", () => {
    const named = checklist.crossRules.flatMap((rule) => [
      ...rule.items,
      ...("ascending" in rule.check ? rule.check.ascending : [rule.check.rowDatesAscending.item]),
    ]);
    expect(named.filter((id) => findItem(id) === undefined)).toEqual([]);
    const dateFields = checklist.crossRules.flatMap((rule) => {
      if (!("rowDatesAscending" in rule.check)) return [];
      const { item, from, to } = rule.check.rowDatesAscending;
      const fields = fieldsOf(findItem(item) as Item);
      return [from, to].map((id) => fields.find((field) => field.id === id)?.kind);
    });
    expect(new Set(dateFields)).toEqual(new Set(["date"]));
  });

  test("group conditions are sound", () => {
    const faults = checklist.parts
      .flatMap((part) => part.groups)
      .flatMap((group) => (group.when === undefined ? [] : faultsIn(group.when)));
    expect(faults).toEqual([]);
  });
});

describe.each(allItems.map((item) => [item.id, item] as const))("%s", (_id, item) => {
  test("is soundly defined", () => {
    expect(item.label.trim()).not.toBe("");
    expect(item.source.trim()).not.toBe("");
    for (const [where, choices] of choiceLists(item)) {
      expect(choices.length, where).toBeGreaterThan(0);
      expect(repeated(choices.map((choice) => choice.code)), where).toEqual([]);
      for (const { code, label, phrase } of choices) {
        expect(
          [code, label ?? code, phrase ?? code].every((words) => words.trim() !== ""),
          where,
        ).toBe(true);
      }
    }
    const fields = fieldsOf(item);
    expect(repeated(fields.map((field) => field.id))).toEqual([]);
    for (const field of fields) {
      expect(field.id).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expect(field.label.trim()).not.toBe("");
    }
    for (const kind of [item, ...fields]) {
      if (kind.kind === "number" || kind.kind === "scale") expect(kind.min).toBeLessThan(kind.max);
      if (kind.kind === "multi") {
        const codes = kind.choices.map((choice) => choice.code);
        expect((kind.exclusive ?? []).filter((code) => !codes.includes(code))).toEqual([]);
      }
    }
    expect(conditionsOf(item).flatMap(faultsIn)).toEqual([]);
  });
});

describe("the history", () => {
  const history = checklist.parts.find((part) => part.id === "history");
  const items = history?.groups.flatMap((group) => group.items) ?? [];

  test("asks red flags right after the complaint, and at a follow-up first what happened since", () => {
    expect(history?.groups.slice(0, 4).map((group) => group.id)).toEqual([
      "history.interval",
      "history.complaint",
      "history.redFlags.nerve",
      "history.redFlags.disease",
    ]);
  });

  test("keeps a group to what fits on a screen", () => {
    const long = history?.groups.filter((group) => group.items.length > 14).map((group) => group.id);
    expect(long).toEqual([]);
  });

  test("lets nobody waive red flags, allergies, antithrombotics, pregnancy or prescription monitoring", () => {
    const mustAnswer = items.filter(
      (item) =>
        (item.id.startsWith("RF.") && item.kind !== "computed") ||
        (item.id.startsWith("HX.ALG.") && item.id !== "HX.ALG.DRUG") ||
        item.id.startsWith("HX.MED.ATC") ||
        item.id === "HX.PMH.PREG" ||
        item.id === "HX.PDMP",
    );
    expect(mustAnswer).toHaveLength(20 + 9 + 2 + 1 + 1);
    expect(mustAnswer.filter((item) => !item.neverWaived).map((item) => item.id)).toEqual([]);
  });

  test("has every required item of the clinical reference", () => {
    const required = [
      "HX.CC HX.REGION HX.ONSET.MODE HX.MECH HX.COURSE HX.LOC.MAP HX.SIDE HX.RAD HX.AXLIMB HX.QUAL",
      "HX.NRS.NOW HX.NRS.AVG HX.NRS.WORST HX.NRS.LEAST HX.TEMP HX.AGG HX.REL HX.NEURO.SX HX.SLEEP HX.FUNC HX.HEP",
      "HX.GOAL HX.CONS HX.INTV HX.SURG HX.SURG.OPIN HX.MED HX.MED.BZD HX.MED.ATC HX.MED.STER HX.MED.IMM",
      "HX.PMH.DM HX.PMH.BLEED HX.PMH.INF HX.PMH.CA HX.PMH.OSTEO HX.PMH.DEV HX.PMH.CV HX.SOC HX.SUB HX.WORK",
      "HX.LIT HX.PSY",
    ].flatMap((line) => line.split(" "));
    expect(required.filter((id) => findItem(id)?.requirement !== "required")).toEqual([]);
  });

  test("shows no wording of a questionnaire that needs a licence", () => {
    const scoreOnly = items.filter(
      (item) => item.id.startsWith("INS.") && !/^INS\.(PEG|PHQ|GAD)/.test(item.id),
    );
    const kinds = new Set(scoreOnly.map((item) => item.kind));
    expect([...kinds].sort()).toEqual(["computed", "record", "repeat"]);
    const embedded = items.filter((item) => /^INS\.(PEG|PHQ|GAD)/.test(item.id));
    expect(embedded.every((item) => /Krebs|No permission required/.test(item.source))).toBe(true);
  });
});

describe("the body drawing", () => {
  test("gives each region an id of its own and a path inside the view box", () => {
    expect(repeated(bodyRegions.map((region) => region.id))).toEqual([]);
    for (const region of bodyRegions) {
      const numbers = (region.path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
      expect(numbers.length % 2, region.id).toBe(0);
      const inside = numbers.every((value, index) => value >= 0 && value <= (index % 2 === 0 ? 200 : 420));
      expect(inside, region.id).toBe(true);
    }
  });

  test("is the same on both sides, mirrored, with the patient's right on the viewer's left in front", () => {
    const meanX = (id: string) => {
      const path = bodyRegions.find((region) => region.id === id)?.path ?? "";
      const xs = (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number).filter((_, index) => index % 2 === 0);
      return xs.reduce((sum, x) => sum + x, 0) / xs.length;
    };
    expect(meanX("front-hand-thumb-right")).toBeLessThan(100);
    expect(meanX("back-hand-thumb-right")).toBeGreaterThan(100);
    const sided = bodyRegions.filter((region) => region.side === "right");
    for (const region of sided) {
      const other = region.id.replace(/-right$/, "-left");
      expect(meanX(region.id) + meanX(other), region.id).toBeCloseTo(200, 1);
    }
  });

  test("names roots that are roots", () => {
    const known = new Set<string>([...nerveRoots, "C2", "C3", "C4"]);
    expect([...rootsOfRegion.values()].flat().filter((root) => !known.has(root))).toEqual([]);
    expect(rootsOfRegion.get("front-foot-back-left")).toEqual(["L5"]);
  });
});

test("strength grades ascend in the order in which they are offered", () => {
  const ordinals = strengthGrades.flatMap(({ code }) => strengthOrdinal[code] ?? []);
  expect(ordinals).toEqual([...ordinals].sort((first, second) => first - second));
  expect(ordinals).toHaveLength(8);
});
