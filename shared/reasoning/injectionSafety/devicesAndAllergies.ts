import { bodyMassIndex } from "../../evaluation/calculations/body.ts";
import type { AnswerReader } from "../../evaluation/reader.ts";
import type { Caution } from "../caution.ts";
import { text } from "../pathways/blocks.ts";
import { allergyTo } from "./contrastAndPregnancy.ts";
import { caution, type PlannedProcedure, wordsOf } from "./planned.ts";

/** Implants, other allergies and sedation: DV-1, DV-2, LA-1, SD-1, AN-1, AN-2 (clinical reference 3.7). */

const disturbedByCurrent: Readonly<Record<string, string>> = {
  "pacemaker/ICD": "a pacemaker or ICD",
  SCS: "a spinal cord stimulator",
  DBS: "a deep brain stimulator",
};
const disturbedByMagnet: Readonly<Record<string, string>> = {
  ...disturbedByCurrent,
  "intrathecal pump": "an intrathecal pump",
  "VP shunt": "a ventriculoperitoneal shunt",
  cochlear: "a cochlear implant",
};

/** DV-1. */
export function radiofrequencyWithDevice(
  answers: AnswerReader,
  procedures: readonly PlannedProcedure[],
): readonly Caution[] {
  const devices = answers.codes("HX.PMH.DEV").flatMap((code) => disturbedByCurrent[code] ?? []);
  const planned = procedures.filter(({ radiofrequency }) => radiofrequency);
  if (planned.length === 0) return [];
  if (!answers.isAnswered("HX.PMH.DEV")) {
    return [
      caution("DV-1", {
        kind: "device",
        level: "warning",
        text: `${capital(wordsOf(planned))} is planned and implants are not recorded.`,
        items: ["PLAN.PROC"],
        missing: ["HX.PMH.DEV"],
      }),
    ];
  }
  if (devices.length === 0) return [];
  const cardiac = answers.codes("HX.PMH.DEV").includes("pacemaker/ICD");
  return [
    caution("DV-1", {
      kind: "device",
      level: "blocker",
      text: `${capital(wordsOf(planned))} with ${devices.join(", ")}: a plan with the device clinic, bipolar current or a well-placed grounding pad${cardiac ? ", and a cardiology note" : ""} first.`,
      items: ["HX.PMH.DEV", "PLAN.PROC"],
    }),
  ];
}

/** DV-2. Speaks in an emergency too. */
export function magnetWithDevice(answers: AnswerReader): readonly Caution[] {
  const devices = answers.codes("HX.PMH.DEV").flatMap((code) => disturbedByMagnet[code] ?? []);
  const requested = magnetRequested(answers);
  if (devices.length === 0 || requested.length === 0) return [];
  const conditional = answers.code("HX.PMH.DEV.MRI");
  if (conditional === "yes") return [];
  const known = conditional === "no";
  return [
    caution("DV-2", {
      kind: "device",
      level: "blocker",
      text: `MRI requested with ${devices.join(", ")}: ${known ? "the implant is not MRI-conditional; choose another study with radiology" : "find out first whether it is MRI-conditional"}.`,
      items: ["HX.PMH.DEV", ...requested, ...(known ? ["HX.PMH.DEV.MRI"] : [])],
      missing: known ? [] : ["HX.PMH.DEV.MRI"],
    }),
  ];
}

/** Items that ask for an MRI. */
function magnetRequested(answers: AnswerReader): readonly string[] {
  const says = (value: unknown) => typeof value === "string" && /\bMRI\b/.test(value);
  return [
    ...(answers.rows("IM.STUDY").some((row) => row.type === "MRI" && row.source === "requested not received")
      ? ["IM.STUDY"]
      : []),
    ...(says(answers.text("IM.GAP")) ? ["IM.GAP"] : []),
    ...(answers.rows("PLAN.COORD").some((row) => row.service === "imaging" && says(row.detail ?? row.goal))
      ? ["PLAN.COORD"]
      : []),
    ...(answers.rows("PLAN.REC").some((row) => says(row.action)) ? ["PLAN.REC"] : []),
  ];
}

/** AN-2: what an injection kit holds besides contrast, anaesthetic and latex. */
const kit: readonly (readonly [string, string, (procedure: PlannedProcedure) => boolean])[] = [
  ["HX.ALG.STEROID", "corticosteroid", ({ steroid }) => steroid],
  ["HX.ALG.ANTISEPTIC", "an antiseptic", () => true],
  ["HX.ALG.ADHESIVE", "adhesive", () => true],
];

export function allergyCautions(
  answers: AnswerReader,
  procedures: readonly PlannedProcedure[],
): readonly Caution[] {
  if (procedures.length === 0) return [];
  const anaesthetic = allergyTo(answers, "HX.ALG.LA");
  const latex = allergyTo(answers, "HX.ALG.LATEX");
  return [
    ...(isAllergic(anaesthetic)
      ? [
          caution("LA-1", {
            kind: "allergy",
            level: anaesthetic === "severe" ? "blocker" : "warning",
            text: `Allergy to a local anaesthetic${noteOf(answers, "HX.ALG.LA")}: a true one is rare; test for it, or use the other class (amide, ester).`,
            items: ["HX.ALG.LA", "PLAN.PROC"],
          }),
        ]
      : []),
    ...(isAllergic(latex)
      ? [
          caution("AN-1", {
            kind: "allergy",
            level: "warning",
            text: "Latex allergy: latex-free tray and gloves.",
            items: ["HX.ALG.LATEX", "PLAN.PROC"],
          }),
        ]
      : []),
    ...kit.flatMap(([item, agent, concerns]): Caution[] => {
      const found = allergyTo(answers, item);
      if (!isAllergic(found) || !procedures.some(concerns)) return [];
      return [
        caution("AN-2", {
          kind: "allergy",
          level: found === "severe" ? "blocker" : "warning",
          tag: "DESIGN",
          text: `Allergy to ${agent}${noteOf(answers, item)}: choose another before ${wordsOf(procedures.filter(concerns))}.`,
          items: [item, "PLAN.PROC"],
        }),
      ];
    }),
  ];
}

const isAllergic = (found: ReturnType<typeof allergyTo>) => found === "some" || found === "severe";

function noteOf(answers: AnswerReader, item: string): string {
  const note = answers.note(item);
  return note === undefined ? "" : ` (${note})`;
}

/** kg/m² above which sedation needs a plan (GK). */
const heavy = 40;

/** SD-1. */
export function sedationCautions(
  answers: AnswerReader,
  procedures: readonly PlannedProcedure[],
): readonly Caution[] {
  if (procedures.length === 0) return [];
  const apnoea = answers.codes("HX.PMH.CV").includes("OSA/CPAP");
  const index = bodyMassIndex(answers);
  const isHeavy = typeof index?.value === "number" && index.value > heavy;
  const opioid = answers.rows("HX.MED.OPI").length > 0;
  const reasons = [
    ...(apnoea ? ["sleep apnoea"] : []),
    ...(isHeavy ? [`BMI ${text(index?.text) ?? ""}`] : []),
    ...(opioid ? ["opioids"] : []),
  ];
  if (reasons.length === 0) return [];
  const diagnostic = procedures.some(({ type }) => type === "medial branch block")
    ? " No sedation for a medial branch block: it would bias the result."
    : "";
  return [
    caution("SD-1", {
      kind: "sedation",
      level: "warning",
      text: `${capital(reasons.join(", "))}: sedation only with a plan for the airway, or none.${diagnostic}`,
      items: [
        "PLAN.PROC",
        ...(apnoea ? ["HX.PMH.CV"] : []),
        ...(isHeavy ? (index?.basis ?? []) : []),
        ...(opioid ? ["HX.MED.OPI"] : []),
      ],
    }),
  ];
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
