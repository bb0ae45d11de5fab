import { describe, expect, test } from "vitest";
import { furtherFieldsOf } from "../../../../renderer/components/items/furtherFields.ts";
import { allItems, findItem } from "../../../../shared/checklist/index.ts";
import type { AnswerValue } from "../../../../shared/evaluation/evaluation.ts";
import { checkAnswer } from "../../../../shared/evaluation/validate.ts";
import { doseOf, offerFor, offeringItems } from "../../../../shared/reasoning/offers/offers.ts";
import { caseNames, caseOf } from "../support.ts";

function without(name: string, ...items: readonly string[]) {
  const given = caseOf(name);
  const answers = Object.fromEntries(Object.entries(given.answers).filter(([id]) => !items.includes(id)));
  return { ...given, answers };
}

describe("a dose in words", () => {
  test.each([
    ["500 mg twice a day", { dose: 500, unit: "mg", perDay: 2 }],
    ["300 mg three times a day", { dose: 300, unit: "mg", perDay: 3 }],
    ["300 mg TID", { dose: 300, unit: "mg", perDay: 3 }],
    ["1 g t.i.d.", { dose: 1, unit: "g", perDay: 3 }],
    ["12.5 mg once a day", { dose: 12.5, unit: "mg", perDay: 1 }],
    ["5 mg as needed, twice a day", { dose: 5, unit: "mg" }],
    ["25 mcg/h", {}],
    ["two tablets", {}],
    ["", {}],
  ])("%s", (words, expected) => {
    expect(doseOf(words)).toEqual(expected);
  });
});

describe("rows that other answers hold", () => {
  test("medicines that were tried, those still taken first, with dose and status", () => {
    expect(offerFor("HX.MED", without("f1", "HX.MED"))?.rows).toEqual([
      { name: "gabapentin", drugClass: "gabapentinoid", dose: 300, unit: "mg", perDay: 3, status: "taking" },
      {
        name: "naproxen",
        drugClass: "NSAID",
        dose: 500,
        unit: "mg",
        perDay: 2,
        status: "stopped",
        stopped: "2025-03-01",
      },
    ]);
  });

  test("an opioid that is taken, not one that was stopped", () => {
    const open = without("f1", "HX.MED.OPI");
    expect(offerFor("HX.MED.OPI", open)?.rows).toEqual([
      { drug: "oxycodone", dose: 5, perDay: 4, release: "IR" },
    ]);
    const rows = open.answers["HX.MED"]?.value as readonly { readonly [field: string]: AnswerValue }[];
    const stopped = { value: rows.map((row) => ({ ...row, status: "stopped" })) };
    const answers = { ...open.answers, "HX.MED": stopped };
    expect(offerFor("HX.MED.OPI", { ...open, answers })).toBeUndefined();
  });

  test("what the list holds already is not offered again", () => {
    expect(offeringItems.map((itemId) => offerFor(itemId, caseOf("f1")))).toEqual(
      offeringItems.map(() => undefined),
    );
  });

  test("a judgement that needs words is not offered, nor one by a rule that is switched off", () => {
    for (const name of caseNames) {
      const rows = offerFor("IM.CONC", without(name, "IM.CONC"))?.rows ?? [];
      expect(rows.filter(({ concordance }) => /partly|discordant/.test(String(concordance)))).toEqual([]);
    }
    expect(offerFor("IM.CONC", without("f1", "IM.CONC"))?.rows.length).toBe(2);
    expect(offerFor("IM.CONC", without("f1", "IM.CONC"), ["CONC-1"])).toBeUndefined();
  });

  test.each(caseNames)("%s: every offer is an answer that can be stored", (name) => {
    for (const itemId of offeringItems) {
      const open = without(name, itemId);
      const offer = offerFor(itemId, open);
      const item = findItem(itemId);
      if (offer === undefined || item === undefined) continue;
      expect(checkAnswer(item, { value: offer.rows as unknown as AnswerValue, filled: true }, open)).toEqual(
        [],
      );
    }
  });
});

test("what is folded away in a form is a field of it that nobody has to fill", () => {
  const folding = allItems.filter(({ id }) => furtherFieldsOf(id).length > 0);
  expect(folding.length).toBeGreaterThan(5);
  for (const item of folding) {
    const fields = "fields" in item ? item.fields : [];
    for (const id of furtherFieldsOf(item.id)) {
      expect(fields.find((field) => field.id === id)).toMatchObject({ id });
      expect(fields.find((field) => field.id === id)?.required).not.toBe(true);
    }
  }
});
