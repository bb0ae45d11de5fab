import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { type Permission, refusalOfAll } from "../../../shared/policy/permissions.ts";
import { usePolicyValues } from "../../state/policy.ts";
import { KeyHint } from "../common/KeyHint.tsx";

interface GovernedButtonProps extends ButtonProps {
  /** It can be used as long as no policy switches all of these off. */
  readonly needs: readonly Permission[];
  /** What it does and the key that does the same. */
  readonly hint?: { readonly label: string; readonly keys: string };
  onClick(): void;
}

/** A button for what a policy can switch off. Then it can still be reached, so that it can say why it does nothing. */
export function GovernedButton({ needs, hint, onClick, ...button }: GovernedButtonProps) {
  const refusal = refusalOfAll(needs, usePolicyValues() ?? {});
  if (refusal === undefined) {
    const usual = <Button {...button} onClick={onClick} />;
    return hint ? <KeyHint {...hint}>{usual}</KeyHint> : usual;
  }
  return (
    <Tooltip
      label={refusal.message}
      withinPortal={false}
      floatingStrategy="fixed"
      events={{ hover: true, focus: true, touch: true }}
    >
      <Button
        {...button}
        leftSection={<IconLock size={16} aria-hidden />}
        disabled={false}
        data-disabled
        aria-disabled
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  );
}
