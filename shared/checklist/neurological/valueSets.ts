import type { Choice } from "../kinds.ts";

/** Value sets of the neurological examination. */

/** Vibration and joint position, and the sphincter. */
export const graded = [
  { code: "normal", label: "Normal" },
  { code: "reduced", label: "Reduced" },
  { code: "absent", label: "Absent" },
] as const satisfies readonly Choice[];

export const walking = [
  { code: "able", label: "Able", phrase: "possible" },
  { code: "weak", label: "Weak" },
  { code: "unable", label: "Unable", phrase: "not possible" },
] as const satisfies readonly Choice[];

export const tone = [
  { code: "normal", label: "Normal" },
  { code: "reduced", label: "Reduced" },
  { code: "spastic", label: "Spastic" },
  { code: "rigid", label: "Rigid" },
] as const satisfies readonly Choice[];

export const plantarResponse = [
  { code: "down", label: "Down", phrase: "downgoing" },
  { code: "up", label: "Up", phrase: "upgoing" },
  { code: "mute", label: "Mute" },
] as const satisfies readonly Choice[];
