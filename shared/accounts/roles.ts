import type { Role } from "../evaluation/people.ts";

/**
 * What an account may do follows from its role and from whether it is an administrator beside it: in a practice of one, the
 * physician is both.
 */
export interface RoleHolder {
  readonly role: Role;
  readonly isAdministrator: boolean;
}

/** Every role that the account acts in, its own first. */
export function rolesOf({ role, isAdministrator }: RoleHolder): readonly Role[] {
  return isAdministrator && role !== "administrator" ? [role, "administrator"] : [role];
}

export function holdsOneOf(account: RoleHolder, roles: readonly Role[]): boolean {
  return rolesOf(account).some((role) => roles.includes(role));
}

/** "physician and administrator" */
export function roleWords(account: RoleHolder): string {
  return rolesOf(account).join(" and ");
}
