import { Button, Group, Text } from "@mantine/core";
import { IconFileZip, IconFolderDown } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import type { ExportForm, OperationOutput } from "../../../shared/contract.ts";
import { notifyError } from "../../app/notify.ts";
import { formatDate } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { SearchField } from "../../components/common/SearchField.tsx";
import { GovernedButton } from "../../components/policy/GovernedButton.tsx";
import { call } from "../../state/bridge.ts";
import { useRead } from "../../state/queries.ts";
import classes from "./PatientData.module.css";
import { contentsWords, keepWords } from "./patientDataView.ts";

interface PatientRecordProps {
  /** Absent for who may not erase. */
  onErase?(patientId: string): void;
}

/** Finds one patient and hands out the record. */
export function PatientRecord({ onErase }: PatientRecordProps) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string>();
  const search = useRef<HTMLInputElement>(null);
  const text = useDeferredValue(typed.trim().slice(0, 200));
  const found = useRead(
    "patients.search",
    { text, limit: 6 },
    { enabled: text.length >= 2 && chosen === undefined, keepPrevious: true },
  );
  const leave = () => {
    setChosen(undefined);
    search.current?.focus();
  };
  const rows = chosen === undefined && text.length >= 2 ? (found.data?.patients ?? []) : [];
  return (
    <>
      <Text size="sm">
        A patient may have their record: the signed letters as PDF with their hashes, every evaluation as
        JSON, and all of it as FHIR. The files are <strong>not encrypted</strong>.
      </Text>
      <SearchField
        className={classes.narrow}
        label="Find a patient"
        placeholder="Name, MRN or date of birth"
        ref={search}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          setChosen(undefined);
        }}
      />
      {found.error && <ErrorNote error={found.error} />}
      {chosen === undefined ? (
        <div aria-live="polite">
          {rows.length > 0 && (
            <ul className={classes.list} aria-label="Patients found">
              {rows.map(({ id, patient }) => (
                <li key={id} className={classes.row}>
                  <span className={classes.who}>
                    <strong>
                      {patient.familyName}, {patient.givenNames}
                    </strong>{" "}
                    {formatDate(patient.dateOfBirth)}, MRN {patient.mrn}
                  </span>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Choose ${patient.familyName}, ${patient.givenNames}`}
                    onClick={() => setChosen(id)}
                  >
                    Choose
                  </Button>
                </li>
              ))}
            </ul>
          )}
          {text.length >= 2 && found.data?.patients.length === 0 && (
            <Text size="sm">No patient of the practice fits.</Text>
          )}
        </div>
      ) : (
        <Chosen patientId={chosen} onLeave={leave} {...(onErase ? { onErase } : {})} />
      )}
    </>
  );
}

interface ChosenProps extends PatientRecordProps {
  readonly patientId: string;
  onLeave(): void;
}

function Chosen({ patientId, onErase, onLeave }: ChosenProps) {
  const contents = useRead("patientData.contents", { patientId });
  const [saved, setSaved] = useState<OperationOutput<"patientData.export">>();
  const [busy, setBusy] = useState<ExportForm>();
  const facts = useRef<HTMLDivElement>(null);
  const shown = contents.data !== undefined;
  // The button that chose the patient has left the page: the focus goes to what it led to.
  useEffect(() => {
    if (shown) facts.current?.focus();
  }, [shown]);
  const isGone = contents.error?.code === "notFound";
  useEffect(() => {
    if (isGone) onLeave();
  }, [isGone, onLeave]);
  if (contents.error) return isGone ? null : <ErrorNote error={contents.error} />;
  if (contents.data === undefined) return null;
  const { name, dateOfBirth, mrn } = contents.data;
  const save = async (as: ExportForm) => {
    setSaved(undefined);
    setBusy(as);
    try {
      const { folder } = await call("window.chooseFolder", { purpose: "saveTo" });
      if (folder) setSaved(await call("patientData.export", { patientId, folder, as }));
    } catch (error) {
      notifyError(error);
    }
    setBusy(undefined);
  };
  return (
    <>
      <div ref={facts} tabIndex={-1}>
        <dl className={classes.facts}>
          <dt>Patient</dt>
          <dd>
            <strong>{name}</strong>, born {formatDate(dateOfBirth)}, MRN {mrn}
          </dd>
          <dt>Record</dt>
          <dd>{contentsWords(contents.data)}</dd>
          <dt>Kept</dt>
          <dd>{keepWords(contents.data)}</dd>
        </dl>
      </div>
      <Group gap="sm">
        <GovernedButton
          needs={["exportAllowed"]}
          leftSection={<IconFolderDown size={16} aria-hidden />}
          loading={busy === "folder"}
          onClick={() => void save("folder")}
        >
          Export into a folder…
        </GovernedButton>
        <GovernedButton
          needs={["exportAllowed"]}
          variant="default"
          leftSection={<IconFileZip size={16} aria-hidden />}
          loading={busy === "zip"}
          onClick={() => void save("zip")}
        >
          Export as a ZIP file…
        </GovernedButton>
        {onErase && (
          <Button variant="default" onClick={() => onErase(patientId)}>
            Erase…
          </Button>
        )}
        <Button variant="subtle" onClick={onLeave}>
          Another patient
        </Button>
      </Group>
      {saved && (
        <Text size="sm" role="status" className={classes.path}>
          Saved {saved.files} files: {saved.savedTo}
        </Text>
      )}
    </>
  );
}
