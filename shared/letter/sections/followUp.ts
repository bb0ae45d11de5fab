import type { Block, Sentence } from "../document.ts";
import type { LetterContext } from "../frame.ts";
import { clean, counted, dateText, inline, splitSentences } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import { from, fromItem, paragraph, phrase, sentence, typed, words } from "../phrase.ts";
import { none } from "./none.ts";

const owners: Readonly<Record<string, string>> = {
  "pain clinic": "with me",
  "referring clinician": "with you",
  PCP: "with the primary care clinician",
  PT: "with the physical therapist",
  psychology: "with the psychologist",
  surgeon: "with the surgeon",
  patient: "arranged by the patient",
};

/** When and with whom the patient is seen again, and what must not wait for that. */
export function followUpBlocks(context: LetterContext): readonly Block[] {
  const sentences = [...followUp(context), ...safetyNet(context), ...preference(context)];
  return sentences.length === 0 ? none("followUp", "No follow-up is recorded") : paragraph(sentences);
}

function followUp({ evaluation, findings, person, isBrief }: LetterContext): readonly Sentence[] {
  const row = findings.record("PLAN.FU");
  if (row === undefined) return [];
  const mode = row.code("mode");
  const date = row.code("date");
  const [interval, unit] = [row.number("interval"), row.code("intervalUnit") ?? "weeks"];
  const step = row.phrase("step");
  const owner = row.code("owner") ?? "";
  const isReader = owner === "PCP" && evaluation.referrer.specialty === "primary care";
  const withWhom = isReader ? "with you" : (owners[owner] ?? "");
  const span = interval === undefined ? undefined : counted(interval, unit.replace(/s$/, ""));
  const purpose = row.phrase("purpose");
  const when =
    step !== undefined
      ? words`${span === undefined ? "" : span} after ${step.runs[0]?.text.replace(/^after /i, "") ?? ""}`
      : date !== undefined
        ? from(`on ${dateText(date)}`, "PLAN.FU")
        : span !== undefined
          ? from(`in ${span}`, "PLAN.FU")
          : undefined;
  const aim = purpose === undefined || isBrief === true ? undefined : words` (${purpose})`;
  if (mode === "released, as needed") {
    const again = when === undefined ? "" : words`, or ${when}`;
    return [
      sentence(
        words`${from(`${person.He} ${person.is} released from our care and will be seen as needed`, "PLAN.FU")}${again}${
          withWhom === "" ? "" : `, ${withWhom.replace(/^with /, "by ")}`
        }${aim}`,
      ),
    ];
  }
  const planned =
    mode === "as needed"
      ? words`as needed${when === undefined ? "" : words`, or ${when}`}`
      : (when ?? words`to be arranged`);
  return [
    sentence(
      words`Follow-up is ${planned}${withWhom === "" ? "" : `, ${withWhom}`}${aim}`,
      fromItem("PLAN.FU"),
    ),
  ];
}

function safetyNet({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("PLAN.SAFETYNET");
  if (row === undefined) return [];
  const explained = row.code("explained");
  const signs = row.words("signs");
  const contact = row.words("contact");
  const said =
    signs !== undefined
      ? explained === "yes"
        ? `${person.He} ${person.verb("know")} to seek help at once for ${signs}`
        : `Help is needed at once for ${signs}`
      : explained === "yes"
        ? `Warning signs were explained to ${person.him}`
        : explained === "no"
          ? "Warning signs have yet to be explained"
          : undefined;
  return [
    ...(said === undefined ? [] : [sentence(from(said, "PLAN.SAFETYNET"))]),
    ...(signs !== undefined && explained === "no"
      ? [sentence(from(`This has yet to be explained to ${person.him}`, "PLAN.SAFETYNET"))]
      : []),
    ...(contact === undefined ? [] : contactSentences(clean(contact), person.He, person.is)),
    ...listSentences("Safety-net:", row.rest()),
  ];
}

/** "He is to call our office." A contact that is a sentence or an order of its own stays as typed. */
function contactSentences(contact: string, He: string, is: string): readonly Sentence[] {
  const source = fromItem("PLAN.SAFETYNET");
  return splitSentences(contact).length > 1 || /^(?:call|phone|contact|ring)\b/i.test(contact)
    ? typed(contact, source)
    : [sentence(phrase(`${He} ${is} to call ${inline(contact)}`, source))];
}

/** What the patient prefers. */
function preference({ findings, person }: LetterContext): readonly Sentence[] {
  const text = findings.text("PLAN.SDM");
  return text === undefined ? [] : typed(text, fromItem("PLAN.SDM"), `${person.His} preference:`);
}
