import type { PatientContents } from "../../../shared/contract.ts";
import {
  type ErasureGround,
  erasureGrounds,
  erasureGroundWords,
} from "../../../shared/dataRights/erasure.ts";
import { type RetentionRule, retentionRuleSchema } from "../../../shared/dataRights/retention.ts";
import { formatDate, formatInstant } from "../../components/common/dates.ts";

/** A patient's record, its export and its erasure in words. */

const several = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`);

/** "2 evaluations (1 not signed) and 1 signed letter" */
export function contentsWords({ evaluations, unsigned, letters }: PatientContents): string {
  const open = unsigned === 0 ? "" : ` (${unsigned} not signed)`;
  return `${several(evaluations, "evaluation")}${open} and ${several(letters, "signed letter")}`;
}

export function keepWords({ lastContact, keepUntil, isKept }: PatientContents): string {
  const last = `Last contact ${formatDate(lastContact)}.`;
  return isKept
    ? `${last} By the practice's rule it is kept until ${formatDate(keepUntil)}.`
    : `${last} By the practice's rule it need not be kept since ${formatDate(keepUntil)}.`;
}

/** What no erasure reaches, each in a line. */
export function elsewhereWords({ backups, backupFolder, putAside }: PatientContents["elsewhere"]): string[] {
  const oldest = backups?.at(-1);
  const newest = backups?.at(0);
  return [
    ...(backups === undefined
      ? [`The folder for backups (${backupFolder}) cannot be read now: what it holds is not known.`]
      : []),
    ...(backups && oldest && newest
      ? [
          `${several(backups.length, "backup")} in ${backupFolder}, of ${
            backups.length === 1
              ? formatInstant(newest.createdAt)
              : `${formatInstant(oldest.createdAt)} to ${formatInstant(newest.createdAt)}`
          }.`,
        ]
      : []),
    ...(putAside === 0
      ? []
      : [
          `${putAside === 1 ? "1 copy" : `${putAside} copies`} of the store in the data folder, from before a restore or an update (store-before-restore-…, before-update).`,
        ]),
    "Backups that were copied to other places, and letters that were printed, sent or exported.",
  ];
}

/** That the time is over can only be said when it is. */
export function groundChoices(
  isKept: boolean,
): { readonly value: ErasureGround | ""; readonly label: string }[] {
  const allowed = erasureGrounds.filter((ground) => ground !== "retentionOver" || !isKept);
  return [
    { value: "", label: "Choose" },
    ...allowed.map((value) => ({ value, label: erasureGroundWords[value] })),
  ];
}

export interface RuleValues {
  readonly years: string;
  readonly majorityAge: string;
}

/** The rule as it was typed, or what is wrong with each figure. */
export function ruleOf(
  values: RuleValues,
): { readonly rule: RetentionRule } | { readonly problems: Partial<RuleValues> } {
  const figure = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);
  const parsed = retentionRuleSchema.safeParse({
    years: figure(values.years),
    majorityAge: figure(values.majorityAge),
  });
  if (parsed.success) return { rule: parsed.data };
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return {
    problems: {
      ...(wrong.has("years") ? { years: "Must be a whole number from 1 to 100." } : {}),
      ...(wrong.has("majorityAge") ? { majorityAge: "Must be a whole number from 16 to 21." } : {}),
    },
  };
}
