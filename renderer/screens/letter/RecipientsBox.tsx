import { Button } from "@mantine/core";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { useShortcuts } from "../../app/shortcuts.ts";
import classes from "./Aside.module.css";
import { type Recipients, whyNoCopies } from "./recipients.ts";

interface RecipientsBoxProps {
  readonly document: LetterDocument;
  readonly recipients: Recipients;
  onOpen(): void;
}

/** Whom the letter and its copies go to, or why there are none. */
export function RecipientsBox({ document, recipients, onOpen }: RecipientsBoxProps) {
  const { addressee, copies } = document;
  const why = whyNoCopies(recipients, copies.length);
  useShortcuts([{ keys: "C", label: "Copies of the letter", scope: "Letter", run: onOpen }]);
  return (
    <div className={classes.recipients}>
      <div>
        <p>To {addressee.name}</p>
        {copies.length > 0 ? (
          copies.map(({ name }) => <p key={name}>Copy to {name}</p>)
        ) : (
          <p className={classes.quiet}>{why ?? "No copies."}</p>
        )}
      </div>
      <Button variant="default" title="Copies of the letter (C)" onClick={onOpen}>
        Copies…
      </Button>
    </div>
  );
}
