import type { AnswerReader } from "../../evaluation/reader.ts";
import type { GeneratorEntry } from "../generators/generators.ts";
import { careForDays } from "../pathways/baseline.ts";
import { number } from "../pathways/blocks.ts";
import type { RedFlagPicture } from "../redFlags/redFlags.ts";
import { primaryCare } from "./careRows.ts";
import { capital, proposal, type Recommendation } from "./recommendation.ts";

/** Surgery, the options of other sources of pain, and care around the pain (R-4, R-OPT, R-CARE). */

/** Weeks of failed care after which matching compression is shown to a surgeon: six. */
const surgicalAfterDays = 42;

/** R-4. */
export function surgicalRows(
  answers: AnswerReader,
  redFlags: RedFlagPicture,
  likely: readonly GeneratorEntry[],
): readonly Recommendation[] {
  const flag = redFlags.flags.find(({ ruleId }) => ruleId === "RF-MOTOR" || ruleId === "RF-CORD");
  if (flag !== undefined && flag.level !== "S") {
    return [
      row({
        action: "Spine surgical opinion",
        timing: "urgent, within days",
        reason: flag.text,
        escalateIf: "strength falls by a grade: the same day",
        items: flag.items,
      }),
    ];
  }
  const opinion = answers.code("HX.SURG.OPIN");
  const settled = ["not candidate", "candidate-declined", "candidate-planned"].includes(String(opinion));
  const root = likely.find(
    ({ generator }) => generator === "radiculopathy" || generator === "lumbar stenosis",
  );
  if (settled || root === undefined) return [];
  const compression = answers
    .rows("IM.CONC")
    .find(
      ({ concordance, structure }) =>
        concordance === "concordant" &&
        ["traversing root", "exiting root", "canal"].includes(String(structure)),
    );
  const items = [
    ...root.items,
    ...(opinion === undefined ? [] : ["HX.SURG.OPIN"]),
    ...(compression === undefined ? [] : ["IM.CONC"]),
  ];
  const care = careForDays(answers, surgicalAfterDays);
  if (compression !== undefined && care.verdict === "met") {
    return [
      row({
        action: "Spine surgical opinion on the matching compression",
        timing: "within weeks",
        reason: `six weeks of failed care, and ${String(compression.finding)} matches the pain`,
        escalateIf: "strength falls by a grade: the same day",
        items: [...items, "HX.CONS"],
      }),
    ];
  }
  const muscle = root.root === undefined ? undefined : keyMuscle[root.root];
  return [
    row({
      action:
        "Spine surgical opinion if strength falls or the treatment does not help; surgery is not required now",
      timing: "when that happens",
      reason: root.label,
      escalateIf: `${muscle === undefined ? "strength" : muscle} 3/5 or less, or a grade lost: the same day`,
      items,
    }),
  ];
}

const row = (
  words: Pick<Recommendation, "action" | "timing" | "reason" | "items"> & { readonly escalateIf: string },
) =>
  proposal("R-4", { id: "surgical-opinion", kind: "surgical opinion", responsible: "pain clinic", ...words });

const keyMuscle: Readonly<Record<string, string>> = {
  C5: "elbow flexion",
  C6: "wrist extension",
  C7: "triceps",
  C8: "finger flexion",
  T1: "finger abduction",
  L2: "hip flexion",
  L3: "knee extension",
  L4: "ankle dorsiflexion",
  L5: "great-toe extension",
  S1: "plantar flexion",
};

/** What the sources other than joints and roots ask for. */
export function otherOptionRows(likely: readonly GeneratorEntry[]): readonly Recommendation[] {
  const rows: Readonly<Record<string, Pick<Recommendation, "kind" | "action" | "responsible" | "timing">>> = {
    "PSPS type 2": {
      kind: "rehabilitation",
      action: "Interdisciplinary rehabilitation programme",
      responsible: "pain clinic",
      timing: "referral now",
    },
    hip: {
      kind: "work-up",
      action: "X-ray of the hip and an orthopaedic opinion",
      responsible: "referring clinician",
      timing: "within weeks",
    },
    "vertebral fracture": {
      kind: "work-up",
      action: "Analgesia and brace; bone health; an opinion on augmentation if pain stays severe",
      responsible: "pain clinic",
      timing: "within days",
    },
    nociplastic: {
      kind: "rehabilitation",
      action: "Education, graded exercise and psychological support; caution with procedures",
      responsible: "pain clinic",
      timing: "from now on",
    },
    "peripheral nerve": {
      kind: "work-up",
      action: "Nerve conduction study; splint; hand surgical opinion if it confirms",
      responsible: "referring clinician",
      timing: "within weeks",
    },
  };
  return likely.flatMap((entry) => {
    const found = rows[entry.generator];
    if (found === undefined) return [];
    const id = `option-${entry.generator.replace(/ /g, "-")}${entry.side === undefined ? "" : `-${entry.side}`}`;
    return [proposal("R-OPT", { ...found, id, reason: entry.label, items: entry.items })];
  });
}

/** R-CARE: bone health, tobacco, work. */
export function generalCareRows(answers: AnswerReader): readonly Recommendation[] {
  const bone = answers.record("HX.PMH.OSTEO");
  const tScore = number(bone?.tScore);
  const thin =
    bone?.status === "osteopenia" ||
    bone?.status === "osteoporosis" ||
    (tScore !== undefined && tScore <= -1);
  const work = answers.record("HX.WORK");
  const rows: Recommendation[] = [];
  if (thin) {
    rows.push(
      proposal("R-CARE", {
        id: "bone-health",
        kind: "other care",
        action: "Bone health review",
        responsible: primaryCare(answers),
        timing: "within weeks",
        reason: capital(
          [bone?.status, tScore === undefined ? undefined : `T-score ${tScore}`]
            .filter((part) => part !== undefined && part !== "none")
            .join(", "),
        ),
        escalateIf: "a new fracture",
        items: ["HX.PMH.OSTEO"],
      }),
    );
  }
  if (answers.record("HX.SUB")?.tobacco === "current") {
    rows.push(
      proposal("R-CARE", {
        id: "tobacco",
        kind: "other care",
        action: "Help to give up smoking",
        responsible: primaryCare(answers),
        timing: "from now on",
        reason: "a current smoker",
        escalateIf: "advice alone is not enough: a medicine",
        items: ["HX.SUB"],
      }),
    );
  }
  if (work?.status === "off" || work?.status === "modified") {
    rows.push(
      proposal("R-CARE", {
        id: "work-note",
        kind: "other care",
        action: "Work note with restrictions and the day of review",
        responsible: "pain clinic",
        timing: "today",
        reason: work.status === "off" ? "off work" : "at modified duty",
        escalateIf: "work is still not possible at the review",
        items: ["HX.WORK"],
      }),
    );
  }
  return rows;
}
