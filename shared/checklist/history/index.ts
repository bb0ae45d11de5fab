import { instrumentGroups } from "../instruments.ts";
import type { Part } from "../kinds.ts";
import { caudaEquinaAndCord, seriousDisease } from "../redFlags.ts";
import { medicalHistory, reviewOfSystems, social } from "./background.ts";
import { interval } from "./interval.ts";
import { allergies, antithrombotic, medicines } from "./medicines.ts";
import { complaint, everydayLife, intensity, location, modifiers } from "./presentingPain.ts";
import { treatment } from "./treatment.ts";

/**
 * Part 1, in the order in which a physician takes a history: at a follow-up what happened since, then the complaint, then
 * at once what would make it an emergency, then the pain in detail, what was tried, medicines and background, and questionnaires last.
 */
export const historyPart = {
  id: "history",
  label: "History",
  groups: [
    interval,
    complaint,
    caudaEquinaAndCord,
    seriousDisease,
    location,
    intensity,
    modifiers,
    everydayLife,
    treatment,
    medicines,
    antithrombotic,
    allergies,
    medicalHistory,
    social,
    reviewOfSystems,
    ...instrumentGroups,
  ],
} as const satisfies Part;
