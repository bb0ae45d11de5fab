import { checklist } from "../../../shared/checklist/index.ts";
import { isCarried } from "../../../shared/evaluation/carryForward.ts";
import type { Answers, AnswerValue } from "../../../shared/evaluation/evaluation.ts";

/** What the header says about safety. "Unknown" is never shown as "none". */
export interface SafetyFact {
  readonly level: "danger" | "none" | "unknown";
  readonly words: string;
}

type Row = { readonly [field: string]: AnswerValue };

const allergyItems = checklist.parts
  .flatMap((part) => part.groups)
  .flatMap((group) => group.items)
  .filter((item) => item.id.startsWith("HX.ALG."));

/** "Iodinated contrast (severe), penicillin"; "none known" only when every agent was asked about. */
export function allergyFact(answers: Answers): SafetyFact {
  const known: string[] = [];
  let open = 0;
  let carried = 0;
  for (const item of allergyItems) {
    const value = answers[item.id]?.value;
    // An allergy of an earlier visit warns at once; that there was none has to be confirmed.
    if (isCarried(answers[item.id])) carried += 1;
    else if (item.requirement !== "optional" && value === undefined) open += 1;
    if (
      item.kind === "single" &&
      typeof value === "string" &&
      item.id !== "HX.ALG.DRUG" &&
      value !== "none"
    ) {
      known.push(agentWords(item.label, value, answers[item.id]?.note));
    }
    if (Array.isArray(value)) known.push(...namesOf(value as readonly Row[], "agent"));
  }
  if (known.length > 0) {
    const remark = open > 0 ? "; not all asked" : carried > 0 ? "; to confirm" : "";
    return { level: "danger", words: `Allergies: ${known.join(", ")}${remark}` };
  }
  if (open === 0 && carried > 0) return { level: "unknown", words: "Allergies: to confirm" };
  return open > 0
    ? { level: "unknown", words: "Allergies: not asked yet" }
    : { level: "none", words: "Allergies: none known" };
}

const longestNote = 48;

/** "Antibiotics (penicillin: rash)"; a severe reaction is named as such. */
function agentWords(label: string, severity: string, note: string | undefined): string {
  const words = note?.trim() ?? "";
  const remarks = [
    severity === "severe-anaphylaxis" ? "severe" : "",
    words.length > longestNote ? `${words.slice(0, longestNote).trim()}…` : words,
  ].filter(Boolean);
  return remarks.length === 0 ? label : `${label} (${remarks.join("; ")})`;
}

export function antithromboticFact(answers: Answers): SafetyFact {
  const value = answers["HX.MED.ATC"]?.value;
  if (!Array.isArray(value)) return { level: "unknown", words: "Antithrombotics: not asked yet" };
  const drugs = namesOf(value as readonly Row[], "drug");
  const carried = isCarried(answers["HX.MED.ATC"]);
  if (drugs.length > 0) {
    return {
      level: "danger",
      words: `Antithrombotics: ${drugs.join(", ")}${carried ? "; to confirm" : ""}`,
    };
  }
  return carried
    ? { level: "unknown", words: "Antithrombotics: to confirm" }
    : { level: "none", words: "Antithrombotics: none" };
}

function namesOf(rows: readonly Row[], field: string): readonly string[] {
  return rows.flatMap((row) => {
    const name = row[field];
    return typeof name === "string" ? [name] : [];
  });
}
