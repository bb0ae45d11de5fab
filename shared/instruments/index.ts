/** Scoring of questionnaires: pure functions from items to totals, and from totals to what they mean. */
export { type BandExtra, bandOf, type InstrumentId } from "./bands.ts";
export { ndiDisagrees, ndiRaw, ndiRawFromPercent, odiPercent } from "./disability.ts";
export {
  gad2Score,
  gad7Score,
  phq2Score,
  phq4Score,
  phq9CallsForSafetyAssessment,
  phq9Score,
} from "./moodScales.ts";
export { isMeaningfulPegImprovement, pegScore } from "./peg.ts";
export type { Band } from "./score.ts";
export {
  areasInDrawing,
  type FibromyalgiaFindings,
  meetsFibromyalgiaCriteria,
  neuropathicDescriptorCount,
  neuropathicDescriptors,
  painRegionCount,
  widespreadPainAreas,
} from "./widespreadPain.ts";
