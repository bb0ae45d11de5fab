import type { Part } from "../kinds.ts";
import { balance, mentalState, toneAndCoordination } from "./coordination.ts";
import { armStrength, legStrength } from "./motor.ts";
import { tendonReflexes, upperMotorNeurone } from "./reflexes.ts";
import {
  armSensation,
  deepSensation,
  legSensation,
  limbScreen,
  saddleSensation,
  sensoryPattern,
  sphincter,
} from "./sensation.ts";

/** The neurological examination (clinical reference 2.3). */
export const neurologicalPart: Part = {
  id: "neurological",
  label: "Neurological examination",
  groups: [
    mentalState,
    limbScreen,
    armStrength,
    legStrength,
    armSensation,
    legSensation,
    deepSensation,
    tendonReflexes,
    upperMotorNeurone,
    toneAndCoordination,
    balance,
    sensoryPattern,
    saddleSensation,
    sphincter,
  ],
};
