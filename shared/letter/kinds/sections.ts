import { type FullSectionId, type SectionId, sectionIds } from "../document.ts";
import type { LetterKind } from "./kinds.ts";

/** What a letter of each kind holds, in its order; those of the full letter keep the order of the clinical reference, 4.2. */
export const sectionsOf: Readonly<Record<LetterKind, readonly SectionId[]>> = {
  consultation: sectionIds,
  amended: sectionIds,
  procedureFollowUp: ["answer", "result", ...sectionIds.slice(1)],
  summary: ["answer", "impression", "problems", "recommendations", "medication", "followUp"],
  interim: ["answer", "impression", "recommendations", "medication", "pending", "followUp"],
  urgent: ["answer", "impression", "recommendations", "medication", "followUp", "neurological"],
  addendum: ["addendum"],
};

/** Has all thirteen sections even where nothing is recorded, which is said then. */
export function saysWhatIsEmpty(kind: LetterKind): boolean {
  return kind === "consultation" || kind === "amended";
}

export function isFullSection(id: SectionId): id is FullSectionId {
  return (sectionIds as readonly SectionId[]).includes(id);
}
