import type { Coding, Condition, Observation, Reference } from "fhir/r4";
import { allItems } from "../../checklist/index.ts";
import { computeItem } from "../../evaluation/computed.ts";
import type { Evaluation } from "../../evaluation/evaluation.ts";
import { readAnswers } from "../../evaluation/reader.ts";
import { itemSystem, loinc } from "./codes.ts";

/** What other systems look for first: the diagnoses, and the scores as numbers. */

const certainties: Readonly<Record<string, "confirmed" | "provisional" | "differential">> = {
  "confirmed by controlled block": "confirmed",
  "most likely": "provisional",
  possible: "differential",
  "less likely": "differential",
};

const codeSystems: Readonly<Record<string, string>> = {
  "ICD-10-CM": "http://hl7.org/fhir/sid/icd-10-cm",
  "ICD-9-CM": "http://hl7.org/fhir/sid/icd-9-cm",
};

/** One for each working diagnosis, in the order of the letter. */
export function conditions(
  evaluation: Evaluation,
  subject: Reference,
  idOf: (name: string) => string,
): Condition[] {
  return readAnswers(evaluation)
    .rows("PLAN.DX")
    .map((row, index) => {
      const certainty = typeof row.certainty === "string" ? certainties[row.certainty] : undefined;
      const system = typeof row.codeSystem === "string" ? codeSystems[row.codeSystem] : undefined;
      const coded = system !== undefined && typeof row.code === "string";
      return {
        resourceType: "Condition",
        id: idOf(`condition ${index + 1}`),
        clinicalStatus: status("condition-clinical", "active"),
        ...(certainty === undefined ? {} : { verificationStatus: status("condition-ver-status", certainty) }),
        code: {
          ...(coded ? { coding: [{ system, code: String(row.code) }] } : {}),
          text: String(row.diagnosis ?? ""),
        },
        subject,
        recordedDate: evaluation.visitDate,
      };
    });
}

function status(system: string, code: string) {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}

/** LOINC's codes where it has one for exactly this; every score also has the id of its item. */
const scoreCodes: Readonly<Record<string, string>> = {
  "HX.NRS.NOW": "72514-3",
  "INS.PHQ9": "44261-6",
  "INS.PHQ2": "55758-7",
  "INS.GAD7": "70274-6",
};

/** Pain now, and each questionnaire with a total; nothing of what was asked in it. */
export function scores(
  evaluation: Evaluation,
  subject: Reference,
  idOf: (name: string) => string,
): Observation[] {
  const answers = readAnswers(evaluation);
  const found: {
    readonly id: string;
    readonly label: string;
    readonly value: number;
    readonly date?: string;
  }[] = [];
  for (const item of allItems) {
    if (item.id === "HX.NRS.NOW") {
      const value = answers.number(item.id);
      if (value !== undefined) found.push({ id: item.id, label: item.label, value });
    } else if (item.id.startsWith("INS.") && item.kind === "computed") {
      const computed = computeItem(item, answers);
      if (typeof computed?.value === "number")
        found.push({ id: item.id, label: item.label, value: computed.value });
    } else if (item.id.startsWith("INS.") && item.kind === "record") {
      const record = answers.record(item.id);
      if (typeof record?.total !== "number") continue;
      const date = typeof record.date === "string" ? { date: record.date } : {};
      found.push({ id: item.id, label: item.label, value: record.total, ...date });
    }
  }
  return found.map(({ id, label, value, date }) => {
    const code = scoreCodes[id];
    const coding: Coding[] = [
      ...(code === undefined ? [] : [{ system: loinc, code }]),
      { system: itemSystem, code: id },
    ];
    return {
      resourceType: "Observation",
      id: idOf(`observation ${id}`),
      status: "final",
      category: [
        {
          coding: [{ system: "http://terminology.hl7.org/CodeSystem/observation-category", code: "survey" }],
        },
      ],
      code: { coding, text: label },
      subject,
      effectiveDateTime: date ?? evaluation.visitDate,
      ...(Number.isInteger(value) ? { valueInteger: value } : { valueQuantity: { value } }),
    };
  });
}
