import { Anchor, Autocomplete, Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Account } from "../../../shared/contract.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { CenteredPage } from "../../components/common/CenteredPage.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";
import { call } from "../../state/bridge.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { useSaveStatus } from "../../state/saveStatus.ts";
import { type LockReason, useSession } from "../../state/session.ts";
import { lockWords } from "./lockWords.ts";
import { RecoverForm } from "./RecoverForm.tsx";

interface SignInScreenProps {
  readonly accountNames: readonly string[];
  /** Present while the window is locked: who was here, and why it locked. */
  readonly locked?: { readonly accountName: string; readonly reason: LockReason };
  onSignedIn(account: Account): void;
}

export function SignInScreen({ accountNames, locked, onSignedIn }: SignInScreenProps) {
  const [recovering, setRecovering] = useState(false);
  const [accountName, setAccountName] = useState(
    locked?.accountName ?? (accountNames.length === 1 ? (accountNames[0] ?? "") : ""),
  );
  return (
    <CenteredPage>
      {recovering ? (
        <RecoverForm accountName={accountName} onSignedIn={onSignedIn} onBack={() => setRecovering(false)} />
      ) : (
        <PasswordForm
          accountNames={accountNames}
          accountName={accountName}
          onAccountName={setAccountName}
          locked={locked}
          onSignedIn={onSignedIn}
          onRecover={() => setRecovering(true)}
        />
      )}
    </CenteredPage>
  );
}

interface PasswordFormProps {
  readonly accountNames: readonly string[];
  readonly accountName: string;
  onAccountName(name: string): void;
  readonly locked: SignInScreenProps["locked"];
  onSignedIn(account: Account): void;
  onRecover(): void;
}

function PasswordForm(props: PasswordFormProps) {
  const { accountNames, accountName, onAccountName, locked, onSignedIn, onRecover } = props;
  const saving = useSaveStatus((status) => status.state);
  const [password, setPassword] = useState("");
  const start = useSession((session) => session.start);
  const [error, setError] = useState<FourfoldError>();
  const [busy, setBusy] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first field is chosen once, when the screen appears
  useEffect(() => {
    (accountName === "" ? nameField : passwordField).current?.focus();
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (accountName.trim() === "") return nameField.current?.focus();
    if (password === "") return passwordField.current?.focus();
    setBusy(true);
    setError(undefined);
    try {
      onSignedIn(await call("session.signIn", { accountName, password }));
    } catch (caught) {
      const failure = asFourfoldError(caught);
      // The right password, and a store that does not open: the window says so as a whole, and offers a backup.
      if (failure.code === "storeDamaged" || failure.code === "storeUnreadable") void start();
      setError(failure);
      setBusy(false);
      setPassword("");
      passwordField.current?.focus();
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <ScreenHeading takesFocus={false}>{locked ? "Locked" : "Sign in"}</ScreenHeading>
        {locked && <Text role="status">{lockWords(locked.reason, saving)}</Text>}
        <Autocomplete
          label="Account"
          ref={nameField}
          data={[...accountNames]}
          value={accountName}
          onChange={onAccountName}
          autoComplete="off"
          spellCheck={false}
          openOnFocus={accountNames.length > 1}
        />
        <PasswordInput
          label="Password"
          ref={passwordField}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
        />
        {error && <ErrorNote error={error} />}
        <Group justify="space-between">
          <Button type="submit" loading={busy}>
            {locked ? "Unlock" : "Sign in"}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={onRecover}>
            Password forgotten?
          </Anchor>
        </Group>
        {locked && accountNames.length > 1 && (
          <Text size="xs" c="dimmed">
            Somebody else may sign in with their own account; they start at the worklist.
          </Text>
        )}
      </Stack>
    </form>
  );
}
