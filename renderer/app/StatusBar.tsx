import { IconAlertTriangle, IconCircleCheck, IconLoader2 } from "@tabler/icons-react";
import { formatTime } from "../components/common/dates.ts";
import { type SaveState, useSaveStatus } from "../state/saveStatus.ts";
import { useAccount } from "../state/session.ts";
import classes from "./Shell.module.css";

/** When the last answer was on disk, and who is signed in. */
export function StatusBar() {
  const state = useSaveStatus((status) => status.state);
  const account = useAccount();
  return (
    <footer className={classes.status}>
      <span className={classes.saveState} data-kind={state.kind} role="status" aria-live="polite">
        <SaveIcon kind={state.kind} />
        <span className="tabular">{wordsOf(state)}</span>
      </span>
      <span className={classes.who}>Signed in: {account.signer.displayName}</span>
    </footer>
  );
}

function SaveIcon({ kind }: { readonly kind: SaveState["kind"] }) {
  if (kind === "saved") return <IconCircleCheck size={16} aria-hidden />;
  if (kind === "saving") return <IconLoader2 size={16} aria-hidden />;
  return kind === "waiting" ? <IconAlertTriangle size={16} aria-hidden /> : null;
}

export function wordsOf(state: SaveState): string {
  switch (state.kind) {
    case "nothingToSave":
      return "";
    case "saving":
      return "Saving";
    case "saved":
      return `Saved ${formatTime(state.savedAt)}`;
    case "waiting":
      return `Not saved yet: ${state.message}`;
  }
}
