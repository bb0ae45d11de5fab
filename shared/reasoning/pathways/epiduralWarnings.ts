import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import type { Statement } from "../rule.ts";
import { complaintRegion, texts } from "./blocks.ts";
import { sessionStatement } from "./facetWarnings.ts";
import { type PayerRegion, regionOf } from "./nerves.ts";
import type { PayerProfile } from "./payers.ts";

/** What an epidural plan has to mind: sessions, levels, guidance, consent and technique (ESI-3, ESI-5 to ESI-7). */

interface Situation {
  readonly payer: PayerProfile;
  readonly region: PayerRegion;
  readonly sessions: { readonly certain: number; readonly possible: number };
  /** There were epidural injections in the region before. */
  readonly any: boolean;
}

const epidural = ["epidural steroid injection", "selective nerve root block"];
const particulate = ["triamcinolone", "methylprednisolone", "betamethasone"];

/** Planned epidural injections of a region; one without a level is of the region that the complaint is in. */
export function plannedEpidurals(answers: AnswerReader, region: PayerRegion): readonly RecordValue[] {
  return answers.rows("PLAN.PROC").filter((row) => {
    if (!epidural.includes(String(row.type))) return false;
    const named = [...(typeof row.level === "string" ? [row.level] : []), ...texts(row.targetNerves)]
      .map((level) => regionOf(level))
      .find((found) => found !== undefined);
    const caudal = row.approach === "caudal" ? "lumbar/sacral" : undefined;
    return (named ?? caudal ?? complaintRegion(answers)) === region;
  });
}

export function epiduralWarnings(answers: AnswerReader, situation: Situation): readonly Statement[] {
  const { payer, region, sessions } = situation;
  const planned = plannedEpidurals(answers, region);
  return [
    ...sessionStatement("ESI-3", "epidural sessions", region, { ...sessions, most: payer.epidural.sessions }),
    ...levels(planned, payer),
    ...(planned.length > 0 ? otherRegion(answers, region) : []),
    ...planned.flatMap((row) => [...guidance(row), ...technique(row, region)]),
    ...(planned.length > 0 ? consent : []),
  ];
}

const inPlan = (ruleId: string, text: string, missing: readonly string[] = []): Statement => ({
  ruleId,
  text,
  items: ["PLAN.PROC"],
  missing,
});

/** ESI-3: two levels through the foramen, one where both sides are treated; one level between the laminae or caudal. */
function levels(planned: readonly RecordValue[], { epidural: terms }: PayerProfile): readonly Statement[] {
  const foraminal = planned.filter(({ approach }) => approach === "transforaminal");
  const roots = new Set(
    foraminal.flatMap((row) => {
      const nerves = texts(row.targetNerves);
      return nerves.length > 0 ? nerves : typeof row.level === "string" ? [row.level] : [];
    }),
  );
  const bothSides =
    foraminal.some(({ side }) => side === "bilateral") ||
    (foraminal.some(({ side }) => side === "right") && foraminal.some(({ side }) => side === "left"));
  const most = bothSides ? 1 : terms.transforaminalLevels;
  const other = planned.filter(({ approach }) => approach === "interlaminar" || approach === "caudal");
  return [
    ...(roots.size > most
      ? [
          inPlan(
            "ESI-3",
            `${roots.size} transforaminal levels planned: ${most} covered in one session${bothSides ? " when both sides are treated" : ""}`,
          ),
        ]
      : []),
    ...(other.length > 1
      ? [
          inPlan(
            "ESI-3",
            `${other.length} interlaminar or caudal injections planned: one level is covered in one session`,
          ),
        ]
      : []),
  ];
}

function otherRegion(answers: AnswerReader, region: PayerRegion): readonly Statement[] {
  const other = region === "lumbar/sacral" ? "cervical/thoracic" : "lumbar/sacral";
  if (plannedEpidurals(answers, other).length === 0) return [];
  return [
    inPlan("ESI-3", "Epidural injections are planned in both regions: one region is covered in one session"),
  ];
}

/** ESI-5. */
function guidance(row: RecordValue): readonly Statement[] {
  const guided = row.guidance === "fluoroscopy" || row.guidance === "CT";
  if (row.guidance === undefined) {
    return [
      inPlan(
        "ESI-5",
        "Image guidance of the epidural injection is not recorded: fluoroscopy or CT is asked for",
        ["PLAN.PROC"],
      ),
    ];
  }
  if (!guided) {
    return [
      inPlan("ESI-5", `Guidance planned: ${row.guidance}; an epidural injection asks for fluoroscopy or CT`),
    ];
  }
  if (row.contrast === undefined) {
    return [
      inPlan("ESI-5", "Contrast is not recorded: it is asked for unless contraindicated", ["PLAN.PROC"]),
    ];
  }
  return row.contrast === "no"
    ? [inPlan("ESI-5", "No contrast planned: it is asked for unless contraindicated")]
    : [];
}

/** ESI-7. */
function technique(row: RecordValue, region: PayerRegion): readonly Statement[] {
  const upper = region === "cervical/thoracic";
  const isParticulate = particulate.includes(String(row.steroid));
  const statements: Statement[] = [];
  if (upper && row.approach === "interlaminar") {
    const above = /^C[0-6]-/.test(String(row.level));
    statements.push(
      inPlan(
        "ESI-7",
        above
          ? `Interlaminar entry planned at ${row.level}: enter no higher than C7-T1, after reviewing the imaging at that level`
          : "Cervical interlaminar entry no higher than C7-T1, after reviewing the imaging at that level",
      ),
    );
  }
  if (row.approach === "transforaminal" && isParticulate) {
    statements.push(
      inPlan(
        "ESI-7",
        upper
          ? `${row.steroid} is particulate: no particulate steroid in a cervical transforaminal injection`
          : `${row.steroid} is particulate: a lumbar transforaminal injection starts with a non-particulate one`,
      ),
    );
  }
  if (row.approach === "transforaminal") {
    statements.push(inPlan("ESI-7", "Transforaminal injection with contrast watched live under fluoroscopy"));
  }
  return statements;
}

/** ESI-6. */
const consent: readonly Statement[] = [
  inPlan(
    "ESI-6",
    "Consent covers rare loss of vision, stroke, paralysis and death after epidural corticosteroid (FDA, 2014); epidural use is not an approved use",
  ),
];
