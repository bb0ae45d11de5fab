import type { OperationName } from "../contract.ts";
import type { ErrorReport } from "../errors.ts";
import { type PolicyKey, type PolicyValues, policyOf } from "./policies.ts";

/** Which operations a policy can switch off. Whoever answers an operation asks here first, whatever the screen offers. */

export type Permission = "exportAllowed" | "printingAllowed";

/** An operation is refused when all that it needs one of is switched off. */
const needs: { readonly [Name in OperationName]?: readonly Permission[] } = {
  "letter.read": ["exportAllowed"],
  "letter.draft": ["exportAllowed"],
  "worklist.export": ["exportAllowed"],
  "rescue.export": ["exportAllowed"],
  "patientData.export": ["exportAllowed"],
  "patientData.exportEverything": ["exportAllowed"],
  "window.saveLetter": ["exportAllowed"],
  "window.exportWorklist": ["exportAllowed"],
  "desk.file": ["printingAllowed"],
  "desk.copyCover": ["printingAllowed"],
  "window.printLetters": ["printingAllowed"],
  // To a printer or to a file: which of them is decided where that is known.
  "desk.envelopes": ["exportAllowed", "printingAllowed"],
  "window.printEnvelopes": ["exportAllowed", "printingAllowed"],
};

/** Operations that write something into a file and stay allowed, with the reason. */
export const exemptFromExport: { readonly [Name in OperationName]?: string } = {
  "audit.export": "The log holds no clinical text, and the law wants it kept.",
  "window.exportAudit": "The log holds no clinical text, and the law wants it kept.",
};

export function isGoverned(name: OperationName): boolean {
  return needs[name] !== undefined;
}

/** Why the operation is refused; undefined where no policy forbids it. */
export function refusalByPolicy(name: OperationName, values: PolicyValues): ErrorReport | undefined {
  return refusalOfAll(needs[name] ?? [], values);
}

/** Why nothing can be done that needs one of these; undefined where a policy leaves one of them, or none is needed. */
export function refusalOfAll(
  permissions: readonly Permission[],
  values: PolicyValues,
): ErrorReport | undefined {
  const [first] = permissions;
  if (first === undefined || permissions.some((permission) => values[permission] !== false)) {
    return undefined;
  }
  return refusalOf(first);
}

export function refusalOf(permission: Permission): ErrorReport {
  const what = permission === "exportAllowed" ? "Saving patient data as files" : "Printing";
  return {
    code: "notAllowed",
    message: `${what} is switched off on this computer by a policy.`,
    action: "Ask IT; Settings, Policies shows where the policy comes from.",
  };
}

/** Somebody wants to change what a policy has set. */
export function lockedByPolicy(key: PolicyKey, field: string): ErrorReport {
  return {
    code: "notAllowed",
    field,
    message: `“${policyOf(key).label}” is set by a policy and cannot be changed here.`,
    action: "Ask IT; Settings, Policies shows where the policy comes from.",
  };
}
