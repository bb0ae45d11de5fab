import { caudaEquinaSign } from "./history/conditions.ts";
import type { EvidenceTag, Group, Item } from "./kinds.ts";
import { yesNo } from "./valueSets.ts";

/**
 * Red-flag screen, clinical reference 2.1.5. Every flag is asked of every patient and none can be waived;
 * "unknown" is not "no". What was found goes into the item's note.
 */

function redFlag<const Id extends string>(
  id: Id,
  label: string,
  help: string,
  source: string,
  tag: EvidenceTag,
) {
  return {
    id,
    label,
    help,
    kind: "single",
    choices: yesNo,
    normal: "no",
    requirement: "required",
    neverWaived: true,
    source,
    tag,
  } as const satisfies Item;
}

export const caudaEquinaAndCord = {
  id: "history.redFlags.nerve",
  label: "Red flags: cauda equina and cord",
  layout: "list",
  fillLabel: "No to all that are open",
  items: [
    redFlag(
      "RF.CES.BLADDER",
      "New bladder disturbance",
      "Hard to start, weak stream, no feeling of a full bladder, retention, overflow",
      "Ref11",
      "V",
    ),
    redFlag(
      "RF.CES.BOWEL",
      "New bowel disturbance",
      "Incontinence or no feeling of a full rectum",
      "Ref11",
      "V",
    ),
    redFlag("RF.CES.SADDLE", "Altered saddle sensation", "Perianal, genital or saddle area", "Ref11", "V"),
    redFlag("RF.CES.SEX", "New sexual dysfunction", "Or genital numbness", "Ref11", "V"),
    redFlag(
      "RF.CES.BILAT",
      "Both legs affected",
      "Bilateral leg pain or bilateral neurological deficit",
      "Ref11",
      "V",
    ),
    {
      id: "RF.CES.ONSET",
      label: "Since when, or worse since",
      help: "First day of any of the above; under 14 days counts as recent",
      kind: "date",
      precision: "year",
      requirement: "required",
      when: caudaEquinaSign,
      neverWaived: true,
      source: "Ref11",
      tag: "V",
    },
    redFlag(
      "RF.NEURO.PROG",
      "Progressive or severe weakness",
      "Worse over days, or strength 3/5 or less",
      "GK",
      "GK",
    ),
    redFlag(
      "RF.MYELO",
      "Signs of a compressed cord",
      "Clumsy hands, unsteady gait, falls, Lhermitte, upper motor neuron signs",
      "Ref26",
      "V",
    ),
  ],
} as const satisfies Group;

export const seriousDisease = {
  id: "history.redFlags.disease",
  label: "Red flags: serious disease and safety",
  layout: "list",
  fillLabel: "No to all that are open",
  items: [
    redFlag("RF.CA.HX", "Past cancer", "The one flag shown to raise the likelihood by itself", "Ref12", "V"),
    redFlag("RF.CA.WL", "Unexplained weight loss", "How much in how many weeks in the note", "Ref13", "V"),
    redFlag("RF.CA.NIGHT", "Unremitting night or rest pain", "Weak by itself", "Ref13", "V"),
    redFlag("RF.INF.FEVER", "Fever, chills, rigors", "Or a recent infection", "Ref13, GK", "GK"),
    redFlag(
      "RF.INF.RISK",
      "Risk of spinal infection",
      "Immunosuppression, intravenous drug use, dialysis, recent spinal procedure",
      "GK",
      "GK",
    ),
    redFlag(
      "RF.FX.TRAUMA",
      "Trauma",
      "Severe; or minor in an older patient or with osteoporosis",
      "Ref12, Ref14",
      "V",
    ),
    redFlag("RF.FX.STEROID", "Prolonged corticosteroid use", "Raises the risk of fracture", "Ref12", "V"),
    {
      id: "RF.FX.AGE",
      label: "Age as a fracture risk",
      help: "Rules use over 70 or over 75; one uses over 52",
      kind: "computed",
      calculation: "fractureAge",
      requirement: "optional",
      source: "Ref12, Ref14",
      tag: "V2",
    },
    redFlag(
      "RF.FX.BRUISE",
      "Contusion or abrasion over the spine",
      "Raises the risk of fracture",
      "Ref12",
      "V",
    ),
    redFlag(
      "RF.AAA",
      "Aortic aneurysm suspected",
      "Over 60 with vascular risk, abdominal or flank pain, pulsatile mass, syncope",
      "GK",
      "GK",
    ),
    redFlag(
      "RF.INFLAM",
      "Inflammatory back pain",
      "Before 45, over 3 months, morning stiffness, better with exercise not rest, second half of the night",
      "GK",
      "GK",
    ),
    redFlag(
      "RF.VISC",
      "Visceral source suspected",
      "Chest pain, gastrointestinal, urinary or gynaecological features, blood in the urine",
      "GK",
      "GK",
    ),
    redFlag("RF.SUI", "Suicidal thoughts", "Asked, or PHQ-9 item 9 above 0", "Ref37, GK", "GK"),
  ],
} as const satisfies Group;
