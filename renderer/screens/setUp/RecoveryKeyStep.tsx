import { Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { createPortal } from "react-dom";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";
import classes from "./SetUp.module.css";
import { groupsOf, groupsToTypeBack, isSameGroup } from "./setUpValues.ts";

interface RecoveryKeyStepProps {
  readonly recoveryKey: string;
  onConfirmed(): void;
}

/** The key is shown this once, printed or written down, and typed back in part while it is hidden. */
export function RecoveryKeyStep({ recoveryKey, onConfirmed }: RecoveryKeyStepProps) {
  const [isHidden, setHidden] = useState(false);
  return (
    <Stack gap="md">
      {isHidden ? (
        <TypeBack recoveryKey={recoveryKey} onConfirmed={onConfirmed} onShow={() => setHidden(false)} />
      ) : (
        <ShowKey recoveryKey={recoveryKey} onNext={() => setHidden(true)} />
      )}
    </Stack>
  );
}

function ShowKey({ recoveryKey, onNext }: { readonly recoveryKey: string; onNext(): void }) {
  return (
    <>
      <ScreenHeading>Recovery key</ScreenHeading>
      <Text>
        If every password is lost, this key alone opens your data. Nobody else has it and it is not shown
        again. Print it or write it down, and keep it where only the practice can reach it, away from this
        workstation.
      </Text>
      <KeyGroups recoveryKey={recoveryKey} />
      <Group>
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          Print the key
        </Button>
        <Button onClick={onNext}>I have it on paper</Button>
      </Group>
      {createPortal(
        <div className={`print-sheet ${classes.printSheet}`} aria-hidden="true">
          <p className={classes.printTitle}>Fourfold: recovery key</p>
          <p>
            This key opens the practice's encrypted data and gives an account a new password. Keep it under
            lock, away from the workstation. Choose "Password forgotten?" on the sign-in screen to use it.
          </p>
          <p className={classes.printKey}>{recoveryKey}</p>
        </div>,
        document.body,
      )}
    </>
  );
}

function KeyGroups({ recoveryKey }: { readonly recoveryKey: string }) {
  return (
    <ol className={classes.key} aria-label="Recovery key, group by group" data-testid="recovery-key">
      {groupsOf(recoveryKey).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place of a group in the key is what it is
        <li key={index}>
          <span className={classes.keyNumber}>{index + 1}</span>
          <span className={classes.keyGroup}>{group}</span>
        </li>
      ))}
    </ol>
  );
}

interface TypeBackProps extends RecoveryKeyStepProps {
  onShow(): void;
}

function TypeBack({ recoveryKey, onConfirmed, onShow }: TypeBackProps) {
  const groups = groupsOf(recoveryKey);
  const asked = groupsToTypeBack(recoveryKey);
  const [typed, setTyped] = useState<readonly [string, string]>(["", ""]);
  const [wasChecked, setChecked] = useState(false);
  const wrong = asked.map((group, index) => !isSameGroup(typed[index] ?? "", groups[group] ?? ""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!wrong.includes(true)) onConfirmed();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <ScreenHeading takesFocus={false}>Recovery key, typed back</ScreenHeading>
        <Text>Type two of its groups from your paper, so that it is certain to be readable.</Text>
        <SimpleGrid cols={2} spacing="md">
          {asked.map((group, index) => (
            <TextInput
              key={group}
              label={`Group ${group + 1}`}
              autoFocus={index === 0}
              autoComplete="off"
              spellCheck={false}
              value={typed[index] ?? ""}
              onChange={(event) => {
                const text = event.currentTarget.value;
                setTyped(([first, second]) => (index === 0 ? [text, second] : [first, text]));
                setChecked(false);
              }}
              error={wasChecked && wrong[index] ? `This is not group ${group + 1} of the key.` : undefined}
            />
          ))}
        </SimpleGrid>
        <Group>
          <Button type="submit">Finish</Button>
          <Button variant="default" onClick={onShow}>
            Show the key again
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
