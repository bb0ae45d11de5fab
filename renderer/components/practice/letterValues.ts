import {
  type EvidenceSection,
  evidenceSections,
  type LetterSettings,
  type LogoPlace,
} from "../../../shared/evaluation/letterSettings.ts";
import { sectionHeadings } from "../../../shared/letter/document.ts";
import { orAbsent, withoutAbsent } from "../common/formCheck.ts";

/** How letters look and read, as it is chosen; empty text where nothing was entered. */
export interface LetterValues {
  logoPlace: LogoPlace;
  salutation: "title" | "fullName";
  closing: string;
  footer: string;
  confidentiality: string;
  evidenceOrder: EvidenceSection[];
  namesInFiles: boolean;
  attachFindings: boolean;
}

export const usualLetter: LetterValues = {
  logoPlace: "right",
  salutation: "title",
  closing: "",
  footer: "",
  confidentiality: "",
  evidenceOrder: [...evidenceSections],
  namesInFiles: false,
  attachFindings: true,
};

export const letterLabels: Readonly<Record<string, string>> = {
  closing: "Close",
  footer: "Footer",
  confidentiality: "Notice of confidentiality",
};

export const evidenceNames: Readonly<Record<EvidenceSection, string>> = sectionHeadings;

export function letterValues(settings: LetterSettings = {}): LetterValues {
  return { ...usualLetter, evidenceOrder: [...evidenceSections], ...withoutAbsent(settings) };
}

/** What differs from every letter; undefined where nothing does. */
export function toLetterSettings(values: LetterValues): LetterSettings | undefined {
  const isUsualOrder = values.evidenceOrder.join() === evidenceSections.join();
  const settings = withoutAbsent({
    logoPlace: values.logoPlace === usualLetter.logoPlace ? undefined : values.logoPlace,
    salutation: values.salutation === usualLetter.salutation ? undefined : values.salutation,
    closing: orAbsent(values.closing),
    footer: orAbsent(values.footer),
    confidentiality: orAbsent(values.confidentiality),
    evidenceOrder: isUsualOrder ? undefined : values.evidenceOrder,
    namesInFiles: values.namesInFiles ? true : undefined,
    attachFindings: values.attachFindings ? undefined : false,
  });
  return Object.keys(settings).length === 0 ? undefined : settings;
}

/** The order with one section a place earlier or later. */
export function moved(
  order: readonly EvidenceSection[],
  section: EvidenceSection,
  by: -1 | 1,
): EvidenceSection[] {
  const at = order.indexOf(section);
  const other = order[at + by];
  if (at < 0 || other === undefined) return [...order];
  return order.map((each) => (each === section ? other : each === other ? section : each));
}
