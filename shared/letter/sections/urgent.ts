import type { Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { clean, onDate } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import { from, fromItem, type Phrase, sentence, strong, typed } from "../phrase.ts";
import { flagPhrase } from "./redFlags.ts";

interface Danger {
  /** What is feared, as the reader must hear it first. */
  readonly name: string;
  readonly signs: readonly Phrase[];
}

/**
 * Flags that make a letter urgent (clinical reference 3.2). Both legs, fever and a risk of infection do so only in
 * company: by themselves they are common and would make the box a habit. The checklist's urgentRedFlag says the same.
 */
function dangers(findings: Findings): readonly Danger[] {
  const yes = (id: string) => findings.code(id) === "yes";
  const signs = (...ids: readonly string[]) => ids.filter(yes).map((id) => flagPhrase(findings, id));
  const sphincter = ["RF.CES.BLADDER", "RF.CES.BOWEL", "RF.CES.SADDLE", "RF.CES.SEX"];
  const cauda = sphincter.some(yes) || (yes("RF.CES.BILAT") && yes("RF.NEURO.PROG"));
  const percussion = findings.record("PE.PERC")?.code("result") === "positive";
  const infection = (yes("RF.INF.FEVER") || yes("RF.INF.RISK")) && (yes("RF.CA.NIGHT") || percussion);
  const found: Danger[] = [];
  if (cauda)
    found.push({ name: "possible cauda equina syndrome", signs: signs(...sphincter, "RF.CES.BILAT") });
  if (yes("RF.NEURO.PROG"))
    found.push({ name: "progressive or severe weakness", signs: noteOf(findings, "RF.NEURO.PROG") });
  if (yes("RF.MYELO"))
    found.push({ name: "possible compression of the spinal cord", signs: noteOf(findings, "RF.MYELO") });
  if (infection)
    found.push({ name: "possible spinal infection", signs: signs("RF.INF.FEVER", "RF.INF.RISK") });
  if (yes("RF.AAA")) found.push({ name: "possible aortic aneurysm", signs: noteOf(findings, "RF.AAA") });
  const thoughts = suicidalThoughts(findings);
  if (thoughts !== undefined) found.push({ name: "suicidal thoughts", signs: [thoughts] });
  return found;
}

/** A flag whose name is the danger itself adds only what was found. */
function noteOf(findings: Findings, id: string): readonly Phrase[] {
  return [flagPhrase(findings, id)];
}

function suicidalThoughts(findings: Findings): Phrase | undefined {
  if (findings.code("RF.SUI") === "yes") return flagPhrase(findings, "RF.SUI");
  const stated = findings.record("HX.PSY")?.code("suicidalThoughts");
  if (stated === "passive thoughts" || stated === "active thoughts") {
    return from(stated.replace("thoughts", "suicidal thoughts"), "HX.PSY");
  }
  const item9 = findings.number("INS.PHQ.9") ?? 0;
  return item9 > 0 ? from("a positive answer to item 9 of the PHQ-9", "INS.PHQ.9") : undefined;
}

/** The box at the top: what is feared, who was phoned and when, what was done, and what it rests on. */
export function urgentSentences({ findings }: LetterContext): readonly Sentence[] {
  const found = dangers(findings);
  const row = findings.record("PLAN.URGENT");
  if (found.length === 0 && row === undefined) return [];
  const named = found.map(({ name, signs }) =>
    from(
      name,
      ...signs.flatMap((sign) => sign.sources.flatMap((source) => ("item" in source ? [source.item] : []))),
    ),
  );
  const opening =
    named.length === 0 ? [] : listSentences(strong("Urgent:"), named, { again: strong("Also urgent:") });
  const said: Sentence[] = [...opening];
  if (row !== undefined) {
    const [person, at, action] = [row.words("phonedPerson"), row.words("phonedAt"), row.words("action")];
    if (person !== undefined) {
      said.push(
        sentence(
          from(`I phoned ${clean(person)}${at === undefined ? "" : ` (${clean(at)})`}`, "PLAN.URGENT"),
        ),
      );
    }
    if (action !== undefined) said.push(...typed(action, fromItem("PLAN.URGENT")));
    if (person === undefined && at !== undefined) said.push(...typed(at, fromItem("PLAN.URGENT"), "Time:"));
  }
  const onset = findings.date("RF.CES.ONSET");
  const signs = found.flatMap((danger) => danger.signs);
  return [
    ...said,
    ...listSentences("Found:", signs, {
      again: "Also found:",
    }),
    ...(onset === undefined
      ? []
      : [sentence(from(`The first of these began or worsened ${onDate(onset)}`, "RF.CES.ONSET"))]),
  ];
}
