import type { Choice, Field, Group } from "../kinds.ts";
import { choicesOf, imageGuidance, levelChoices, plainYesNo, sides } from "../valueSets.ts";

/**
 * Modalities and procedures (clinical reference 2.5).
 *
 * The reference lists PLAN.PROC.GUIDE, PLAN.PROC.SAFE and PLAN.PROC.CRIT beside PLAN.PROC. They belong to one procedure
 * each, so they are fields of its row: GUIDE is `guidance` and `contrast`; SAFE is the eight `check...` fields; CRIT is
 * `passCriterionPercent`, `passCriterion`, `ifPositive` and `ifNegative`.
 */

const types = [
  { code: "trigger point injection", label: "Trigger point injection" },
  { code: "epidural steroid injection", label: "Epidural steroid injection" },
  { code: "selective nerve root block", label: "Selective nerve root block" },
  { code: "medial branch block", label: "Medial branch block" },
  {
    code: "facet joint injection",
    label: "Facet joint, intra-articular",
    phrase: "intra-articular facet joint injection",
  },
  { code: "radiofrequency ablation", label: "Radiofrequency ablation" },
  { code: "sacroiliac joint injection", label: "Sacroiliac joint injection" },
  { code: "hip joint injection", label: "Hip joint injection" },
  { code: "knee joint injection", label: "Knee joint injection" },
  { code: "genicular nerve block", label: "Genicular nerve block" },
  { code: "peripheral nerve block", label: "Peripheral nerve block" },
  { code: "greater occipital nerve block", label: "Greater occipital nerve block" },
  { code: "sympathetic block", label: "Sympathetic block" },
  { code: "basivertebral nerve ablation", label: "Basivertebral nerve ablation" },
  { code: "intradiscal procedure", label: "Intradiscal procedure" },
  { code: "percutaneous decompression", label: "Percutaneous decompression" },
  { code: "vertebral augmentation", label: "Vertebral augmentation" },
  {
    code: "spinal cord stimulator trial",
    label: "Spinal cord stimulator, trial",
    phrase: "spinal cord stimulator trial",
  },
  {
    code: "spinal cord stimulator implant",
    label: "Spinal cord stimulator, implant",
    phrase: "spinal cord stimulator implant",
  },
  { code: "intrathecal pump", label: "Intrathecal pump" },
  { code: "other", label: "Other", phrase: "another procedure" },
] as const satisfies readonly Choice[];

/** Nerves that are blocked or ablated: joints and nerves are stored apart, since a joint has more than one nerve. */
const nerves: readonly Choice[] = [
  { code: "third occipital nerve" },
  ...["C3", "C4", "C5", "C6", "C7", "C8"].map((root) => ({ code: `${root} medial branch` })),
  ...["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12"].map((root) => ({
    code: `${root} medial branch`,
  })),
  ...["L1", "L2", "L3", "L4"].map((root) => ({ code: `${root} medial branch` })),
  { code: "L5 dorsal ramus" },
  ...["S1", "S2", "S3"].map((root) => ({ code: `${root} lateral branch` })),
  ...["C4", "C5", "C6", "C7", "C8", "T1", "L1", "L2", "L3", "L4", "L5", "S1"].map((root) => ({
    code: `${root} root`,
  })),
  { code: "greater occipital nerve" },
  { code: "suprascapular nerve" },
  { code: "genicular nerves" },
  { code: "common peroneal nerve" },
];

const muscles = choicesOf(
  "trapezius",
  "levator scapulae",
  "cervical paraspinal",
  "rhomboid",
  "thoracic paraspinal",
  "lumbar paraspinal",
  "quadratus lumborum",
  "gluteus maximus",
  "gluteus medius",
  "piriformis",
);

const checkStates = [
  { code: "done", label: "Done" },
  { code: "pending", label: "Pending" },
  { code: "not applicable", label: "Not applicable" },
] as const satisfies readonly Choice[];

const check = (id: string, label: string): Field => ({ id, label, kind: "single", choices: checkStates });

export const modalities: Group = {
  id: "plan.treatment",
  label: "Treatment",
  layout: "list",
  items: [
    {
      id: "PLAN.SDM.OPTIONS",
      label: "Options discussed",
      kind: "multi",
      choices: [
        { code: "no treatment", label: "No treatment" },
        { code: "conservative care", label: "Conservative care" },
        { code: "medication", label: "Medication" },
        { code: "injection", label: "Injection", phrase: "injections" },
        { code: "ablation", label: "Ablation", phrase: "radiofrequency ablation" },
        { code: "neuromodulation", label: "Neuromodulation" },
        {
          code: "rehabilitation programme",
          label: "Rehabilitation programme",
          phrase: "a rehabilitation programme",
        },
        { code: "surgery", label: "Surgery" },
      ],
      requirement: "optional",
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "PLAN.SDM",
      label: "Patient's preference",
      help: "What was discussed and what the patient prefers",
      kind: "text",
      multiline: true,
      maxLength: 1000,
      requirement: "required",
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "PLAN.DECLINED",
      label: "Declined by the patient",
      kind: "multi",
      choices: [
        { code: "conservative care", label: "Conservative care" },
        { code: "PT", label: "Physical therapy", phrase: "physical therapy" },
        { code: "medication", label: "Medication" },
        { code: "injection", label: "Injection", phrase: "injections" },
        { code: "psychology", label: "Psychology" },
        { code: "neuromodulation", label: "Neuromodulation" },
      ],
      requirement: "optional",
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "PLAN.OUTLOOK",
      label: "Expected outcome",
      kind: "single",
      choices: [
        { code: "very good", label: "Very good" },
        { code: "good", label: "Good" },
        { code: "fair", label: "Fair" },
        { code: "guarded", label: "Guarded" },
        { code: "poor", label: "Poor" },
      ],
      requirement: "optional",
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "PLAN.COUNSEL",
      label: "Explained to the patient",
      kind: "multi",
      choices: [
        { code: "diagnosis", label: "Diagnosis" },
        { code: "prognosis", label: "Prognosis" },
        { code: "treatment options", label: "Treatment options" },
        { code: "risks", label: "Risks" },
        { code: "alternatives", label: "Alternatives" },
        { code: "test results", label: "Test results" },
        { code: "instructions and restrictions", label: "Instructions and restrictions" },
        { code: "questions answered", label: "Questions answered" },
        { code: "warning signs", label: "Warning signs" },
      ],
      requirement: "optional",
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "PLAN.MOD",
      label: "Modalities",
      kind: "multi",
      exclusive: ["none-watchful waiting"],
      choices: [
        {
          code: "education/activity",
          label: "Education and activity",
          phrase: "education and change of activity",
        },
        { code: "PT", label: "Physical therapy", phrase: "physical therapy" },
        { code: "home exercise", label: "Home exercise" },
        { code: "medication", label: "Medication" },
        { code: "procedure", label: "Procedure", phrase: "a procedure" },
        { code: "psychology", label: "Psychology", phrase: "psychological therapy" },
        {
          code: "rehabilitation programme",
          label: "Rehabilitation programme",
          phrase: "a rehabilitation programme",
        },
        { code: "surgical opinion", label: "Surgical opinion", phrase: "a surgical opinion" },
        { code: "complementary", label: "Complementary", phrase: "complementary therapy" },
        { code: "physical modalities", label: "Physical modalities" },
        { code: "nicotine cessation", label: "Nicotine cessation" },
        { code: "none-watchful waiting", label: "None, watchful waiting", phrase: "watchful waiting" },
      ],
      requirement: "required",
      source: "T26, T27",
      tag: "ARTICLE",
    },
    {
      id: "PLAN.SURG",
      label: "Surgery",
      kind: "single",
      choices: [
        {
          code: "not considered now",
          label: "Not considered now",
          phrase: "surgery is not considered at this time",
        },
        {
          code: "opinion to be sought",
          label: "Opinion to be sought",
          phrase: "a surgical opinion will be sought",
        },
        { code: "recommended", label: "Recommended", phrase: "surgery is recommended" },
        {
          code: "declined by the patient",
          label: "Declined by the patient",
          phrase: "the patient declines surgery",
        },
      ],
      requirement: "optional",
      source: "T15",
      tag: "ARTICLE",
    },
    {
      id: "PLAN.MEDCHG",
      label: "Medication changes",
      kind: "repeat",
      rowName: "change",
      noneLabel: "No changes",
      fields: [
        { id: "medicine", label: "Medicine", kind: "text", maxLength: 120, required: true },
        {
          id: "change",
          label: "Change",
          kind: "single",
          required: true,
          choices: [
            { code: "new", label: "New" },
            { code: "changed", label: "Changed" },
            { code: "stopped", label: "Stopped" },
            { code: "unchanged", label: "Unchanged" },
            { code: "to be reduced", label: "To be reduced" },
          ],
        },
        { id: "detail", label: "Dose and detail", kind: "text", maxLength: 300 },
        { id: "who", label: "Who prescribes", kind: "text", maxLength: 120 },
      ],
      requirement: "required",
      source: "clinical reference 4.2, 4.3",
      tag: "GK",
    },
  ],
};

export const procedures: Group = {
  id: "plan.procedures",
  label: "Procedures",
  layout: "list",
  items: [
    {
      id: "PLAN.PROC",
      label: "Procedures",
      help: "Under image guidance for epidural, nerve and joint procedures; “none” is questioned",
      kind: "repeat",
      rowName: "procedure",
      noneLabel: "No procedure planned",
      maxRows: 10,
      fields: [
        { id: "type", label: "Procedure", kind: "single", choices: types, required: true },
        { id: "detail", label: "Details", kind: "text", maxLength: 300 },
        { id: "side", label: "Side", kind: "single", choices: sides },
        { id: "level", label: "Level", kind: "single", choices: levelChoices },
        { id: "targetJoints", label: "Joints", kind: "multi", choices: levelChoices },
        { id: "targetNerves", label: "Nerves", kind: "multi", choices: nerves },
        { id: "targetMuscles", label: "Muscles", kind: "multi", choices: muscles },
        {
          id: "approach",
          label: "Approach",
          kind: "single",
          choices: choicesOf(
            "interlaminar",
            "transforaminal",
            "caudal",
            "intra-articular",
            "periarticular",
            "posterior",
            "anterior",
          ),
        },
        {
          id: "intent",
          label: "Intent",
          kind: "single",
          required: true,
          choices: [
            { code: "diagnostic", label: "Diagnostic" },
            { code: "therapeutic", label: "Therapeutic" },
            { code: "both", label: "Both", phrase: "diagnostic and therapeutic" },
          ],
        },
        { id: "guidance", label: "Image guidance", kind: "single", choices: imageGuidance },
        {
          id: "contrast",
          label: "Contrast",
          kind: "single",
          choices: [
            { code: "yes", label: "Yes", phrase: "with contrast" },
            { code: "no", label: "No", phrase: "without contrast" },
            { code: "contraindicated", label: "Contraindicated", phrase: "contrast is contraindicated" },
          ],
        },
        { id: "localAnaesthetic", label: "Local anaesthetic", kind: "text", maxLength: 100 },
        {
          id: "steroid",
          label: "Steroid",
          kind: "single",
          choices: [
            { code: "none", label: "None", phrase: "no steroid" },
            { code: "dexamethasone", label: "Dexamethasone (not particulate)", phrase: "dexamethasone" },
            { code: "betamethasone", label: "Betamethasone (particulate)", phrase: "betamethasone" },
            { code: "triamcinolone", label: "Triamcinolone (particulate)", phrase: "triamcinolone" },
            {
              code: "methylprednisolone",
              label: "Methylprednisolone (particulate)",
              phrase: "methylprednisolone",
            },
            { code: "undecided", label: "Steroid, not yet chosen", phrase: "a steroid" },
          ],
        },
        { id: "steroidMg", label: "Steroid dose", kind: "number", min: 0, max: 200, decimals: 1, unit: "mg" },
        { id: "sessions", label: "Sessions planned", kind: "number", min: 1, max: 12, unit: "" },
        { id: "timing", label: "When", kind: "text", maxLength: 120 },
        { id: "performedBy", label: "Performed by", kind: "text", maxLength: 120 },
        check("checkAntithrombotic", "Antithrombotic checked"),
        check("checkInfection", "Infection checked"),
        check("checkPregnancy", "Pregnancy checked"),
        check("checkAllergy", "Allergy checked"),
        check("checkGlucose", "Glucose checked"),
        check("checkDevice", "Device checked"),
        check("checkConsent", "Consent"),
        check("checkDriver", "Driver"),
        { id: "consentPoints", label: "Points of consent", kind: "text", maxLength: 600 },
        {
          id: "passCriterionPercent",
          label: "Pass at relief of",
          kind: "number",
          min: 0,
          max: 100,
          unit: "%",
        },
        { id: "passCriterion", label: "Pass criterion", kind: "text", maxLength: 300 },
        { id: "ifPositive", label: "If positive", kind: "text", maxLength: 300 },
        { id: "ifNegative", label: "If negative", kind: "text", maxLength: 300 },
      ],
      requirement: { requiredWhen: { item: "PLAN.MOD", isOneOf: ["procedure"] } },
      source: "T11, T13",
      tag: "ARTICLE",
    },
    {
      id: "PLAN.SEQ",
      label: "Sequence",
      help: "For example: injection first, then physical therapy within 14 days",
      kind: "repeat",
      rowName: "step",
      maxRows: 8,
      fields: [
        { id: "first", label: "First", kind: "text", maxLength: 160, required: true },
        { id: "next", label: "Then", kind: "text", maxLength: 160, required: true },
        { id: "withinDays", label: "Within", kind: "number", min: 0, max: 365, unit: "days" },
      ],
      requirement: {
        requiredWhen: {
          all: [
            { item: "HX.HEP", isOneOf: ["no - pain too severe"] },
            { item: "PLAN.PROC", hasRows: true },
          ],
        },
      },
      source: "T24",
      tag: "ARTICLE",
    },
  ],
};

const reading = (id: string, label: string, min = 0): Field => ({ id, label, kind: "scale", min, max: 10 });

/** The diary of a diagnostic block (clinical reference 2.5, BLK): one scale before and after, at least four readings. */
export const blockDiaries: Group = {
  id: "plan.blockDiaries",
  label: "Block diaries",
  layout: "list",
  items: [
    {
      id: "BLK.DIARY",
      label: "Responses to diagnostic blocks",
      help: "Pain on the same scale before and after, with at least four readings",
      kind: "repeat",
      rowName: "block",
      noneLabel: "No diary",
      maxRows: 12,
      fields: [
        { id: "date", label: "Date", kind: "date", required: true },
        {
          id: "block",
          label: "Block",
          kind: "single",
          required: true,
          choices: [
            { code: "MBB1", label: "First medial branch block", phrase: "first medial branch block" },
            { code: "MBB2", label: "Second medial branch block", phrase: "second medial branch block" },
            { code: "SIJ", label: "Sacroiliac joint block", phrase: "sacroiliac joint block" },
            { code: "root", label: "Root block", phrase: "root block" },
            { code: "other", label: "Other", phrase: "other block" },
          ],
        },
        { id: "targetJoints", label: "Joints", kind: "multi", choices: levelChoices },
        { id: "targetNerves", label: "Nerves", kind: "multi", choices: nerves },
        { id: "side", label: "Side", kind: "single", choices: sides },
        {
          id: "agent",
          label: "Agent",
          kind: "single",
          choices: choicesOf("lidocaine", "bupivacaine", "ropivacaine", "other"),
        },
        { id: "volume", label: "Volume per nerve", kind: "number", min: 0, max: 20, decimals: 2, unit: "mL" },
        { id: "steroid", label: "Steroid added", kind: "single", choices: plainYesNo },
        // Without pain beforehand a block has no result.
        reading("before", "Before", 1),
        reading("after30min", "30 min"),
        reading("after1h", "1 h"),
        reading("after2h", "2 h"),
        reading("after4h", "4 h"),
        reading("after6h", "6 h"),
        reading("after8h", "8 h"),
        { id: "indexActivity", label: "Did what usually hurts", kind: "single", choices: plainYesNo },
        {
          id: "reliefHours",
          label: "Relief lasted",
          kind: "number",
          min: 0,
          max: 240,
          decimals: 1,
          unit: "h",
        },
      ],
      requirement: {
        requiredWhen: { item: "HX.INTV", anyRow: { field: "type", isOneOf: ["MBB"] } },
      },
      source: "Ref1",
      tag: "V",
    },
  ],
};
