import type { Condition, Group, Item, Requirement } from "../kinds.ts";
import { cervicalLevels, choicesOf, lumbarLevels, plainYesNo, sides, thoracicLevels } from "../valueSets.ts";
import {
  lowBackComplaint,
  lowBackExamined,
  midBackExamined,
  neckComplaint,
  neckExamined,
} from "./regions.ts";
import { palpationFinding, vertebraChoices } from "./valueSets.ts";

/** Palpation, one item a site (clinical reference 2.2.1, PE.PALP). */

type Grading = Pick<Item, "requirement" | "source" | "tag" | "when" | "help">;

/** A paired site that needs no level. */
const site = (id: string, label: string, grading: Grading): Item => ({
  id,
  label,
  kind: "pair",
  entry: { kind: "single", choices: palpationFinding },
  normal: "none",
  mayBeNotDone: true,
  ...grading,
});

/** The muscles and facet joints beside the spine, with the levels at which they hurt. */
const column = (id: string, label: string, levels: readonly string[], grading: Grading): Item => ({
  id,
  label,
  kind: "pair",
  entry: {
    kind: "record",
    fields: [
      { id: "finding", label: "Finding", kind: "single", choices: palpationFinding, required: true },
      { id: "levels", label: "Levels", kind: "multi", choices: choicesOf(...levels) },
    ],
  },
  normal: { finding: "none" },
  mayBeNotDone: true,
  ...grading,
});

const spinousProcesses = (
  id: string,
  label: string,
  region: "cervical" | "thoracic" | "lumbar",
  when: Condition,
  requirement: Requirement,
): Item => ({
  id,
  label,
  kind: "record",
  fields: [
    { id: "finding", label: "Finding", kind: "single", choices: palpationFinding, required: true },
    { id: "levels", label: "Vertebrae", kind: "multi", choices: vertebraChoices(region) },
  ],
  when,
  requirement,
  mayBeNotDone: true,
  source: "GK",
  tag: "GK",
});

const spasm = (id: string, label: string, when: Condition): Item => ({
  id,
  label,
  kind: "record",
  fields: [
    {
      id: "severity",
      label: "Severity",
      kind: "single",
      required: true,
      choices: [
        { code: "none", label: "None", phrase: "no spasm" },
        { code: "present", label: "Present", phrase: "spasm" },
        { code: "mild", label: "Mild", phrase: "mild spasm" },
        { code: "moderate", label: "Moderate", phrase: "moderate spasm" },
        { code: "severe", label: "Severe", phrase: "severe spasm" },
      ],
    },
    { id: "side", label: "Side", kind: "single", choices: sides },
  ],
  when,
  requirement: "optional",
  mayBeNotDone: true,
  source: "DESIGN",
  tag: "DESIGN",
});

const neckRequired: Requirement = { requiredWhen: neckComplaint };
const lowBackRequired: Requirement = { requiredWhen: lowBackComplaint };
const buttockRequired: Requirement = { requiredWhen: { item: "HX.REGION", isOneOf: ["buttock"] } };
const verify = { source: "GK", tag: "GK" } as const;
const design = { requirement: "optional", source: "DESIGN", tag: "DESIGN" } as const;

export const midlinePalpation: Group = {
  id: "physical.palpationMidline",
  label: "Palpation: midline and muscle tone",
  layout: "list",
  items: [
    spinousProcesses("PE.PALP.SP.C", "Spinous processes, neck", "cervical", neckExamined, neckRequired),
    spinousProcesses("PE.PALP.SP.T", "Spinous processes, thoracic", "thoracic", midBackExamined, "optional"),
    spinousProcesses(
      "PE.PALP.SP.L",
      "Spinous processes, low back",
      "lumbar",
      lowBackExamined,
      lowBackRequired,
    ),
    {
      id: "PE.PALP.COCCYX",
      label: "Coccyx",
      kind: "single",
      choices: palpationFinding,
      when: lowBackExamined,
      requirement: buttockRequired,
      mayBeNotDone: true,
      ...verify,
    },
    spasm("PE.SPASM.C", "Paraspinal spasm, neck", neckExamined),
    spasm("PE.SPASM.L", "Paraspinal spasm, low back", lowBackExamined),
  ],
};

export const neckPalpation: Group = {
  id: "physical.palpationNeck",
  label: "Palpation: neck and shoulders",
  layout: "grid",
  when: { any: [neckExamined, midBackExamined] },
  items: [
    column("PE.PALP.PARA.C", "Paraspinal / facet column, neck", cervicalLevels, {
      when: neckExamined,
      requirement: neckRequired,
      ...verify,
    }),
    column("PE.PALP.PARA.T", "Paraspinal / facet column, thoracic", thoracicLevels, {
      when: midBackExamined,
      requirement: { requiredWhen: { item: "HX.REGION", isOneOf: ["upper/mid back"] } },
      ...verify,
    }),
    site("PE.PALP.TRAP", "Trapezius / levator scapulae", {
      when: neckExamined,
      requirement: neckRequired,
      ...verify,
    }),
    site("PE.PALP.OCC", "Occipital nerve", {
      when: neckExamined,
      requirement: {
        requiredWhen: { item: "HX.REGION", isOneOf: ["neck", "headache (cervicogenic)"] },
      },
      ...verify,
    }),
  ],
};

export const lowBackPalpation: Group = {
  id: "physical.palpationLowBack",
  label: "Palpation: low back, pelvis and hips",
  layout: "grid",
  when: lowBackExamined,
  items: [
    column("PE.PALP.PARA.L", "Paraspinal / facet column, low back", lumbarLevels, {
      requirement: lowBackRequired,
      ...verify,
    }),
    site("PE.PALP.SIJ", "PSIS / sacroiliac joint", { requirement: lowBackRequired, ...verify }),
    site("PE.PALP.GT", "Greater trochanter", { requirement: lowBackRequired, ...verify }),
    site("PE.PALP.PIRI", "Piriformis", { requirement: lowBackRequired, ...verify }),
    site("PE.PALP.ISCH", "Ischium", { requirement: buttockRequired, ...verify }),
    site("PE.PALP.GLUT", "Gluteal muscles", design),
    site("PE.PALP.NOTCH", "Sciatic notch", design),
    site("PE.PALP.SCIATIC", "Sciatic nerve in the thigh", design),
  ],
};

export const triggerPoints: Group = {
  id: "physical.triggerPoints",
  label: "Trigger points",
  layout: "list",
  items: [
    {
      id: "PE.T.TRIG",
      label: "Trigger points",
      help: "Positive when pressure on a taut band reproduces the usual pain; referral and twitch support it",
      kind: "repeat",
      rowName: "trigger point",
      noneLabel: "No trigger points",
      maxRows: 20,
      fields: [
        {
          id: "muscle",
          label: "Muscle",
          kind: "single",
          required: true,
          choices: [
            ...choicesOf("trapezius", "levator scapulae"),
            { code: "suboccipital", phrase: "suboccipital muscles" },
            { code: "sternocleidomastoid" },
            { code: "cervical paraspinal", phrase: "cervical paraspinal muscles" },
            { code: "rhomboid", phrase: "rhomboid muscle" },
            { code: "infraspinatus" },
            { code: "thoracic paraspinal", phrase: "thoracic paraspinal muscles" },
            { code: "lumbar paraspinal", phrase: "lumbar paraspinal muscles" },
            ...choicesOf(
              "quadratus lumborum",
              "gluteus maximus",
              "gluteus medius",
              "gluteus minimus",
              "piriformis",
              "tensor fasciae latae",
            ),
            { code: "other", phrase: "another muscle" },
          ],
        },
        { id: "muscleOther", label: "Other muscle", kind: "text", maxLength: 80 },
        { id: "side", label: "Side", kind: "single", choices: sides, required: true },
        { id: "reproduces", label: "Reproduces the usual pain", kind: "single", choices: plainYesNo },
        { id: "tautBand", label: "Taut band", kind: "single", choices: plainYesNo },
        { id: "referral", label: "Referred pain", kind: "single", choices: plainYesNo },
        { id: "twitch", label: "Local twitch", kind: "single", choices: plainYesNo },
      ],
      requirement: "optional",
      mayBeNotDone: true,
      ...verify,
    },
  ],
};
