import type { Run, Sentence } from "../../../../shared/letter/document.ts";
import type { StyledText } from "./lines.ts";
import type { TextStyle } from "./styles.ts";

export function styled(runs: readonly Run[], style: TextStyle): StyledText[] {
  return runs.map((run) => ({
    text: run.text,
    face: run.style === undefined ? style.plain : style[run.style],
  }));
}

/** Sentences of a paragraph, a space between two. */
export function joined(sentences: readonly Sentence[], style: TextStyle): StyledText[] {
  return sentences.flatMap((sentence, index) => [
    ...(index === 0 ? [] : [{ text: " ", face: style.plain }]),
    ...styled(sentence.runs, style),
  ]);
}
