import { daysBetween, earliestDay, latestDay, onDateWords } from "../../evaluation/dates.ts";
import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import { baselineScales, careForDays, painForDays } from "./baseline.ts";
import { type EarlierIntervention, interventionsOf, sessionsInYear, sideOf } from "./blocks.ts";
import {
  basisOf,
  type Criterion,
  criterion,
  type Finding,
  failuresIn,
  openIn,
  type Pathway,
  type PathwayState,
  together,
  unknown,
} from "./criterion.ts";
import { epiduralWarnings, plannedEpidurals } from "./epiduralWarnings.ts";
import { lasted, reliefOf } from "./facetBlocks.ts";
import { type PayerRegion, regionOf } from "./nerves.ts";
import { claudication, limbPain, rootSigns } from "./otherSources.ts";
import type { PayerProfile } from "./payers.ts";

/** Epidural steroid injection (ESI-1 to ESI-7). */

export const epiduralTypes = ["ESI", "ESI IL", "ESI TF", "ESI caudal"];

const complaints: Readonly<Record<PayerRegion, readonly string[]>> = {
  "cervical/thoracic": ["neck", "upper/mid back", "arm"],
  "lumbar/sacral": ["low back", "buttock", "leg"],
};

/** @param isOn a rule that the practice has switched off asks for nothing. */
export function epiduralPathways(
  answers: AnswerReader,
  payer: PayerProfile,
  isOn: (ruleId: string) => boolean,
): readonly Pathway[] {
  const done = interventionsOf(answers, epiduralTypes);
  return (["cervical/thoracic", "lumbar/sacral"] as const).flatMap((region) => {
    const here = done.filter((earlier) => earlier.region === region);
    const complained = answers.codes("HX.REGION").some((code) => complaints[region].includes(code));
    const concerned = complained || here.length > 0 || plannedEpidurals(answers, region).length > 0;
    return concerned ? [epiduralPathway(answers, payer, region, done, here, isOn)] : [];
  });
}

function epiduralPathway(
  answers: AnswerReader,
  payer: PayerProfile,
  region: PayerRegion,
  done: readonly EarlierIntervention[],
  here: readonly EarlierIntervention[],
  isOn: (ruleId: string) => boolean,
): Pathway {
  const indication = indicationOf(answers, region);
  const asked = [
    ...indication.criteria,
    ...(indication.zoster
      ? []
      : [
          criterion(
            "ESI-2",
            `Pain for at least ${payer.epidural.painDays} days`,
            painForDays(answers, payer.epidural.painDays),
          ),
        ]),
    criterion(
      "ESI-2",
      `Care without injection for at least ${payer.epidural.careDays} days failed`,
      careForDays(answers, payer.epidural.careDays),
    ),
    criterion("ESI-2", "Pain scale and function scale at baseline", baselineScales(answers, region)),
  ];
  const first = asked.filter(({ ruleId }) => isOn(ruleId));
  const repeat = here.length === 0 || !isOn("ESI-4") ? [] : repeatCriteria(answers, payer, region, here);
  const criteria = [...first, ...repeat];
  const sessions = sessionsInYear(done, region, answers.evaluation.visitDate);
  const warnings = epiduralWarnings(answers, { payer, region, sessions, any: here.length > 0 });
  const judged = judge(first, repeat);
  const basis = basisOf([...criteria, ...warnings]);
  const title = `${region === "lumbar/sacral" ? "Lumbar" : "Cervical or thoracic"} epidural steroid injection`;
  const side =
    plannedEpidurals(answers, region)
      .map((row) => sideOf(row.side))
      .find((given) => given !== undefined) ?? sideOf(answers.code("HX.SIDE"));
  return {
    ruleId: judged.ruleId,
    kind: "epidural",
    title,
    region,
    ...(side === undefined ? {} : { side }),
    state: judged.state,
    text: `${title}: ${judged.text}`,
    nextStep: judged.nextStep,
    criteria,
    warnings,
    payer: payer.name,
    ...basis,
  };
}

function judge(
  first: readonly Criterion[],
  repeat: readonly Criterion[],
): {
  readonly state: PathwayState;
  readonly ruleId: string;
  readonly text: string;
  readonly nextStep: string;
} {
  const isRepeat = repeat.length > 0;
  const repeated = together(repeat);
  if (isRepeat && repeated === "not met") {
    return {
      state: "repeat not met",
      ruleId: "ESI-4",
      text: `terms for a repeat not met: ${failuresIn(repeat)}`,
      nextStep: "No repeated epidural injection under this payer's terms; look at other options",
    };
  }
  const verdict = together([...first, ...repeat]);
  if (verdict === "not met") {
    return {
      state: "not met",
      ruleId: first.find((one) => one.verdict === "not met")?.ruleId ?? "ESI-1",
      text: `criteria not met: ${failuresIn(first)}`,
      nextStep: "No epidural injection under this payer's terms",
    };
  }
  if (verdict === "unknown") {
    const all = [...first, ...repeat];
    return {
      state: "insufficient data",
      ruleId: all.find((one) => one.verdict === "unknown")?.ruleId ?? "ESI-1",
      text: `cannot be judged yet: ${openIn(all)}`,
      nextStep: "Record what is missing",
    };
  }
  return isRepeat
    ? {
        state: "repeat eligible",
        ruleId: "ESI-4",
        text: "terms for a repeat met",
        nextStep: "The injection may be repeated when the pain is back",
      }
    : {
        state: "eligible",
        ruleId: "ESI-1",
        text: "criteria met",
        nextStep:
          "Image-guided epidural steroid injection at the level of the concordant finding may be offered",
      };
}

/** ESI-1: a root, claudication, pain after surgery or zoster; by history, examination and concordant imaging. */
function indicationOf(
  answers: AnswerReader,
  region: PayerRegion,
): { readonly criteria: readonly Criterion[]; readonly zoster: boolean } {
  const zoster = answers.codes("PE.INSP").includes("rash/vesicles");
  if (zoster) {
    const found: Finding = {
      verdict: "met",
      finding: "vesicles: acute zoster is exempt",
      items: ["PE.INSP"],
    };
    return { criteria: [criterion("ESI-1", "Indication: acute zoster", found)], zoster };
  }
  const limb = limbPain(answers, region);
  const walking = region === "lumbar/sacral" ? claudication(answers) : undefined;
  const ask = (text: string, found: Finding) => criterion("ESI-1", text, found);
  return {
    zoster,
    criteria: [
      ask(
        "Indication: limb pain of a root, claudication, or pain after spine surgery",
        historyFound(answers, limb),
      ),
      ask("Examination agrees", examinationFound(answers, region, limb, walking)),
      ask("Imaging agrees", imagingFound(answers, region)),
    ],
  };
}

function historyFound(answers: AnswerReader, limb: Finding): Finding {
  if (limb.verdict === "met") return { ...limb, finding: `pain in ${limb.finding}` };
  if (answers.rows("HX.SURG").length > 0) {
    return { verdict: "met", finding: "pain after spine surgery", items: ["HX.SURG"] };
  }
  return limb.verdict === "unknown" ? limb : { ...limb, finding: "back or neck pain only" };
}

function examinationFound(
  answers: AnswerReader,
  region: PayerRegion,
  limb: Finding,
  walking: ReturnType<typeof claudication> | undefined,
): Finding {
  const signs = rootSigns(answers, region);
  if (signs.positive.length > 0 && limb.verdict !== "not met") {
    return { verdict: "met", finding: "signs of a root", items: signs.positive };
  }
  if (walking?.verdict === "met") return walking;
  // Leg pain whose relief by posture was not asked may be claudication.
  const unasked = limb.verdict === "met" && walking?.verdict === "unknown" ? (walking.missing ?? []) : [];
  const open = [...signs.missing, ...unasked];
  if (open.length > 0) {
    return {
      verdict: "unknown",
      finding: "not examined enough",
      items: signs.examined,
      missing: open,
    };
  }
  return { verdict: "not met", finding: "no sign of a root or of claudication", items: signs.examined };
}

const neural = ["traversing root", "exiting root", "canal"];

/** The physician's judgement of the findings; a study without a judgement leaves it open. */
function imagingFound(answers: AnswerReader, region: PayerRegion): Finding {
  const rows = answers
    .rows("IM.CONC")
    .filter(({ level }) => typeof level !== "string" || regionOf(level) === region);
  const judged = rows.filter(
    ({ concordance }) => concordance !== undefined && concordance !== "not assessed",
  );
  const matching = judged.filter(
    ({ structure, concordance }) =>
      (concordance === "concordant" || concordance === "partly concordant") &&
      (structure === undefined || neural.includes(String(structure))),
  );
  const [best] = matching;
  if (best !== undefined) {
    return {
      verdict: "met",
      finding: String(best.finding ?? best.level ?? "concordant"),
      items: ["IM.CONC"],
    };
  }
  if (judged.length > 0 || answers.isAnswered("IM.CONC")) {
    return {
      verdict: "not met",
      finding: "no finding at a root or the canal matches the pain",
      items: ["IM.CONC"],
    };
  }
  if (!answers.isAnswered("IM.GRID")) return unknown(["IM.STUDY", "IM.GRID"], "no imaging reviewed");
  return { ...unknown(["IM.CONC"], "findings not judged against the pain"), items: ["IM.GRID"] };
}

/** ESI-4: relief of the last one; or a second attempt with something changed, when the first failed. */
function repeatCriteria(
  answers: AnswerReader,
  payer: PayerProfile,
  region: PayerRegion,
  here: readonly EarlierIntervention[],
): readonly Criterion[] {
  const last = here.at(-1);
  if (last === undefined) return [];
  const { repeatRelief, repeatReliefDays } = payer.epidural;
  const relief = reliefOf(last.percent, repeatRelief);
  const duration = lasted(last.duration, last.durationUnit, repeatReliefDays);
  const failed = relief.verdict === "not met" || duration.verdict === "not met";
  if (here.length === 1 && failed) {
    return [criterion("ESI-4", secondAttempt(payer), secondAttemptFound(answers, payer, region, last))];
  }
  return [
    criterion("ESI-4", `Last injection relieved at least ${repeatRelief} %`, relief),
    criterion("ESI-4", "Its relief lasted at least 3 months", duration),
  ];
}

const secondAttempt = ({ epidural }: PayerProfile) =>
  `First injection failed: a second attempt after ${epidural.retryDays} days with another level, approach or drug`;

const approaches: Readonly<Record<string, string>> = {
  interlaminar: "ESI IL",
  transforaminal: "ESI TF",
  caudal: "ESI caudal",
};

function secondAttemptFound(
  answers: AnswerReader,
  { epidural }: PayerProfile,
  region: PayerRegion,
  last: EarlierIntervention,
): Finding {
  const items = ["HX.INTV"];
  if (last.date === undefined) return unknown(items, "date of the first injection not recorded");
  const { visitDate } = answers.evaluation;
  const least = daysBetween(latestDay(last.date), visitDate);
  const most = daysBetween(earliestDay(last.date), visitDate);
  if (most < epidural.retryDays) return { verdict: "not met", finding: `${most} days ago`, items };
  if (least < epidural.retryDays)
    return { verdict: "unknown", finding: onDateWords(last.date), items, missing: items };
  const planned = plannedEpidurals(answers, region);
  if (planned.length === 0) {
    return { verdict: "met", finding: "may be tried with a change of level, approach or drug", items };
  }
  const changed = planned.some((row) => differs(row, last));
  return {
    verdict: changed ? "met" : "not met",
    finding: changed ? "level, approach or drug changed" : "the same injection is planned",
    items: [...items, "PLAN.PROC"],
  };
}

function differs(row: RecordValue, last: EarlierIntervention): boolean {
  const approach = approaches[String(row.approach)];
  const otherApproach = approach !== undefined && last.type !== "ESI" && approach !== last.type;
  const otherLevel =
    typeof row.level === "string" && last.joints.length > 0 && !last.joints.includes(row.level);
  const drug = typeof row.steroid === "string" && row.steroid !== "none" ? row.steroid : undefined;
  const otherDrug =
    drug !== undefined && last.steroid !== undefined && !last.steroid.toLowerCase().includes(drug);
  return otherApproach || otherLevel || otherDrug;
}
