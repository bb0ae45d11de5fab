import { urgentFlagsOf } from "../../reasoning/redFlags/urgency.ts";
import type { Sentence, Source } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { clean, onDate } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import { from, fromItem, type Phrase, sentence, strong, textOf, typed, withSources } from "../phrase.ts";
import { signsOf } from "./urgentSigns.ts";

interface Danger {
  /** What is feared, as the reader must hear it first. */
  readonly name: string;
  readonly signs: readonly Phrase[];
  /** What it rests on, also where the signs were told before. */
  readonly sources: readonly Source[];
}

/** The words for each rule of clinical reference 3.2 that can open a letter. */
const dangerNames: Readonly<Record<string, string>> = {
  "RF-CES": "possible cauda equina syndrome",
  "RF-MOTOR": "progressive or severe weakness",
  "RF-CORD": "possible compression of the spinal cord",
  "RF-INF": "possible spinal infection",
  "RF-HEM": "possible bleeding or abscess in the spinal canal",
  "RF-AAA": "possible aortic aneurysm",
  "RF-CA": "possible cancer of the spine",
  "RF-FX": "possible vertebral fracture",
  "RF-SUI": "suicidal thoughts",
};

/** The order in which they are told. */
const told = Object.keys(dangerNames);

/**
 * What the rules call urgent, from complaints and examination alike. Both legs, fever and a risk of infection do so only
 * in company: by themselves they are common and would make the box a habit. A sign that two of them share is told once.
 */
function dangers(findings: Findings): readonly Danger[] {
  const seen = new Set<string>();
  return [...urgentFlagsOf(findings.evaluation)]
    .sort((a, b) => told.indexOf(a.ruleId) - told.indexOf(b.ruleId))
    .flatMap((flag) => {
      const name = dangerNames[flag.ruleId];
      if (name === undefined) return [];
      const all = signsOf(findings, flag);
      const signs = all.filter((sign) => !seen.has(textOf(sign)));
      for (const sign of all) seen.add(textOf(sign));
      const rest = all.length > 0 ? all : [from("", ...flag.items.filter((id) => findings.has(id)))];
      return [{ name, signs, sources: rest.flatMap(({ sources }) => sources) }];
    });
}

/** A danger that was itself ticked is named with what was found of it, and then not found once more. */
function namePhrase({ name, signs, sources }: Danger): Phrase {
  const itself = signs.find((sign) => textOf(sign) === name || textOf(sign).startsWith(`${name} (`));
  const items = sources.flatMap((source) => ("item" in source ? [source.item] : []));
  return itself === undefined ? from(name, ...items) : withSources(itself, ...sources);
}

function inStrong(said: Sentence): Sentence {
  return { ...said, runs: strong(said).runs };
}

/** The box at the top: what is feared, who was phoned and when, what was done, and what it rests on. */
export function urgentSentences({ findings }: LetterContext): readonly Sentence[] {
  const found = dangers(findings);
  const row = findings.record("PLAN.URGENT");
  if (found.length === 0 && row === undefined) return [];
  const named = found.map(namePhrase);
  const opening = listSentences("Urgent:", named, { again: "Also urgent:" }).map(inStrong);
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
  const opened = new Set(named.map(textOf));
  const signs = found.flatMap((danger) => danger.signs).filter((sign) => !opened.has(textOf(sign)));
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
