import { Textarea } from "@mantine/core";
import { longestAddendum } from "../../../shared/contract/letters.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import classes from "./Aside.module.css";

interface AddendumFieldProps {
  readonly text: string;
  readonly error: FourfoldError | undefined;
  onType(text: string): void;
}

/** What an addendum says; the letter below shows it as it will be printed. */
export function AddendumField({ text, error, onType }: AddendumFieldProps) {
  const problem =
    text.length > longestAddendum
      ? `${text.length} characters, and an addendum takes at most ${longestAddendum}: shorten it. It is not saved as it stands.`
      : error && [error.message, error.action].filter(Boolean).join(" ");
  return (
    <div className={classes.addendum}>
      <Textarea
        label="What the addendum says"
        description="Saved as you type. An empty line parts paragraphs."
        data-addendum
        autosize
        minRows={3}
        maxRows={12}
        value={text}
        onChange={(event) => onType(event.currentTarget.value)}
        error={problem}
      />
    </div>
  );
}
