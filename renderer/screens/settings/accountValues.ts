import { passwordProblem } from "../../../shared/accounts/passwordRule.ts";
import { type AccountRow, accountEntry, type OperationInput } from "../../../shared/contract.ts";
import type { Role } from "../../../shared/evaluation/people.ts";
import {
  type FieldProblems,
  orAbsent,
  problemsOf,
  withoutAbsent,
} from "../../components/common/formCheck.ts";

/** An account as it is typed. Passwords are never among what waits while the window is locked. */
export interface AccountValues {
  displayName: string;
  credentials: string;
  npi: string;
  accountName: string;
  role: Role;
  isAdministrator: boolean;
}

export interface PasswordValues {
  temporaryPassword: string;
  password: string;
}

/** What the form works on; kept while the window is locked. */
export interface AccountDraft {
  /** Absent for a new account. */
  readonly accountId?: string;
  readonly values: AccountValues;
}

export const emptyAccount: AccountValues = {
  displayName: "",
  credentials: "",
  npi: "",
  accountName: "",
  role: "staff",
  isAdministrator: false,
};

export const roleLabels: Readonly<Record<Role, string>> = {
  physician: "Physician",
  staff: "Staff",
  administrator: "Administrator",
};

export const stateLabels: Readonly<Record<AccountRow["state"], string>> = {
  enabled: "Enabled",
  disabled: "Disabled",
  withoutPassword: "No password",
};

/** "Physician, administrator" */
export function roleText({ role, isAdministrator }: Pick<AccountRow, "role" | "isAdministrator">): string {
  return isAdministrator && role !== "administrator"
    ? `${roleLabels[role]}, administrator`
    : roleLabels[role];
}

/** "Temporary password" */
export function stateText({ state, mustChangePassword }: AccountRow): string {
  return mustChangePassword && state === "enabled" ? "Temporary password" : stateLabels[state];
}

export function accountValues(row: AccountRow): AccountValues {
  const { signer, accountName, role, isAdministrator } = row;
  return {
    displayName: signer.displayName,
    credentials: signer.credentials ?? "",
    npi: signer.npi ?? "",
    accountName,
    role,
    isAdministrator,
  };
}

function entryOf(values: AccountValues) {
  return {
    accountName: values.accountName,
    role: values.role,
    isAdministrator: values.isAdministrator || values.role === "administrator",
    signer: withoutAbsent({
      displayName: values.displayName,
      credentials: orAbsent(values.credentials),
      npi: orAbsent(values.npi.replace(/[\s-]/g, "")),
    }),
  };
}

/** What keeps the account from being saved, by field. */
export function checkAccount(values: AccountValues, taken: readonly string[]): FieldProblems {
  const {
    "signer.displayName": displayName,
    "signer.credentials": credentials,
    "signer.npi": npi,
    ...own
  } = problemsOf(accountEntry, entryOf(values), {
    accountName: "Account",
    "signer.displayName": "Name",
    "signer.credentials": "Credentials",
    "signer.npi": "NPI",
  });
  const name = values.accountName.trim().toLowerCase();
  return withoutAbsent({
    ...own,
    displayName,
    credentials,
    npi,
    accountName: taken.some((other) => other.toLowerCase() === name)
      ? "There is an account with this name already."
      : own.accountName,
  }) as FieldProblems;
}

/** A temporary password and one's own, which allows it to be given. */
export function checkPasswords(
  { temporaryPassword, password }: PasswordValues,
  owner: { readonly accountName: string; readonly displayName: string },
  shortest?: number,
): FieldProblems {
  const problem = passwordProblem(temporaryPassword, owner, shortest);
  return {
    ...(problem === undefined ? {} : { temporaryPassword: `Temporary password ${problem}.` }),
    ...(password === "" ? { password: "Your own password must not be empty." } : {}),
  };
}

export interface OwnPasswordValues {
  password: string;
  newPassword: string;
  again: string;
}

export function checkOwnPassword(
  { password, newPassword, again }: OwnPasswordValues,
  owner: { readonly accountName: string; readonly displayName: string },
  shortest?: number,
): FieldProblems {
  const problem = passwordProblem(newPassword, owner, shortest);
  return {
    ...(password === "" ? { password: "Password now must not be empty." } : {}),
    ...(problem === undefined ? {} : { newPassword: `New password ${problem}.` }),
    ...(newPassword === again ? {} : { again: "The two passwords are not the same." }),
  };
}

export function toNewAccount(
  values: AccountValues,
  passwords: PasswordValues,
): OperationInput<"accounts.add"> {
  return { ...accountEntry.parse(entryOf(values)), ...passwords };
}

export function toChangedAccount(
  accountId: string,
  values: AccountValues,
): OperationInput<"accounts.change"> {
  return { ...accountEntry.parse(entryOf(values)), accountId };
}

/**
 * A password that can be read out: groups of four letters and digits that are not taken for each other, four groups or as many as
 * the rule asks for.
 */
export function suggestPassword(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array,
  shortest = 0,
): string {
  const signs = "abcdefghjkmnpqrstuvwxyz23456789";
  const groups: string[] = [];
  while (groups.length < Math.max(4, Math.ceil((shortest + 1) / 5))) {
    // 248 is the largest multiple of 31 in a byte: what is above would make some signs likelier.
    const fit = [...random(new Uint8Array(16))].filter((byte) => byte < 248).slice(0, 4);
    if (fit.length === 4) groups.push(fit.map((byte) => signs[byte % signs.length]).join(""));
  }
  return groups.join("-");
}
