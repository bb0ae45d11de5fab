import backAndLeg from "./back-and-leg.json" with { type: "json" };
import facetPain from "./facet-pain.json" with { type: "json" };
import neckAndArm from "./neck-and-arm.json" with { type: "json" };
import nightPain from "./night-pain.json" with { type: "json" };
import walkingDistance from "./walking-distance.json" with { type: "json" };

/** An invented patient: a case file, and when the visit lies as seen from the day on which the practice is tried out. */
interface Sample {
  readonly caseFile: object & { readonly visitDate: string };
  /** Days from today to the visit; negative for a visit that has been. */
  readonly visitInDays: number;
}

const samples: readonly Sample[] = [
  { caseFile: walkingDistance, visitInDays: 1 },
  { caseFile: neckAndArm, visitInDays: 9 },
  { caseFile: backAndLeg, visitInDays: 0 },
  { caseFile: nightPain, visitInDays: 0 },
  { caseFile: facetPain, visitInDays: -2 },
];

/** Text of the case files, with all full dates but those of birth moved so that the worklist looks like today's. */
export function sampleCases(today: string): readonly string[] {
  return samples.map(({ caseFile, visitInDays }) => {
    const days = dayNumber(today) + visitInDays - dayNumber(caseFile.visitDate);
    return JSON.stringify(caseFile, (key, value: unknown) =>
      typeof value === "string" && key !== "dateOfBirth" ? moved(value, days) : value,
    );
  });
}

const millisecondsOfDay = 86_400_000;

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / millisecondsOfDay;
}

function moved(text: string, days: number): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  return new Date((dayNumber(text) + days) * millisecondsOfDay).toISOString().slice(0, 10);
}
