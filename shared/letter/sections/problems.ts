import { daysBetween } from "../../evaluation/dates.ts";
import type { Block } from "../document.ts";
import type { LetterContext } from "../frame.ts";
import { clean, durationText, inline, wordCount } from "../grammar.ts";
import { from, isEmpty, type Phrase, phrase, sentence, textOf, withSources, words } from "../phrase.ts";
import { diagnosisName, rankedDiagnoses } from "./impression.ts";
import { weakMuscles } from "./neurologicalTable.ts";
import { none } from "./none.ts";

const most = 8;

/** At most eight problems: the physician's own list, else derived from what else the evaluation holds. */
export function problemBlocks(context: LetterContext): readonly Block[] {
  const own = context.findings.rows("PLAN.PROBLEM").map((row) => {
    const detail = row.phrase("detail");
    const problem = phrase(clean(row.words("problem") ?? "problem").replace(/\.$/, ""), row.source);
    if (detail === undefined) return problem;
    return wordCount(textOf(detail)) <= 3 ? words`${problem} (${detail})` : words`${problem}: ${detail}`;
  });
  const problems = (own.length > 0 ? own : derived(context))
    .filter((problem) => !isEmpty(problem))
    .slice(0, most);
  if (problems.length === 0) return none("problems", "No problem is recorded");
  return [{ kind: "numbered", items: problems.map((problem) => sentence(problem)) }];
}

function derived(context: LetterContext): readonly Phrase[] {
  return [
    ...diagnoses(context),
    ...disability(context),
    ...opioids(context),
    ...mood(context),
    ...risks(context),
  ];
}

function diagnoses({ evaluation, findings }: LetterContext): readonly Phrase[] {
  const ranked = rankedDiagnoses(findings).filter(({ certainty }) => certainty !== "less likely");
  const onset = findings.date("HX.ONSET.DATE");
  const days = onset?.length === 10 ? daysBetween(onset, evaluation.visitDate) : 0;
  const weak = weakMuscles(findings);
  return ranked.slice(0, 5).map(({ row, certainty }, index) => {
    const doubt = certainty === "possible" ? " (possible)" : "";
    const name = words`${diagnosisName(row)}${doubt}`;
    if (index > 0) return name;
    const lasting = days > 0 ? from(`, ${durationText(days)}`, "HX.ONSET.DATE") : undefined;
    const neural = /radicul|myelo|stenos|neuro|palsy|cauda|root/i.test(textOf(name));
    const weakness =
      !neural || weak.length === 0 ? undefined : words`, with weakness of ${joinedPhrases(weak)}`;
    return words`${name}${lasting}${weakness}`;
  });
}

function joinedPhrases(parts: readonly Phrase[]): Phrase {
  return parts
    .slice(0, 3)
    .reduce((sum, part, index, all) => words`${sum}${index === all.length - 1 ? " and" : ","} ${part}`);
}

function disability({ findings }: LetterContext): readonly Phrase[] {
  const odi = findings.record("INS.ODI")?.words("total");
  const ndi = findings.record("INS.NDI");
  const [odiBand, ndiBand] = [findings.computed("INS.ODI.BAND"), findings.computed("INS.NDI.BAND")];
  const scores = [
    odi === undefined
      ? undefined
      : from(`${String(odiBand?.value ?? "")} disability (ODI ${odi})`.trim(), "INS.ODI"),
    ndi?.words("total") === undefined
      ? undefined
      : from(`${String(ndiBand?.value ?? "")} neck disability (NDI ${ndi.words("total")})`.trim(), "INS.NDI"),
  ].filter((part) => part !== undefined);
  const work = findings.record("HX.WORK");
  const [status, days] = [work?.code("status"), work?.words("daysOff")];
  const off =
    status === "off" || status === "modified" || status === "disabled"
      ? from(`${work?.words("status") ?? ""}${days === undefined ? "" : ` for ${days}`}`, "HX.WORK")
      : undefined;
  const claims = findings.phrases("HX.LIT", ["none"]);
  const parts = [...scores, off, ...claims].filter((part) => part !== undefined);
  return parts.length === 0 ? [] : [parts.reduce((sum, part) => words`${sum}; ${part}`)];
}

function opioids({ findings }: LetterContext): readonly Phrase[] {
  const total = findings.computed("HX.MED.MME");
  if (total === undefined || Number(total.value) === 0) return [];
  const drugs = findings.rows("HX.MED.OPI").map((row) => row.words("drug") ?? "opioid");
  return [words`Opioid treatment (${drugs.join(", ")}), ${total.phrase}`];
}

function mood({ findings }: LetterContext): readonly Phrase[] {
  const said: Phrase[] = [];
  for (const [id, name, threshold] of [
    ["INS.PHQ9", "Depressive symptoms (PHQ-9", 10],
    ["INS.PHQ2", "Positive depression screen (PHQ-2", 3],
    ["INS.GAD7", "Anxiety symptoms (GAD-7", 10],
    ["INS.GAD2", "Positive anxiety screen (GAD-2", 3],
  ] as const) {
    const score = findings.computed(id);
    if (score === undefined || Number(score.value) < threshold) continue;
    if (id === "INS.PHQ2" && Number(findings.computed("INS.PHQ9")?.value ?? 0) >= 10) continue;
    if (id === "INS.GAD2" && Number(findings.computed("INS.GAD7")?.value ?? 0) >= 10) continue;
    said.push(words`${name} ${withSources(score.phrase)})`);
  }
  return said;
}

/** What changes how a procedure is done. */
function risks({ findings }: LetterContext): readonly Phrase[] {
  const drugs = findings.rows("HX.MED.ATC").map((row) => row.words("drug") ?? "antithrombotic");
  const diabetes = findings.record("HX.PMH.DM");
  const diabetic =
    diabetes !== undefined && diabetes.peek("type") !== "none" ? diabetes.phrase("type") : undefined;
  const contrast = findings.code("HX.ALG.CONTRAST");
  return [
    drugs.length === 0 ? undefined : from(`Antithrombotic treatment: ${drugs.join(", ")}`, "HX.MED.ATC"),
    diabetic === undefined ? undefined : phrase(inline(textOf(diabetic)), ...diabetic.sources),
    contrast === undefined || contrast === "none"
      ? undefined
      : from("Allergy to iodinated contrast", "HX.ALG.CONTRAST"),
  ].filter((part) => part !== undefined);
}
