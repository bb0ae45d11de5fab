/** Which muscles, reflex, key point, pain and tension test belong to a root (clinical reference 2.3.1 to 2.3.4). */
export interface RootAnatomy {
  readonly root: string;
  readonly region: "neck" | "low back";
  readonly keyMuscle: string;
  /** Other muscles of the root; any one of them counts once. */
  readonly otherMuscles: readonly string[];
  /** None for L5, L2, C8 and T1: L5 has no reliable reflex, and the Achilles reflex is S1's. */
  readonly reflexes: readonly string[];
  readonly keyPoint: string;
  /** Codes of HX.RAD.DIST. */
  readonly painZones: readonly string[];
  readonly tension: readonly string[];
}

const arm = ["PE.T.SPURL", "PE.T.ULTT", "PE.T.SHABD"] as const;
const sciatic = ["PE.T.SLR", "PE.T.SLUMP", "PE.T.BOW", "PE.T.BRAG"] as const;
const femoral = ["PE.T.FNS"] as const;

function root(
  name: string,
  region: RootAnatomy["region"],
  tension: readonly string[],
  more: Partial<RootAnatomy>,
): RootAnatomy {
  return {
    root: name,
    region,
    keyMuscle: `NE.M.${name}`,
    otherMuscles: [],
    reflexes: [],
    keyPoint: `NE.S.${name}`,
    painZones: [],
    tension,
    ...more,
  };
}

export const rootAnatomy: readonly RootAnatomy[] = [
  root("C5", "neck", arm, { otherMuscles: ["NE.M.C5.DELTOID"], reflexes: ["NE.R.BIC"] }),
  root("C6", "neck", arm, {
    otherMuscles: ["NE.M.C6.BRACHIORAD"],
    reflexes: ["NE.R.BR", "NE.R.BIC"],
    painZones: ["thumb"],
  }),
  root("C7", "neck", arm, {
    otherMuscles: ["NE.M.C7.WRISTFLEX", "NE.M.C7.FINGEREXT"],
    reflexes: ["NE.R.TRI"],
    painZones: ["middle finger"],
  }),
  root("C8", "neck", arm, {
    otherMuscles: ["NE.M.C8.THUMBEXT", "NE.M.C8.INTRINSIC"],
    painZones: ["little finger"],
  }),
  root("T1", "neck", arm, { otherMuscles: ["NE.M.T1.INTEROSSEI"] }),
  root("L2", "low back", femoral, {
    otherMuscles: ["NE.M.L3.HIPADD"],
    painZones: ["anterior thigh"],
  }),
  // The patellar reflex belongs to L3 in part only and is counted for L4.
  root("L3", "low back", femoral, {
    otherMuscles: ["NE.M.L3.HIPADD"],
    painZones: ["anterior thigh"],
  }),
  // The quadriceps is the L4 muscle of some tables; here ankle dorsiflexion is the key muscle and it is the second.
  root("L4", "low back", femoral, {
    otherMuscles: ["NE.M.L3"],
    reflexes: ["NE.R.PAT"],
    painZones: ["medial calf"],
  }),
  root("L5", "low back", sciatic, {
    otherMuscles: ["NE.M.L5.HIPABD", "NE.M.L5.EVERSION", "NE.M.L5.INVERSION"],
    painZones: ["dorsum foot/great toe"],
  }),
  root("S1", "low back", sciatic, {
    otherMuscles: ["NE.M.S1.HIPEXT", "NE.M.L5.EVERSION"],
    reflexes: ["NE.R.ACH"],
    painZones: ["lateral foot/sole"],
  }),
];

export function anatomyOf(name: string): RootAnatomy | undefined {
  return rootAnatomy.find((candidate) => candidate.root === name);
}
