/**
 * Morphine milligram equivalents (MME) a day: sum of daily dose times factor. CDC Clinical Practice Guideline for
 * Prescribing Opioids for Pain, 2022. For judging risk only, never for converting one opioid into another.
 */
export interface OpioidFactor {
  readonly drug: string;
  /** MME per `unit`; absent where the guideline gives none. */
  readonly factor?: number;
  /** Milligrams a day, or micrograms an hour for a patch. */
  readonly unit: "mg/day" | "mcg/h";
  /** Other names under which the drug is written. */
  readonly alsoCalled?: readonly string[];
}

export const morphineEquivalentsRule = {
  id: "OP-MME",
  source: "CDC Clinical Practice Guideline for Prescribing Opioids for Pain, United States, 2022",
  date: "2022-11-04",
} as const;

export const opioidFactors: readonly OpioidFactor[] = [
  { drug: "codeine", factor: 0.15, unit: "mg/day" },
  { drug: "fentanyl transdermal", factor: 2.4, unit: "mcg/h", alsoCalled: ["fentanyl patch", "fentanyl"] },
  {
    drug: "hydrocodone",
    factor: 1,
    unit: "mg/day",
    alsoCalled: ["hydrocodone/acetaminophen", "Lortab", "Vicodin", "Norco"],
  },
  { drug: "hydromorphone", factor: 5, unit: "mg/day", alsoCalled: ["Dilaudid"] },
  { drug: "methadone", factor: 4.7, unit: "mg/day" },
  { drug: "morphine", factor: 1, unit: "mg/day", alsoCalled: ["MS Contin"] },
  {
    drug: "oxycodone",
    factor: 1.5,
    unit: "mg/day",
    alsoCalled: ["oxycodone/acetaminophen", "OxyContin", "Percocet"],
  },
  { drug: "oxymorphone", factor: 3, unit: "mg/day", alsoCalled: ["Opana"] },
  { drug: "tapentadol", factor: 0.4, unit: "mg/day", alsoCalled: ["Nucynta"] },
  { drug: "tramadol", factor: 0.2, unit: "mg/day", alsoCalled: ["Ultram"] },
  // A partial agonist: the guideline gives no factor, it is named as not counted.
  { drug: "buprenorphine", unit: "mg/day" },
];

/** Each opioid with what finds its names as whole words; made once, because every medicine is asked for. */
const named = opioidFactors.map((factor) => {
  const names = [factor.drug, ...(factor.alsoCalled ?? [])].map((name) =>
    name.toLowerCase().replace(/[/]/g, "\\/"),
  );
  return { factor, pattern: new RegExp(`(?:^|[^a-z])(?:${names.join("|")})(?:$|[^a-z])`) };
});

/** Finds the opioid by name, brand or combination ("Hydrocodone / acetaminophen 5/325"). */
export function opioidFactorOf(name: string): OpioidFactor | undefined {
  const asked = name.toLowerCase();
  return named.find(({ pattern }) => pattern.test(asked))?.factor;
}

export interface OpioidDose {
  readonly drug: string;
  /** Milligrams a day, or micrograms an hour for a fentanyl patch. */
  readonly amount: number;
}

export interface MorphineEquivalents {
  /** MME a day, to one decimal. */
  readonly total: number;
  /** Opioids without a factor (buprenorphine), to be named as not counted. */
  readonly notCounted: readonly string[];
}

/** Sums the doses. Undefined when none of the drugs is a known opioid. Throws on a dose that is negative or no number. */
export function morphineEquivalents(doses: readonly OpioidDose[]): MorphineEquivalents | undefined {
  const opioids = doses.flatMap((dose) => {
    const factor = opioidFactorOf(dose.drug);
    return factor === undefined ? [] : [{ ...dose, factor: factor.factor }];
  });
  if (opioids.length === 0) return undefined;
  const total = opioids.reduce((sum, { amount, factor }) => {
    if (!Number.isFinite(amount) || amount < 0) throw new RangeError("An opioid dose must be zero or more.");
    return sum + amount * (factor ?? 0);
  }, 0);
  return {
    total: Math.round(total * 10) / 10,
    notCounted: opioids.filter(({ factor }) => factor === undefined).map(({ drug }) => drug),
  };
}
