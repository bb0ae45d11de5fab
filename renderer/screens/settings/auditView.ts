import { type AuditGroupId, auditGroupIds, auditGroups } from "../../../shared/audit/groups.ts";
import type { AuditChainState, AuditFilter } from "../../../shared/contract.ts";
import { isCalendarDate } from "../../../shared/evaluation/people.ts";

/** The filters as they are typed; empty where nothing was chosen. */
export interface AuditFilterValues {
  accountId: string;
  group: string;
  subject: string;
  from: string;
  to: string;
}

export const noFilter: AuditFilterValues = { accountId: "", group: "", subject: "", from: "", to: "" };

const isGroup = (id: string): id is AuditGroupId => auditGroupIds.some((known) => known === id);

export const groupChoices = auditGroupIds.map((id) => ({ value: id, label: auditGroups[id].label }));

/** What is asked for; a date that is none is left out until it is one. */
export function toAuditFilter(values: AuditFilterValues): AuditFilter {
  const subject = values.subject.trim();
  return {
    ...(values.accountId === "" ? {} : { accountId: values.accountId }),
    ...(isGroup(values.group) ? { group: values.group } : {}),
    ...(subject === "" ? {} : { subject }),
    ...(isCalendarDate(values.from) ? { from: values.from } : {}),
    ...(isCalendarDate(values.to) ? { to: values.to } : {}),
  };
}

/** What is wrong with a date as typed, if it is typed. */
export function dateProblem(typed: string): string | undefined {
  return typed === "" || isCalendarDate(typed) ? undefined : "No date";
}

const withSeparators = (count: number): string => count.toLocaleString("en-US");

/** "All 1,204 entries form one unbroken chain." */
export function chainWords({ state, entries, problem }: AuditChainState): string {
  if (state === "checking") return `Checking the chain: ${withSeparators(entries)} entries so far.`;
  if (state === "whole") return `All ${withSeparators(entries)} entries form one unbroken chain.`;
  return `The log was tampered with or is damaged: ${problem ?? "the chain is broken"}. Up to there, ${withSeparators(entries)} entries are as they were written.`;
}
