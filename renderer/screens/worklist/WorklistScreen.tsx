import { Button } from "@mantine/core";
import { IconCalendarCheck, IconPlus, IconTableExport } from "@tabler/icons-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { type WorklistRow, worklistStages } from "../../../shared/contract.ts";
import { notifyDone, notifyError } from "../../app/notify.ts";
import { useShortcuts } from "../../app/shortcuts.ts";
import { BackupBanner } from "../../components/backup/BackupBanner.tsx";
import { today } from "../../components/common/dates.ts";
import { EmptyState } from "../../components/common/EmptyState.tsx";
import { KeyHint } from "../../components/common/KeyHint.tsx";
import { ReadError } from "../../components/common/ReadError.tsx";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";
import classes from "../../components/list/List.module.css";
import { ListHeader, ListTabs } from "../../components/list/ListScreen.tsx";
import { GovernedButton } from "../../components/policy/GovernedButton.tsx";
import { call } from "../../state/bridge.ts";
import { useNavigation } from "../../state/navigation.ts";
import { useRead } from "../../state/queries.ts";
import { useAccount } from "../../state/session.ts";
import { useWorklistView } from "../../state/worklistView.ts";
import { EmergencyBanner } from "../emergency/EmergencyBanner.tsx";
import { LoopDialog } from "./LoopDialog.tsx";
import { WorklistGrid } from "./WorklistGrid.tsx";
import {
  byPriority,
  countsByStage,
  emptyWords,
  filterRows,
  firstStageWithRows,
  sortRows,
  stageLabels,
} from "./worklistRows.ts";

export function WorklistScreen() {
  const list = useRead("worklist.list", {});
  return (
    <main className={classes.screen}>
      <BackupBanner />
      <EmergencyBanner />
      {list.data ? (
        <Worklist rows={list.data.rows} />
      ) : (
        <>
          <ScreenHeading>Worklist</ScreenHeading>
          <ReadError of={list} />
        </>
      )}
    </main>
  );
}

function Worklist({ rows }: { readonly rows: readonly WorklistRow[] }) {
  const go = useNavigation((navigation) => navigation.go);
  const view = useWorklistView();
  const [typed, setTyped] = useState("");
  const [sorting, setSorting] = useState(byPriority);
  const [loopOf, setLoopOf] = useState<WorklistRow>();
  const filter = useRef<HTMLInputElement>(null);
  const now = today();
  const stage = view.stage ?? firstStageWithRows(rows);
  const found = useMemo(() => filterRows(rows, typed), [rows, typed]);
  const counts = useMemo(() => countsByStage(found), [found]);
  const shown = useMemo(
    () =>
      sortRows(
        found.filter((row) => row.stage === stage),
        sorting,
        now,
      ),
    [found, stage, sorting, now],
  );
  const newReferral = () => go({ screen: "newReferral" });
  const turn = (by: number) => {
    const next = worklistStages[worklistStages.indexOf(stage) + by];
    if (next) view.showStage(next);
  };
  const { select } = view;
  const { role } = useAccount();
  const open = useCallback(
    (row: WorklistRow) => {
      select(row.evaluationId);
      // Staff look after the referral; an evaluation under way is the physician's, and says so when it is opened.
      if (role !== "physician" && row.stage !== "inEvaluation" && row.stage !== "readyToSign") {
        setLoopOf(row);
        return;
      }
      const isWritten = row.letterId !== undefined || row.stage === "readyToSign";
      go({
        screen: "evaluation",
        evaluationId: row.evaluationId,
        view: isWritten ? "letter" : row.stage === "referred" ? "referral" : "history",
      });
    },
    [go, select, role],
  );
  const chosen = shown.find(({ evaluationId }) => evaluationId === view.evaluationId) ?? shown[0];
  const showLoop = () => {
    if (chosen !== undefined) setLoopOf(chosen);
  };
  const exportTable = async () => {
    try {
      const { savedTo, rows: count } = await call("window.exportWorklist", {});
      if (savedTo !== undefined) notifyDone(`Exported ${count === 1 ? "1 row" : `${count} rows`}`, savedTo);
    } catch (error) {
      notifyError(error);
    }
  };

  useShortcuts([
    { keys: "N", label: "New referral", scope: "Worklist", run: newReferral },
    { keys: "/", label: "Filter the list", scope: "Worklist", run: () => filter.current?.focus() },
    { keys: "[", label: "Previous stage", scope: "Worklist", run: () => turn(-1) },
    { keys: "]", label: "Next stage", scope: "Worklist", run: () => turn(1) },
    { keys: "↑ ↓", label: "Choose a row", scope: "Worklist" },
    { keys: "Enter", label: "Open the chosen row", scope: "Worklist" },
    { keys: "A", label: "Record about the referral", scope: "Worklist", run: showLoop },
    { keys: "X", label: "Export as a table", scope: "Worklist", run: () => void exportTable() },
  ]);

  return (
    <>
      <ListHeader
        title="Worklist"
        label="Filter the list by patient, MRN, date of birth, referrer or question"
        placeholder="Filter: patient, MRN, referrer, question"
        ref={filter}
        value={typed}
        onChange={setTyped}
      >
        <KeyHint label="Accept, decline, schedule, no-show, cancel" keys="A">
          <Button
            variant="default"
            leftSection={<IconCalendarCheck size={16} aria-hidden />}
            disabled={chosen === undefined}
            onClick={showLoop}
          >
            Referral
          </Button>
        </KeyHint>
        <GovernedButton
          needs={["exportAllowed"]}
          hint={{ label: "Export as a table for a spreadsheet", keys: "X" }}
          variant="default"
          leftSection={<IconTableExport size={16} aria-hidden />}
          onClick={() => void exportTable()}
        >
          Export
        </GovernedButton>
        <KeyHint label="New referral" keys="N">
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={newReferral}>
            New referral
          </Button>
        </KeyHint>
      </ListHeader>
      <ListTabs
        tabs={worklistStages}
        labels={stageLabels}
        counts={counts}
        shown={stage}
        onShow={view.showStage}
      >
        {shown.length > 0 ? (
          <WorklistGrid
            key={stage}
            label={stageLabels[stage]}
            rows={shown}
            today={now}
            sorting={sorting}
            onSort={setSorting}
            selectedId={view.evaluationId}
            onSelect={select}
            onOpen={open}
          />
        ) : (
          <EmptyState
            title={typed ? "Nothing in this stage matches the filter." : emptyWords[stage]}
            actions={
              typed ? (
                <Button variant="default" onClick={() => setTyped("")}>
                  Clear the search
                </Button>
              ) : stage === "referred" ? (
                <Button variant="default" onClick={newReferral}>
                  New referral
                </Button>
              ) : null
            }
          />
        )}
      </ListTabs>
      {loopOf && <LoopDialog row={loopOf} onClose={() => setLoopOf(undefined)} />}
    </>
  );
}
