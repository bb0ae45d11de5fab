import type { WorklistRow } from "../contract.ts";
import { daysBetween } from "../evaluation/dates.ts";
import { loopStateNames } from "../referrals/loop.ts";
import { standingInWords, standingOn } from "../referrals/targets.ts";
import { type CsvColumn, writeCsv } from "./csv.ts";

/** What each stage of the worklist is called. */
export const stageNames: Readonly<Record<WorklistRow["stage"], string>> = {
  referred: "Referred",
  inEvaluation: "In evaluation",
  readyToSign: "Ready to sign",
  letterToSend: "Letter to send",
  awaitingAcknowledgement: "Awaiting acknowledgement",
  closed: "Closed",
};

/** The worklist as a table for a spreadsheet: a row for each evaluation, dates as 2025-03-10, in the order given. */
export function worklistCsv(rows: readonly WorklistRow[], today: string): string {
  const columns: readonly CsvColumn<WorklistRow>[] = [
    { heading: "Stage", value: (row) => stageNames[row.stage] },
    { heading: "Referral", value: (row) => loopStateNames[row.loopState] },
    { heading: "Patient", value: (row) => row.patientName },
    { heading: "Date of birth", value: (row) => row.dateOfBirth },
    { heading: "MRN", value: (row) => row.mrn },
    { heading: "Referrer", value: (row) => row.referrerName },
    { heading: "Question", value: (row) => row.question },
    { heading: "Urgency", value: (row) => row.urgency },
    { heading: "Red flag", value: (row) => row.redFlag },
    { heading: "Referred on", value: (row) => row.referralDate },
    { heading: "Visit on", value: (row) => row.visitDate },
    { heading: "Follow-up", value: (row) => row.followUp === true },
    {
      heading: "Days since referral",
      value: (row) =>
        row.stage === "closed" ? undefined : Math.max(0, daysBetween(row.referralDate, today)),
    },
    { heading: "Due on", value: (row) => row.dueOn },
    {
      heading: "Target",
      value: (row) => (row.dueOn === undefined ? undefined : standingInWords(standingOn(row.dueOn, today))),
    },
    { heading: "Owner", value: (row) => row.owner },
  ];
  return writeCsv(columns, rows);
}
