import type { CellKind } from "../../../shared/checklist/kinds.ts";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { choiceLabel } from "./keys.ts";
import { formatPartialDate } from "./parse.ts";

/** A stored value in the words of the screen; empty when there is none. */
export function formatCell(kind: CellKind, value: AnswerValue | undefined): string {
  if (value === undefined) return "";
  switch (kind.kind) {
    case "single":
    case "multi": {
      const codes: readonly AnswerValue[] = Array.isArray(value) ? value : [value];
      return codes
        .map((code) => {
          const choice = kind.choices.find((candidate) => candidate.code === code);
          return choice === undefined ? String(code) : choiceLabel(choice);
        })
        .join(", ");
    }
    case "number":
      return kind.unit === "" ? String(value) : `${value} ${kind.unit}`;
    case "date":
      return typeof value === "string" ? formatPartialDate(value) : "";
    default:
      return String(value);
  }
}
