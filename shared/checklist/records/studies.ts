import type { Condition, Group } from "../kinds.ts";
import { choicesOf, laterality, plainYesNo, rootChoices } from "../valueSets.ts";

/** Records, studies and laboratory results (clinical reference 2.4.1). */

/** What was asked for and has not come cannot be graded. */
const notReceived = { field: "source", isOneOf: ["requested not received"] } as const;

/** Regions of a study that show no level of the spine. The pelvis shows the sacroiliac joints, which have a row. */
const noSpine = ["hip", "knee", "shoulder", "brain", "arms", "legs", "abdomen", "chest", "other"];

/** Cross-sectional imaging of the spine, whose levels are graded one by one. */
export const spinalImaging: Condition = {
  item: "IM.STUDY",
  anyRow: {
    field: "type",
    isOneOf: ["MRI", "CT", "CT myelogram"],
    except: notReceived,
    exceptOnly: { field: "region", isOneOf: noSpine },
  },
};

/** Nothing was there to review. */
const noRecords: Condition = {
  all: [{ item: "IM.STUDY", answered: true }, { not: { item: "IM.STUDY", hasRows: true } }],
};

/** What a result can be at all, in any of the units in use (GK): further out, a point or a digit is wrong. */
const laboratoryLimits = {
  platelets: [0, 3000000],
  haemoglobin: [1, 300],
  "white cells": [0, 500000],
  INR: [0.5, 20],
  creatinine: [0.1, 3000],
  eGFR: [0, 200],
  HbA1c: [2, 200],
  glucose: [0.5, 2000],
  CRP: [0, 1000],
  ESR: [0, 200],
  ALP: [0, 10000],
  calcium: [0.3, 30],
  B12: [0, 10000],
  PSA: [0, 20000],
} as const;

export const studies: Group = {
  id: "records.studies",
  label: "Records and studies",
  layout: "list",
  items: [
    {
      id: "IM.STUDY",
      label: "Studies and records",
      help: "One row each, with who looked at it; what is missing goes into the line below",
      kind: "repeat",
      rowName: "study",
      noneLabel: "No records available",
      fields: [
        {
          id: "type",
          label: "Study",
          kind: "single",
          required: true,
          choices: [
            { code: "X-ray" },
            { code: "MRI" },
            { code: "CT" },
            { code: "CT myelogram" },
            { code: "myelogram", label: "Myelogram" },
            { code: "EMG/NCS", phrase: "EMG and nerve conduction study" },
            { code: "bone scan/SPECT-CT", label: "Bone scan or SPECT-CT", phrase: "bone scan" },
            { code: "DXA" },
            { code: "labs", label: "Laboratory", phrase: "laboratory tests" },
            { code: "ultrasound", label: "Ultrasound" },
            { code: "discography", label: "Discography" },
            { code: "ECG" },
            { code: "operative note", label: "Operative note" },
            { code: "procedure note", label: "Procedure note" },
            {
              code: "prior consultation",
              label: "Earlier consultation",
              phrase: "earlier consultation notes",
            },
            { code: "PT notes", label: "Physical therapy notes", phrase: "physical therapy notes" },
            { code: "psychology", label: "Psychology", phrase: "psychology notes" },
            { code: "ED/hospital", label: "Emergency or hospital", phrase: "hospital records" },
            { code: "PDMP report", phrase: "prescription monitoring report" },
            { code: "referral letter", label: "Referral letter" },
            { code: "other", label: "Other", phrase: "other record" },
          ],
        },
        {
          id: "region",
          label: "Region",
          kind: "multi",
          choices: [
            { code: "cervical", label: "Cervical spine", phrase: "cervical spine" },
            { code: "thoracic", label: "Thoracic spine", phrase: "thoracic spine" },
            { code: "lumbar", label: "Lumbar spine", phrase: "lumbar spine" },
            { code: "SIJ", label: "Sacroiliac joints", phrase: "sacroiliac joints" },
            { code: "pelvis", label: "Pelvis" },
            { code: "hip", label: "Hip" },
            { code: "knee", label: "Knee" },
            { code: "shoulder", label: "Shoulder" },
            { code: "brain", label: "Brain" },
            { code: "arms", label: "Arms" },
            { code: "legs", label: "Legs" },
            { code: "abdomen", label: "Abdomen" },
            { code: "chest", label: "Chest" },
            { code: "other", label: "Other", phrase: "another region" },
          ],
        },
        { id: "side", label: "Side", kind: "single", choices: laterality },
        { id: "date", label: "Performed", kind: "date", precision: "year" },
        {
          id: "views",
          label: "Views",
          kind: "multi",
          choices: choicesOf("AP", "lateral", "oblique", "standing", "flexion-extension"),
        },
        { id: "gadolinium", label: "With gadolinium", kind: "single", choices: plainYesNo },
        {
          id: "fieldStrength",
          label: "Field strength",
          kind: "number",
          min: 0.2,
          max: 7,
          decimals: 1,
          unit: "T",
        },
        { id: "site", label: "Facility", kind: "text", maxLength: 120 },
        { id: "reporter", label: "Reported by", kind: "text", maxLength: 120 },
        {
          id: "source",
          label: "How reviewed",
          kind: "single",
          required: true,
          choices: [
            {
              code: "images personally reviewed",
              label: "Images, by me",
              phrase: "images personally reviewed",
            },
            { code: "report only", label: "Report only", phrase: "report only" },
            {
              code: "verbal/patient-reported",
              label: "By word of mouth",
              phrase: "as reported by the patient",
            },
            {
              code: "requested not received",
              label: "Requested, not received",
              phrase: "requested, not received",
            },
            { code: "not recorded", label: "Reviewed; how is not recorded", phrase: "reviewed" },
          ],
        },
        {
          id: "agreement",
          label: "Own reading and report",
          kind: "single",
          choices: [
            { code: "agree", label: "Agree", phrase: "own reading agrees with the report" },
            { code: "differ", label: "Differ", phrase: "own reading differs from the report" },
            { code: "not applicable", label: "No report" },
          ],
        },
        { id: "ownReading", label: "Where the own reading differs", kind: "text", maxLength: 1000 },
        {
          id: "quality",
          label: "Limits",
          kind: "multi",
          exclusive: ["none"],
          choices: [
            { code: "none", label: "None", phrase: "no limits of quality" },
            { code: "metal artefact", label: "Metal artefact" },
            { code: "motion", label: "Motion" },
            { code: "incomplete", label: "Incomplete" },
            { code: "outdated", label: "Outdated" },
          ],
        },
        {
          id: "result",
          label: "Result",
          kind: "single",
          choices: [
            { code: "normal", label: "Normal" },
            { code: "abnormal", label: "Abnormal" },
          ],
        },
        { id: "key", label: "Key finding", kind: "text", multiline: true, maxLength: 2000 },
        { id: "copyToPatient", label: "Copy given to the patient", kind: "single", choices: plainYesNo },
      ],
      requirement: "required",
      source: "clinical reference 2.4.1, Ref6",
      tag: "V2",
    },
    {
      id: "IM.REQUEST",
      label: "Records requested",
      help: "With no records at all, the evaluation says when and where they were asked for",
      kind: "record",
      fields: [
        { id: "date", label: "On", kind: "date", required: true },
        { id: "from", label: "From", kind: "text", maxLength: 200 },
      ],
      when: noRecords,
      requirement: "required",
      source: "clinical reference 2.4.1",
      tag: "DESIGN",
    },
    {
      id: "IM.GAP",
      label: "Missing records and who will obtain them",
      help: "Write “none” when nothing is missing",
      kind: "text",
      multiline: true,
      maxLength: 1000,
      requirement: "required",
      source: "clinical reference 2.4.1",
      tag: "DESIGN",
    },
    {
      id: "IM.EMG",
      label: "EMG and nerve conduction",
      help: "Before about three weeks from onset a normal study may be falsely so",
      kind: "record",
      fields: [
        {
          id: "result",
          label: "Result",
          kind: "single",
          choices: [
            { code: "normal", label: "Normal" },
            { code: "abnormal", label: "Abnormal" },
          ],
        },
        { id: "roots", label: "Roots", kind: "multi", choices: rootChoices },
        { id: "side", label: "Side", kind: "single", choices: laterality },
        {
          id: "acuity",
          label: "Acuity",
          kind: "single",
          choices: [
            { code: "active", label: "Active", phrase: "active denervation" },
            { code: "chronic", label: "Chronic", phrase: "chronic denervation" },
            { code: "active and chronic", label: "Both", phrase: "active and chronic denervation" },
            { code: "none", label: "No denervation", phrase: "no denervation" },
          ],
        },
        {
          id: "otherNeuropathy",
          label: "Other neuropathy",
          kind: "multi",
          exclusive: ["none"],
          choices: [
            { code: "none", label: "None", phrase: "no other neuropathy" },
            { code: "carpal tunnel", label: "Carpal tunnel", phrase: "carpal tunnel syndrome" },
            { code: "ulnar", label: "Ulnar", phrase: "ulnar neuropathy" },
            { code: "peroneal", label: "Peroneal", phrase: "peroneal neuropathy" },
            { code: "polyneuropathy", label: "Polyneuropathy" },
            { code: "plexopathy", label: "Plexopathy" },
            { code: "other", label: "Other", phrase: "another neuropathy" },
          ],
        },
        { id: "date", label: "Performed", kind: "date", precision: "year" },
        { id: "comment", label: "Comment", kind: "text", maxLength: 500 },
      ],
      when: { item: "IM.STUDY", anyRow: { field: "type", isOneOf: ["EMG/NCS"], except: notReceived } },
      requirement: "required",
      source: "clinical reference 2.4.1",
      tag: "GK",
    },
    {
      id: "IM.KNEE",
      label: "The knee on imaging",
      kind: "record",
      fields: [
        ...(
          [
            ["softTissueOedema", "Oedema before the patellar tendon"],
            ["marrowOedema", "Marrow oedema"],
            ["fracture", "Acute fracture"],
            ["avulsion", "Avulsion"],
            ["patellofemoral", "Patellofemoral ligament abnormality"],
            ["ligamentDisruption", "Ligament disruption"],
          ] as const
        ).map(([id, label]) => ({
          id,
          label,
          kind: "single" as const,
          choices: choicesOf("absent", "present"),
        })),
      ],
      requirement: "optional",
      when: { item: "HX.REGION", isOneOf: ["knee"] },
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "IM.LAB",
      label: "Laboratory results",
      kind: "repeat",
      rowName: "result",
      noneLabel: "No results",
      fields: [
        {
          id: "test",
          label: "Test",
          kind: "single",
          required: true,
          choices: [
            { code: "platelets", label: "Platelets" },
            { code: "haemoglobin", label: "Haemoglobin" },
            { code: "white cells", label: "White cells" },
            { code: "INR" },
            { code: "creatinine", label: "Creatinine" },
            { code: "eGFR" },
            { code: "HbA1c" },
            { code: "glucose", label: "Glucose" },
            { code: "CRP" },
            { code: "ESR" },
            { code: "ALP", phrase: "alkaline phosphatase" },
            { code: "calcium", label: "Calcium" },
            { code: "SPEP", phrase: "serum protein electrophoresis" },
            { code: "B12", phrase: "vitamin B12" },
            { code: "HLA-B27" },
            { code: "PSA" },
            { code: "pregnancy test", label: "Pregnancy test" },
            { code: "other", label: "Other", phrase: "other test" },
          ],
        },
        { id: "testOther", label: "Other test", kind: "text", maxLength: 80 },
        {
          id: "value",
          label: "Value",
          kind: "number",
          min: 0,
          max: 3000000,
          decimals: 3,
          unit: "",
          limitsBy: { field: "test", limits: laboratoryLimits },
        },
        { id: "unit", label: "Unit", kind: "text", maxLength: 20 },
        {
          id: "result",
          label: "Result",
          kind: "single",
          choices: choicesOf("negative", "positive", "normal", "raised", "low"),
        },
        { id: "date", label: "Taken", kind: "date", precision: "year" },
        {
          id: "source",
          label: "How known",
          kind: "single",
          choices: [
            { code: "report seen", label: "Report seen", phrase: "report seen" },
            { code: "patient-reported", label: "Patient says", phrase: "as the patient reports" },
          ],
        },
      ],
      requirement: {
        requiredWhen: {
          any: [
            {
              item: "HX.MED.ATC",
              anyRow: {
                field: "drug",
                isOneOf: [
                  "warfarin",
                  "acenocoumarol",
                  "apixaban",
                  "rivaroxaban",
                  "edoxaban",
                  "dabigatran",
                  "enoxaparin prophylactic",
                  "enoxaparin therapeutic",
                  "dalteparin",
                ],
              },
            },
            {
              all: [
                { item: "HX.PMH.DM", field: "type", isOneOf: ["diet", "oral", "insulin"] },
                { item: "PLAN.PROC", anyRow: { field: "steroid", isOneOf: steroidCodes() } },
              ],
            },
            { item: "RF.INF.FEVER", isOneOf: ["yes"] },
            { item: "RF.CA.HX", isOneOf: ["yes"] },
          ],
        },
      },
      source: "clinical reference 2.4.1",
      tag: "GK",
    },
  ],
};

/** Steroids of PLAN.PROC that raise the glucose. */
function steroidCodes() {
  return ["dexamethasone", "betamethasone", "triamcinolone", "methylprednisolone", "undecided"] as const;
}
