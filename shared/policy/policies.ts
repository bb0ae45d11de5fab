import type { PolicyKind, ValueOf } from "./kinds.ts";

/**
 * Everything that IT can decide for a computer. From this one list come the check of policy files, the JSON Schema, the
 * templates of the group policy editor, the page in Settings and the tests that hold the guide to it.
 *
 * A policy that is set is in force and locked: what a person or the practice chose stays stored and comes back when the policy goes.
 */
export interface Policy {
  readonly area: PolicyArea;
  readonly kind: PolicyKind;
  /** Names it in Settings and in the group policy editor. */
  readonly label: string;
  /** What it does, in whole sentences, for IT. */
  readonly explanation: string;
  /** What is so without it. */
  readonly otherwise: string;
  /** "next start": what is open stays as it is until then. */
  readonly takesEffect: "at once" | "next start";
  /** A value for examples. */
  readonly example: boolean | number | string | readonly string[];
}

export const policyAreas = {
  data: "Data and backups",
  access: "Access",
  output: "Printing and saving",
  letters: "Letterhead and letters",
  upkeep: "Updates and log",
} as const;
export type PolicyArea = keyof typeof policyAreas;

export const policies = {
  dataFolder: {
    area: "data",
    kind: { type: "folder" },
    label: "Data folder",
    explanation:
      "The folder on this computer's own disk in which the practice's data live. It stands above the start switch and the environment variable for the same. %NAME% is filled in from the environment, and ~ at the beginning is the user's home folder: %ProgramData%\\Fourfold\\Data is one store for everybody on the computer, %LocalAppData%\\Fourfold\\Data one for each user. A network share is refused and Fourfold does not start with it, since a live database there is damaged sooner or later; backups may go to a share. Data are not moved: copy the folder while Fourfold is closed.",
    otherwise: "The folder “data” beside the user's own settings of Fourfold.",
    takesEffect: "next start",
    example: "%ProgramData%\\Fourfold\\Data",
  },
  backupFolder: {
    area: "data",
    kind: { type: "folder" },
    label: "Folder for backups",
    explanation:
      "Where backups are written: another disk, or a network share. The folder must exist; Fourfold never makes it, so that a disk that is not mounted is noticed. Backups are encrypted as the data are.",
    otherwise: "The folder that the practice chooses in Settings.",
    takesEffect: "at once",
    example: "\\\\server\\fourfold-backups",
  },
  backupSchedule: {
    area: "data",
    kind: {
      type: "choice",
      choices: [
        { code: "off", label: "Only when asked for" },
        { code: "daily", label: "Each day" },
        { code: "hours", label: "Every few hours" },
      ],
    },
    label: "When backups are made",
    explanation:
      "“daily” takes its time from the policy “Time of the daily backup”, “hours” its interval from “Hours between backups”. Backups begin only while somebody is signed in; what was missed is caught up at the next sign-in.",
    otherwise: "As the practice chooses in Settings; at first only when asked for.",
    takesEffect: "at once",
    example: "daily",
  },
  backupTime: {
    area: "data",
    kind: { type: "time" },
    label: "Time of the daily backup",
    explanation: "By the computer's clock, from 00:00 to 23:59. Counts while backups are made each day.",
    otherwise: "As the practice chooses in Settings; at first 18:30.",
    takesEffect: "at once",
    example: "18:30",
  },
  backupHours: {
    area: "data",
    kind: { type: "integer", min: 1, max: 24 },
    label: "Hours between backups",
    explanation: "Counts while backups are made every few hours.",
    otherwise: "As the practice chooses in Settings; at first 4.",
    takesEffect: "at once",
    example: 4,
  },
  backupsToKeep: {
    area: "data",
    kind: { type: "integer", min: 1, max: 365 },
    label: "Backups to keep",
    explanation:
      "How many backups of this practice stay in the folder. The oldest goes after a new one has been opened and checked.",
    otherwise: "As the practice chooses in Settings; at first 14.",
    takesEffect: "at once",
    example: 30,
  },
  idleLockMinutes: {
    area: "access",
    kind: { type: "integer", min: 1, max: 60 },
    label: "Lock after idle minutes",
    explanation:
      "The window is cleared and locked when nobody has touched the computer for so long. What was typed is saved. Locking cannot be switched off.",
    otherwise: "10 minutes.",
    takesEffect: "at once",
    example: 5,
  },
  passwordMinimumLength: {
    area: "access",
    kind: { type: "integer", min: 12, max: 64 },
    label: "Shortest password",
    explanation:
      "How many characters a new password has at least. Passwords that exist go on working until they are changed. Common passwords, the owner's name and runs of the keyboard are refused at any length.",
    otherwise: "12 characters.",
    takesEffect: "at once",
    example: 14,
  },
  exportAllowed: {
    area: "output",
    kind: { type: "boolean" },
    label: "Saving patient data as files",
    explanation:
      "Where this is false, letters, tables, records for other programs and what can be read of a damaged store are not saved as files. Printing and encrypted backups go on, and the audit log, which holds no clinical text, can still be exported by an administrator.",
    otherwise: "Allowed.",
    takesEffect: "at once",
    example: false,
  },
  printingAllowed: {
    area: "output",
    kind: { type: "boolean" },
    label: "Printing",
    explanation: "Where this is false, letters, copies and envelopes are not printed from this computer.",
    otherwise: "Allowed.",
    takesEffect: "at once",
    example: true,
  },
  patientNamesInFiles: {
    area: "output",
    kind: { type: "boolean" },
    label: "Patient's name in the names of files",
    explanation:
      "Where this is true, a saved letter has the patient's name in its file name; where it is false, the letter's number alone. The title of the window never names a patient.",
    otherwise: "As the practice chooses in Settings; at first without.",
    takesEffect: "at once",
    example: false,
  },
  letterheadName: {
    area: "letters",
    kind: { type: "text", max: 120 },
    label: "Name of the practice",
    explanation: "Stands at the head of every letter and in its return address.",
    otherwise: "As the practice enters it.",
    takesEffect: "at once",
    example: "Alder Lane Spine and Pain",
  },
  letterheadAddress: {
    area: "letters",
    kind: { type: "lines", most: 3, max: 80 },
    label: "Address of the practice",
    explanation: "One to three lines, as in the window of an envelope.",
    otherwise: "As the practice enters it.",
    takesEffect: "at once",
    example: ["410 Alder Lane", "Springfield, IL 62704"],
  },
  letterheadPhone: {
    area: "letters",
    kind: { type: "text", max: 40 },
    label: "Telephone of the practice",
    explanation: "As it is printed in the letterhead.",
    otherwise: "As the practice enters it.",
    takesEffect: "at once",
    example: "(217) 555-0140",
  },
  letterheadFax: {
    area: "letters",
    kind: { type: "text", max: 40 },
    label: "Fax of the practice",
    explanation: "As it is printed in the letterhead.",
    otherwise: "As the practice enters it.",
    takesEffect: "at once",
    example: "(217) 555-0141",
  },
  letterPaper: {
    area: "letters",
    kind: {
      type: "choice",
      choices: [
        { code: "letter", label: "US Letter" },
        { code: "a4", label: "A4" },
      ],
    },
    label: "Paper",
    explanation: "The paper for which letters are set.",
    otherwise: "As the practice chooses.",
    takesEffect: "at once",
    example: "letter",
  },
  letterFooter: {
    area: "letters",
    kind: { type: "text", max: 160 },
    label: "Line at the foot of every page",
    explanation: "Office hours, a web address.",
    otherwise: "As the practice chooses; at first none.",
    takesEffect: "at once",
    example: "Weekdays 8 am to 5 pm",
  },
  letterConfidentiality: {
    area: "letters",
    kind: { type: "text", max: 400 },
    label: "Notice of confidentiality",
    explanation: "Stands in every letter in the place of Fourfold's own notice.",
    otherwise: "As the practice chooses; at first Fourfold's own.",
    takesEffect: "at once",
    example: "Confidential: for the addressee alone.",
  },
  lettersCarryFindings: {
    area: "letters",
    kind: { type: "boolean" },
    label: "Findings for programs inside the letter",
    explanation:
      "Whether the PDF of a signed letter carries its findings as attached files, as a case file and as FHIR, for the receiving program.",
    otherwise: "As the practice chooses in Settings; at first they are attached.",
    takesEffect: "at once",
    example: true,
  },
  updatesEnabled: {
    area: "upkeep",
    kind: { type: "boolean" },
    label: "Updates",
    explanation:
      "Whether Fourfold looks for newer versions at the place that “Where updates come from” names. Without such a place nothing is looked for.",
    otherwise: "Off. Fourfold reaches for nothing.",
    takesEffect: "at once",
    example: false,
  },
  updateFeed: {
    area: "upkeep",
    kind: { type: "feed" },
    label: "Where updates come from",
    explanation:
      "The practice's own server (https) or a folder, also on a share, that holds the files of a release. Only administrators should be able to write there.",
    otherwise: "No place; updates stay off.",
    takesEffect: "at once",
    example: "https://updates.practice.example/fourfold",
  },
  logLevel: {
    area: "upkeep",
    kind: {
      type: "choice",
      choices: [
        { code: "error", label: "Faults alone" },
        { code: "warn", label: "Faults and refusals" },
        { code: "info", label: "Everything" },
      ],
    },
    label: "What the log holds",
    explanation: "The log never holds patient data, whatever stands here.",
    otherwise: "Everything.",
    takesEffect: "at once",
    example: "info",
  },
} as const satisfies Readonly<Record<string, Policy>>;

export type PolicyKey = keyof typeof policies;
/** The values in force; what is absent is not governed. */
export type PolicyValues = {
  readonly [Key in PolicyKey]?: ValueOf<(typeof policies)[Key]["kind"]>;
};
export type PolicyValue = boolean | number | string | readonly string[];

export const policyKeys = Object.keys(policies) as PolicyKey[];

export function isPolicyKey(key: string): key is PolicyKey {
  return Object.hasOwn(policies, key);
}

export function policyOf(key: PolicyKey): Policy {
  return policies[key];
}
