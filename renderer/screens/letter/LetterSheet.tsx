import { type KeyboardEvent, memo, useContext, useEffect, useMemo, useRef } from "react";
import type {
  Block,
  LetterAddressee,
  LetterDocument,
  Section,
  Sentence,
} from "../../../shared/letter/document.ts";
import { formatDate } from "../../components/common/dates.ts";
import { Figure } from "../../components/common/Figure.tsx";
import classes from "./Letter.module.css";
import { SentenceActionsContext, SentenceText } from "./SentenceText.tsx";
import { firstItem } from "./sources.ts";

/** A figure that is wider leaves no room for text beside it; the same measure as on paper, in points. */
const widestBesideText = 240;

interface LetterSheetProps {
  readonly document: LetterDocument;
  onGoToItem(itemId: string): void;
  onLookAt(sentence: Sentence): void;
}

/** The letter as it will read on paper. Arrow keys go from sentence to sentence, Enter to the finding behind one. */
export const LetterSheet = memo(function LetterSheet({ document, onGoToItem, onLookAt }: LetterSheetProps) {
  const sheet = useRef<HTMLElement>(null);
  const actions = useMemo(() => ({ onGoToItem, onLookAt }), [onGoToItem, onLookAt]);

  // One sentence is in the tab order: the one that had the focus last, at first the first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document draws other sentences
  useEffect(() => {
    const sentences = sentencesIn(sheet.current);
    if (!sentences.some((one) => one.tabIndex === 0) && sentences[0]) sentences[0].tabIndex = 0;
  }, [document]);

  // Coming here by a key leaves nothing focused; then the letter is where the keys should go.
  useEffect(() => {
    if (globalThis.document.activeElement === globalThis.document.body) {
      sheet.current?.focus({ preventScroll: true });
    }
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const sentences = sentencesIn(sheet.current);
    const focused = globalThis.document.activeElement;
    const at = focused instanceof HTMLElement ? sentences.indexOf(focused) : -1;
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
    for (const one of sentences) one.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };

  return (
    <SentenceActionsContext value={actions}>
      <article
        ref={sheet}
        className={classes.sheet}
        data-draft={document.status === "draft"}
        tabIndex={-1}
        aria-label={document.status === "draft" ? "The letter, a draft" : "The letter, signed"}
        onKeyDown={onKeyDown}
      >
        <Head document={document} />
        <Paragraph sentences={[document.salutation]} />
        <Paragraph sentences={document.opening} />
        {document.urgent && document.urgent.length > 0 && (
          <div className={classes.urgent}>
            <Paragraph sentences={document.urgent} />
          </div>
        )}
        {document.sections.map((section) => (
          <SectionView key={section.id} section={section} />
        ))}
        <Paragraph sentences={document.closing} />
        <Foot document={document} />
      </article>
    </SentenceActionsContext>
  );
});

function sentencesIn(sheet: HTMLElement | null): readonly HTMLElement[] {
  return [...(sheet?.querySelectorAll<HTMLElement>("[data-sentence]") ?? [])];
}

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
        <Paragraph sentences={reference} />
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

function SectionView({ section }: { readonly section: Section }) {
  return (
    <section aria-labelledby={`letter-${section.id}`}>
      <h2 className={classes.heading} id={`letter-${section.id}`}>
        {section.heading}
      </h2>
      {section.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
        <BlockView key={index} block={block} />
      ))}
    </section>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return <Paragraph sentences={block.sentences} {...(block.lead ? { lead: block.lead } : {})} />;
    case "numbered":
    case "bulleted": {
      const List = block.kind === "numbered" ? "ol" : "ul";
      return (
        <List className={classes.list}>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
            <li key={index}>
              <SentenceText sentence={item} />
            </li>
          ))}
        </List>
      );
    }
    case "table":
      return <TableView table={block} />;
    case "figure":
      return <FigureView figure={block} />;
  }
}

function Paragraph({ sentences, lead }: { readonly sentences: readonly Sentence[]; readonly lead?: string }) {
  if (sentences.length === 0) return null;
  return (
    <p className={classes.paragraph}>
      {lead && <strong>{lead} </strong>}
      {sentences.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no identity but their place
        <span key={index}>
          <SentenceText sentence={sentence} />{" "}
        </span>
      ))}
    </p>
  );
}

/** At the side of the text, as on paper; followed like a sentence. */
function FigureView({ figure }: { readonly figure: Extract<Block, { kind: "figure" }> }) {
  const { onGoToItem, onLookAt } = useContext(SentenceActionsContext);
  const { drawing, alternative, sources } = figure;
  const sentence: Sentence = { runs: [{ text: alternative }], sources };
  const itemId = firstItem(sentence);
  const go = () => {
    if (itemId !== undefined) onGoToItem(itemId);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the sentences around it, it has no address
    <div
      className={drawing.width > widestBesideText ? classes.figure : classes.sideFigure}
      role="link"
      data-sentence=""
      tabIndex={-1}
      onMouseEnter={() => onLookAt(sentence)}
      onFocus={() => onLookAt(sentence)}
      onClick={go}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        event.stopPropagation();
        go();
      }}
    >
      <Figure drawing={drawing} alternative={alternative} />
    </div>
  );
}

function TableView({ table }: { readonly table: Extract<Block, { kind: "table" }> }) {
  const whole = table.columns.reduce((sum, column) => sum + column.share, 0) || 1;
  return (
    <table className={classes.table} aria-label={table.summary}>
      <colgroup>
        {table.columns.map((column) => (
          <col key={column.label} style={{ width: `${(100 * column.share) / whole}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column.label} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, rowIndex) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <tr key={rowIndex}>
            {row.map((cell, index) => {
              const Cell = index === 0 ? "th" : "td";
              return (
                <Cell
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
                  key={index}
                  {...(index === 0 ? { scope: "row" } : {})}
                  style={cell.align === "center" ? { textAlign: "center" } : undefined}
                >
                  {cell.runs.length > 0 && <SentenceText sentence={cell} />}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
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
            <div key={copy.name}>cc: {[copy.name, ...copy.lines].join(", ")}</div>
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
