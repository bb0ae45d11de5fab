import type { Block } from "../document.ts";
import { bodyFigureBlocks } from "../figures/blocks.ts";
import type { LetterContext } from "../frame.ts";
import { paragraph } from "../phrase.ts";
import { backgroundSentences } from "./background.ts";
import { functionSentences } from "./functionHistory.ts";
import { intervalSentences } from "./intervalHistory.ts";
import { none } from "./none.ts";
import { painSentences } from "./painHistory.ts";
import { treatmentSentences } from "./treatmentHistory.ts";

/** Part 1, short: the pain, what was tried, what it keeps the patient from, and who the patient is besides. */
export function historyBlocks(context: LetterContext): readonly Block[] {
  const blocks = [
    ...paragraph(intervalSentences(context)),
    ...bodyFigureBlocks(context.findings),
    ...paragraph(painSentences(context)),
    ...paragraph(treatmentSentences(context)),
    ...paragraph(functionSentences(context)),
    ...paragraph(backgroundSentences(context)),
  ];
  return blocks.length === 0 ? none("history", "No history is recorded") : blocks;
}
