import type { QuestionnaireItem, QuestionnaireResponse } from "fhir/r4";
import { describe, expect, it } from "vitest";
import { allItems } from "../../../shared/checklist/index.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import type { Answers, AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { answersFrom } from "../../../shared/interchange/fhir/answers.ts";
import { questionnaire } from "../../../shared/interchange/fhir/questionnaire.ts";
import { questionnaireResponse } from "../../../shared/interchange/fhir/response.ts";
import { caseNames, caseOf, schemaFaults } from "./support.ts";

const context = { patient: { dateOfBirth: "1982-09-14" }, visitDate: "2025-03-10" };
const form = questionnaire();

function flattened(items: readonly QuestionnaireItem[] = []): readonly QuestionnaireItem[] {
  return items.flatMap((item) => [item, ...flattened(item.item)]);
}

function responseOf(answers: Answers): QuestionnaireResponse {
  return questionnaireResponse(answers, { status: "completed" });
}

/** As another program would receive it. */
const sent = (response: QuestionnaireResponse): unknown => JSON.parse(JSON.stringify(response));

describe("the questionnaire", () => {
  const items = flattened(form.item);
  const byLink = new Map(items.map((item) => [item.linkId, item]));

  it("is sound FHIR R4", () => {
    expect(schemaFaults(form)).toEqual([]);
  });

  it("would not be sound with an unknown type or a nameless item", () => {
    const [part] = form.item ?? [];
    const broken = [
      { ...form, item: [{ ...part, type: "riddle" }] },
      { ...form, item: [{ ...part, linkId: undefined, linkid: "x" }] },
      { ...form, status: "living" },
    ];
    for (const each of broken) expect(schemaFaults(JSON.parse(JSON.stringify(each)))).not.toEqual([]);
  });

  it("asks every item under its own id, each linkId once", () => {
    expect(byLink.size).toBe(items.length);
    for (const item of allItems) expect(byLink.has(item.id)).toBe(item.heldIn === undefined);
  });

  it("enables by questions that it asks", () => {
    const questions = items.flatMap((item) => (item.enableWhen ?? []).map(({ question }) => question));
    expect(questions.length).toBeGreaterThan(20);
    for (const question of questions) expect(byLink.has(question)).toBe(true);
    for (const { enableWhen = [], enableBehavior } of items) {
      expect(enableBehavior !== undefined).toBe(enableWhen.length > 1);
    }
  });

  it("offers the choices and ranges of the checklist", () => {
    const radiation = byLink.get("HX.RAD");
    expect(radiation?.repeats).toBe(true);
    expect(radiation?.answerOption?.map(({ valueCoding }) => valueCoding?.code)).toContain("below knee");
    expect(byLink.get("HX.NRS.NOW")?.extension?.map(({ valueInteger }) => valueInteger)).toEqual([0, 10]);
  });
});

describe.each(caseNames)("the answers of %s", (name) => {
  const evaluation = caseOf(name);
  const response = responseOf(evaluation.answers);

  it("are sound FHIR R4, under linkIds of the questionnaire", () => {
    expect(schemaFaults(response)).toEqual([]);
    const known = new Set(flattened(form.item).map(({ linkId }) => linkId));
    const links = (items: QuestionnaireResponse["item"] = []): readonly string[] =>
      items.flatMap(({ linkId, item }) => [linkId, ...links(item)]);
    const unknown = links(response.item).filter((link) => !known.has(link) && !link.endsWith("#waived"));
    expect(unknown).toEqual([]);
  });

  it("come back as they were", () => {
    expect(answersFrom(sent(response), evaluation)).toEqual(evaluation.answers);
    expect(responseOf(answersFrom(sent(response), evaluation))).toEqual(response);
  });
});

describe("what rarely stands in an answer", () => {
  it.each<readonly [string, Answers]>([
    ["an empty list", { "HX.CONS": { value: [] } }],
    ["a note alone", { "HX.RAD": { note: "as he told his wife" } }],
    ["not done", { "NE.R.PAT": { notDone: "pain", note: "cast" } }],
    ["a waiver", { "HX.RAD": { waived: "came without an interpreter" } }],
    ["what was carried over", { "HX.SURG": { value: [], carriedFrom: "2025-01-07" } }],
    ["what was filled, whole", { "HX.RAD": { value: ["thigh"], filled: true } }],
    ["what was filled, a side", { "NE.R.PAT": { value: { right: "2+", left: "2+" }, filled: ["left"] } }],
    [
      "a drawing without a quality",
      { "HX.LOC.MAP": { value: { regions: [{ region: "", qualities: [] }] } } },
    ],
    [
      "hand-drawn lines",
      {
        "HX.LOC.MAP": { value: { regions: [], strokes: [{ view: "back", quality: "", points: [1, 2.5] }] } },
      },
    ],
  ])("%s comes back", (_name, answers) => {
    const drawing = allItems.find(({ id }) => id === "HX.LOC.MAP");
    if (drawing?.kind !== "drawing") throw new Error("the body drawing is a drawing");
    const [region = { id: "" }] = drawing.regions;
    const [quality = { code: "" }] = drawing.qualities;
    const text = JSON.stringify(answers)
      .replace('"region":""', `"region":"${region.id}"`)
      .replace('"quality":""', `"quality":"${quality.code}"`);
    const given = JSON.parse(text) as Answers;
    expect(answersFrom(sent(responseOf(given)), context)).toEqual(given);
  });
});

describe("a response that does not fit is refused by name", () => {
  const item = (linkId: string, more: object) => ({
    resourceType: "QuestionnaireResponse",
    status: "completed",
    questionnaire: form.url,
    item: [{ linkId: "part:history", item: [{ linkId, ...more }] }],
  });
  const text = (valueString: AnswerValue) => ({ answer: [{ valueString }] });
  it.each<readonly [string, unknown, string]>([
    ["no resource", null, "resource"],
    ["another resource", { resourceType: "Patient" }, "resourceType"],
    ["another questionnaire", { ...item("HX.RAD", {}), questionnaire: "urn:other" }, "questionnaire"],
    ["no linkId", { ...item("HX.RAD", {}), item: [{}] }, "item.0.linkId"],
    ["an unknown item", item("HX.NOPE", text("x")), "HX.NOPE"],
    ["an unknown remark", item("HX.RAD#colour", text("x")), "HX.RAD#colour"],
    ["the wrong type", item("HX.NRS.NOW", text("7")), "HX.NRS.NOW"],
    ["a number out of range", item("HX.NRS.NOW", { answer: [{ valueInteger: 11 }] }), "HX.NRS.NOW"],
    [
      "two answers for one",
      item("HX.NRS.NOW", { answer: [{ valueInteger: 1 }, { valueInteger: 2 }] }),
      "HX.NRS.NOW",
    ],
    ["an unknown choice", item("HX.RAD", { answer: [{ valueCoding: { code: "wing" } }] }), "HX.RAD"],
    ["an unknown side", item("NE.R.PAT", { item: [{ linkId: "NE.R.PAT/middle" }] }), "NE.R.PAT/middle"],
    ["an answer to a group", item("NE.R.PAT", text("x")), "NE.R.PAT"],
    ["something below a question", item("HX.RAD", { item: [] }), "HX.RAD"],
    [
      "an unknown reason",
      item("NE.R.PAT#notDone", { answer: [{ valueCoding: { code: "tired" } }] }),
      "NE.R.PAT#notDone",
    ],
    ["a result that the program works out", item("INS.PEG", text("7")), "INS.PEG"],
    ["what is kept with the patient", item("ENC.PTID", text("x")), "ENC.PTID"],
    [
      "a drawing that is no JSON",
      item("HX.LOC.MAP", { item: [{ linkId: "HX.LOC.MAP/strokes", answer: [{ valueString: "[" }] }] }),
      "HX.LOC.MAP/strokes",
    ],
  ])("%s", (_name, resource, field) => {
    let fault: unknown;
    try {
      answersFrom(resource, context);
    } catch (thrown) {
      fault = thrown;
    }
    expect(fault).toBeInstanceOf(FourfoldError);
    expect(fault).toMatchObject({ code: "badInput", field });
  });
});
