import type { Part } from "../kinds.ts";
import { gaitAndPosture } from "./gait.ts";
import { generalExamination } from "./general.ts";
import { kneeExamination } from "./knee.ts";
import { lowBackPalpation, midlinePalpation, neckPalpation, triggerPoints } from "./palpation.ts";
import {
  armTests,
  facetAndHipTests,
  rootTension,
  sacroiliacTests,
  wholeSpineTests,
} from "./provocativeTests.ts";
import { hipMovement, lowBackMovement, neckMovement } from "./rangeOfMotion.ts";
import { vitalSigns } from "./vitals.ts";

/** The physical examination (clinical reference 2.2), in the order in which a patient is examined. */
export const physicalPart: Part = {
  id: "physical",
  label: "Physical examination",
  groups: [
    vitalSigns,
    generalExamination,
    gaitAndPosture,
    midlinePalpation,
    neckPalpation,
    lowBackPalpation,
    triggerPoints,
    neckMovement,
    lowBackMovement,
    hipMovement,
    armTests,
    rootTension,
    sacroiliacTests,
    facetAndHipTests,
    wholeSpineTests,
    kneeExamination,
  ],
};
