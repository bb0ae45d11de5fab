import type { EvidenceTag, Field, Group, Item } from "./kinds.ts";

/**
 * Questionnaires, clinical reference 2.1.6.
 *
 * Only PEG, PHQ and GAD are printed with their wording: they may be reproduced. Of every other instrument the app
 * keeps the score that was worked out on a licensed form, and no word of its items.
 * A total that came without its items (as other people's notes give it) has an item of its own.
 */

const pegCredit = "PEG scale: Krebs EE, Lorenz KA, Bair MJ, et al. J Gen Intern Med 2009;24:733-738 (Ref38)";
const phqCredit =
  "PHQ and GAD: developed by Drs Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an " +
  "educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute (Ref37)";

function pegItem<const Id extends string>(id: Id, label: string, minLabel: string, maxLabel: string) {
  return {
    id,
    label,
    kind: "scale",
    min: 0,
    max: 10,
    minLabel,
    maxLabel,
    requirement: "optional",
    source: pegCredit,
    tag: "V",
  } as const satisfies Item;
}

const phqHelp = "Last 2 weeks: 0 not at all, 1 several days, 2 more than half the days, 3 nearly every day";

function phqItem<const Id extends string>(id: Id, label: string) {
  return {
    id,
    label,
    help: phqHelp,
    kind: "scale",
    min: 0,
    max: 3,
    minLabel: "Not at all",
    maxLabel: "Nearly every day",
    requirement: "optional",
    source: phqCredit,
    tag: "V2",
  } as const satisfies Item;
}

/** The total as somebody else's note gives it, used where the items are not all there. */
function totalOf<const Id extends string>(
  id: Id,
  instrument: string,
  max: number,
  source: string,
  decimals = 0,
) {
  return {
    id,
    label: `${instrument}, total only`,
    help: "When the total is known without the items",
    kind: "number",
    min: 0,
    max,
    decimals,
    unit: "points",
    requirement: "optional",
    source,
    tag: "DESIGN",
  } as const satisfies Item;
}

function computedScore<const Id extends string>(
  id: Id,
  label: string,
  calculation: string,
  source: string,
  tag: EvidenceTag,
  help?: string,
) {
  return {
    id,
    label,
    ...(help === undefined ? {} : { help }),
    kind: "computed",
    calculation,
    requirement: "optional",
    source,
    tag,
  } as const satisfies Item;
}

export const peg = {
  id: "history.instruments.peg",
  label: "PEG: pain, enjoyment, general activity",
  layout: "list",
  items: [
    pegItem(
      "INS.PEG.P",
      "What number best describes your pain on average in the past week?",
      "No pain",
      "Pain as bad as you can imagine",
    ),
    pegItem(
      "INS.PEG.E",
      "What number best describes how, during the past week, pain has interfered with your enjoyment of life?",
      "Does not interfere",
      "Completely interferes",
    ),
    pegItem(
      "INS.PEG.G",
      "What number best describes how, during the past week, pain has interfered with your general activity?",
      "Does not interfere",
      "Completely interferes",
    ),
    totalOf("INS.PEG.TOTAL", "PEG", 10, pegCredit, 1),
    computedScore(
      "INS.PEG",
      "PEG",
      "peg",
      pegCredit,
      "V",
      "Mean of the three; 30 % less is a meaningful gain",
    ),
  ],
} as const satisfies Group;

export const mood = {
  id: "history.instruments.phq",
  label: "PHQ: depression",
  layout: "list",
  items: [
    phqItem("INS.PHQ.1", "Little interest or pleasure in doing things"),
    phqItem("INS.PHQ.2", "Feeling down, depressed, or hopeless"),
    phqItem("INS.PHQ.3", "Trouble falling or staying asleep, or sleeping too much"),
    phqItem("INS.PHQ.4", "Feeling tired or having little energy"),
    phqItem("INS.PHQ.5", "Poor appetite or overeating"),
    phqItem(
      "INS.PHQ.6",
      "Feeling bad about yourself, or that you are a failure or have let yourself or your family down",
    ),
    phqItem(
      "INS.PHQ.7",
      "Trouble concentrating on things, such as reading the newspaper or watching television",
    ),
    phqItem(
      "INS.PHQ.8",
      "Moving or speaking so slowly that other people could have noticed? Or the opposite, being so fidgety or restless that you have been moving around a lot more than usual",
    ),
    phqItem("INS.PHQ.9", "Thoughts that you would be better off dead or of hurting yourself in some way"),
    {
      id: "INS.PHQ.FUNC",
      label:
        "If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?",
      help: "Not scored",
      kind: "single",
      choices: [
        { code: "not difficult at all", label: "Not difficult at all" },
        { code: "somewhat difficult", label: "Somewhat difficult" },
        { code: "very difficult", label: "Very difficult" },
        { code: "extremely difficult", label: "Extremely difficult" },
      ],
      requirement: "optional",
      source: phqCredit,
      tag: "V2",
    },
    computedScore("INS.PHQ2", "PHQ-2", "phq2", phqCredit, "V2"),
    computedScore("INS.PHQ9", "PHQ-9", "phq9", phqCredit, "V2"),
  ],
} as const satisfies Group;

export const anxiety = {
  id: "history.instruments.gad",
  label: "GAD: anxiety",
  layout: "list",
  items: [
    phqItem("INS.GAD.1", "Feeling nervous, anxious, or on edge"),
    phqItem("INS.GAD.2", "Not being able to stop or control worrying"),
    phqItem("INS.GAD.3", "Worrying too much about different things"),
    phqItem("INS.GAD.4", "Trouble relaxing"),
    phqItem("INS.GAD.5", "Being so restless that it is hard to sit still"),
    phqItem("INS.GAD.6", "Becoming easily annoyed or irritable"),
    phqItem("INS.GAD.7", "Feeling afraid, as if something awful might happen"),
    computedScore("INS.GAD2", "GAD-2", "gad2", phqCredit, "V2"),
    computedScore("INS.GAD7", "GAD-7", "gad7", phqCredit, "V2"),
    computedScore("INS.PHQ4", "PHQ-4", "phq4", phqCredit, "V2", "GAD-2 and PHQ-2 together"),
  ],
} as const satisfies Group;

export const moodTotals = {
  id: "history.instruments.totals",
  label: "PHQ and GAD known by their totals",
  layout: "list",
  items: [
    totalOf("INS.PHQ2.TOTAL", "PHQ-2", 6, phqCredit),
    totalOf("INS.PHQ9.TOTAL", "PHQ-9", 27, phqCredit),
    totalOf("INS.GAD2.TOTAL", "GAD-2", 6, phqCredit),
    totalOf("INS.GAD7.TOTAL", "GAD-7", 21, phqCredit),
    totalOf("INS.PHQ4.TOTAL", "PHQ-4", 12, phqCredit),
  ],
} as const satisfies Group;

/** What is kept of every score beside the score itself. */
const provenance = [
  { id: "date", label: "Date", kind: "date" },
  {
    id: "mode",
    label: "Filled in by",
    kind: "single",
    choices: [{ code: "patient" }, { code: "clinician" }, { code: "imported" }],
  },
  { id: "version", label: "Version", kind: "text", maxLength: 40 },
  { id: "language", label: "Language", kind: "text", maxLength: 40 },
  { id: "licence", label: "Licence reference", kind: "text", maxLength: 80 },
] as const satisfies readonly Field[];

const scoreHelp = "Score from a licensed form; its wording is not shown here";

/** One whole-number total with nothing else to it. */
function scoreOnly<const Id extends string>(
  id: Id,
  label: string,
  min: number,
  max: number,
  source: string,
  tag: EvidenceTag,
) {
  return {
    id,
    label,
    help: scoreHelp,
    kind: "record",
    fields: [
      { id: "total", label: "Total", kind: "number", min, max, unit: "points", required: true },
      ...provenance,
    ],
    requirement: "optional",
    source,
    tag,
  } as const satisfies Item;
}

export const disability = {
  id: "history.instruments.disability",
  label: "Disability and risk of persistence",
  layout: "list",
  items: [
    {
      id: "INS.ODI",
      label: "Oswestry Disability Index",
      help: "Percent; or the sum of the sections and how many were answered",
      kind: "record",
      fields: [
        { id: "total", label: "Score", kind: "number", min: 0, max: 100, decimals: 1, unit: "%" },
        { id: "sum", label: "Sum of sections", kind: "number", min: 0, max: 50, unit: "points" },
        { id: "answered", label: "Sections answered", kind: "number", min: 8, max: 10, unit: "" },
        ...provenance,
      ],
      requirement: "optional",
      source: "Ref35, Ref54",
      tag: "V",
    },
    computedScore("INS.ODI.BAND", "ODI, meaning", "odiBand", "Ref35, Ref54", "V"),
    {
      id: "INS.NDI",
      label: "Neck Disability Index",
      help: "Raw total of 50, or percent: the bands are of the raw total",
      kind: "record",
      fields: [
        { id: "total", label: "Raw total", kind: "number", min: 0, max: 50, decimals: 1, unit: "of 50" },
        { id: "percent", label: "Percent", kind: "number", min: 0, max: 100, decimals: 1, unit: "%" },
        ...provenance,
      ],
      requirement: "optional",
      source: "Ref36",
      tag: "V",
    },
    computedScore("INS.NDI.BAND", "NDI, meaning", "ndiBand", "Ref36", "V"),
    {
      id: "INS.STARTBACK",
      label: "STarT Back",
      help: "Low back pain only. Score from a licensed form",
      kind: "record",
      fields: [
        { id: "total", label: "Total", kind: "number", min: 0, max: 9, unit: "points", required: true },
        { id: "distress", label: "Distress subscore", kind: "number", min: 0, max: 5, unit: "points" },
        ...provenance,
      ],
      requirement: "optional",
      source: "Ref40",
      tag: "V",
    },
    computedScore("INS.STARTBACK.BAND", "STarT Back, risk", "startBackBand", "Ref40", "V"),
    {
      id: "INS.PROMIS",
      label: "PROMIS",
      help: "T-scores from the official tables",
      kind: "repeat",
      rowName: "domain",
      fields: [
        {
          id: "domain",
          label: "Domain",
          kind: "single",
          choices: [
            { code: "pain interference", label: "Pain interference" },
            { code: "physical function", label: "Physical function" },
            { code: "depression", label: "Depression" },
            { code: "anxiety", label: "Anxiety" },
            { code: "sleep disturbance", label: "Sleep disturbance" },
          ],
          required: true,
        },
        {
          id: "tScore",
          label: "T-score",
          kind: "number",
          min: 10,
          max: 100,
          decimals: 1,
          unit: "",
          required: true,
        },
        { id: "form", label: "Form", kind: "text", maxLength: 80 },
        { id: "date", label: "Date", kind: "date" },
      ],
      requirement: "optional",
      source: "Ref42",
      tag: "GK",
    },
    computedScore("INS.PROMIS.BAND", "PROMIS, meaning", "promisBand", "Ref42", "GK"),
  ],
} as const satisfies Group;

export const neuropathic = {
  id: "history.instruments.neuropathic",
  label: "Neuropathic and widespread pain",
  layout: "list",
  items: [
    computedScore(
      "INS.NEUROPATHIC",
      "Neuropathic descriptors",
      "neuropathicDescriptors",
      "Ref39",
      "DESIGN",
      "How many of seven among the qualities named by the patient",
    ),
    scoreOnly("INS.DN4", "DN4", 0, 10, "Ref39", "V2"),
    computedScore("INS.DN4.BAND", "DN4, meaning", "dn4Band", "Ref39", "V2"),
    scoreOnly("INS.LANSS", "LANSS or S-LANSS", 0, 24, "Ref39", "V2"),
    computedScore("INS.LANSS.BAND", "LANSS, meaning", "lanssBand", "Ref39", "V2"),
    scoreOnly("INS.PAINDETECT", "painDETECT", -1, 38, "Ref39", "V2"),
    computedScore("INS.PAINDETECT.BAND", "painDETECT, meaning", "painDetectBand", "Ref39", "V2"),
    scoreOnly("INS.WPI", "Widespread pain index, counted by hand", 0, 19, "Ref45", "V"),
    computedScore(
      "INS.WPI.MAP",
      "Widespread pain areas in the drawing",
      "widespreadPainAreas",
      "Ref45",
      "V",
      "How many of 19 areas are marked",
    ),
    scoreOnly("INS.SSS", "Symptom severity score", 0, 12, "Ref45", "V"),
    computedScore("INS.FM", "Fibromyalgia criteria 2016", "fibromyalgia2016", "Ref45", "V"),
  ],
} as const satisfies Group;

export const risk = {
  id: "history.instruments.risk",
  label: "Coping, sensitisation and opioid risk",
  layout: "list",
  items: [
    {
      id: "INS.PCS",
      label: "Pain Catastrophizing Scale",
      help: scoreHelp,
      kind: "record",
      fields: [
        { id: "total", label: "Total", kind: "number", min: 0, max: 52, unit: "points", required: true },
        { id: "rumination", label: "Rumination", kind: "number", min: 0, max: 16, unit: "points" },
        { id: "magnification", label: "Magnification", kind: "number", min: 0, max: 12, unit: "points" },
        { id: "helplessness", label: "Helplessness", kind: "number", min: 0, max: 24, unit: "points" },
        ...provenance,
      ],
      requirement: "optional",
      source: "Ref43",
      tag: "V2",
    },
    computedScore("INS.PCS.BAND", "PCS, meaning", "pcsBand", "Ref43", "V2"),
    scoreOnly("INS.CSI", "Central Sensitization Inventory, part A", 0, 100, "Ref44", "V"),
    computedScore("INS.CSI.BAND", "CSI, meaning", "csiBand", "Ref44", "V"),
    scoreOnly("INS.ORT", "Opioid Risk Tool", 0, 26, "Ref41", "V"),
    computedScore("INS.ORT.BAND", "ORT, risk", "ortBand", "Ref41", "V"),
    scoreOnly("INS.ORTOUD", "Opioid Risk Tool for OUD", 0, 9, "Ref41", "GK"),
    computedScore("INS.ORTOUD.BAND", "ORT-OUD, risk", "ortOudBand", "Ref41", "GK"),
    scoreOnly("INS.SOAPPR", "SOAPP-R", 0, 96, "GK", "GK"),
    computedScore("INS.SOAPPR.BAND", "SOAPP-R, meaning", "soappRBand", "GK", "GK"),
  ],
} as const satisfies Group;

export const instrumentGroups = [
  peg,
  mood,
  anxiety,
  moodTotals,
  disability,
  neuropathic,
  risk,
] as const satisfies readonly Group[];
