import { Anchor, Group, Stack, Text } from "@mantine/core";
import type { Account } from "../../../shared/contract.ts";
import { CenteredPage } from "../../components/common/CenteredPage.tsx";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";
import { OwnPasswordForm } from "../settings/OwnPasswordForm.tsx";

interface ChoosePasswordScreenProps {
  readonly account: Account;
  onChanged(account: Account): void;
  onLeave(): void;
}

/** Between a temporary password and the shell: nothing is opened before its owner has chosen another one. */
export function ChoosePasswordScreen({ account, onChanged, onLeave }: ChoosePasswordScreenProps) {
  return (
    <CenteredPage>
      <Stack gap="md">
        <ScreenHeading takesFocus={false}>Choose your password</ScreenHeading>
        <Text>
          {account.signer.displayName}, an administrator gave you a temporary password. Choose one that only
          you know: letters that you sign and all that you do bear your name.
        </Text>
        <OwnPasswordForm account={account} takesFocus onChanged={onChanged} />
        <Group>
          <Anchor component="button" type="button" size="sm" onClick={onLeave}>
            Sign in as somebody else
          </Anchor>
        </Group>
      </Stack>
    </CenteredPage>
  );
}
