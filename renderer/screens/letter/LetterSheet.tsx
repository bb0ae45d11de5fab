import { type KeyboardEvent, memo, type RefObject, useEffect, useMemo } from "react";
import type { LetterAddressee, LetterDocument } from "../../../shared/letter/document.ts";
import type { Passage } from "../../../shared/letter/edits.ts";
import { formatDate } from "../../components/common/dates.ts";
import classes from "./Letter.module.css";
import { type SheetActions, SheetContext } from "./letterContext.ts";
import { indexPassages } from "./passages.ts";
import { Paragraph, PlainParagraph, SectionView, SheetPassagesContext } from "./SheetBlocks.tsx";
import { focusSentence, positionIn, sentencesIn } from "./sheetFocus.ts";

interface LetterSheetProps {
  readonly sheet: RefObject<HTMLElement | null>;
  readonly document: LetterDocument;
  /** What can be edited; none in a signed letter. */
  readonly passages: readonly Passage[];
  /** Keys of the passages that are being edited. */
  readonly open: readonly string[];
  readonly actions: SheetActions;
}

/**
 * The letter as it will read on paper. Arrow keys go from sentence to sentence, Enter to the finding behind one, E edits the
 * passage where it stands.
 */
export const LetterSheet = memo(function LetterSheet(props: LetterSheetProps) {
  const { sheet, document, passages, open, actions } = props;
  const openKeys = open.join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the joined keys stand for the keys
  const shown = useMemo(
    () => ({ index: indexPassages(passages), open: new Set(open) }),
    [passages, openKeys],
  );

  // One sentence is in the tab order: the one that had the focus last, at first the first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document draws other sentences
  useEffect(() => {
    const sentences = sentencesIn(sheet.current);
    if (!sentences.some((one) => one.tabIndex === 0) && sentences[0]) sentences[0].tabIndex = 0;
  }, [document, shown]);

  // Coming here by a key, or back from the lock, leaves nothing focused: then the keys go to what was being edited, else to the letter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the letter appears
  useEffect(() => {
    if (globalThis.document.activeElement !== globalThis.document.body) return;
    const field = sheet.current?.querySelector("textarea");
    if (field) field.focus();
    else sheet.current?.focus({ preventScroll: true });
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const sentences = sentencesIn(sheet.current);
    const at = positionIn(sentences, globalThis.document.activeElement);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowRight: at + 1,
      ArrowUp: at - 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: sentences.length - 1,
    };
    const next = sentences[moves[event.key] ?? -1];
    if (!next || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    focusSentence(sheet.current, next);
  };

  return (
    <SheetContext value={actions}>
      <SheetPassagesContext value={shown}>
        <article
          ref={sheet}
          className={classes.sheet}
          data-draft={document.status === "draft"}
          tabIndex={-1}
          aria-label={document.status === "draft" ? "The letter, a draft" : "The letter, signed"}
          onKeyDown={onKeyDown}
        >
          <Head document={document} />
          {document.urgent && document.urgent.length > 0 && (
            <div className={classes.urgent} data-section="urgent">
              <Paragraph section="urgent" position={0} sentences={document.urgent} />
            </div>
          )}
          <PlainParagraph sentences={[document.salutation]} />
          <div data-section="opening">
            <Paragraph section="opening" position={0} sentences={document.opening} />
          </div>
          {document.sections.map((section) => (
            <SectionView key={section.id} section={section} />
          ))}
          <PlainParagraph sentences={document.closing} />
          <Foot document={document} />
        </article>
      </SheetPassagesContext>
    </SheetContext>
  );
});

function Head({ document }: { readonly document: LetterDocument }) {
  const { letterhead, addressee, reference } = document;
  return (
    <>
      <div className={classes.letterhead}>
        <div>
          <strong>{letterhead.name}</strong>
          {letterhead.lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
        <div className={classes.dateBlock}>
          <div>{formatDate(document.letterDate)}</div>
          {document.letterNumber && <div>Letter {document.letterNumber}</div>}
        </div>
      </div>
      <Addressee addressee={addressee} />
      <div className={classes.reference}>
        <PlainParagraph sentences={reference} />
      </div>
    </>
  );
}

function Addressee({ addressee }: { readonly addressee: LetterAddressee }) {
  return (
    <div className={classes.addressee}>
      <div>{addressee.name}</div>
      {addressee.lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}

function Foot({ document }: { readonly document: LetterDocument }) {
  const { signature, copies, footer } = document;
  return (
    <>
      {signature && (
        <p className={classes.paragraph}>
          Electronically signed by {signature.name}
          {signature.credentials && `, ${signature.credentials}`}, {signature.signedAt}
          {signature.npi && `. NPI ${signature.npi}`}
        </p>
      )}
      {copies.length > 0 && (
        <div className={classes.copies}>
          {copies.map((copy) => (
            <div key={`${copy.name} ${copy.lines.join(" ")}`}>
              cc: {[copy.name, ...copy.lines].join(", ")}
            </div>
          ))}
        </div>
      )}
      <div className={classes.footer}>
        <div>{footer.confidentiality}</div>
        <div>{footer.disclaimer}</div>
      </div>
    </>
  );
}
