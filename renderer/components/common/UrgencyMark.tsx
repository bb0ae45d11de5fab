import { IconAlertTriangleFilled, IconChevronsUp, IconChevronUp } from "@tabler/icons-react";
import classes from "./UrgencyMark.module.css";

export const urgencyLabels: Readonly<Record<string, string>> = {
  routine: "Routine",
  soon: "Soon",
  urgent: "Urgent",
  emergency: "Emergency",
};

/** Urgency as a word with a sign; the colour only helps. */
export function UrgencyMark({ urgency }: { readonly urgency: string }) {
  return (
    <span className={classes.mark} data-urgency={urgency}>
      {urgency === "soon" && <IconChevronUp size={15} aria-hidden />}
      {urgency === "urgent" && <IconChevronsUp size={15} aria-hidden />}
      {urgency === "emergency" && <IconAlertTriangleFilled size={14} aria-hidden />}
      {urgencyLabels[urgency] ?? urgency}
    </span>
  );
}
