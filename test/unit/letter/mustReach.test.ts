import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allItems } from "../../../shared/checklist/index.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { choicePhrase, readAnswers } from "../../../shared/evaluation/reader.ts";
import { isRequired } from "../../../shared/evaluation/requirement.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { plainText } from "../../../shared/letter/document.ts";
import { americanSpelling, inline } from "../../../shared/letter/grammar.ts";
import { sentencesOf } from "../../../shared/letter/plain.ts";
import { urgentFlagsOf } from "../../../shared/reasoning/redFlags/urgency.ts";
import { generatedEvaluation } from "./generatedAnswers.ts";
import { edgeNames, fixture, fixtureNames, frame } from "./support.ts";

/**
 * What must never be lost on the way into a letter: every positive red flag, every allergy, every antithrombotic and every
 * abnormal neurological finding, said in words by a sentence or cell that names the item as its source.
 */

interface Expected {
  readonly item: string;
  /** Words that must stand in what was made from the item; any of several, divided by bars. */
  readonly words: string;
}

const sides = ["right", "left"] as const;
const lower = (text: string) => text.toLowerCase().replaceAll("\u00A0", " ");

function expectedOf(evaluation: Evaluation): readonly Expected[] {
  const answers = readAnswers(evaluation);
  const label = (id: string) => lower(inline(americanSpelling(answers.item(id).label)));
  return allItems.flatMap((item): readonly Expected[] => {
    const { id } = item;
    const expected = (words: string) => [{ item: id, words }];
    if (id.startsWith("RF.") && item.kind === "single") {
      return answers.code(id) === "yes" ? expected(label(id)) : [];
    }
    if (id.startsWith("HX.ALG.") && item.kind === "single" && id !== "HX.ALG.DRUG") {
      const code = answers.code(id);
      if (code === undefined || code === "none") return [];
      // The note says which antibiotic, and then stands for the class.
      const which = id === "HX.ALG.ANTIBIOTIC" ? answers.note(id) : undefined;
      return expected(which === undefined ? label(id) : (lower(which).split(/[\s:,]/)[0] ?? ""));
    }
    if (id === "HX.ALG.OTHER")
      return answers
        .rows(id)
        .flatMap(({ agent }) => (agent === undefined ? [] : expected(lower(String(agent)))));
    if (id === "HX.MED.ATC" && item.kind === "repeat") {
      const field = item.fields.find((candidate) => candidate.id === "drug");
      const choices = field?.kind === "single" ? field.choices : [];
      return answers
        .rows(id)
        .filter(({ drug }) => drug !== "other")
        .flatMap(({ drug }) => expected(lower(americanSpelling(choicePhrase(choices, String(drug))))));
    }
    if (id.startsWith("NE.M.")) {
      return sides.flatMap((side) => {
        const grade = String(answers.pairOfRecords(id)?.[side]?.grade ?? "5");
        return grade === "5" || grade === "NT" ? [] : expected(grade);
      });
    }
    if (id.startsWith("NE.S.") && item.kind === "pair" && item.entry.kind === "record") {
      return sides.flatMap((side) => {
        const { lightTouch, pinprick } = answers.pairOfRecords(id)?.[side] ?? {};
        return [lightTouch, pinprick].flatMap((grade) =>
          grade === "0" ? expected("absent") : grade === "1" ? expected("altered") : [],
        );
      });
    }
    if (id.startsWith("NE.R.") && item.kind === "pair" && item.entry.kind === "single") {
      return sides.flatMap((side) => {
        const grade = answers.pair(id)?.[side];
        if (grade === "0") return expected("absent");
        return grade === "1+" || grade === "3+" || grade === "4+" ? expected(grade) : [];
      });
    }
    if (id === "NE.U.HOFF" || id === "NE.U.ISS")
      return sides.some((side) => answers.pair(id)?.[side] === "positive") ? expected("positive") : [];
    if (id === "NE.U.BAB")
      return sides.some((side) => answers.pair(id)?.[side] === "up") ? expected("upgoing") : [];
    if (id === "NE.PVR") {
      const volume = answers.number(id);
      return volume === undefined ? [] : expected(`${volume} ml`);
    }
    if (id === "NE.RECT") {
      const row = answers.record(id) ?? {};
      return ["tone", "squeeze", "wink"].flatMap((field) =>
        row[field] === "reduced"
          ? expected("reduced")
          : row[field] === "absent"
            ? expected(`absent|no `)
            : [],
      );
    }
    return [];
  });
}

function lostIn(evaluation: Evaluation): readonly string[] {
  const letter = compose(evaluation, frame);
  const said = new Map<string, string>();
  for (const part of sentencesOf(letter)) {
    for (const source of part.sources) {
      if ("item" in source) said.set(source.item, `${said.get(source.item) ?? ""} ${lower(plainText(part))}`);
    }
  }
  const lost = expectedOf(evaluation)
    .filter(({ item, words }) => !words.split("|").some((word) => said.get(item)?.includes(word)))
    .map(({ item, words }) => `${item}: “${words}” is not said in “${said.get(item)?.slice(0, 200)}”`);
  const sourceless = sentencesOf(letter)
    .filter(({ sources }) => sources.length === 0)
    .map((part) => `no source: ${plainText(part)}`);
  return [...new Set([...lost, ...sourceless])];
}

describe("what must reach the letter", () => {
  it.each([...fixtureNames, ...edgeNames])("%s: reaches it, and every sentence has a source", (name) => {
    const evaluation = fixture(name);
    expect(lostIn(evaluation)).toEqual([]);
  });

  it("is found in the cases at all, so that the test above has something to look for", () => {
    const kinds = new Set(
      fixtureNames.flatMap((name) =>
        expectedOf(fixture(name)).map(({ item }) => item.split(".").slice(0, 2).join(".")),
      ),
    );
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining(["HX.ALG", "HX.MED", "NE.M", "NE.PVR", "NE.R", "NE.RECT", "NE.S", "RF.CES"]),
    );
  });

  it("reaches it from any valid answers", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(generatedEvaluation, (evaluation) => {
        expect(lostIn(evaluation).slice(0, 8)).toEqual([]);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it("opens with the box exactly when a red flag heads the letter or an action is recorded", {
    timeout: 30_000,
  }, () => {
    const gate = allItems.find(({ id }) => id === "PLAN.URGENT");
    fc.assert(
      fc.property(generatedEvaluation, (evaluation) => {
        const { "PLAN.URGENT": _action, ...answers } = evaluation.answers;
        const unsaid = { ...evaluation, answers };
        const isUrgent = urgentFlagsOf(unsaid).length > 0;
        expect(compose(unsaid, frame).urgent !== undefined).toBe(isUrgent);
        expect(gate !== undefined && isRequired(gate, unsaid)).toBe(isUrgent);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
