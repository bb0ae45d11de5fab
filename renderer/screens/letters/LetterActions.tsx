import { Button, Text } from "@mantine/core";
import {
  IconCheck,
  IconCircleX,
  IconCopy,
  IconHistory,
  IconMail,
  IconMailX,
  IconPrinter,
  IconSend,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { KeyHint } from "../../components/common/KeyHint.tsx";
import { GovernedButton } from "../../components/policy/GovernedButton.tsx";
import { usePrinting } from "../../state/printing.ts";
import classes from "./Letters.module.css";
import { type ActionId, type actions, letterCount } from "./lettersRows.ts";

interface LetterActionsProps {
  readonly actions: readonly (typeof actions)[number][];
  readonly chosen: number;
  readonly isEmpty: boolean;
  /** What is chosen belongs to one letter. */
  readonly isOneLetter: boolean;
  readonly hasEnvelopes: boolean;
  readonly showsLog: boolean;
  onAction(id: ActionId | "envelopes"): void;
  onLog(): void;
}

const icons: Readonly<Record<ActionId, ReactNode>> = {
  print: <IconPrinter size={16} aria-hidden />,
  sent: <IconSend size={16} aria-hidden />,
  acknowledged: <IconCheck size={16} aria-hidden />,
  failed: <IconMailX size={16} aria-hidden />,
  copy: <IconCopy size={16} aria-hidden />,
  void: <IconCircleX size={16} aria-hidden />,
};

const prints: ReadonlySet<ActionId> = new Set(["print", "copy"]);

/** What can be done with the chosen letters of a tab; the first is the usual. */
export function LetterActions(props: LetterActionsProps) {
  const { actions: offered, chosen, isEmpty, isOneLetter, hasEnvelopes, showsLog, onAction, onLog } = props;
  const isPrinting = usePrinting((printing) => printing.progress !== undefined);
  return (
    <div className={classes.bar} role="toolbar" aria-label="What to do with the chosen letters">
      <Text size="sm" className={classes.chosen ?? ""} role="status">
        {chosen === 0 ? "None chosen" : `${letterCount(chosen)} chosen`}
      </Text>
      {offered.map(({ id, label, keys }, index) => (
        <GovernedButton
          key={id}
          needs={prints.has(id) ? ["printingAllowed"] : []}
          hint={{ label, keys }}
          size="xs"
          variant={index === 0 ? "filled" : "default"}
          leftSection={icons[id]}
          disabled={isEmpty || (id === "void" && !isOneLetter) || (isPrinting && prints.has(id))}
          onClick={() => onAction(id)}
        >
          {label}
        </GovernedButton>
      ))}
      {hasEnvelopes && (
        <GovernedButton
          needs={["printingAllowed", "exportAllowed"]}
          hint={{ label: "Envelopes and labels", keys: "E" }}
          size="xs"
          variant="default"
          leftSection={<IconMail size={16} aria-hidden />}
          disabled={isEmpty}
          onClick={() => onAction("envelopes")}
        >
          Envelopes
        </GovernedButton>
      )}
      <span className={classes.end}>
        <KeyHint label="The log of the letter" keys="L">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconHistory size={16} aria-hidden />}
            aria-expanded={showsLog}
            disabled={isEmpty}
            onClick={onLog}
          >
            Log
          </Button>
        </KeyHint>
      </span>
    </div>
  );
}
