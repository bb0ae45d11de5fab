import { IconAlertTriangleFilled, IconClockHour4 } from "@tabler/icons-react";
import { standingInWords, standingOn } from "../../../shared/referrals/targets.ts";
import classes from "./DueMark.module.css";
import { formatDate } from "./dates.ts";

interface DueMarkProps {
  readonly dueOn: string;
  readonly today: string;
}

/** How a due date stands, as words with a sign; the colour only helps. */
export function DueMark({ dueOn, today }: DueMarkProps) {
  const standing = standingOn(dueOn, today);
  return (
    <span className={classes.mark} data-state={standing.state} title={`Due ${formatDate(dueOn)}`}>
      {standing.state === "overdue" && <IconAlertTriangleFilled size={14} aria-hidden />}
      {standing.state === "today" && <IconClockHour4 size={15} aria-hidden />}
      {standingInWords(standing)}
    </span>
  );
}
