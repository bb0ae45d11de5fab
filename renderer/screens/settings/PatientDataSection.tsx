import { Stack, Title } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { holdsOneOf } from "../../../shared/accounts/roles.ts";
import { useAccount } from "../../state/session.ts";
import { EraseDialog } from "./EraseDialog.tsx";
import { ExportEverything } from "./ExportEverything.tsx";
import classes from "./PatientData.module.css";
import { PatientRecord } from "./PatientRecord.tsx";
import { Retention } from "./Retention.tsx";

/** What patients and the law ask for: a record handed out or erased, and how long records are kept. */
export function PatientDataSection() {
  const account = useAccount();
  const isAdministrator = holdsOneOf(account, ["administrator"]);
  const [erasing, setErasing] = useState<string>();
  return (
    <section aria-label="Patient data" className={classes.section}>
      <Block title="A patient's record">
        <PatientRecord {...(isAdministrator ? { onErase: setErasing } : {})} />
      </Block>
      {isAdministrator && (
        <>
          <Block title="How long records are kept">
            <Retention onErase={setErasing} />
          </Block>
          <Block title="Everything">
            <ExportEverything />
          </Block>
        </>
      )}
      {erasing !== undefined && <EraseDialog patientId={erasing} onClose={() => setErasing(undefined)} />}
    </section>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={classes.block}>
      <Stack gap="sm">
        <Title order={2} size="h4" id={heading}>
          {title}
        </Title>
        {children}
      </Stack>
    </section>
  );
}
