import { passwordProblem } from "../../../shared/accounts/passwordRule.ts";
import type { OperationInput } from "../../../shared/contract.ts";
import { signerSchema } from "../../../shared/evaluation/people.ts";
import type { SetUpFile } from "../../../shared/setUp/setUpFile.ts";
import {
  type FieldProblems,
  orAbsent,
  problemsOf,
  withoutAbsent,
} from "../../components/common/formCheck.ts";
import {
  checkPractice,
  emptyPractice,
  type PracticeValues,
  practiceValues,
  toPractice,
} from "../../components/practice/practiceValues.ts";

/** Set-up as it is typed; empty text where nothing was entered. */
export interface SetUpValues extends PracticeValues {
  displayName: string;
  credentials: string;
  npi: string;
  accountName: string;
  password: string;
  passwordAgain: string;
  withInventedPatients: boolean;
}

export const emptySetUp: SetUpValues = {
  ...emptyPractice,
  displayName: "",
  credentials: "",
  npi: "",
  accountName: "",
  password: "",
  passwordAgain: "",
  withInventedPatients: false,
};

/** What IT answered beforehand; the rest, and above all the password, stays to be entered. */
export function valuesFrom({ practice = {}, firstAccount = {} }: SetUpFile): SetUpValues {
  const { name = "", addressLines = [], paper = emptySetUp.paper, ...others } = practice;
  return {
    ...emptySetUp,
    ...practiceValues({ ...others, name, addressLines, paper }),
    displayName: firstAccount.displayName ?? "",
    credentials: firstAccount.credentials ?? "",
    npi: firstAccount.npi ?? "",
    accountName: firstAccount.accountName ?? "",
  };
}

export const setUpSteps = ["practice", "account", "data", "recoveryKey"] as const;
export type SetUpStep = (typeof setUpSteps)[number];

export const stepTitles: Readonly<Record<SetUpStep, string>> = {
  practice: "Your practice",
  account: "Your account",
  data: "Your data",
  recoveryKey: "Recovery key",
};

/** The fields of each step, so that a step is checked by itself before the next one. */
export const fieldsOfStep: Readonly<Record<SetUpStep, readonly (keyof SetUpValues)[]>> = {
  practice: ["practiceName", "address", "phone", "fax", "paper"],
  account: ["displayName", "credentials", "npi", "accountName", "password", "passwordAgain"],
  data: ["withInventedPatients"],
  recoveryKey: [],
};

function signerOf(values: SetUpValues) {
  return withoutAbsent({
    displayName: values.displayName,
    credentials: orAbsent(values.credentials),
    npi: orAbsent(values.npi.replace(/[\s-]/g, "")),
  });
}

/** Everything that keeps the practice from being set up, by field. */
export function checkSetUp(values: SetUpValues, shortest?: number): FieldProblems {
  const name = values.accountName.trim();
  const problem = passwordProblem(values.password, values, shortest);
  return {
    ...checkPractice(values),
    ...problemsOf(signerSchema, signerOf(values), {
      displayName: "Name",
      credentials: "Credentials",
      npi: "NPI",
    }),
    ...(name === ""
      ? { accountName: "Account must not be empty." }
      : /^[\p{L}\p{N}._-]{1,60}$/u.test(name)
        ? {}
        : { accountName: "Account may hold letters, digits, dot, dash and underscore, and no spaces." }),
    ...(problem === undefined ? {} : { password: `Password ${problem}.` }),
    ...(values.passwordAgain === values.password
      ? {}
      : { passwordAgain: "The two passwords are not the same." }),
  };
}

export function toSetUp(values: SetUpValues): OperationInput<"store.setUp"> {
  return {
    practice: toPractice(values),
    accountName: values.accountName.trim(),
    password: values.password,
    signer: signerSchema.parse(signerOf(values)),
    withInventedPatients: values.withInventedPatients,
  };
}

/** The groups of a recovery key, as it is written with dashes. */
export function groupsOf(recoveryKey: string): readonly string[] {
  return recoveryKey.split(/[-\s]+/).filter(Boolean);
}

/** Which two groups are typed back, counted from 0: one from the middle and the last, so that the whole must be at hand. */
export function groupsToTypeBack(recoveryKey: string): readonly [number, number] {
  const count = groupsOf(recoveryKey).length;
  return [Math.max(0, Math.floor(count / 2) - 1), Math.max(0, count - 1)];
}

/** Case and look-alikes (O and 0, I, L and 1) do not matter, as when the whole key is entered. */
export function isSameGroup(typed: string, group: string): boolean {
  const plain = (text: string) =>
    text.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return plain(typed) === plain(group);
}
