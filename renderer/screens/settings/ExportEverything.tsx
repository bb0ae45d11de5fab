import { Button, Group, Progress, Text } from "@mantine/core";
import { IconFileZip, IconFolderDown } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { ExportForm, OperationOutput } from "../../../shared/contract.ts";
import { notifyError } from "../../app/notify.ts";
import { GovernedButton } from "../../components/policy/GovernedButton.tsx";
import { call } from "../../state/bridge.ts";
import classes from "./PatientData.module.css";

type Progressed = OperationOutput<"patientData.exportEverything">;

/** Every patient's record, one after the other; may be stopped, and stops when the window is locked. */
export function ExportEverything() {
  const [state, setState] = useState<Progressed>();
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);
  useEffect(() => {
    stopped.current = false;
    return () => {
      stopped.current = true;
    };
  }, []);
  const run = async (as: ExportForm) => {
    try {
      const { folder } = await call("window.chooseFolder", { purpose: "saveTo" });
      if (folder === undefined) return;
      stopped.current = false;
      setRunning(true);
      let reply = await call("patientData.exportEverything", { folder, as });
      setState(reply);
      while (reply.next !== undefined && !stopped.current) {
        reply = await call("patientData.exportEverything", { folder, as, continue: reply.next });
        setState(reply);
      }
    } catch (error) {
      setState(undefined);
      notifyError(error);
    } finally {
      setRunning(false);
    }
  };
  const patients = state === undefined ? "" : `${state.done} of ${state.total} patients`;
  return (
    <>
      <Text size="sm">
        All records, as when the practice moves to another program: one folder or ZIP file for each patient,
        and an index. The files are <strong>not encrypted</strong>.
      </Text>
      {running ? (
        <>
          <Text size="sm" role="status">
            Exporting: {patients}
          </Text>
          <Progress
            value={state === undefined || state.total === 0 ? 0 : (state.done / state.total) * 100}
            aria-label={`Exporting: ${patients}`}
          />
          <Group>
            <Button
              variant="default"
              onClick={() => {
                stopped.current = true;
              }}
            >
              Stop
            </Button>
          </Group>
        </>
      ) : (
        <Group gap="sm">
          <GovernedButton
            needs={["exportAllowed"]}
            variant="default"
            leftSection={<IconFolderDown size={16} aria-hidden />}
            onClick={() => void run("folder")}
          >
            Export everything into folders…
          </GovernedButton>
          <GovernedButton
            needs={["exportAllowed"]}
            variant="default"
            leftSection={<IconFileZip size={16} aria-hidden />}
            onClick={() => void run("zip")}
          >
            Export everything as ZIP files…
          </GovernedButton>
        </Group>
      )}
      {!running && state !== undefined && (
        <Text size="sm" role="status" className={classes.path}>
          {state.next === undefined
            ? `Saved the records of ${state.total} patients: ${state.savedTo}`
            : `Stopped after ${patients}. What was written is in ${state.savedTo}: delete it.`}
        </Text>
      )}
    </>
  );
}
