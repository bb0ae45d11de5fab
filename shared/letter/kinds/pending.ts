import type { PartId } from "../../checklist/kinds.ts";
import { completenessOf } from "../../evaluation/completeness.ts";
import type { Block, Sentence } from "../document.ts";
import type { Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { inline } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import { isEmpty, type Phrase, paragraph, phrase, sentence, standing, words } from "../phrase.ts";

/** What an interim letter still owes: parts that are not finished, results that are awaited, and the letter itself. */
export function pendingBlocks(context: LetterContext): readonly Block[] {
  return paragraph([
    ...parts(context),
    ...awaited(context),
    sentence(
      phrase(
        "My consultation letter, with the full answer to your question, follows when the evaluation is finished",
        standing("interim letter"),
      ),
    ),
  ]);
}

const partWords: Readonly<Partial<Record<PartId, string>>> = {
  history: "the history",
  physical: "the physical examination",
  neurological: "the neurological examination",
  records: "the review of records and images",
  plan: "the plan",
};

function parts({ evaluation }: LetterContext): readonly Sentence[] {
  const found = completenessOf(evaluation).parts.flatMap(({ partId, required, missing }) => {
    const name = partWords[partId];
    return name === undefined || missing.length === 0 ? [] : [{ name, isBegun: missing.length < required }];
  });
  const said = (lead: string, isBegun: boolean) =>
    listSentences(
      lead,
      found
        .filter((part) => part.isBegun === isBegun)
        .map(({ name }) => phrase(name, standing("interim letter"))),
    );
  return [...said("Begun and not finished:", true), ...said("Not begun:", false)];
}

/** Studies that did not arrive, and services that were asked and have not answered. */
function awaited({ findings }: LetterContext): readonly Sentence[] {
  const studies = findings
    .rows("IM.STUDY")
    .filter((row) => row.peek("source") === "requested not received")
    .map((row) => row.phrase("type"))
    .filter((name): name is Phrase => name !== undefined);
  const services = findings
    .rows("PLAN.COORD")
    .filter((row) => ["requested", "booked"].includes(String(row.peek("status"))))
    .map(serviceOf)
    .filter((name) => !isEmpty(name));
  return [...listSentences("Images not received:", studies), ...listSentences("Awaited:", services)];
}

function serviceOf(row: Row): Phrase {
  const [service, detail, status] = [row.phrase("service"), row.phrase("detail"), row.code("status")];
  const name = detail === undefined ? service : words`${service}, ${detail}`;
  return words`${name}${status === undefined ? "" : ` (${inline(status)})`}`;
}
