import type { LetterDocument } from "../../../../shared/letter/document.ts";
import type { Picture } from "../pictures/picture.ts";
import { type FlowBlock, fittedSize, node, type StructureNode } from "./blocks.ts";
import { paragraphBlock } from "./paragraph.ts";
import { joined, styled } from "./styled.ts";
import type { BodyStyles, TextStyle } from "./styles.ts";

/** A signature is at most so large, in points. */
const signatureBox = { width: 170, height: 44 };

/** The close, the signature and the copies. The close and the signature stay together. */
export function closingBlocks(
  letter: LetterDocument,
  root: StructureNode,
  width: number,
  styles: BodyStyles,
  signatureImage?: Picture,
): FlowBlock[] {
  const line = (text: string, style: TextStyle, before: number, more: Partial<FlowBlock> = {}) =>
    paragraphBlock(node("P", root), [{ text, face: style.plain }], style, before, width, {
      kind: "whole",
      ...more,
    });
  const sentences = letter.closing.slice(0, -1);
  const close = letter.closing.at(-1);
  const blocks: FlowBlock[] = [];
  if (sentences.length > 0) {
    const texts = joined(sentences, styles.body);
    blocks.push(paragraphBlock(node("P", root), texts, styles.body, 10, width, { keepWithNext: true }));
  }
  if (close !== undefined) {
    const texts = styled(close.runs, styles.body);
    blocks.push(
      paragraphBlock(node("P", root), texts, styles.body, 8, width, { kind: "whole", keepWithNext: true }),
    );
  }
  const { signature } = letter;
  // The first copy stays with the signature: a last page does not begin with it alone.
  const hasCopies = letter.copies.length > 0;
  if (signature === undefined) {
    blocks.push(line("Draft. Not signed and not for release.", styles.signatureName, 10));
  } else {
    const name = signature.credentials ? `${signature.name}, ${signature.credentials}` : signature.name;
    // On a page that must hold all, the line with the name is the signature; the picture is on the letter that is enclosed.
    const isOnePage = letter.kind === "summary";
    if (signatureImage !== undefined && !isOnePage) {
      const alternative = `Signature of ${signature.name}`;
      blocks.push({
        kind: "whole",
        boxes: [],
        before: 6,
        keepWithNext: true,
        picture: {
          node: node("Figure", root, { alternative }),
          picture: signatureImage,
          ...fittedSize(signatureImage, signatureBox.width, signatureBox.height),
        },
      });
    }
    const before = signatureImage === undefined ? 10 : 2;
    if (!isOnePage) blocks.push(line(name, styles.signatureName, before, { keepWithNext: true }));
    blocks.push(
      line(
        `Electronically signed by ${name} on ${signature.signedAt}${signature.npi === undefined ? "" : `, NPI ${signature.npi}`}`,
        styles.signature,
        isOnePage ? 10 : 1,
        { keepWithNext: hasCopies },
      ),
    );
  }
  for (const [index, copy] of letter.copies.entries()) {
    blocks.push(line(`cc: ${[copy.name, ...copy.lines].join(", ")}`, styles.signature, index === 0 ? 10 : 1));
  }
  return blocks;
}
