import type { ReadinessEntry } from "../../contract/letters.ts";
import type { Evaluation } from "../../evaluation/evaluation.ts";
import { checkLetter } from "../checks.ts";
import type { LetterDocument } from "../document.ts";
import type { PassageSection } from "../edits.ts";

/** Where somebody looks who wants to mend what a criterion found. */
const places: Readonly<Record<string, { readonly section?: PassageSection; readonly itemId?: string }>> = {
  L05: { section: "answer", itemId: "PLAN.ANSWER" },
  L08: { section: "impression", itemId: "PLAN.DX" },
  L09: { section: "recommendations", itemId: "PLAN.REC" },
  L10: { section: "recommendations", itemId: "PLAN.REC" },
  L11: { section: "medication", itemId: "PLAN.MEDCHG" },
  L12: { section: "medication" },
  L13: { section: "medication", itemId: "HX.MED.ATC" },
  L14: { section: "records", itemId: "IM.STUDY" },
  L15: { section: "physical" },
  L16: { section: "impression" },
  L17: { section: "urgent", itemId: "PLAN.URGENT" },
  L18: { section: "followUp", itemId: "PLAN.FU" },
  L20: { section: "procedure", itemId: "PLAN.DX" },
  L22: { section: "instruments" },
  L28: { itemId: "ENC.CONSENT" },
  L29: { section: "history", itemId: "HX.PSY" },
  L30: { section: "impression", itemId: "PLAN.PROG" },
};

/** No letter goes out with one of these, whoever wrote what is wrong. */
const neverSigned: ReadonlySet<string> = new Set(["L05", "L13", "L19"]);

/**
 * Criteria of the clinical reference, 4.3, that the letter does not meet. One that the composed letter met, and that fails by
 * what was written over it, must be mended; the others are asked about, since the physician may be right.
 * @param composed the letter without edits.
 */
export function criteriaEntries(
  document: LetterDocument,
  composed: LetterDocument,
  evaluation: Evaluation,
): readonly ReadinessEntry[] {
  const failed = checkLetter(document, evaluation).filter(({ outcome }) => outcome === "failed");
  if (failed.length === 0) return [];
  const before = new Set(
    (document === composed ? failed : checkLetter(composed, evaluation))
      .filter(({ outcome }) => outcome === "failed")
      .map(({ id }) => id),
  );
  return failed.map(
    (criterion): ReadinessEntry => ({
      kind: neverSigned.has(criterion.id) || !before.has(criterion.id) ? "contradiction" : "question",
      message: criterion.outcome === "failed" ? criterion.detail : criterion.text,
      criterion: criterion.id,
      ...places[criterion.id],
    }),
  );
}

/** What the file decides: how many pages there may be. */
export function pageEntries(document: LetterDocument, pages: number): readonly ReadinessEntry[] {
  if (document.kind === "summary" && pages > 1) {
    return [
      {
        kind: "contradiction",
        message: `The summary takes ${pages} pages and must fit on one: shorten a passage.`,
        criterion: "L02",
      },
    ];
  }
  return pages > mostPages
    ? [
        {
          kind: "question",
          message: `The letter takes ${pages} pages; a reader expects at most ${mostPages}. Can a passage be shortened?`,
          criterion: "L02",
        },
      ]
    : [];
}

const mostPages = 4;
