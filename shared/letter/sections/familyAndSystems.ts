import type { Sentence } from "../document.ts";
import type { Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { counted, inline } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import { from, fromItem, type Phrase, phrase, sentence, textOf, together, words } from "../phrase.ts";

/** What runs in the family, and relatives with their illness. */
export function familySentences({ findings }: LetterContext): readonly Sentence[] {
  const none = findings.codes("HX.FAM").includes("none");
  return [
    ...(none ? [sentence(from("The family history holds nothing relevant", "HX.FAM"))] : []),
    ...listSentences("Family history:", findings.phrases("HX.FAM", ["none"]), { again: "Also:" }),
    ...listSentences("Relatives:", findings.rows("HX.FAM.REL").map(relative), { again: "Also:" }),
  ];
}

/** "five sisters (breast cancer in one)", "father (died of leukemia)". */
function relative(row: Row): Phrase {
  const [kin, number, age] = [
    row.words("relative") ?? "relative",
    row.number("number") ?? 1,
    row.number("age"),
  ];
  const fate = row.code("fate");
  const condition = row.phrase("condition");
  const who =
    kin === "other"
      ? number === 1
        ? "another relative"
        : counted(number, "other relative")
      : number === 1
        ? kin
        : counted(number, kin);
  const told = condition === undefined ? "" : textOf(condition);
  const fatal = fate === "died of it" && condition !== undefined && !/\bdie/i.test(told);
  const state = fate === undefined || fatal || (/^died/.test(fate) && /\bdie/i.test(told)) ? undefined : fate;
  const facts = [
    fatal ? words`died of ${condition}` : condition,
    state === undefined ? undefined : phrase(state.replace("died of it", "died"), row.source),
    age === undefined ? undefined : phrase(`aged ${age}`, row.source),
  ].filter((part) => part !== undefined);
  const name = phrase(who, row.source);
  return facts.length === 0 ? name : words`${name} (${together(facts, ", ")})`;
}

const systemWords: Readonly<Record<string, string>> = {
  "HX.ROS.HEENT": "head and neck",
  "HX.ROS.HAEM": "blood and cancer",
  "HX.ROS.ALLERGY": "allergy and immunity",
};

/** Positives in words; the rest in one sentence. */
export function systemsSentences({ findings }: LetterContext): readonly Sentence[] {
  const systems = [
    "CONST",
    "HEENT",
    "CV",
    "RESP",
    "GI",
    "GU",
    "MSK",
    "SKIN",
    "NEURO",
    "PSYCH",
    "ENDO",
    "HAEM",
    "ALLERGY",
  ].map((system) => `HX.ROS.${system}`);
  const nameOf = (id: string) => systemWords[id] ?? inline(findings.label(id));
  const positive = systems
    .filter((id) => findings.code(id) === "positive")
    .map((id) => {
      const note = findings.note(id);
      return note === undefined
        ? from(nameOf(id), id)
        : phrase(`${nameOf(id)} (${inline(note)})`, fromItem(id), fromItem(id, "note"));
    });
  const negative = systems.filter((id) => findings.code(id) === "negative");
  const attested = findings.code("HX.ROS.ALL") === "attested";
  const quiet = [...negative, ...(attested ? ["HX.ROS.ALL"] : [])];
  const rest =
    quiet.length === 0
      ? []
      : attested || negative.length > 6
        ? [
            sentence(
              from(
                `${positive.length > 0 ? "The other systems reviewed are" : "The review of systems is"} negative`,
                ...quiet,
              ),
            ),
          ]
        : listSentences(
            "Negative on review:",
            negative.map((id) => from(nameOf(id), id)),
          );
  return [
    ...listSentences("Review of systems is positive for:", positive, { again: "Also positive:" }),
    ...rest,
  ];
}
