import { cervicalLevels, lumbarLevels, thoracicLevels } from "../../checklist/valueSets.ts";
import { ageOn, daysBetween, earliestDay, latestDay } from "../../evaluation/dates.ts";
import { chosen, fieldIs, olderThan, patientItem, type ReasoningContext, saidYes } from "../context.ts";
import { anyOf, type Fact, fact, notKnown } from "../facts.ts";
import { anyDeficit, someLevel } from "../roots/findings.ts";
import { severePain } from "../thresholds.ts";
import { daysSinceOnsetAt } from "../timing/days.ts";
import { flag, join, type RedFlag } from "./flag.ts";

/** Cancer, infection, aneurysm, inflammation, haematoma, viscera. */

const everyLevel = [...cervicalLevels, ...thoracicLevels, ...lumbarLevels, "SIJ"];

/** Something else on the images than wear. */
const onImages = (context: ReasoningContext, finding: string) =>
  someLevel(context, everyLevel, ({ other }) => (Array.isArray(other) ? other.includes(finding) : undefined));

/** Pain of at most this many days is new (DESIGN: three months). */
const newPainDays = 91;

/**
 * Cancer is urgent unless the pain is known to be old and typical: more than three months, not worsening, not at rest or
 * at night, without weight loss. What is not answered does not make it typical.
 */
export function cancer(context: ReasoningContext, nerveFlags: readonly RedFlag[]): readonly RedFlag[] {
  const history = anyOf(
    saidYes(context, "RF.CA.HX"),
    fieldIs(context, "HX.PMH.CA", "status", ["past", "current"]),
  );
  const tumour = onImages(context, "tumour");
  if (history.holds !== true && tumour.holds !== true) return weakSigns(context);
  const since = daysSinceOnsetAt(context, context.evaluation.visitDate);
  const recent =
    since === undefined ? notKnown("HX.ONSET.DATE") : fact(since.fewest <= newPainDays, ...since.items);
  const unusual = anyOf(
    recent,
    saidYes(context, "RF.CA.NIGHT"),
    saidYes(context, "RF.CA.WL"),
    chosen(context, "HX.COURSE", ["worsening"]),
  );
  const cordFlag = nerveFlags.find(
    ({ ruleId, level }) => ["RF-CES", "RF-CORD"].includes(ruleId) && level !== "S",
  );
  const level = cordFlag !== undefined ? "E" : tumour.holds !== true && unusual.holds === false ? "S" : "U";
  const what = tumour.holds === true ? "Tumour on imaging" : "Cancer in the history";
  const how = {
    E: "with signs of the cord or cauda equina",
    U: "with pain that may be new or atypical",
    S: "with old, typical pain",
  }[level];
  return [
    flag(
      "RF-CA",
      level,
      `${what} ${how}.`,
      join(
        history.holds === true ? history.items : [],
        tumour.holds === true ? tumour.items : [],
        unusual.items,
        cordFlag?.items ?? [],
      ),
      [
        "MRI with contrast; blood count, ESR or CRP, alkaline phosphatase, calcium, and protein electrophoresis by age.",
        "Inform the oncologist.",
      ],
      unusual.holds === undefined ? unusual.missing : [],
      { isSettled: tumour.holds === true || unusual.holds !== undefined },
    ),
  ];
}

function weakSigns(context: ReasoningContext): readonly RedFlag[] {
  const signs = ["RF.CA.WL", "RF.CA.NIGHT"].map((item) => saidYes(context, item));
  const present = signs.filter(({ holds }) => holds === true);
  if (present.length === 0) return [];
  return [
    flag(
      "RF-CA-weak",
      "S",
      present.length === 2
        ? "Weight loss and unremitting night pain: tests are due."
        : "A weak sign of serious disease, alone.",
      join(...present.map(({ items }) => items)),
      [
        present.length === 2
          ? "Blood tests and imaging."
          : "Judge clinically; blood tests or imaging if nothing improves.",
      ],
    ),
  ];
}

/** Spinal tenderness, or pain at rest that does not remit. */
const spinalFeature = (context: ReasoningContext) =>
  anyOf(fieldIs(context, "PE.PERC", "result", ["positive"]), saidYes(context, "RF.CA.NIGHT"));

const infectionActions = [
  "MRI with gadolinium, CRP or ESR, blood cultures.",
  "No steroid injection until infection is excluded.",
];

export function infection(context: ReasoningContext): readonly RedFlag[] {
  const seen = onImages(context, "infection/discitis");
  const fever = anyOf(
    saidYes(context, "RF.INF.FEVER"),
    chosen(context, "HX.PMH.INF", [
      "current infection",
      "recent bacteraemia",
      "spinal/epidural infection",
      "fever",
    ]),
  );
  const risk = anyOf(saidYes(context, "RF.INF.RISK"), chosen(context, "HX.PMH.INF", ["TB", "IV drug use"]));
  const spine = spinalFeature(context);
  if (seen.holds === true) {
    return [flag("RF-INF", "E", "Infection of the spine on imaging.", seen.items, infectionActions)];
  }
  if (fever.holds === true && spine.holds === true) {
    return [
      flag(
        "RF-INF",
        "E",
        "Fever or infection with a tender spine or unremitting pain: spinal infection suspected.",
        join(fever.items, spine.items),
        infectionActions,
      ),
    ];
  }
  if (risk.holds === true && spine.holds === true) {
    return [
      flag(
        "RF-INF",
        "U",
        "Risk of infection with a tender spine or unremitting pain.",
        join(risk.items, spine.items),
        infectionActions,
      ),
    ];
  }
  if (fever.holds !== true) return [];
  return [
    flag(
      "RF-INF",
      spine.holds === undefined ? "U" : "S",
      "Fever or a recent infection.",
      fever.items,
      ["Percuss the spine and ask about rest pain.", "No steroid injection until the infection is over."],
      spine.missing,
      { isSettled: spine.holds !== undefined },
    ),
  ];
}

const aneurysmAge = 60;

export function aneurysm(context: ReasoningContext): readonly RedFlag[] {
  const mass = fieldIs(context, "PE.ABD", "pulsatileMass", ["positive"]);
  const old = olderThan(context, aneurysmAge);
  const felt = mass.holds === true && old.holds === true;
  const suspected = anyOf(saidYes(context, "RF.AAA"), felt ? fact(true, "PE.ABD", patientItem) : fact(false));
  if (suspected.holds === true) {
    return [
      flag("RF-AAA", "E", "Abdominal aortic aneurysm suspected.", suspected.items, [
        "Emergency department and vascular imaging now.",
      ]),
    ];
  }
  const seen = onImages(context, "AAA");
  if (seen.holds !== true) return [];
  return [
    flag("RF-AAA", "U", "Aortic aneurysm on imaging.", seen.items, [
      "Vascular opinion, by its size; emergency if abdominal or flank pain appears.",
    ]),
  ];
}

const inflammatoryAge = 45;

/** A "yes" is never dropped: where age or duration do not fit the published criteria, that is said. */
export function inflammation(context: ReasoningContext): readonly RedFlag[] {
  const found = saidYes(context, "RF.INFLAM");
  if (found.holds !== true) return [];
  const { evaluation } = context;
  const since = daysSinceOnsetAt(context, evaluation.visitDate);
  const onset = context.answers.date("HX.ONSET.DATE");
  const ageAtOnset =
    onset !== undefined
      ? ageOn(evaluation.patient.dateOfBirth, earliestDay(onset))
      : since && context.age - Math.ceil(since.most / 365.25);
  const late = ageAtOnset !== undefined && ageAtOnset >= inflammatoryAge;
  const short = since !== undefined && since.most < newPainDays;
  const remark = late
    ? " Onset was at 45 or later, so that the criteria are not met in full."
    : short
      ? " It has lasted under three months, so that the criteria are not met in full."
      : "";
  return [
    flag(
      "RF-SPA",
      "S",
      `Inflammatory back pain.${remark}`,
      join(found.items, since?.items ?? [], since === undefined ? [] : [patientItem]),
      ["Rheumatology; MRI of the sacroiliac joints, HLA-B27, CRP."],
      since === undefined ? ["HX.ONSET.DATE"] : [],
    ),
  ];
}

const anticoagulants = [
  "warfarin",
  "acenocoumarol",
  "apixaban",
  "rivaroxaban",
  "edoxaban",
  "dabigatran",
  "unfractionated heparin IV",
  "unfractionated heparin SC",
  "enoxaparin prophylactic",
  "enoxaparin therapeutic",
  "dalteparin",
  "fondaparinux",
];
const procedureDays = 14;
const spontaneousDays = 7;
const spinalProcedures = ["ESI IL", "ESI TF", "ESI caudal", "ESI", "MBB", "facet IA", "RFA", "SCS"];

/**
 * After a procedure on the spine of the last 14 days: severe pain that worsens, or a deficit. Without one, on an
 * anticoagulant: severe pain with a deficit, all of it at most 7 days old. (F6 takes an anticoagulant with signs of four
 * days, but the pain is of eleven days and from lifting: cauda equina, no haematoma.)
 */
export function haematoma(context: ReasoningContext): readonly RedFlag[] {
  const { answers, evaluation } = context;
  const within = (date: unknown, days: number) =>
    typeof date === "string" &&
    date.length === 10 &&
    daysBetween(latestDay(date), evaluation.visitDate) >= 0 &&
    daysBetween(earliestDay(date), evaluation.visitDate) <= days;
  const procedure = [
    ...answers
      .rows("HX.INTV")
      .filter(({ type, date }) => spinalProcedures.includes(String(type)) && within(date, procedureDays))
      .map(() => "HX.INTV"),
    ...answers
      .rows("HX.SURG")
      .filter(({ date }) => within(date, procedureDays))
      .map(() => "HX.SURG"),
  ];
  const now = answers.number("HX.NRS.NOW");
  const severe: Fact = now === undefined ? notKnown("HX.NRS.NOW") : fact(now >= severePain, "HX.NRS.NOW");
  const deficit = anyOf(saidYes(context, "RF.NEURO.PROG"), anyDeficit(context));
  const worse = chosen(context, "HX.COURSE", ["worsening"]);
  const actions = [
    "MRI now: epidural haematoma or abscess.",
    "On-call spine surgeon; tell them the drug and the time of the last dose.",
  ];
  if (procedure.length > 0) {
    const alarming =
      saidYes(context, "RF.NEURO.PROG").holds === true || (severe.holds === true && worse.holds === true);
    if (!alarming) return [];
    const basis = anyOf(saidYes(context, "RF.NEURO.PROG"), severe);
    return [
      flag(
        "RF-HEM",
        "E",
        "New severe pain or deficit within days of a spinal procedure.",
        join(procedure, basis.items, worse.holds === true ? worse.items : []),
        actions,
      ),
    ];
  }
  const anticoagulated = answers.rows("HX.MED.ATC").some(({ drug }) => anticoagulants.includes(String(drug)));
  const since = daysSinceOnsetAt(context, evaluation.visitDate);
  const fresh = since !== undefined && since.most <= spontaneousDays;
  if (!anticoagulated || !fresh || severe.holds !== true || deficit.holds !== true) return [];
  return [
    flag(
      "RF-HEM",
      "E",
      "New severe pain with a deficit on an anticoagulant.",
      join(["HX.MED.ATC"], since.items, severe.items, deficit.items),
      actions,
    ),
  ];
}

export function viscera(context: ReasoningContext): readonly RedFlag[] {
  const found = saidYes(context, "RF.VISC");
  if (found.holds !== true) return [];
  return [
    flag("RF-VISC", "S", "A source outside the spine is suspected.", found.items, [
      "Examine and refer for that source; inform the primary care clinician.",
    ]),
  ];
}
