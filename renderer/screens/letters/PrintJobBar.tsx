import { Button, Progress, Text } from "@mantine/core";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { usePrinting } from "../../state/printing.ts";
import classes from "./Letters.module.css";
import { letterCount } from "./lettersRows.ts";

/** How far the print job is, with a way to stop it; afterwards what became of it, where not all is well. */
export function PrintJobBar() {
  const { progress, isCancelling, result, error, cancel, dismiss } = usePrinting();
  if (progress !== undefined) {
    const share = (progress.done / Math.max(1, progress.total)) * 100;
    return (
      <div className={classes.job}>
        <Text size="sm" role="status">
          {isCancelling
            ? "Stopping after the letter that is being printed"
            : `Printing ${progress.done} of ${progress.total}${progress.letterNumber && `: ${progress.letterNumber}`}`}
        </Text>
        <Progress
          className={classes.jobBar}
          value={share}
          aria-label="Share of the letters that is printed"
        />
        <Button size="xs" variant="default" onClick={cancel} disabled={isCancelling}>
          Cancel
        </Button>
      </div>
    );
  }
  if (error !== undefined) {
    return (
      <div className={classes.result}>
        <ErrorNote error={error}>
          <Button mt="xs" size="xs" variant="default" onClick={dismiss}>
            Understood
          </Button>
        </ErrorNote>
      </div>
    );
  }
  if (result === undefined) return null;
  const { queued, refused, notTried, cancelled } = result;
  if (refused.length === 0 && !cancelled) {
    return (
      <div className={classes.job}>
        <Text size="sm" role="status">
          The printer has {letterCount(queued.length)}.
        </Text>
        <Button size="xs" variant="default" onClick={dismiss}>
          Understood
        </Button>
      </div>
    );
  }
  const left = refused.length + notTried.length;
  const message = `${cancelled ? "Cancelled. " : ""}${queued.length === 0 ? "Nothing went to the printer" : `The printer has ${letterCount(queued.length)}`}; ${letterCount(left)} ${left === 1 ? "waits" : "wait"} as before.`;
  return (
    <div className={classes.result}>
      <ErrorNote error={{ message }}>
        {refused.length > 0 && (
          <ul>
            {refused.map(({ dispatchId, letterNumber, message: why, action }) => (
              <li key={dispatchId}>
                {letterNumber && `${letterNumber}: `}
                {why} {action}
              </li>
            ))}
          </ul>
        )}
        <Button mt="xs" size="xs" variant="default" onClick={dismiss}>
          Understood
        </Button>
      </ErrorNote>
    </div>
  );
}
