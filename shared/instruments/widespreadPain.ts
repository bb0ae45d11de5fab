import { bodyRegions } from "../checklist/bodyDrawing.ts";

/** Widespread pain index and the 2016 fibromyalgia criteria (Wolfe 2016; Ref45). */

/** The five body regions of the criteria; jaw, chest and abdomen count for the index but for no region. */
const regionOfArea: Readonly<Record<string, string | undefined>> = {
  jawRight: undefined,
  shoulderGirdleRight: "right upper",
  upperArmRight: "right upper",
  lowerArmRight: "right upper",
  jawLeft: undefined,
  shoulderGirdleLeft: "left upper",
  upperArmLeft: "left upper",
  lowerArmLeft: "left upper",
  hipRight: "right lower",
  upperLegRight: "right lower",
  lowerLegRight: "right lower",
  hipLeft: "left lower",
  upperLegLeft: "left lower",
  lowerLegLeft: "left lower",
  neck: "axial",
  upperBack: "axial",
  lowerBack: "axial",
  chest: undefined,
  abdomen: undefined,
};

export const widespreadPainAreas: readonly string[] = Object.keys(regionOfArea);

/** The areas of the index that a drawing touches, each once, from the ids of its regions. */
export function areasInDrawing(regionIds: Iterable<string>): readonly string[] {
  const marked = new Set(regionIds);
  const areas = bodyRegions.flatMap((region) =>
    marked.has(region.id) && region.widespreadPainArea !== undefined ? [region.widespreadPainArea] : [],
  );
  return [...new Set(areas)];
}

/** How many of the five regions hurt. */
export function painRegionCount(areas: Iterable<string>): number {
  const regions = new Set<string>();
  for (const area of areas) {
    const region = regionOfArea[area];
    if (region !== undefined) regions.add(region);
  }
  return regions.size;
}

export interface FibromyalgiaFindings {
  /** Widespread pain index, 0 to 19. */
  readonly areas: number;
  /** Symptom severity score, 0 to 12. */
  readonly severity: number;
  /** Of five, without jaw, chest and abdomen. */
  readonly regions: number;
  readonly months: number;
}

/**
 * Whether the 2016 criteria are met: (index >= 7 and severity >= 5) or (index 4-6 and severity >= 9), with pain in at
 * least four of five regions, for at least three months. The 2010 version's index of 3 does not count.
 */
export function meetsFibromyalgiaCriteria(findings: FibromyalgiaFindings): boolean {
  const { areas, severity, regions, months } = findings;
  const scores = (areas >= 7 && severity >= 5) || (areas >= 4 && areas <= 6 && severity >= 9);
  return scores && regions >= 4 && months >= 3;
}

/** The seven descriptors of neuropathic pain among the qualities a patient may name; a count, not a questionnaire. */
const neuropathicQualities: ReadonlySet<string> = new Set([
  "burning",
  "painful cold",
  "electric-shock",
  "tingling",
  "pins-and-needles",
  "numb",
  "itching",
]);

export const neuropathicDescriptorCount = neuropathicQualities.size;

export function neuropathicDescriptors(qualities: readonly string[]): number {
  return new Set(qualities.filter((quality) => neuropathicQualities.has(quality))).size;
}
