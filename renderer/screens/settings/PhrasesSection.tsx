import { Button, Group, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ReactNode, useCallback, useRef, useState } from "react";
import type { PhraseRow } from "../../../shared/contract.ts";
import { mayShare } from "../../../shared/phrases/phrase.ts";
import { notifyError } from "../../app/notify.ts";
import { useShortcuts } from "../../app/shortcuts.ts";
import { EmptyState } from "../../components/common/EmptyState.tsx";
import { KeyHint } from "../../components/common/KeyHint.tsx";
import { ReadError } from "../../components/common/ReadError.tsx";
import { SearchField } from "../../components/common/SearchField.tsx";
import { useDrafts } from "../../state/drafts.ts";
import { useChange, useRead } from "../../state/queries.ts";
import { useAccount } from "../../state/session.ts";
import { PhraseDialog } from "./PhraseDialog.tsx";
import { PhraseTable } from "./PhraseTable.tsx";
import {
  emptyPhrase,
  examples,
  filterPhrases,
  type PhraseDraft,
  type PhraseValues,
  phraseValues,
  toPhrase,
} from "./phraseValues.ts";
import classes from "./Settings.module.css";

/** One's own phrases and the practice's: to look through, to add, to change. */
export function PhrasesSection() {
  const list = useRead("phrases.list", {});
  return (
    <section aria-label="Phrases" className={classes.wideSection}>
      <ReadError of={list} />
      {list.data && <Phrases rows={list.data.phrases} />}
    </section>
  );
}

/** The phrase that is being typed waits here while the window is locked. */
const draftKey = "phrase";

/** What can be taken back, until something else is done. */
interface TakeBack {
  readonly words: string;
  readonly label: string;
  run(): void;
}

function Phrases({ rows }: { readonly rows: readonly PhraseRow[] }) {
  const account = useAccount();
  const { keep, drop } = useDrafts();
  const draft = useDrafts(({ values }) => values[draftKey]) as PhraseDraft | undefined;
  const save = useChange("phrases.save", ["phrases.list"]);
  const remove = useChange("phrases.remove", ["phrases.list"]);
  const [typed, setTyped] = useState("");
  const [takeBack, setTakeBack] = useState<TakeBack>();
  const search = useRef<HTMLInputElement>(null);
  const shown = filterPhrases(rows, typed);

  const edit = (next: PhraseDraft) => {
    setTakeBack(undefined);
    keep(draftKey, next);
  };
  const add = () => edit({ values: emptyPhrase });
  const put = (values: PhraseValues) => {
    setTakeBack(undefined);
    // The button that was pressed goes with what it offered.
    save.mutate(toPhrase({ values }), { onSuccess: () => search.current?.focus(), onError: notifyError });
  };
  const take = (row: PhraseRow) =>
    remove.mutate(
      { id: row.id },
      {
        onSuccess: () =>
          setTakeBack({
            words: `;${row.abbreviation} is removed.`,
            label: "Undo",
            run: () => put(phraseValues(row)),
          }),
        onError: notifyError,
      },
    );
  const id = draft?.id;
  const onTyped = useCallback(
    (values: PhraseValues) => keep(draftKey, { ...(id === undefined ? {} : { id }), values }),
    [keep, id],
  );
  const onLeft = (values: PhraseValues) => {
    drop(draftKey);
    const before = rows.find((row) => row.id === id);
    const start = before === undefined ? emptyPhrase : phraseValues(before);
    const isChanged = values.abbreviation !== start.abbreviation || values.text !== start.text;
    if (!isChanged) return;
    setTakeBack({
      words: "What you typed is not saved.",
      label: "Go on with it",
      run: () => edit({ ...(id === undefined ? {} : { id }), values }),
    });
  };

  useShortcuts([
    { keys: "N", label: "New phrase", scope: "Settings", run: add },
    { keys: "/", label: "Search the phrases", scope: "Settings", run: () => search.current?.focus() },
  ]);

  return (
    <>
      <div className={classes.header}>
        <SearchField
          ref={search}
          className={classes.search}
          label="Search the phrases"
          placeholder="Search: abbreviation or words"
          value={typed}
          onChange={setTyped}
        />
        <KeyHint label="New phrase" keys="N">
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            New phrase
          </Button>
        </KeyHint>
      </div>
      <Text size="sm" c="dimmed">
        In any text field, type a semicolon and the abbreviation, then Space. Tab goes from field to field.
      </Text>
      {takeBack && (
        <TakeBackBar key={takeBack.words} words={takeBack.words}>
          <Button size="compact-sm" variant="default" autoFocus onClick={takeBack.run}>
            {takeBack.label}
          </Button>
        </TakeBackBar>
      )}
      {shown.length > 0 ? (
        <PhraseTable
          rows={shown}
          mayChange={(row) => !row.shared || mayShare(account)}
          onEdit={(row) => edit({ id: row.id, values: phraseValues(row) })}
          onRemove={take}
        />
      ) : rows.length > 0 ? (
        <EmptyState
          title="No phrase has these words."
          actions={
            <Button variant="default" onClick={() => setTyped("")}>
              Clear the search
            </Button>
          }
        />
      ) : (
        <NoPhrases onAdd={put} />
      )}
      {draft && (
        <PhraseDialog
          key={id ?? "new"}
          draft={draft}
          known={rows}
          onTyped={onTyped}
          onSaved={() => drop(draftKey)}
          onLeft={onLeft}
        />
      )}
    </>
  );
}

function TakeBackBar({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <Group gap="sm" className={classes.takeBack}>
      <Text size="sm" role="status">
        {words}
      </Text>
      {children}
    </Group>
  );
}

function NoPhrases({ onAdd }: { onAdd(example: PhraseValues): void }) {
  return (
    <EmptyState
      title="There are no phrases yet. Two to begin with:"
      actions={
        <ul className={classes.examples}>
          {examples.map((example) => (
            <li key={example.abbreviation}>
              <strong>;{example.abbreviation}</strong>
              <span>{example.text}</span>
              <Button variant="default" size="compact-sm" onClick={() => onAdd(example)}>
                Add<span className={classes.hidden}> ;{example.abbreviation}</span>
              </Button>
            </li>
          ))}
        </ul>
      }
    />
  );
}
