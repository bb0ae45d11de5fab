import { Button, Text } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useCallback, useRef, useState } from "react";
import type { AccountRow } from "../../../shared/contract.ts";
import { notifyDone, notifyError } from "../../app/notify.ts";
import { useShortcuts } from "../../app/shortcuts.ts";
import { KeyHint } from "../../components/common/KeyHint.tsx";
import { ReadError } from "../../components/common/ReadError.tsx";
import { useDrafts } from "../../state/drafts.ts";
import { useChange, useRead } from "../../state/queries.ts";
import { AccountDialog } from "./AccountDialog.tsx";
import { AccountTable } from "./AccountTable.tsx";
import { type AccountDraft, type AccountValues, accountValues, emptyAccount } from "./accountValues.ts";
import { RecoveryKeyReplacement } from "./RecoveryKeyReplacement.tsx";
import { ResetPasswordDialog } from "./ResetPasswordDialog.tsx";
import classes from "./Settings.module.css";

/** Who may sign in, with which role, and the recovery key of the practice. */
export function AccountsSection() {
  const list = useRead("accounts.list", {});
  const [isReplacing, setReplacing] = useState(false);
  const [wasReplaced, setReplaced] = useState(false);
  if (isReplacing) {
    return (
      <RecoveryKeyReplacement
        onLeft={() => setReplacing(false)}
        onReplaced={() => {
          setReplacing(false);
          setReplaced(true);
        }}
      />
    );
  }
  return (
    <section aria-label="Accounts" className={classes.wideSection}>
      <ReadError of={list} />
      {list.data && (
        <Accounts
          rows={list.data.accounts}
          wasKeyReplaced={wasReplaced}
          onReplaceKey={() => {
            setReplaced(false);
            setReplacing(true);
          }}
        />
      )}
    </section>
  );
}

/** What was typed of an account waits here while the window is locked. */
const draftKey = "account";

interface AccountsProps {
  readonly rows: readonly AccountRow[];
  readonly wasKeyReplaced: boolean;
  onReplaceKey(): void;
}

function Accounts({ rows, wasKeyReplaced, onReplaceKey }: AccountsProps) {
  const { keep, drop } = useDrafts();
  const draft = useDrafts(({ values }) => values[draftKey]) as AccountDraft | undefined;
  const disable = useChange("accounts.disable", ["accounts.list"]);
  const [resetting, setResetting] = useState<AccountRow>();
  const addButton = useRef<HTMLButtonElement>(null);
  const accountId = draft?.accountId;
  const edit = (next: AccountDraft) => keep(draftKey, next);
  const add = () => edit({ values: emptyAccount });
  const onTyped = useCallback(
    (values: AccountValues) => keep(draftKey, { ...(accountId === undefined ? {} : { accountId }), values }),
    [keep, accountId],
  );

  useShortcuts([{ keys: "N", label: "New account", scope: "Settings", run: add }]);

  const takeAway = (row: AccountRow) =>
    disable.mutate(
      { accountId: row.id },
      {
        onSuccess: () => {
          addButton.current?.focus();
          notifyDone(
            `${row.accountName} is disabled`,
            "The password opens nothing any more. Enable it again with a new temporary one.",
          );
        },
        onError: notifyError,
      },
    );

  return (
    <>
      <div className={classes.header}>
        <Text size="sm" c="dimmed">
          Accounts are disabled, never deleted: letters and the audit log refer to them.
        </Text>
        <KeyHint label="New account" keys="N">
          <Button ref={addButton} leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            New account
          </Button>
        </KeyHint>
      </div>
      <AccountTable
        rows={rows}
        onEdit={(row) => edit({ accountId: row.id, values: accountValues(row) })}
        onReset={setResetting}
        onDisable={takeAway}
      />
      <div className={classes.footer}>
        <div>
          <Text fw={600}>Recovery key</Text>
          <Text size="sm">
            {wasKeyReplaced
              ? "The new key is in force; the one before opens nothing any more."
              : "On paper, outside this workstation. Make a new one if it is lost or somebody has seen it."}
          </Text>
        </div>
        <Button variant="default" leftSection={<IconKey size={16} aria-hidden />} onClick={onReplaceKey}>
          New recovery key
        </Button>
      </div>
      {draft && (
        <AccountDialog
          key={accountId ?? "new"}
          draft={draft}
          known={rows}
          onTyped={onTyped}
          onDone={() => drop(draftKey)}
        />
      )}
      {resetting && <ResetPasswordDialog row={resetting} onDone={() => setResetting(undefined)} />}
    </>
  );
}
