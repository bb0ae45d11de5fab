import { useState } from "react";
import { holdsOneOf } from "../../../shared/accounts/roles.ts";
import { useAccount } from "../../state/session.ts";
import { EraseDialog } from "./EraseDialog.tsx";
import { ExportEverything } from "./ExportEverything.tsx";
import classes from "./PatientData.module.css";
import { PatientRecord } from "./PatientRecord.tsx";
import { Retention } from "./Retention.tsx";
import { SettingsBlock } from "./SettingsBlock.tsx";

/** What patients and the law ask for: a record handed out or erased, and how long records are kept. */
export function PatientDataSection() {
  const account = useAccount();
  const isAdministrator = holdsOneOf(account, ["administrator"]);
  const [erasing, setErasing] = useState<string>();
  return (
    <section aria-label="Patient data" className={classes.section}>
      <SettingsBlock title="A patient's record">
        <PatientRecord {...(isAdministrator ? { onErase: setErasing } : {})} />
      </SettingsBlock>
      {isAdministrator && (
        <>
          <SettingsBlock title="How long records are kept">
            <Retention onErase={setErasing} />
          </SettingsBlock>
          <SettingsBlock title="Everything">
            <ExportEverything />
          </SettingsBlock>
        </>
      )}
      {erasing !== undefined && <EraseDialog patientId={erasing} onClose={() => setErasing(undefined)} />}
    </section>
  );
}
