/** Kinds of audit entries, as somebody looks for them. The first word of an action decides. */

interface AuditGroup {
  readonly label: string;
  /** First words of the actions; none for what is in no other group. */
  readonly actions: readonly string[];
}

export const auditGroups = {
  session: { label: "Sign-in and lock", actions: ["session"] },
  accounts: { label: "Accounts and keys", actions: ["account", "recoveryKey"] },
  evaluations: { label: "Referrals and evaluations", actions: ["referral", "evaluation", "patient"] },
  letters: { label: "Letters", actions: ["letter"] },
  emergency: { label: "Emergency access", actions: ["emergency"] },
  audit: { label: "Audit log", actions: ["audit"] },
  other: { label: "Practice and data", actions: [] },
} as const satisfies Readonly<Record<string, AuditGroup>>;

export type AuditGroupId = keyof typeof auditGroups;
export const auditGroupIds = Object.keys(auditGroups) as [AuditGroupId, ...AuditGroupId[]];
