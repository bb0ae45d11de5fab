import { Stack, Text, Title } from "@mantine/core";
import { Fact } from "../../app/AboutFacts.tsx";
import { notifyDone } from "../../app/notify.ts";
import { PictureField } from "../../components/practice/PictureField.tsx";
import { useAccount, useSession } from "../../state/session.ts";
import { roleText } from "./accountValues.ts";
import { OwnPasswordForm } from "./OwnPasswordForm.tsx";
import classes from "./Settings.module.css";

/** Who one is here, and one's own password. */
export function MyAccountSection() {
  const account = useAccount();
  const accountChanged = useSession((session) => session.accountChanged);
  const { signer } = account;
  return (
    <section aria-label="My account" className={classes.section}>
      <Stack gap="lg" className={classes.form}>
        <Stack gap="sm">
          <Fact
            name="Name"
            value={signer.credentials ? `${signer.displayName}, ${signer.credentials}` : signer.displayName}
          />
          <Fact name="Account" value={account.accountName} />
          <Fact name="Role" value={roleText(account)} />
          <Text size="sm" c="dimmed">
            An administrator changes these under Accounts.
          </Text>
        </Stack>
        {account.role === "physician" && (
          <PictureField
            purpose="signature"
            label="Signature"
            description="Stands above your name on the letters that you sign. PNG or JPEG, at most 5 MB"
          />
        )}
        <Title order={2} size="h3">
          Password
        </Title>
        <OwnPasswordForm
          account={account}
          onChanged={(changed) => {
            accountChanged(changed);
            notifyDone("Your password is changed", "The one before opens nothing any more.");
          }}
        />
      </Stack>
    </section>
  );
}
