import type { Group, Item, Requirement } from "../kinds.ts";
import { armsExamined, armsRequired, legsExamined, legsRequired } from "../physical/regions.ts";
import { plainYesNo, strengthGrades } from "../valueSets.ts";

/**
 * Strength by root (clinical reference 2.3.1). A key muscle stands for its root; the other muscles of the root help to
 * tell a root from a nerve. Weakness that is only pain or giving way is marked, so that it does not count for a root.
 */

interface Muscle {
  readonly id: string;
  readonly label: string;
  readonly requirement: Requirement;
  readonly source: string;
  readonly tag: "V" | "V2" | "GK";
}

const muscle = (words: Muscle): Item => ({
  ...words,
  kind: "pair",
  entry: {
    kind: "record",
    fields: [
      { id: "grade", label: "Grade", kind: "single", choices: strengthGrades, required: true },
      { id: "painLimited", label: "Limited by pain or giving way", kind: "single", choices: plainYesNo },
      { id: "reason", label: "Reason, where not testable", kind: "text", maxLength: 120 },
    ],
  },
  normal: { grade: "5" },
  mayBeNotDone: true,
});

const arm = (id: string, label: string): Item =>
  muscle({ id, label, requirement: armsRequired, source: "Ref33, Ref34", tag: "V2" });
const leg = (id: string, label: string): Item =>
  muscle({ id, label, requirement: legsRequired, source: "Ref33, Ref34", tag: "V2" });
const further = (id: string, label: string): Item =>
  muscle({ id, label, requirement: "optional", source: "Ref34", tag: "V2" });

export const armStrength: Group = {
  id: "neurological.armStrength",
  label: "Strength: arms",
  layout: "grid",
  when: armsExamined,
  items: [
    arm("NE.M.C5", "Elbow flexion (C5)"),
    arm("NE.M.C6", "Wrist extension (C6)"),
    arm("NE.M.C7", "Elbow extension (C7)"),
    arm("NE.M.C8", "Long finger flexion (C8)"),
    arm("NE.M.T1", "Small-finger abduction (T1)"),
    further("NE.M.C5.DELTOID", "Shoulder abduction (C5)"),
    further("NE.M.C6.BRACHIORAD", "Elbow flexion, thumb up (C6)"),
    further("NE.M.C7.WRISTFLEX", "Wrist flexion (C7)"),
    further("NE.M.C7.FINGEREXT", "Finger extension (C7)"),
    further("NE.M.C8.THUMBEXT", "Thumb extension (C8)"),
    further("NE.M.C8.INTRINSIC", "Hand intrinsics (C8)"),
    further("NE.M.T1.INTEROSSEI", "Interossei (T1)"),
  ],
};

export const legStrength: Group = {
  id: "neurological.legStrength",
  label: "Strength: legs",
  layout: "grid",
  when: legsExamined,
  items: [
    leg("NE.M.L2", "Hip flexion (L2)"),
    leg("NE.M.L3", "Knee extension (L3)"),
    leg("NE.M.L4", "Ankle dorsiflexion (L4)"),
    leg("NE.M.L5", "Great-toe extension (L5)"),
    {
      ...leg("NE.M.S1", "Ankle plantar flexion (S1)"),
      help: "Ten single-leg heel raises",
    },
    further("NE.M.L3.HIPADD", "Hip adduction (L2, L3)"),
    further("NE.M.L5.HIPABD", "Hip abduction (L5)"),
    further("NE.M.L5.EVERSION", "Ankle eversion (L5, S1)"),
    further("NE.M.L5.INVERSION", "Ankle inversion (L5)"),
    further("NE.M.S1.HIPEXT", "Hip extension (S1)"),
  ],
};
