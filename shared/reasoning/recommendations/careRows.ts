import { phq9, startBackBand } from "../../evaluation/calculations/scores.ts";
import { daysBetween, latestDay } from "../../evaluation/dates.ts";
import type { AnswerReader } from "../../evaluation/reader.ts";
import type { GeneratorEntry } from "../generators/generators.ts";
import { number, text } from "../pathways/blocks.ts";
import { proposal, type Recommendation, type Responsible } from "./recommendation.ts";

/** Therapy, medicines and psychology beside a procedure (R-2, R-3, R-OPT, R-CARE). */

/** Average pain from which "can exercise in part" counts as too much pain (DESIGN). */
const tooMuchPain = 7;

/** Pain keeps the patient from exercise (TIM-3). */
export function painPreventsExercise(answers: AnswerReader): boolean {
  const able = answers.code("HX.HEP");
  const pain = answers.number("HX.NRS.AVG");
  return able === "no - pain too severe" || (able === "partly" && pain !== undefined && pain >= tooMuchPain);
}

/** Who follows general health: the referrer where that is primary care, else the primary care clinician. */
export function primaryCare(answers: AnswerReader): Responsible {
  return answers.evaluation.referrer.specialty === "primary care" ? "referring clinician" : "PCP";
}

const withBlocks = "alongside the blocks";
const therapy: Readonly<Record<string, string>> = {
  discogenic: "active, with directional exercise and education",
  "lumbar facet": withBlocks,
  "cervical facet": withBlocks,
  "sacroiliac joint": "for the pelvic girdle, with a belt",
  "lumbar stenosis": "with a flexion bias",
  myofascial: "with stretching and ergonomics",
  nociplastic: "graded, with education about pain",
  "PSPS type 2": "as a rehabilitation programme",
};

/** A course that ended so many days ago is still going on, for a plan. */
const recently = 28;

/** procedure first and then therapy, where pain prevents it; otherwise therapy by the likeliest source. */
export function therapyRow(
  answers: AnswerReader,
  likely: readonly GeneratorEntry[],
  hasProcedure: boolean,
): readonly Recommendation[] {
  const [first] = likely;
  const earlier = answers.rows("HX.CONS").filter(({ type }) => type === "PT (supervised)");
  const { visitDate } = answers.evaluation;
  const current = earlier.some(({ end, status }) => {
    const ended = text(end);
    if (status === "ongoing") return true;
    return ended !== undefined && daysBetween(latestDay(ended), visitDate) <= recently;
  });
  const items = [...(earlier.length > 0 ? ["HX.CONS"] : []), ...(first?.items ?? [])];
  if (painPreventsExercise(answers) && hasProcedure) {
    return [
      proposal("R-2", {
        id: "therapy",
        kind: "PT",
        action: `${earlier.length > 0 ? "Restart" : "Start"} physical therapy after the procedure`,
        responsible: "PT",
        timing: "within 1 to 2 weeks after the procedure",
        reason: "pain prevents exercise now; the procedure is to make it possible",
        escalateIf: "exercise is still not possible two weeks after the procedure",
        items: [...items, "HX.HEP", ...(answers.code("HX.HEP") === "partly" ? ["HX.NRS.AVG"] : [])],
      }),
    ];
  }
  if (first === undefined) return [];
  const known = therapy[first.generator];
  const how =
    known === undefined || (known === withBlocks && !hasProcedure) ? "with a home programme" : known;
  return [
    proposal("R-OPT", {
      id: "therapy",
      kind: "PT",
      action: `${current ? "Continue" : earlier.length > 0 ? "Resume" : "Start"} physical therapy, ${how}`,
      responsible: "PT",
      timing: "from now on, beside the other steps",
      reason: first.label,
      escalateIf: "new weakness, or pain that prevents exercise",
      items,
    }),
  ];
}

const neuropathicClasses = ["gabapentinoid", "SNRI/TCA"];

/** Neuropathic pain: keep what is taken, or offer one; what was tried without success is named. */
export function medicineRows(
  answers: AnswerReader,
  likely: readonly GeneratorEntry[],
  overlays: readonly GeneratorEntry[],
): readonly Recommendation[] {
  const root = likely.find(
    ({ generator }) => generator === "radiculopathy" || generator === "radicular pain",
  );
  const overlay = overlays.find(
    ({ generator, band }) => generator === "neuropathic mechanism" && band === "most likely",
  );
  const source = overlay ?? root;
  if (source === undefined) return [];
  const taken = answers
    .rows("HX.MED")
    .filter(({ drugClass, status }) => neuropathicClasses.includes(String(drugClass)) && status !== "stopped")
    .map(({ name }) => String(name));
  const failed = answers
    .rows("HX.CONS")
    .filter(
      ({ type, response }) =>
        neuropathicClasses.includes(String(type)) &&
        ["none", "<30 %", "worse", "stopped-side effects"].includes(String(response)),
    )
    .map(({ type, detail }) => text(detail) ?? String(type));
  const other = failed.length === 0 ? "" : `, another than ${[...new Set(failed)].join(" and ")}`;
  return [
    proposal("R-OPT", {
      id: "neuropathic-medicine",
      kind: "medication",
      action:
        taken.length > 0
          ? `Continue ${taken.join(" and ")}; review dose and effect`
          : `Offer a medicine for neuropathic pain (gabapentinoid, SNRI or tricyclic)${other}`,
      responsible: "referring clinician",
      timing: "from now on",
      reason: source.label,
      escalateIf: "side effects, or no effect after an adequate trial",
      items: [
        ...source.items,
        ...(taken.length > 0 ? ["HX.MED"] : []),
        ...(failed.length > 0 && taken.length === 0 ? ["HX.CONS"] : []),
      ],
    }),
  ];
}

/** From these on psychology is asked. */
const depressionFrom = 10;
const catastrophisingFrom = 30;

/** R-3, and the mood after a birth. */
export function psychologyRows(answers: AnswerReader): readonly Recommendation[] {
  const depression = phq9(answers);
  const score = typeof depression?.value === "number" ? depression.value : undefined;
  const catastrophising = number(answers.record("INS.PCS")?.total);
  const startBack = startBackBand(answers);
  const found = [
    ...(score !== undefined && score >= depressionFrom
      ? [{ words: `PHQ-9 ${score}`, items: depression?.basis ?? [] }]
      : []),
    ...(catastrophising !== undefined && catastrophising >= catastrophisingFrom
      ? [{ words: `PCS ${catastrophising}`, items: ["INS.PCS"] }]
      : []),
    ...(startBack?.value === "high risk" ? [{ words: "STarT Back high", items: startBack.basis }] : []),
  ];
  if (found.length > 0) {
    return [
      proposal("R-3", {
        id: "psychology",
        kind: "psychology",
        action: "Psychological assessment and treatment",
        responsible: "psychology",
        timing: "as soon as can be booked",
        reason: found.map(({ words }) => words).join(", "),
        escalateIf: "thoughts of suicide: the same day",
        items: found.flatMap(({ items }) => items),
      }),
    ];
  }
  const postpartum = answers.record("HX.PMH.PREG")?.status === "postpartum";
  if (!postpartum || score === undefined || score < 5) return [];
  return [
    proposal("R-CARE", {
      id: "mood-after-birth",
      kind: "other care",
      action: "Follow the mood after the birth",
      responsible: primaryCare(answers),
      timing: "within weeks",
      reason: `PHQ-9 ${score}, mild`,
      escalateIf: "PHQ-9 of 10 or more, or thoughts of suicide",
      items: [...(depression?.basis ?? []), "HX.PMH.PREG"],
    }),
  ];
}
