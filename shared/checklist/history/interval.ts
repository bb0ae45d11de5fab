import type { Choice, Group } from "../kinds.ts";
import { durationUnits, plainYesNo } from "../valueSets.ts";

/** What a follow-up asks first: what happened since the last visit, and what the treatment did. */

const medicineChanges = [
  { code: "started", label: "Started" },
  { code: "stopped", label: "Stopped" },
  { code: "increased", label: "Dose increased" },
  { code: "reduced", label: "Dose reduced" },
] as const satisfies readonly Choice[];

export const interval = {
  id: "history.interval",
  label: "Interval history",
  layout: "list",
  when: { isFollowUp: true },
  items: [
    {
      id: "HX.INT.CHANGE",
      label: "Compared with the last visit",
      kind: "single",
      choices: [
        { code: "better", label: "Better" },
        { code: "same", label: "Same", phrase: "the same" },
        { code: "worse", label: "Worse" },
      ],
      requirement: "required",
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "HX.INT.SINCE",
      label: "Since the last visit",
      help: "What happened, in a few sentences",
      kind: "text",
      multiline: true,
      minLength: 2,
      maxLength: 2000,
      requirement: "required",
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "HX.INT.PROC",
      label: "Response to procedures since",
      kind: "repeat",
      rowName: "procedure",
      noneLabel: "No procedure since the last visit",
      maxRows: 10,
      fields: [
        { id: "procedure", label: "Procedure", kind: "text", maxLength: 200, required: true },
        { id: "date", label: "Date", kind: "date", precision: "month", range: "upToVisit" },
        { id: "relief", label: "Relief", kind: "number", min: 0, max: 100, unit: "%", required: true },
        { id: "duration", label: "For", kind: "number", min: 0, max: 999, unit: "" },
        { id: "durationUnit", label: "Unit", kind: "single", choices: durationUnits },
        { id: "lasting", label: "Relief goes on", kind: "single", choices: plainYesNo },
        { id: "trouble", label: "Complications", kind: "text", maxLength: 300 },
      ],
      requirement: "required",
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "HX.INT.MEDS",
      label: "Changes of medicines since",
      kind: "repeat",
      rowName: "change",
      noneLabel: "No change since the last visit",
      maxRows: 20,
      fields: [
        { id: "drug", label: "Medicine", kind: "text", maxLength: 120, required: true },
        { id: "change", label: "Change", kind: "single", choices: medicineChanges, required: true },
        { id: "effect", label: "Effect, or why", kind: "text", maxLength: 200 },
      ],
      requirement: "required",
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "HX.INT.GOAL",
      label: "The patient's goals",
      help: "What was agreed on at the last visit",
      kind: "single",
      choices: [
        { code: "reached", label: "Reached" },
        { code: "closer", label: "Closer" },
        { code: "no change", label: "No change" },
        { code: "further away", label: "Further away" },
      ],
      requirement: "required",
      source: "DESIGN",
      tag: "DESIGN",
    },
  ],
} as const satisfies Group;
