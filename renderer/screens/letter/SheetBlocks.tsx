import { createContext, Fragment, type ReactNode, useContext } from "react";
import type { Block, Section, Sentence } from "../../../shared/letter/document.ts";
import type { Passage, PassageSection } from "../../../shared/letter/edits.ts";
import { Figure } from "../../components/common/Figure.tsx";
import classes from "./Letter.module.css";
import { PassageContext, SheetContext } from "./letterContext.ts";
import passageClasses from "./Passage.module.css";
import { PassageEditor } from "./PassageEditor.tsx";
import { EditedMark, EditHandle, StaleNote } from "./PassageMarks.tsx";
import { type PassageIndex, passageAt } from "./passages.ts";
import { SentenceText } from "./SentenceText.tsx";
import { firstItem } from "./sources.ts";

/** A figure that is wider leaves no room for text beside it; the same measure as on paper, in points. */
const widestBesideText = 240;

export interface SheetPassages {
  readonly index: PassageIndex;
  /** Keys of the passages that are being edited. */
  readonly open: ReadonlySet<string>;
}

export const SheetPassagesContext = createContext<SheetPassages>({ index: new Map(), open: new Set() });

type Place = NonNullable<Passage["place"]>;

function usePassage(section: PassageSection, place: Place) {
  const { index, open } = useContext(SheetPassagesContext);
  const passage = passageAt(index, section, place);
  return { passage, isOpen: passage !== undefined && open.has(passage.key) };
}

/** What tells of a passage to the style sheet and to who jumps to it. */
const marksOf = (passage: Passage | undefined) =>
  passage === undefined ? {} : { "data-passage": passage.key, "data-state": passage.state };

export function SectionView({ section }: { readonly section: Section }) {
  return (
    <section aria-labelledby={`letter-${section.id}`} data-section={section.id}>
      <h2 className={classes.heading} id={`letter-${section.id}`}>
        {section.heading}
      </h2>
      {section.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
        <BlockView key={index} section={section.id} position={index} block={block} />
      ))}
    </section>
  );
}

interface BlockProps<Kind extends Block["kind"] = Block["kind"]> {
  readonly section: PassageSection;
  readonly position: number;
  readonly block: Extract<Block, { kind: Kind }>;
}

function BlockView({ block, ...place }: BlockProps) {
  switch (block.kind) {
    case "paragraph":
      return (
        <Paragraph
          section={place.section}
          position={place.position}
          sentences={block.sentences}
          {...(block.lead ? { lead: block.lead } : {})}
        />
      );
    case "numbered":
    case "bulleted": {
      const List = block.kind === "numbered" ? "ol" : "ul";
      return (
        <List className={classes.list}>
          {block.items.map((item, entry) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
            <Entry key={entry} {...place} entry={entry} sentence={item} />
          ))}
        </List>
      );
    }
    case "table":
      return <TableView {...place} block={block} />;
    case "figure":
      return <FigureView figure={block} />;
  }
}

interface ParagraphProps {
  readonly section: PassageSection;
  readonly position: number;
  readonly sentences: readonly Sentence[];
  readonly lead?: string;
}

/** A paragraph that may be edited: one passage. */
export function Paragraph({ section, position, sentences, lead }: ParagraphProps) {
  const { passage, isOpen } = usePassage(section, { block: position });
  if (passage !== undefined && isOpen) return <PassageEditor key={passage.key} passage={passage} />;
  return (
    <PassageContext value={passage}>
      <PlainParagraph sentences={sentences} {...(lead ? { lead } : {})}>
        <EditHandle />
        {passage && <EditedMark passage={passage} />}
      </PlainParagraph>
      {passage && <StaleNote passage={passage} />}
    </PassageContext>
  );
}

interface PlainParagraphProps {
  readonly sentences: readonly Sentence[];
  readonly lead?: string;
  readonly children?: ReactNode;
}

export function PlainParagraph({ sentences, lead, children }: PlainParagraphProps) {
  const passage = useContext(PassageContext);
  if (sentences.length === 0) return null;
  return (
    <p className={`${classes.paragraph} ${passageClasses.passage}`} {...marksOf(passage)}>
      {lead && <strong>{lead} </strong>}
      {sentences.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no identity but their place
        <span key={index}>
          <SentenceText sentence={sentence} position={index} />{" "}
        </span>
      ))}
      {children}
    </p>
  );
}

interface EntryProps {
  readonly section: PassageSection;
  readonly position: number;
  readonly entry: number;
  readonly sentence: Sentence;
}

function Entry({ section, position, entry, sentence }: EntryProps) {
  const { passage, isOpen } = usePassage(section, { block: position, entry });
  if (passage !== undefined && isOpen) {
    return (
      <li>
        <PassageEditor key={passage.key} passage={passage} />
      </li>
    );
  }
  return (
    <PassageContext value={passage}>
      <li className={passageClasses.passage} {...marksOf(passage)}>
        <EditHandle />
        <SentenceText sentence={sentence} />
        {passage && <EditedMark passage={passage} />}
        {passage && <StaleNote passage={passage} />}
      </li>
    </PassageContext>
  );
}

/** At the side of the text, as on paper; followed like a sentence. */
function FigureView({ figure }: { readonly figure: Extract<Block, { kind: "figure" }> }) {
  const { onGoToItem, onLookAt } = useContext(SheetContext);
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
      onMouseEnter={() => onLookAt(sentence, undefined)}
      onFocus={() => onLookAt(sentence, undefined)}
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

function TableView({ section, position, block: table }: BlockProps<"table">) {
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
          <Fragment key={rowIndex}>
            <tr>
              {row.map((cell, column) => (
                <CellView
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
                  key={column}
                  section={section}
                  place={{ block: position, row: rowIndex, column }}
                  cell={cell}
                />
              ))}
            </tr>
            {row.map((_cell, column) => (
              <CellWork
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
                key={column}
                section={section}
                place={{ block: position, row: rowIndex, column }}
                columns={table.columns.length}
              />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly section: PassageSection;
  readonly place: Place;
  readonly cell: Sentence & { readonly align?: "start" | "center" };
}

function CellView({ section, place, cell }: CellProps) {
  const { passage } = usePassage(section, place);
  const Cell = place.column === 0 ? "th" : "td";
  return (
    <PassageContext value={passage}>
      <Cell
        className={passageClasses.passage}
        {...(place.column === 0 ? { scope: "row" } : {})}
        style={cell.align === "center" ? { textAlign: "center" } : undefined}
        {...marksOf(passage)}
      >
        {cell.runs.length > 0 && (
          <>
            <SentenceText sentence={cell} />
            <EditHandle />
          </>
        )}
        {passage && <EditedMark passage={passage} />}
      </Cell>
    </PassageContext>
  );
}

/** A row of its own under the cell's: a field does not fit into a cell. */
function CellWork({ section, place, columns }: Omit<CellProps, "cell"> & { readonly columns: number }) {
  const { passage, isOpen } = usePassage(section, place);
  if (passage === undefined || !(isOpen || passage.state === "stale")) return null;
  return (
    <tr>
      <td colSpan={columns}>
        {isOpen ? <PassageEditor key={passage.key} passage={passage} /> : <StaleNote passage={passage} />}
      </td>
    </tr>
  );
}
