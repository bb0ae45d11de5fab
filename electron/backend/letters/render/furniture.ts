import type { LetterDocument } from "../../../../shared/letter/document.ts";
import { face } from "../fonts.ts";
import { addresses, drawAddress } from "./addresses.ts";
import { node, type StructureNode } from "./blocks.ts";
import type { LetterPictures } from "./layout.ts";
import { breakLines } from "./lines.ts";
import { placeLogo } from "./logo.ts";
import { footerMargin, headerBaseline, headerRule, type Paper, sheets, windowsOf } from "./paper.ts";
import type { Sheet } from "./sheet.ts";
import { colors, styles } from "./styles.ts";

/** What stands around the body: the two addresses, running header, footer, watermark. */
export interface Furniture {
  /** How much lower than usual the text of later pages begins. */
  readonly headerDrop: number;
  /** Upper edge of the footer, measured from the lower edge of the sheet. */
  readonly footerHeight: number;
  /** The last page's holds the terms in full. */
  readonly lastFooterHeight: number;
  /** Of a letter of one page. */
  readonly onlyFooterHeight: number;
  /** Of the terms: the last to be read, so it joins the others after the body. */
  readonly termsNode: StructureNode;
  drawAddresses(sheet: Sheet): void;
  /** Watermark and running header. `page` counts from 1. */
  drawBefore(sheet: Sheet, page: number): void;
  /** The footer, after the text that stands above it. */
  drawAfter(sheet: Sheet, page: number, pages: number): void;
}

/** Lines of a header that have room above its rule; a very long name pushes the rule and the text down instead. */
const usualHeaderLines = 2;

export function furnitureOf(
  letter: LetterDocument,
  root: StructureNode,
  paper: Paper,
  margin: number,
  logo?: LetterPictures["logo"],
): Furniture {
  const [size, windows] = [sheets[paper], windowsOf[paper]];
  const width = size.width - 2 * margin;
  const right = margin + width;
  const placed = logo && placeLogo(logo, letter, root, windows, size.width - margin);
  const { letterhead, recipient } = addresses(letter, root, windows, margin, placed?.besideAddress);
  const { confidentiality, disclaimer, rulesVersion, practice } = letter.footer;
  const ownWords = practice === undefined ? "" : `${/[.!?]$/.test(practice) ? practice : `${practice}.`} `;
  const small = (text: string, room: number) =>
    breakLines([{ text, face: styles.smallPrint.plain }], styles.smallPrint.size, room);
  const termsText = `${ownWords}${confidentiality} ${disclaimer} Rules version ${rulesVersion}.`;
  const pointerText = `${ownWords}Confidential. Disclaimer and terms on the last page. Rules version ${rulesVersion}.`;
  const termsNode = node("P");
  const number = letter.letterNumber === undefined ? "Draft letter" : `Letter ${letter.letterNumber}`;
  const { patientName, dateOfBirth, mrn } = letter.running;
  const running = styles.running;
  const patient = (room: number) =>
    breakLines(
      [
        { text: patientName, face: running.strong },
        { text: `, born ${dateOfBirth}, MRN ${mrn}`, face: running.plain },
      ],
      running.size,
      room,
    );
  // Long enough for four-digit page numbers: the room left of it must not depend on the number of pages.
  const pageLabelWidth = face(running.plain).width("Page 0000 of 0000", running.size);
  /** Of the numbers that letters have; the small print of a longer one comes close to it and no more. */
  const shortLabelWidth = face(running.plain).width("Page 00 of 00", running.size);
  const numberWidth = face(running.plain).width(number, running.size);
  const onFirstPage = patient(width - pageLabelWidth - numberWidth - 2 * 14);
  const onLaterPages = patient(width - numberWidth - 14);
  const identificationLines = Math.max(1, onFirstPage.length);
  // On later pages the header names the patient, so that the small print begins beside the page's number.
  const smallPrintOf = (page: number, pages: number) =>
    small(page === pages ? termsText : pointerText, page === 1 ? width : width - shortLabelWidth - 14);
  const aboveSmallPrint = (page: number) => (page === 1 ? identificationLines * running.leading + 3 : 1);
  const heightOf = (page: number, pages: number) =>
    footerMargin +
    Math.max(
      smallPrintOf(page, pages).length * styles.smallPrint.leading + aboveSmallPrint(page),
      running.leading,
    ) +
    5;

  const rightAligned = (sheet: Sheet, text: string, right: number, top: number) => {
    const [line] = breakLines([{ text, face: running.plain }], running.size, width);
    if (line) sheet.line(line, running, right - line.width, top);
  };

  const headerDrop = Math.max(0, onLaterPages.length - usualHeaderLines) * running.leading;

  return {
    headerDrop,
    footerHeight: heightOf(1, 2),
    lastFooterHeight: heightOf(2, 2),
    onlyFooterHeight: heightOf(1, 1),
    termsNode,
    drawAddresses(sheet) {
      if (placed) sheet.picture(placed.node, placed.picture, placed.x, placed.y, placed.width, placed.height);
      drawAddress(sheet, letterhead);
      drawAddress(sheet, recipient);
    },
    drawBefore(sheet, page) {
      if (letter.status === "draft") {
        sheet.artifact("Pagination", () => sheet.watermark("DRAFT", colors.watermark));
      }
      if (page === 1) return;
      sheet.artifact("Pagination", () => {
        const top = headerBaseline + headerDrop - running.leading * 0.8;
        for (const [index, line] of onLaterPages.entries()) {
          // A very long name grows upwards, away from the text.
          const above = (onLaterPages.length - 1 - index) * running.leading;
          sheet.line(line, running, margin, top - above);
        }
        rightAligned(sheet, number, right, top);
        sheet.rule(margin, headerRule + headerDrop, width, 0.6, colors.rule);
      });
    },
    drawAfter(sheet, page, pages) {
      const isLast = page === pages;
      const top = size.height - heightOf(page, pages);
      const drawSmallPrint = () => {
        for (const [index, line] of smallPrintOf(page, pages).entries()) {
          const lineTop = top + 5 + aboveSmallPrint(page) + index * styles.smallPrint.leading;
          sheet.line(line, styles.smallPrint, margin, lineTop);
        }
      };
      // Said once in the letter, the terms are part of what is read aloud.
      if (isLast) sheet.content(termsNode, drawSmallPrint);
      sheet.artifact("Pagination", () => {
        const y = top + 5;
        sheet.rule(margin, top, width, 0.6, colors.rule);
        if (page === 1) {
          for (const [index, line] of onFirstPage.entries()) {
            sheet.line(line, running, margin, y + index * running.leading);
          }
          rightAligned(sheet, number, right - pageLabelWidth - 14, y);
        }
        rightAligned(sheet, `Page ${page} of ${pages}`, right, y);
        if (!isLast) drawSmallPrint();
      });
    },
  };
}
