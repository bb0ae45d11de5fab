import type { Caution } from "../caution.ts";
import type { RedFlag, RedFlagPicture } from "../redFlags/redFlags.ts";
import { proposal, type Recommendation } from "./recommendation.ts";

/** What a red flag asks for, an emergency before everything else (WHO-3, clinical reference 3.2). */

const timingOf: Readonly<Record<string, string>> = {
  E: "now, the same day",
  U: "within days, at most two weeks",
  S: "within weeks",
};

export function urgentRows(redFlags: RedFlagPicture): readonly Recommendation[] {
  const rows = redFlags.flags.flatMap((flag) => (flag.level === "block" ? [] : rowsOf(flag)));
  // Two flags may ask for the same.
  return rows.filter((row, index) => rows.findIndex(({ action }) => action === row.action) === index);
}

function rowsOf(flag: RedFlag): readonly Recommendation[] {
  // A flag that only has to be followed up gets one row; an urgent one a row for each step.
  const actions = flag.level === "S" ? flag.actions.slice(0, 1) : flag.actions;
  return actions.map((action, index) =>
    proposal(flag.ruleId, {
      id: `${flag.ruleId}-${index + 1}`,
      kind: flag.level === "E" ? "emergency" : "red flag",
      action,
      responsible: "pain clinic",
      timing: flag.ruleId === "RF-SUI" ? "at this visit, today" : (timingOf[flag.level] ?? ""),
      reason: flag.text,
      items: flag.items,
      missing: flag.missing,
    }),
  );
}

/** What the receiving team has to know, and nothing elective. */
export function handoverRows(
  redFlags: RedFlagPicture,
  cautions: readonly Caution[],
): readonly Recommendation[] {
  const doses = cautions
    .filter(({ kind, items }) => kind === "antithrombotic" && items.includes("HX.MED.ATC"))
    .map((caution, index) =>
      proposal(caution.ruleId, {
        id: `handover-antithrombotic-${index + 1}`,
        kind: "emergency",
        action: caution.text,
        responsible: "pain clinic",
        timing: "with the call",
        reason: "an operation or a puncture may follow",
        items: caution.items,
        missing: caution.missing,
      }),
    );
  const implants = cautions
    .filter(({ ruleId }) => ruleId === "DV-2")
    .map((caution) =>
      proposal(caution.ruleId, {
        id: "handover-implant",
        kind: "emergency",
        action: caution.text,
        responsible: "pain clinic",
        timing: "with the call",
        reason: "the MRI is an emergency",
        items: caution.items,
        missing: caution.missing,
      }),
    );
  const fasting = proposal("WHO-3", {
    id: "handover-fasting",
    kind: "emergency",
    action: "Ask the emergency department whether the patient may eat and drink",
    responsible: "pain clinic",
    timing: "with the call",
    reason: "an operation may follow",
    items: redFlags.flags
      .filter(({ suppressesElective }) => suppressesElective)
      .flatMap(({ items }) => items),
  });
  return [...doses, ...implants, fasting];
}
