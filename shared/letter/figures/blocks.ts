import type { Block, Source } from "../document.ts";
import type { Findings } from "../findings.ts";
import { fromItem } from "../phrase.ts";
import { bodyFigure } from "./bodyFigure.ts";
import type { Figure } from "./drawing.ts";
import { spineFigure } from "./spineFigure.ts";

/** The figures of the letter, where their answers were given; they stand before the paragraph that tells the same. */

export function bodyFigureBlocks(findings: Findings): readonly Block[] {
  return block(bodyFigure(findings.value("HX.LOC.MAP")), [fromItem("HX.LOC.MAP")]);
}

export function spineFigureBlocks(findings: Findings): readonly Block[] {
  return block(spineFigure(findings.value("IM.GRID")), [fromItem("IM.GRID")]);
}

function block(figure: Figure | undefined, sources: readonly Source[]): readonly Block[] {
  return figure === undefined ? [] : [{ kind: "figure", ...figure, sources }];
}
