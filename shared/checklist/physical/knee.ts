import type { Group } from "../kinds.ts";
import { plainYesNo, testResult } from "../valueSets.ts";
import { kneeExamined } from "./regions.ts";
import { presence } from "./valueSets.ts";

/** The knee, where pain of the leg or a changed gait may come from; opened by the physician. */
export const kneeExamination: Group = {
  id: "physical.knee",
  label: "Knee",
  layout: "grid",
  when: kneeExamined,
  items: [
    {
      id: "PE.KNEE.ROM",
      label: "Range of motion",
      help: "Extension: degrees short of straight",
      kind: "pair",
      entry: {
        kind: "record",
        fields: [
          { id: "extensionLack", label: "Short of straight", kind: "number", min: 0, max: 90, unit: "°" },
          { id: "flexion", label: "Flexion", kind: "number", min: 0, max: 160, unit: "°", reference: "135°" },
          { id: "painful", label: "Painful", kind: "single", choices: plainYesNo },
        ],
      },
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "PE.KNEE.LIFT",
      label: "Lifts the straight leg",
      kind: "pair",
      entry: {
        kind: "single",
        choices: [
          { code: "able", label: "Able", phrase: "possible" },
          { code: "with lag", label: "With lag", phrase: "possible with an extension lag" },
          { code: "unable", label: "Unable", phrase: "not possible" },
        ],
      },
      normal: "able",
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "PE.KNEE.TENDER",
      label: "Tenderness",
      kind: "pair",
      entry: {
        kind: "multi",
        exclusive: ["none"],
        choices: [
          { code: "none", label: "None" },
          { code: "medial tibial plateau", label: "Medial tibial plateau" },
          { code: "lateral tibial plateau", label: "Lateral tibial plateau" },
          { code: "medial joint line", label: "Medial joint line" },
          { code: "lateral joint line", label: "Lateral joint line" },
          { code: "patella", label: "Patella" },
          { code: "patellar tendon", label: "Patellar tendon" },
          { code: "quadriceps tendon", label: "Quadriceps tendon" },
          { code: "pes anserinus", label: "Pes anserinus" },
          { code: "popliteal fossa", label: "Popliteal fossa" },
          { code: "fibular head", label: "Fibular head" },
        ],
      },
      normal: ["none"],
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "PE.KNEE.SURFACE",
      label: "Swelling and skin",
      kind: "pair",
      entry: {
        kind: "record",
        fields: [
          { id: "oedema", label: "Oedema", kind: "single", choices: presence },
          {
            id: "oedemaOver",
            label: "Oedema over",
            kind: "single",
            choices: [
              { code: "anterior tibial plateau" },
              { code: "patella" },
              { code: "suprapatellar pouch" },
              { code: "whole knee" },
            ],
          },
          { id: "oedemaSite", label: "Site of the oedema", kind: "text", maxLength: 80 },
          { id: "effusion", label: "Effusion", kind: "single", choices: presence },
          { id: "erythema", label: "Erythema", kind: "single", choices: presence },
          { id: "discolouration", label: "Discolouration", kind: "single", choices: presence },
          { id: "trophicChange", label: "Trophic change", kind: "single", choices: presence },
        ],
      },
      normal: { oedema: "absent", effusion: "absent", erythema: "absent" },
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "PE.KNEE.SCAR",
      label: "Scar",
      kind: "pair",
      entry: {
        kind: "record",
        fields: [
          {
            id: "scar",
            label: "Scar",
            kind: "single",
            choices: [
              { code: "none", label: "None" },
              { code: "midline", label: "Midline" },
              { code: "arthroscopy portals", label: "Arthroscopy portals" },
              { code: "other", label: "Other" },
            ],
          },
          {
            id: "sensitivity",
            label: "Sensitive",
            kind: "single",
            choices: [
              { code: "none", label: "No" },
              { code: "proximal", label: "Proximal part" },
              { code: "distal", label: "Distal part" },
              { code: "whole length", label: "Whole length" },
            ],
          },
        ],
      },
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "PE.KNEE.TINEL",
      label: "Tinel at the fibular head (common peroneal nerve)",
      help: "Positive when tapping causes tingling in the nerve's territory",
      kind: "pair",
      entry: { kind: "single", choices: testResult },
      normal: "negative",
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
  ],
};
