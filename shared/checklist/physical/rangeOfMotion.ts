import type { Field, Group, Item } from "../kinds.ts";
import { plainYesNo } from "../valueSets.ts";
import { lowBackComplaint, lowBackExamined, neckComplaint, neckExamined } from "./regions.ts";

/**
 * Range of motion in degrees (clinical reference 2.2.2). Reference values depend on age and method: they are shown
 * beside the field and never decide anything, so these items have no "normal" to fill in.
 */

interface Movement {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly max: number;
  readonly reference: string;
}

const movementFields = (max: number, reference: string): readonly Field[] => [
  { id: "degrees", label: "Degrees", kind: "number", min: 0, max, unit: "°", reference },
  { id: "painful", label: "Pain at end range", kind: "single", choices: plainYesNo },
  { id: "concordant", label: "Usual pain", kind: "single", choices: plainYesNo },
];

type Grading = Pick<Item, "requirement" | "source" | "tag">;
const optional: Grading = { requirement: "optional", source: "GK", tag: "GK" };

const midlineMovement = ({ max, reference, ...words }: Movement, grading: Grading = optional): Item => ({
  ...words,
  kind: "record",
  fields: movementFields(max, reference),
  mayBeNotDone: true,
  ...grading,
});

const sidedMovement = ({ max, reference, ...words }: Movement, grading: Grading = optional): Item => ({
  ...words,
  kind: "pair",
  entry: { kind: "record", fields: movementFields(max, reference) },
  mayBeNotDone: true,
  ...grading,
});

/** For a movement that was judged and not measured. */
const overall = (id: string, label: string): Item => ({
  id,
  label,
  help: "When degrees were not measured",
  kind: "record",
  fields: [
    {
      id: "limitation",
      label: "Movement",
      kind: "single",
      choices: [
        { code: "full", label: "Full" },
        { code: "mildly limited", label: "Mildly limited" },
        { code: "moderately limited", label: "Moderately limited" },
        { code: "markedly limited", label: "Markedly limited" },
      ],
    },
    { id: "percentLost", label: "Lost", kind: "number", min: 0, max: 100, unit: "%" },
    { id: "painful", label: "Painful", kind: "single", choices: plainYesNo },
  ],
  requirement: "optional",
  mayBeNotDone: true,
  source: "DESIGN",
  tag: "DESIGN",
});

export const neckMovement: Group = {
  id: "physical.romNeck",
  label: "Range of motion: neck",
  layout: "list",
  when: neckExamined,
  items: [
    midlineMovement({ id: "PE.ROM.C.FLEX", label: "Neck flexion", max: 90, reference: "45-50°" }),
    midlineMovement({ id: "PE.ROM.C.EXT", label: "Neck extension", max: 90, reference: "45-60°" }),
    sidedMovement({ id: "PE.ROM.C.LF", label: "Neck side-bending", max: 60, reference: "45°" }),
    sidedMovement(
      {
        id: "PE.ROM.C.ROT",
        label: "Neck rotation",
        help: "Less than 60° toward the painful side counts in the radiculopathy cluster",
        max: 100,
        reference: "60-80°",
      },
      { requirement: { requiredWhen: neckComplaint }, source: "Ref22", tag: "V2" },
    ),
    overall("PE.ROM.C.OVERALL", "Neck movement overall"),
  ],
};

export const lowBackMovement: Group = {
  id: "physical.romLowBack",
  label: "Range of motion: low back",
  layout: "list",
  when: lowBackExamined,
  items: [
    midlineMovement({
      id: "PE.ROM.L.FLEX",
      label: "Lumbar flexion",
      help: "By inclinometer",
      max: 110,
      reference: "60°",
    }),
    {
      id: "PE.ROM.L.FTF",
      label: "Fingertip to floor",
      kind: "number",
      min: 0,
      max: 60,
      unit: "cm",
      requirement: "optional",
      mayBeNotDone: true,
      source: "GK",
      tag: "GK",
    },
    midlineMovement({ id: "PE.ROM.L.EXT", label: "Lumbar extension", max: 50, reference: "25°" }),
    sidedMovement({ id: "PE.ROM.L.LF", label: "Lumbar side-bending", max: 50, reference: "25°" }),
    sidedMovement({ id: "PE.ROM.L.ROT", label: "Thoracolumbar rotation", max: 60, reference: "30-45°" }),
    {
      id: "PE.ROM.SCHOBER",
      label: "Modified Schober, increase",
      kind: "number",
      min: 0,
      max: 120,
      unit: "mm",
      reference: "≥ 50 mm",
      requirement: "optional",
      mayBeNotDone: true,
      source: "GK",
      tag: "GK",
    },
    overall("PE.ROM.L.OVERALL", "Low-back movement overall"),
  ],
};

export const hipMovement: Group = {
  id: "physical.romHip",
  label: "Range of motion: hip",
  layout: "grid",
  when: lowBackExamined,
  items: [
    sidedMovement(
      {
        id: "PE.ROM.HIP.IR",
        label: "Hip internal rotation",
        help: "Less than 15-20° points to the hip",
        max: 90,
        reference: "35°",
      },
      { requirement: { requiredWhen: lowBackComplaint }, source: "GK", tag: "GK" },
    ),
    sidedMovement({ id: "PE.ROM.HIP.ER", label: "Hip external rotation", max: 90, reference: "45°" }),
    sidedMovement({ id: "PE.ROM.HIP.FLEX", label: "Hip flexion", max: 140, reference: "120°" }),
  ],
};
