import type { Block } from "../document.ts";
import type { LetterContext } from "../frame.ts";
import { fromItem, paragraph, sentence, typed, words } from "../phrase.ts";
import { diagnosisName, rankedDiagnoses } from "./impression.ts";
import { none } from "./none.ts";
import { procedureName } from "./procedure.ts";

/** One or two sentences that reply to the question: as the physician wrote them, else from diagnosis and next step. */
export function answerBlocks({ findings, person }: LetterContext): readonly Block[] {
  const own = findings.text("PLAN.ANSWER");
  if (own !== undefined) return paragraph(typed(own, fromItem("PLAN.ANSWER")));
  const [leading] = rankedDiagnoses(findings);
  const [procedure] = findings.rows("PLAN.PROC");
  const [recommendation] = findings.rows("PLAN.REC");
  const surgery = findings.phrase("PLAN.SURG");
  const action = recommendation?.phrase("action");
  const next = procedure !== undefined ? procedureName(procedure) : action;
  const sentences = [
    ...(leading === undefined
      ? []
      : [
          sentence(
            leading.certainty === "not graded"
              ? words`The working diagnosis is ${diagnosisName(leading.row)}`
              : leading.certainty === "confirmed by controlled block"
                ? words`The diagnosis, confirmed by controlled block, is ${diagnosisName(leading.row)}`
                : leading.certainty === "most likely"
                  ? words`${person.His} pain most likely comes from ${diagnosisName(leading.row)}`
                  : words`The leading diagnosis, though only ${leading.certainty}, is ${diagnosisName(leading.row)}`,
          ),
        ]),
    ...(next === undefined ? [] : [sentence(words`The next step is: ${next}`)]),
    ...(surgery === undefined ? [] : [sentence(surgery)]),
  ];
  return sentences.length === 0 ? none("answer", "No answer is recorded") : paragraph(sentences);
}
