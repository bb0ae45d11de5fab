import {
  areasInDrawing,
  type Band,
  type BandExtra,
  bandOf,
  gad2Score,
  gad7Score,
  type InstrumentId,
  meetsFibromyalgiaCriteria,
  ndiRawFromPercent,
  neuropathicDescriptorCount,
  neuropathicDescriptors,
  odiPercent,
  painRegionCount,
  pegScore,
  phq2Score,
  phq4Score,
  phq9Score,
} from "../../instruments/index.ts";
import { type AnswerReader, recordValue } from "../reader.ts";
import { daysSinceOnset } from "./body.ts";
import type { Calculation, Computed } from "./calculation.ts";

/** Scores worked out from items, and what scores mean. A score without a published band shows its number alone. */

function scored(value: number, most: number, band: Band | undefined, basis: readonly string[]): Computed {
  const words = band === undefined ? "" : `, ${band.band}`;
  return { value, text: `${value} of ${most}${words}`, basis };
}

/** From the items when they give a score, otherwise from the total that came without its items. */
function fromItemsOrTotal(
  answers: AnswerReader,
  itemIds: readonly string[],
  score: (items: readonly (number | undefined)[]) => number | undefined,
  totalId: string,
): { readonly value: number; readonly basis: readonly string[] } | undefined {
  const counted = score(itemIds.map((id) => answers.number(id)));
  if (counted !== undefined) {
    return { value: counted, basis: itemIds.filter((id) => answers.number(id) !== undefined) };
  }
  const total = answers.number(totalId);
  return total === undefined ? undefined : { value: total, basis: [totalId] };
}

const items = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}.${index + 1}`);

export const peg: Calculation = (answers) => {
  const score = fromItemsOrTotal(
    answers,
    ["INS.PEG.P", "INS.PEG.E", "INS.PEG.G"],
    ([pain, enjoyment, activity]) => pegScore(pain, enjoyment, activity),
    "INS.PEG.TOTAL",
  );
  return score && { ...score, text: `${score.value.toFixed(1)} of 10` };
};

const moodScore =
  (
    prefix: string,
    count: number,
    score: (items: readonly (number | undefined)[]) => number | undefined,
    instrument: InstrumentId,
    most: number,
  ): Calculation =>
  (answers) => {
    const found = fromItemsOrTotal(answers, items(prefix, count), score, `INS.${instrument}.TOTAL`);
    return found && scored(found.value, most, bandOf(instrument, found.value), found.basis);
  };

export const phq2 = moodScore("INS.PHQ", 2, phq2Score, "PHQ2", 6);
export const phq9 = moodScore("INS.PHQ", 9, phq9Score, "PHQ9", 27);
export const gad2 = moodScore("INS.GAD", 2, gad2Score, "GAD2", 6);
export const gad7 = moodScore("INS.GAD", 7, gad7Score, "GAD7", 21);

export const phq4: Calculation = (answers) => {
  const [depression, anxiety] = [phq2(answers), gad2(answers)];
  const value = phq4Score(asNumber(depression), asNumber(anxiety));
  if (value !== undefined) {
    const basis = [...(depression?.basis ?? []), ...(anxiety?.basis ?? [])];
    return scored(value, 12, bandOf("PHQ4", value), basis);
  }
  const total = answers.number("INS.PHQ4.TOTAL");
  return total === undefined ? undefined : scored(total, 12, bandOf("PHQ4", total), ["INS.PHQ4.TOTAL"]);
};

function asNumber(computed: Computed | undefined): number | undefined {
  return typeof computed?.value === "number" ? computed.value : undefined;
}

/** Meaning of a total from a licensed form. */
const bandOfTotal =
  (itemId: string, instrument: InstrumentId, extra?: (answers: AnswerReader) => BandExtra): Calculation =>
  (answers) => {
    const total = answers.record(itemId)?.total;
    if (typeof total !== "number") return undefined;
    return bandText(bandOf(instrument, total, extra?.(answers)), [itemId]);
  };

function bandText(band: Band | undefined, basis: readonly string[]): Computed | undefined {
  if (band === undefined) return undefined;
  const text = band.meaning === undefined ? band.band : `${band.band}: ${band.meaning}`;
  return { value: band.band, text, basis };
}

export const odiBand: Calculation = (answers) => {
  const record = answers.record("INS.ODI");
  const { total, sum, answered } = record ?? {};
  const percent =
    typeof total === "number"
      ? total
      : typeof sum === "number" && typeof answered === "number"
        ? odiPercent(sum, answered)
        : undefined;
  if (percent === undefined) return undefined;
  const band = bandText(bandOf("ODI", percent), ["INS.ODI"]);
  return band && (typeof total === "number" ? band : { ...band, text: `${percent} %, ${band.text}` });
};

export const ndiBand: Calculation = (answers) => {
  const { total, percent } = answers.record("INS.NDI") ?? {};
  const raw =
    typeof total === "number" ? total : typeof percent === "number" ? ndiRawFromPercent(percent) : undefined;
  return raw === undefined ? undefined : bandText(bandOf("NDI", raw), ["INS.NDI"]);
};

export const startBackBand = bandOfTotal("INS.STARTBACK", "STARTBACK", (answers) => {
  const distress = answers.record("INS.STARTBACK")?.distress;
  return typeof distress === "number" ? { distress } : {};
});

export const promisBand: Calculation = (answers) => {
  const bands = answers.rows("INS.PROMIS").flatMap(({ domain, tScore }) => {
    if (typeof domain !== "string" || typeof tScore !== "number") return [];
    const band = bandOf("PROMIS", tScore, { domain });
    return band === undefined ? [] : [`${domain} ${band.band}`];
  });
  return bands.length === 0
    ? undefined
    : { value: bands.join(", "), text: bands.join(", "), basis: ["INS.PROMIS"] };
};

export const dn4Band = bandOfTotal("INS.DN4", "DN4");
export const lanssBand = bandOfTotal("INS.LANSS", "LANSS");
export const painDetectBand = bandOfTotal("INS.PAINDETECT", "PAINDETECT");
export const pcsBand = bandOfTotal("INS.PCS", "PCS");
export const csiBand = bandOfTotal("INS.CSI", "CSI");
export const ortBand = bandOfTotal("INS.ORT", "ORT");
export const ortOudBand = bandOfTotal("INS.ORTOUD", "ORTOUD");
export const soappRBand = bandOfTotal("INS.SOAPPR", "SOAPPR");

/** Counted among the patient's own words for the quality of the pain; not a questionnaire. */
export const neuropathicDescriptorsNamed: Calculation = (answers) => {
  if (!answers.isAnswered("HX.QUAL")) return undefined;
  const value = neuropathicDescriptors(answers.codes("HX.QUAL"));
  return { value, text: `${value} of ${neuropathicDescriptorCount}`, basis: ["HX.QUAL"] };
};

function drawnAreas(answers: AnswerReader): readonly string[] | undefined {
  const drawing = answers.record("HX.LOC.MAP");
  if (drawing === undefined || !Array.isArray(drawing.regions)) return undefined;
  const regions = drawing.regions.flatMap((mark) => {
    const region = recordValue(mark)?.region;
    return typeof region === "string" ? [region] : [];
  });
  return areasInDrawing(regions);
}

export const widespreadPainAreas: Calculation = (answers) => {
  const areas = drawnAreas(answers);
  return areas && { value: areas.length, text: `${areas.length} of 19`, basis: ["HX.LOC.MAP"] };
};

const threeMonthsInDays = 91;

/** 2016 criteria: needs the drawing (areas and regions), the symptom severity score and the onset (Ref45). */
export const fibromyalgia2016: Calculation = (answers) => {
  const drawn = drawnAreas(answers);
  const severity = answers.record("INS.SSS")?.total;
  const since = daysSinceOnset(answers);
  if (drawn === undefined || typeof severity !== "number" || since === undefined) return undefined;
  const counted = answers.record("INS.WPI")?.total;
  const areas = typeof counted === "number" ? counted : drawn.length;
  const met = meetsFibromyalgiaCriteria({
    areas,
    severity,
    regions: painRegionCount(drawn),
    months: since.fewest >= threeMonthsInDays ? 3 : 0,
  });
  return {
    value: met ? "met" : "not met",
    text: `${met ? "met" : "not met"} (index ${areas}, severity ${severity}, ${painRegionCount(drawn)} of 5 regions)`,
    basis: ["HX.LOC.MAP", "INS.SSS", "HX.ONSET.DATE", ...(typeof counted === "number" ? ["INS.WPI"] : [])],
  };
};
