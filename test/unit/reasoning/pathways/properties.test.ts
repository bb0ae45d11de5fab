import { describe, expect, test } from "vitest";
import type { Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { cautionsOf } from "../../../../shared/reasoning/cautions.ts";
import { type Pathway, pathwayRules, pathwaysOf } from "../../../../shared/reasoning/pathways/index.ts";
import { mirrored, swapWords } from "../mirror.ts";
import { recordedCase, without } from "./support.ts";

const cases = ["f1", "f2", "f3", "f4", "f5"];
const read = new Set(pathwayRules.flatMap(({ inputs }) => inputs));
const all = (evaluation: Evaluation) => pathwaysOf(evaluation, { emergency: false });
const keyOf = ({ kind, region }: Pathway) => `${kind} ${region}`;

describe.each(cases)("%s", (name) => {
  const evaluation = recordedCase(name);
  const answered = Object.keys(evaluation.answers).filter((id) => read.has(id));

  test("mirroring right and left mirrors pathways and cautions", () => {
    const other = mirrored(evaluation);
    const plain = (pathways: readonly Pathway[]) =>
      pathways.map(({ kind, region, side, state, text }) => ({ kind, region, side, state, text }));
    const sorted = (words: readonly string[]) => [...words].sort();
    const swapped = plain(all(evaluation)).map(({ text, side, ...rest }) => ({
      ...rest,
      text: swapWords(text),
      side: side === undefined ? undefined : swapWords(side),
    }));
    expect(sorted(plain(all(other)).map((one) => JSON.stringify(one, Object.keys(one).sort())))).toEqual(
      sorted(swapped.map((one) => JSON.stringify(one, Object.keys(one).sort()))),
    );
    const texts = (from: Evaluation) => cautionsOf(from).map(({ text }) => text);
    expect(sorted(texts(other))).toEqual(sorted(texts(evaluation).map(swapWords)));
  });

  test("removing an answer never turns what was open or met into a failed criterion", () => {
    const failed = (from: Evaluation) =>
      new Set(
        all(from).flatMap((pathway) =>
          pathway.criteria
            .filter(({ verdict }) => verdict === "not met")
            .map(({ text }) => `${keyOf(pathway)}: ${text}`),
        ),
      );
    const before = failed(evaluation);
    // These say in another way what was said already; taking them away leaves what contradicts.
    const otherVoices = new Set(["PLAN.DX", "PLAN.PROC", "HX.NRS.LEG", "HX.INTV", "HX.SURG"]);
    for (const id of answered.filter((candidate) => !otherVoices.has(candidate))) {
      const after = [...failed(without(evaluation, id))].filter((words) => !before.has(words));
      expect(after, id).toEqual([]);
    }
  });

  test("what is open stays open when more is taken away", () => {
    const openIn = (from: Evaluation) =>
      new Map(all(from).map((pathway) => [keyOf(pathway), pathway.state === "insufficient data"]));
    const asked = ["HX.ONSET.DATE", "HX.CONS", "IM.CONC"].filter((id) => answered.includes(id));
    for (const first of asked) {
      const once = without(evaluation, first);
      const open = [...openIn(once)].filter(([, isOpen]) => isOpen).map(([key]) => key);
      for (const second of answered.filter((id) => !["PLAN.DX", "HX.NRS.LEG", "HX.INTV"].includes(id))) {
        const after = openIn(without(once, second));
        expect(
          open.filter((key) => after.get(key) === false),
          `${first}, then ${second}`,
        ).toEqual([]);
      }
    }
  });
});
