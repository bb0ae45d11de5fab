/**
 * Fields of rows and records that few patients need, by item. They are folded away until one of them has a value or somebody
 * asks for them, so that the usual ones stand together and follow each other.
 */
const furtherFields: Readonly<Record<string, readonly string[]>> = {
  "HX.CONS": ["target", "percent"],
  "HX.MED": ["doseTo", "asNeeded", "route", "taken", "indication", "prescriber", "detail"],
  "HX.MED.OPI": ["asNeeded", "reportedPerDay", "start", "benefit"],
  "HX.FUNC": ["active", "work"],
  "HX.PSY": ["traumaDetail", "priorCare", "expectation", "stress", "detail"],
  "IM.STUDY": [
    "views",
    "gadolinium",
    "fieldStrength",
    "site",
    "reporter",
    "ownReading",
    "quality",
    "result",
    "copyToPatient",
  ],
  "PLAN.PROC": ["targetJoints", "targetMuscles", "localAnaesthetic", "steroidMg", "sessions", "performedBy"],
  "PLAN.COORD": ["region", "side", "detail", "contact"],
};

const none: readonly string[] = [];

export function furtherFieldsOf(itemId: string): readonly string[] {
  return furtherFields[itemId] ?? none;
}
