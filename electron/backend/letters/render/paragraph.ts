import type { FlowBlock, StructureNode } from "./blocks.ts";
import { breakLines, type StyledText } from "./lines.ts";
import type { TextStyle } from "./styles.ts";

/** Text over the full width. */
export function paragraphBlock(
  leaf: StructureNode,
  texts: readonly StyledText[],
  style: TextStyle,
  before: number,
  width: number,
  more: Partial<FlowBlock> = {},
): FlowBlock {
  const lines = breakLines(texts, style.size, width);
  return {
    kind: "text",
    boxes: [{ node: leaf, lines, style, x: 0, width, align: "start" }],
    before,
    ...more,
  };
}
