import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useRef, useState } from "react";
import type { DeskRow } from "../../../shared/contract.ts";
import { type DeskState, deskStates } from "../../../shared/referrals/desk.ts";
import { notifyDone } from "../../app/notify.ts";
import { useShortcuts } from "../../app/shortcuts.ts";
import { today } from "../../components/common/dates.ts";
import { EmptyState } from "../../components/common/EmptyState.tsx";
import { ReadError } from "../../components/common/ReadError.tsx";
import listClasses from "../../components/list/List.module.css";
import { ListHeader, ListTabs } from "../../components/list/ListScreen.tsx";
import { usePrinting } from "../../state/printing.ts";
import { useRead } from "../../state/queries.ts";
import { LetterActions } from "./LetterActions.tsx";
import { LetterLog } from "./LetterLog.tsx";
import classes from "./Letters.module.css";
import { LettersGrid } from "./LettersGrid.tsx";
import {
  type ActionId,
  actionsOf,
  currentIndex,
  emptyWords,
  noSelection,
  tabLabels,
  targetsOf,
} from "./lettersRows.ts";
import { EnvelopeDialog, PrintDialog } from "./PrintDialogs.tsx";
import { PrintJobBar } from "./PrintJobBar.tsx";
import { AcknowledgedDialog, FailedDialog, SentDialog, VoidDialog } from "./RecordDialogs.tsx";

type OpenDialog = { readonly id: ActionId | "envelopes"; readonly rows: readonly DeskRow[] };

/** Typing a name asks the desk once, not at every key. */
const typingPause = 150;

interface LettersScreenProps {
  /** What somebody looks for; the first tab that has it is shown. */
  readonly find?: string | undefined;
}

/** Staff's desk: what is to print, to send, to chase. */
export function LettersScreen({ find: asked = "" }: LettersScreenProps) {
  const [tab, setTab] = useState<DeskState>("toPrint");
  const [isLooking, setLooking] = useState(asked !== "");
  const [typed, setTyped] = useState(asked);
  const [find] = useDebouncedValue(typed.trim(), typingPause);
  const [selection, setSelection] = useState(noSelection);
  const [dialog, setDialog] = useState<OpenDialog>();
  const [showsLog, setShowsLog] = useState(false);
  const filter = useRef<HTMLInputElement>(null);
  const list = useRead("desk.list", { tab, ...(find === "" ? {} : { find }) }, { keepPrevious: true });
  const found = list.data?.rows;
  const rows = useMemo(() => (found ?? []).filter((row) => row.state === tab), [found, tab]);
  const counts = list.data?.counts;
  if (isLooking && counts !== undefined) {
    setLooking(false);
    const holder = deskStates.find((state) => counts[state] > 0);
    if (holder !== undefined) setTab(holder);
  }
  const targets = targetsOf(rows, selection);
  const current = rows[currentIndex(rows, selection)];

  const showTab = (next: DeskState) => {
    setTab(next);
    setSelection(noSelection);
  };
  const turn = (by: number) => {
    const next = deskStates[deskStates.indexOf(tab) + by];
    if (next !== undefined) showTab(next);
  };
  const isOneLetter = new Set(targets.map(({ letterId }) => letterId)).size === 1;
  const begin = (id: OpenDialog["id"]) => {
    // One letter at a time is made void; one job at a time is printed.
    if (targets.length === 0 || (id === "void" && !isOneLetter)) return;
    if ((id === "print" || id === "copy") && usePrinting.getState().progress !== undefined) return;
    setDialog({ id, rows: targets });
  };
  const offered = actionsOf(tab);
  const isLive = tab !== "void";

  useShortcuts([
    ...offered.map(({ id, label, keys }) => ({ keys, label, scope: "Letters", run: () => begin(id) })),
    ...(isLive
      ? [{ keys: "E", label: "Envelopes and labels", scope: "Letters", run: () => begin("envelopes") }]
      : []),
    { keys: "L", label: "Show the log", scope: "Letters", run: () => setShowsLog((shown) => !shown) },
    { keys: "/", label: "Find a letter", scope: "Letters", run: () => filter.current?.focus() },
    { keys: "[", label: "Previous tab", scope: "Letters", run: () => turn(-1) },
    { keys: "]", label: "Next tab", scope: "Letters", run: () => turn(1) },
    { keys: "↑ ↓", label: "Move; with Shift choose a stretch", scope: "Letters" },
    { keys: "Space", label: "Choose the letter", scope: "Letters" },
    { keys: "Ctrl+A", label: "Choose all", scope: "Letters" },
    { keys: "Enter", label: "Show the log", scope: "Letters" },
  ]);

  const close = () => setDialog(undefined);
  const done = (words: string) => {
    setDialog(undefined);
    setSelection({ ...noSelection, current: selection.current });
    notifyDone(words);
  };

  return (
    <main className={listClasses.screen}>
      <ListHeader
        title="Letters"
        label="Find by letter number, patient, MRN or recipient"
        placeholder="Find: letter number, patient, MRN, recipient"
        ref={filter}
        value={typed}
        onChange={setTyped}
      />
      <ListTabs tabs={deskStates} labels={tabLabels} counts={counts} shown={tab} onShow={showTab}>
        <LetterActions
          actions={offered}
          chosen={selection.chosen.size}
          isEmpty={targets.length === 0}
          isOneLetter={isOneLetter}
          hasEnvelopes={isLive}
          showsLog={showsLog}
          onAction={begin}
          onLog={() => setShowsLog((shown) => !shown)}
        />
        <PrintJobBar />
        <ReadError of={list} />
        <div className={classes.body}>
          <div className={classes.list} data-narrow={(showsLog && current !== undefined) || undefined}>
            {rows.length > 0 ? (
              <LettersGrid
                key={tab}
                label={tabLabels[tab]}
                rows={rows}
                today={today()}
                selection={selection}
                onSelect={setSelection}
                onOpenLog={() => setShowsLog((shown) => !shown)}
              />
            ) : (
              list.data && (
                <EmptyState
                  title={typed ? "No letter in this tab matches." : emptyWords[tab]}
                  actions={
                    typed && (
                      <Button variant="default" onClick={() => setTyped("")}>
                        Clear the search
                      </Button>
                    )
                  }
                />
              )
            )}
          </div>
          {showsLog && current && (
            <LetterLog letterId={current.letterId} onClose={() => setShowsLog(false)} />
          )}
        </div>
      </ListTabs>
      {dialog?.id === "print" && <PrintDialog rows={dialog.rows} isCopy={false} onClose={close} />}
      {dialog?.id === "copy" && <PrintDialog rows={dialog.rows} isCopy onClose={close} />}
      {dialog?.id === "envelopes" && <EnvelopeDialog rows={dialog.rows} onClose={close} onDone={done} />}
      {dialog?.id === "sent" && <SentDialog rows={dialog.rows} onClose={close} onDone={done} />}
      {dialog?.id === "acknowledged" && (
        <AcknowledgedDialog rows={dialog.rows} onClose={close} onDone={done} />
      )}
      {dialog?.id === "failed" && <FailedDialog rows={dialog.rows} onClose={close} onDone={done} />}
      {dialog?.id === "void" && <VoidDialog rows={dialog.rows} onClose={close} onDone={done} />}
    </main>
  );
}
