import { dateWords } from "../../evaluation/dates.ts";
import type { Evaluation } from "../../evaluation/evaluation.ts";
import { type AnswerReader, readAnswers } from "../../evaluation/reader.ts";
import type { Caution } from "../caution.ts";
import { antithromboticEdition, type Hold, type RiskClass } from "./drugs.ts";
import { type TakenDrug, takenDrugs, unlistedAntithrombotics } from "./medicines.ts";
import {
  bleedingFactors,
  clottingRisks,
  clottingUnknown,
  type Factor,
  kidneyFunction,
} from "./patientFactors.ts";
import { type ProcedureRisk, procedureRisk, raised } from "./procedureRisk.ts";

/**
 * Antithrombotics before a procedure (ATC-1 to ATC-7). Every line names a window of the guideline and with whom it is to be
 * confirmed; none tells a patient what to do with a medicine.
 */
export interface AntithromboticCaution extends Caution {
  readonly kind: "antithrombotic";
  readonly drug?: string;
  readonly procedure?: string;
  /** Class of the procedure by itself. */
  readonly risk?: RiskClass;
  /** Class that the patient's factors raise it to; absent where nothing raises it. */
  readonly raisedTo?: RiskClass;
  /** Window of the class by itself; absent where none is given. */
  readonly hold?: Hold;
}

export interface AntithromboticOptions {
  /** In an emergency the receiving team is told the last dose and no window is shown. */
  readonly emergency?: boolean;
}

export function antithromboticCautions(
  source: Evaluation | AnswerReader,
  { emergency = false }: AntithromboticOptions = {},
): readonly AntithromboticCaution[] {
  const answers = "answers" in source ? readAnswers(source) : source;
  const taken = takenDrugs(answers);
  const unlisted = unlistedAntithrombotics(answers).map(unlistedCaution);
  if (emergency)
    return [...taken.filter(({ item }) => item === "HX.MED.ATC").map(lastDoseCaution), ...unlisted];
  const procedures = answers.rows("PLAN.PROC").flatMap((row) => procedureRisk(answers, row) ?? []);
  const open = notAsked(answers, procedures.length > 0);
  if (taken.length === 0) return [...open, ...unlisted];
  const unsettled = taken.filter(({ item, endedOn }) => item === "HX.MED.ATC" && endedOn === undefined);
  return [
    ...open,
    ...unlisted,
    ...clotting(answers, unsettled),
    ...(procedures.length === 0
      ? taken.map(overview)
      : procedures.flatMap((procedure) =>
          taken.map((drug) => forProcedure(answers, taken, drug, procedure)),
        )),
    ...contact(answers, unsettled, procedures, taken),
    ...kidneys(answers, unsettled),
    ...together(taken),
    edition(taken),
  ];
}

const caution = (
  ruleId: string,
  level: Caution["level"],
  tag: Caution["tag"],
  text: string,
  items: readonly string[],
  missing: readonly string[] = [],
): AntithromboticCaution => ({
  kind: "antithrombotic",
  ruleId,
  level,
  tag,
  text,
  items: [...new Set(items)],
  missing,
});

const confirmWith = (drug: TakenDrug) => `to be confirmed with ${drug.prescriber}`;
const ofTheGuideline = "by ASRA 2018";

/** ATC-1 and ATC-6: one drug before one procedure. */
function forProcedure(
  answers: AnswerReader,
  taken: readonly TakenDrug[],
  drug: TakenDrug,
  procedure: ProcedureRisk,
): AntithromboticCaution {
  const items = [drug.item, "PLAN.PROC"];
  const { entry } = drug;
  const before = `before ${procedure.words} (${procedure.risk} bleeding risk${procedure.assumed ? ", region not recorded" : ""})`;
  if (entry === undefined) {
    const text = `${drug.name} is not in the table: hold window ${before} ${confirmWith(drug)}.`;
    return {
      ...caution("ATC-1", "warning", "DESIGN", text, items),
      drug: drug.name,
      procedure: procedure.words,
    };
  }
  const factors = raisingFactors(answers, taken, procedure);
  const raisedTo = factors.length > 0 ? raised(procedure.risk) : procedure.risk;
  const hold = entry.hold[procedure.risk];
  const raisedHold = entry.hold[raisedTo];
  const differs = raisedTo !== procedure.risk && !sameHold(hold, raisedHold);
  const more = differs
    ? ` ${capital(factors.map(({ words }) => words).join(", "))}: if treated as ${raisedTo} risk, ${holdWords(raisedHold)}.`
    : "";
  const purpose = drug.purposeUnknown
    ? " Purpose not recorded: primary and secondary prevention differ."
    : "";
  const ended = drug.endedOn === undefined ? "" : ` (last taken ${dateWords(drug.endedOn)})`;
  const restart =
    hold.kind === "window" && entry.restart !== undefined ? `; restart after ${entry.restart}` : "";
  const note = entry.note !== undefined && procedure.risk === "intermediate" ? ` Note: ${entry.note}.` : "";
  const low = hold.kind !== "window" && hold.kind !== "specialist" && procedure.risk === "low";
  const what = low && hold.kind === "shared" ? "continued by default, shared decision" : holdWords(hold);
  const text = `${drug.name}${ended} ${before}, ${ofTheGuideline}: ${what}${restart}; ${confirmWith(drug)}.${purpose}${more}${note}`;
  return {
    ...caution(
      low ? "ATC-6" : "ATC-1",
      hold.kind === "continue" || low ? "note" : "warning",
      entry.tag,
      text,
      [...items, ...(differs ? factors.flatMap((factor) => factor.items) : [])],
      drug.purposeUnknown ? ["HX.MED.ATC"] : [],
    ),
    drug: drug.name,
    procedure: procedure.words,
    risk: procedure.risk,
    ...(raisedTo === procedure.risk ? {} : { raisedTo }),
    hold,
  };
}

function holdWords(hold: Hold): string {
  switch (hold.kind) {
    case "window":
      return `hold window ${hold.words}`;
    case "continue":
      return "no hold";
    case "shared":
      return "no fixed window, shared decision";
    case "specialist":
      return "only by a specialist's plan";
  }
}

const sameHold = (one: Hold, other: Hold) => holdWords(one) === holdWords(other);
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function raisingFactors(
  answers: AnswerReader,
  taken: readonly TakenDrug[],
  procedure: ProcedureRisk,
): readonly Factor[] {
  return [...bleedingFactors(answers, procedure.neuraxial), ...severalDrugs(taken)];
}

const thinning = (taken: readonly TakenDrug[]) =>
  taken.filter(
    ({ entry, endedOn, name }) =>
      endedOn === undefined &&
      entry?.drugClass !== "serotonergic or supplement" &&
      !/celecoxib|celebrex/i.test(name),
  );

/** ATC-5. */
function severalDrugs(taken: readonly TakenDrug[]): readonly Factor[] {
  const drugs = thinning(taken);
  if (drugs.length < 2) return [];
  return [{ words: `${drugs.length} antithrombotics together`, items: drugs.map(({ item }) => item) }];
}

function together(taken: readonly TakenDrug[]): readonly AntithromboticCaution[] {
  const drugs = thinning(taken);
  if (drugs.length < 2) return [];
  const names = drugs.map(({ name }) => name).join(" and ");
  const prescribers = [...new Set(drugs.map(({ prescriber }) => prescriber))].join(" and ");
  const text = `${names} together raise the bleeding risk by one class; any change is to be confirmed with ${prescribers}.`;
  return [
    caution(
      "ATC-5",
      "warning",
      "V2",
      text,
      drugs.map(({ item }) => item),
    ),
  ];
}

/** No procedure is planned yet: the windows of all classes in one line. */
function overview(drug: TakenDrug): AntithromboticCaution {
  const { entry } = drug;
  const windows =
    entry === undefined
      ? "not in the table"
      : (["high", "intermediate", "low"] as const)
          .map((risk) => `${risk} risk ${holdWords(entry.hold[risk])}`)
          .join("; ");
  const text = `${drug.name} before a procedure, ${ofTheGuideline}: ${windows}; ${confirmWith(drug)}.`;
  return { ...caution("ATC-1", "note", entry?.tag ?? "DESIGN", text, [drug.item]), drug: drug.name };
}

function lastDoseCaution(drug: TakenDrug): AntithromboticCaution {
  const when = drug.lastDose ?? "not recorded";
  const text = `${drug.name}: tell the emergency department and the surgeon the last dose (${when}); any plan is ${confirmWith(drug)}.`;
  const missing = drug.lastDose === undefined ? ["HX.MED.ATC"] : [];
  return { ...caution("ATC-1", "warning", "DESIGN", text, ["HX.MED.ATC"], missing), drug: drug.name };
}

function unlistedCaution(name: string): AntithromboticCaution {
  const text = `${capital(name)} is among the medicines and not in the list of antithrombotics: add it, with its prescriber; any plan is to be confirmed with the prescriber.`;
  return { ...caution("ATC-1", "warning", "DESIGN", text, ["HX.MED"], ["HX.MED.ATC"]), drug: capital(name) };
}

function notAsked(answers: AnswerReader, planned: boolean): readonly AntithromboticCaution[] {
  if (!planned || answers.isAnswered("HX.MED.ATC")) return [];
  const text = "A procedure is planned and antithrombotics are not recorded; none is assumed to be absent.";
  return [caution("ATC-2", "blocker", "DESIGN", text, ["PLAN.PROC"], ["HX.MED.ATC"])];
}

/** ATC-2: before an intermediate or high risk procedure is booked. */
function contact(
  answers: AnswerReader,
  drugs: readonly TakenDrug[],
  procedures: readonly ProcedureRisk[],
  taken: readonly TakenDrug[],
): readonly AntithromboticCaution[] {
  const risky = procedures.filter(({ risk }) => risk !== "low");
  const raisedOnly = procedures.filter(
    (procedure) => procedure.risk === "low" && raisingFactors(answers, taken, procedure).length > 0,
  );
  const [first] = risky.length > 0 ? risky : raisedOnly;
  if (first === undefined) return [];
  return drugs
    .filter(({ contacted }) => !contacted)
    .map((drug) => ({
      ...caution(
        "ATC-2",
        risky.length > 0 ? "blocker" : "warning",
        "V2",
        `${drug.name}: the plan for ${first.words} is to be confirmed with ${drug.prescriber}, with the date, before it is booked.`,
        ["HX.MED.ATC", "PLAN.PROC"],
        ["HX.MED.ATC"],
      ),
      drug: drug.name,
      procedure: first.words,
    }));
}

/** ATC-3. */
function clotting(answers: AnswerReader, drugs: readonly TakenDrug[]): readonly AntithromboticCaution[] {
  if (drugs.length === 0) return [];
  const risks = clottingRisks(answers);
  const items = ["HX.MED.ATC", ...risks.flatMap((risk) => risk.items)];
  const prescribers = [...new Set(drugs.map(({ prescriber }) => prescriber))].join(" and ");
  if (risks.length > 0) {
    const words = capital(risks.map((risk) => risk.words).join(", "));
    const text = `${words}: do not interrupt without cardiology or haematology; to be confirmed with ${prescribers}.`;
    return [caution("ATC-3", "blocker", "GK", text, items)];
  }
  if (!clottingUnknown(answers)) return [];
  const text = `Stent, mechanical valve, thrombosis and stroke are not fully recorded; no interruption before they are; to be confirmed with ${prescribers}.`;
  return [caution("ATC-3", "warning", "GK", text, ["HX.MED.ATC"], ["HX.MED.ATC.STENT"])];
}

/** Below this eGFR a direct oral anticoagulant is cleared more slowly; mL/min (GK). */
const slowClearance = 50;

/** ATC-4. */
function kidneys(answers: AnswerReader, drugs: readonly TakenDrug[]): readonly AntithromboticCaution[] {
  const { egfr, item } = kidneyFunction(answers);
  return drugs
    .filter(({ entry }) => entry?.directOral)
    .flatMap((drug): AntithromboticCaution[] => {
      if (egfr === undefined) {
        const text = `${drug.name}: eGFR is not recorded; the interval depends on it and is ${confirmWith(drug)}.`;
        return [{ ...caution("ATC-4", "warning", "GK", text, ["HX.MED.ATC"], [item]), drug: drug.name }];
      }
      if (egfr >= slowClearance) return [];
      const text = `${drug.name} with eGFR ${egfr} mL/min: a longer interval than in the table, ${confirmWith(drug)}.`;
      return [{ ...caution("ATC-4", "warning", "GK", text, ["HX.MED.ATC", item]), drug: drug.name }];
    });
}

/** ATC-7. */
function edition(taken: readonly TakenDrug[]): AntithromboticCaution {
  const text = `Windows: ${antithromboticEdition}. Newer guidance exists; a local policy comes first. Each window is to be confirmed with the prescriber.`;
  return caution(
    "ATC-7",
    "note",
    "V2",
    text,
    taken.map(({ item }) => item),
  );
}
