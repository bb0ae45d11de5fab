/** Why a patient's record is erased. The ground is all that is kept of the reason: free words could name the person. */

export const erasureGrounds = ["retentionOver", "patientAsked", "enteredInError", "legalOrder"] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

export const erasureGroundWords: Readonly<Record<ErasureGround, string>> = {
  retentionOver: "The time for which it is kept is over",
  patientAsked: "The patient asked for it",
  enteredInError: "It was entered in error",
  legalOrder: "A court or an authority ordered it",
};
