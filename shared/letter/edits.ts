import { type Block, plainText, type Section, type SectionId, type Sentence } from "./document.ts";
import { replaced, rewritten, storedText } from "./rewriting.ts";

/**
 * What the physician writes over what was composed. An edit stands for one passage (a paragraph, an entry of a list, a cell
 * of a table), remembers what had been composed there, and gives way or is confirmed when a finding changes that.
 */
export interface Edit {
  /** The passage it was made in: see `Passage.key`. */
  readonly key: string;
  /** What stood there when it was made, sentence by sentence; what "put back" puts back. */
  readonly original: readonly Sentence[];
  /** What stands there instead; empty where the passage was taken out. */
  readonly text: string;
}

/** What of a letter can be edited. Addresses, question and signature cannot. */
export interface Editable {
  readonly urgent?: readonly Sentence[];
  readonly opening: readonly Sentence[];
  readonly sections: readonly Section[];
}

export type PassageSection = SectionId | "urgent" | "opening";

export interface Passage {
  /** Stays the same as long as the passage is composed from the same leading finding. */
  readonly key: string;
  readonly section: PassageSection;
  readonly form: "paragraph" | "entry" | "cell";
  /**
   * Where it stands in the letter as edited: number of the block in its section, and in a list the number of the entry,
   * in a table row and column. Absent where nothing of it is left.
   */
  readonly place?: {
    readonly block: number;
    readonly entry?: number;
    readonly row?: number;
    readonly column?: number;
  };
  /** What is composed there now. */
  readonly original: readonly Sentence[];
  /** What stands there. */
  readonly sentences: readonly Sentence[];
  /** Sentences of the original of which nothing is left. */
  readonly removed: readonly Sentence[];
  /** stale: edited, and since then something else is composed there. */
  readonly state: "composed" | "edited" | "stale";
  /** Key of the edit that stands here, where it was made under another. */
  readonly editKey?: string;
}

export interface EditedLetter {
  readonly letter: Editable;
  readonly passages: readonly Passage[];
  /** Edits of passages that are not composed any more. Nothing of them stands in the letter. */
  readonly orphans: readonly Edit[];
}

/** The sentences of a passage as one text, as it is shown for editing and stored. */
export function passageText(sentences: readonly Sentence[]): string {
  return sentences.map(plainText).join(" ");
}

/** The letter with the edits in it. Without edits it is the letter as given. */
export function applyEdits(composed: Editable, edits: readonly Edit[]): EditedLetter {
  const found = passagesOf(composed);
  const chosen = assign(found, edits);
  const passages = found.map((passage): Passage => {
    const edit = chosen.get(passage.key);
    if (edit === undefined) return passage;
    const { sentences, removed } =
      passage.form === "paragraph"
        ? rewritten(passage.original, edit.text)
        : replaced(passage.original, edit.text);
    const state = sameWords(passage.original, edit.original) ? "edited" : "stale";
    const moved = edit.key === passage.key ? {} : { editKey: edit.key };
    return { ...passage, sentences, removed, state, ...moved };
  });
  const used = new Set(chosen.values());
  return { ...rebuilt(composed, passages), orphans: edits.filter((edit) => !used.has(edit)) };
}

/** The edits with this one among them; without it, where it says what is composed anyway. */
export function withEdit(edits: readonly Edit[], passage: Passage, text: string): readonly Edit[] {
  const others = withoutEdit(edits, passage.editKey ?? passage.key);
  const stored = storedText(text);
  if (stored === storedText(passageText(passage.original))) return others;
  return [...others, { key: passage.key, original: passage.original, text: stored }];
}

export function withoutEdit(edits: readonly Edit[], key: string): readonly Edit[] {
  return edits.filter((edit) => edit.key !== key);
}

/** A stale edit is kept: it now stands for what is composed today. */
export function keptEdit(edits: readonly Edit[], passage: Passage): readonly Edit[] {
  const key = passage.editKey ?? passage.key;
  return edits.map((edit) =>
    edit.key === key ? { ...edit, key: passage.key, original: passage.original } : edit,
  );
}

/** Every passage of a letter as composed, each with a key of its own. */
export function passagesOf({ urgent, opening, sections }: Editable): readonly Passage[] {
  const keys = new Set<string>();
  const passage = (
    section: PassageSection,
    form: Passage["form"],
    original: readonly Sentence[],
    place: NonNullable<Passage["place"]>,
  ): Passage => {
    const anchor = `${section}/${form}/${anchorOf(original)}`;
    let key = anchor;
    for (let count = 2; keys.has(key); count += 1) key = `${anchor}~${count}`;
    keys.add(key);
    return { key, section, form, place, original, sentences: original, removed: [], state: "composed" };
  };
  return [
    ...(urgent === undefined || urgent.length === 0
      ? []
      : [passage("urgent", "paragraph", urgent, { block: 0 })]),
    ...(opening.length === 0 ? [] : [passage("opening", "paragraph", opening, { block: 0 })]),
    ...sections.flatMap(({ id, blocks }) =>
      blocks.flatMap((each, block): readonly Passage[] => {
        switch (each.kind) {
          case "paragraph":
            return [passage(id, "paragraph", each.sentences, { block })];
          case "table":
            return each.rows.flatMap((cells, row) =>
              cells.map((cell, column) => passage(id, "cell", [cell], { block, row, column })),
            );
          case "figure":
            return [];
          default:
            return each.items.map((item, entry) => passage(id, "entry", [item], { block, entry }));
        }
      }),
    ),
  ];
}

/** The first thing that the passage was made from. */
function anchorOf(sentences: readonly Sentence[]): string {
  const [source] = sentences[0]?.sources ?? [];
  if (source === undefined) return "none";
  if ("item" in source) return source.part === undefined ? source.item : `${source.item}.${source.part}`;
  if ("header" in source) return source.header;
  return "rule" in source ? source.rule : source.fixed;
}

const wordsOf = (sentences: readonly Sentence[]) => storedText(passageText(sentences));
const sameWords = (one: readonly Sentence[], other: readonly Sentence[]) => wordsOf(one) === wordsOf(other);

/**
 * Which edit belongs to which passage: first where the same words are still composed, wherever they moved within the
 * section; then by key; then where most of the same findings are told.
 */
function assign(passages: readonly Passage[], edits: readonly Edit[]): ReadonlyMap<string, Edit> {
  const chosen = new Map<string, Edit>();
  const placed = new Set<Edit>();
  const place = (edit: Edit, passage: Passage | undefined) => {
    if (passage === undefined) return;
    chosen.set(passage.key, edit);
    placed.add(edit);
  };
  const isFree = (passage: Passage) => !chosen.has(passage.key);
  const home = (key: string) => key.split("/").slice(0, 2).join("/");
  const steps: readonly ((edit: Edit) => Passage | undefined)[] = [
    (edit) =>
      passages.find((one) => one.key === edit.key && isFree(one) && sameWords(one.original, edit.original)),
    (edit) =>
      passages.find(
        (one) => home(one.key) === home(edit.key) && isFree(one) && sameWords(one.original, edit.original),
      ),
    (edit) => passages.find((one) => one.key === edit.key && isFree(one)),
    (edit) =>
      nearest(
        passages.filter((one) => home(one.key) === home(edit.key) && isFree(one)),
        edit,
      ),
  ];
  for (const step of steps) for (const edit of edits) if (!placed.has(edit)) place(edit, step(edit));
  return chosen;
}

/** At least half of all that both were made from must be the same. */
const leastShared = 0.5;

function nearest(passages: readonly Passage[], edit: Edit): Passage | undefined {
  const wanted = sourceKeys(edit.original);
  const shares = passages.map((passage) => {
    const has = sourceKeys(passage.original);
    const shared = [...wanted].filter((key) => has.has(key)).length;
    return { passage, share: shared / Math.max(1, wanted.size + has.size - shared) };
  });
  const [best] = shares.sort((a, b) => b.share - a.share);
  return best !== undefined && best.share >= leastShared ? best.passage : undefined;
}

function sourceKeys(sentences: readonly Sentence[]): ReadonlySet<string> {
  return new Set(sentences.flatMap(({ sources }) => sources.map((source) => JSON.stringify(source))));
}

/** Puts the passages back into the letter. Empty paragraphs and entries vanish, and what stands after them moves up. */
function rebuilt(
  { urgent, opening, sections }: Editable,
  passages: readonly Passage[],
): { readonly letter: Editable; readonly passages: readonly Passage[] } {
  const moved: Passage[] = [];
  const queue = [...passages];
  const take = (): readonly Sentence[] => {
    const [next] = queue.splice(0, 1);
    if (next === undefined) return [];
    const { place: _old, ...rest } = next;
    moved.push(rest);
    return next.sentences;
  };
  const placed = (place: NonNullable<Passage["place"]>) => {
    const last = moved.pop();
    if (last !== undefined) moved.push({ ...last, place });
  };
  const whole = (sentences: readonly Sentence[] | undefined) => {
    if (sentences === undefined || sentences.length === 0) return sentences;
    const now = take();
    if (now.length > 0) placed({ block: 0 });
    return now;
  };
  const boxed = whole(urgent);
  const opened = whole(opening) ?? [];
  const rebuiltSections = sections.map((section): Section => {
    const blocks: Block[] = [];
    for (const each of section.blocks) {
      const block = blocks.length;
      if (each.kind === "figure") blocks.push(each);
      else if (each.kind === "paragraph") {
        const sentences = take();
        if (sentences.length === 0) continue;
        placed({ block });
        blocks.push({ ...each, sentences });
      } else if (each.kind === "table") {
        const rows = each.rows.map((cells, row) =>
          cells.map((cell, column) => {
            const [now] = take();
            placed({ block, row, column });
            return { ...cell, ...now };
          }),
        );
        blocks.push({ ...each, rows });
      } else {
        const items: Sentence[] = [];
        for (const _ of each.items) {
          const [now] = take();
          if (now === undefined || now.runs.length === 0) continue;
          placed({ block, entry: items.length });
          items.push(now);
        }
        if (items.length > 0) blocks.push({ ...each, items });
      }
    }
    return { ...section, blocks };
  });
  return {
    letter: {
      ...(boxed === undefined || boxed.length === 0 ? {} : { urgent: boxed }),
      opening: opened,
      sections: rebuiltSections.filter(({ blocks }) => blocks.length > 0),
    },
    passages: moved,
  };
}
