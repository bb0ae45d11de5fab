import type { Choice, Group } from "../kinds.ts";
import { laterality, levelChoices, rootChoices } from "../valueSets.ts";

/** The answer, the working diagnoses and the urgent box (clinical reference 2.5 and 4.2). */

/** Words of certainty. Only a controlled block confirms; "not graded" is a diagnosis that was named and not weighed. */
export const certainty = [
  {
    code: "confirmed by controlled block",
    label: "Confirmed by block",
    phrase: "confirmed by controlled block",
  },
  { code: "most likely", label: "Most likely" },
  { code: "possible", label: "Possible" },
  { code: "less likely", label: "Less likely" },
  { code: "not graded", label: "Not graded", phrase: "working diagnosis" },
] as const satisfies readonly Choice[];

const generators = [
  { code: "discogenic", label: "Disc", phrase: "discogenic pain" },
  { code: "lumbar facet", label: "Lumbar facet joint", phrase: "lumbar facet pain" },
  { code: "cervical facet", label: "Cervical facet joint", phrase: "cervical facet pain" },
  { code: "sacroiliac joint", label: "Sacroiliac joint", phrase: "sacroiliac joint pain" },
  { code: "radiculopathy", label: "Root, with deficit", phrase: "radiculopathy" },
  { code: "radicular pain", label: "Root, pain only", phrase: "radicular pain without radiculopathy" },
  { code: "lumbar stenosis", label: "Lumbar stenosis", phrase: "lumbar spinal stenosis" },
  { code: "myofascial", label: "Myofascial", phrase: "myofascial pain" },
  { code: "hip", label: "Hip", phrase: "hip pain" },
  {
    code: "PSPS type 2",
    label: "Persistent pain after spine surgery",
    phrase: "persistent pain after spine surgery",
  },
  { code: "vertebral fracture", label: "Vertebral fracture" },
  { code: "nociplastic", label: "Nociplastic, widespread", phrase: "nociplastic pain" },
  { code: "peripheral nerve", label: "Peripheral nerve", phrase: "peripheral nerve pain" },
  { code: "knee", label: "Knee", phrase: "knee pain" },
  { code: "other", label: "Other", phrase: "another source" },
] as const satisfies readonly Choice[];

export const answer: Group = {
  id: "plan.answer",
  label: "Answer and diagnosis",
  layout: "list",
  items: [
    {
      id: "PLAN.ANSWER",
      label: "Answer to the question",
      help: "One or two sentences that reply to the referring clinician; they open the letter",
      kind: "text",
      multiline: true,
      maxLength: 1200,
      requirement: "required",
      source: "Ref17, clinical reference 4.2",
      tag: "V",
    },
    {
      id: "PLAN.URGENT",
      label: "Urgent: what was done",
      help: "Opens the letter of an emergency: the action, who was phoned, and when",
      kind: "record",
      fields: [
        { id: "action", label: "Action taken", kind: "text", maxLength: 500, required: true },
        { id: "phonedPerson", label: "Phoned", kind: "text", maxLength: 120 },
        { id: "phonedAt", label: "At", kind: "text", maxLength: 40 },
      ],
      requirement: { requiredWhenUrgent: true },
      neverWaived: true,
      source: "Ref11, clinical reference 3.2",
      tag: "V",
    },
    {
      id: "PLAN.DX",
      label: "Working diagnoses and pain generators",
      help: "Most likely first; more than one is usual",
      kind: "repeat",
      rowName: "diagnosis",
      fields: [
        { id: "diagnosis", label: "Diagnosis", kind: "text", maxLength: 300, required: true },
        { id: "generator", label: "Pain generator", kind: "single", choices: generators },
        { id: "certainty", label: "Certainty", kind: "single", choices: certainty, required: true },
        { id: "side", label: "Side", kind: "single", choices: laterality },
        { id: "levels", label: "Levels", kind: "multi", choices: levelChoices },
        { id: "root", label: "Root", kind: "single", choices: rootChoices },
        { id: "evidenceFor", label: "Speaks for it", kind: "text", maxLength: 600 },
        { id: "evidenceAgainst", label: "Speaks against it", kind: "text", maxLength: 600 },
        {
          id: "codeSystem",
          label: "Code system",
          kind: "single",
          choices: [{ code: "ICD-10-CM" }, { code: "ICD-9-CM" }],
        },
        { id: "code", label: "Code", kind: "text", maxLength: 12 },
      ],
      requirement: "required",
      neverWaived: true,
      source: "T12, T25",
      tag: "ARTICLE",
    },
    {
      id: "PLAN.PROBLEM",
      label: "Problem list",
      help: "At most eight, the most important first; other conditions that matter belong here",
      kind: "repeat",
      rowName: "problem",
      maxRows: 8,
      fields: [
        { id: "problem", label: "Problem", kind: "text", maxLength: 160, required: true },
        { id: "detail", label: "Detail", kind: "text", maxLength: 300 },
      ],
      requirement: "optional",
      source: "Ref15, clinical reference 4.2",
      tag: "V",
    },
    {
      id: "PLAN.MECH",
      label: "Mechanism",
      kind: "multi",
      choices: [
        { code: "nociceptive", label: "Nociceptive" },
        { code: "neuropathic", label: "Neuropathic" },
        { code: "nociplastic", label: "Nociplastic" },
        { code: "mixed", label: "Mixed" },
      ],
      requirement: "required",
      source: "T07",
      tag: "ARTICLE",
    },
    {
      id: "PLAN.PROG",
      label: "Prognosis and expected outcome",
      kind: "text",
      multiline: true,
      maxLength: 1000,
      requirement: "required",
      source: "Ref15, Ref16",
      tag: "V",
    },
  ],
};
