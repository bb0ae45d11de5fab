import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { OperationOutput } from "../../shared/contract.ts";
import type { FourfoldError } from "../../shared/errors.ts";
import type { EarlierVisit } from "../../shared/evaluation/evaluation.ts";
import type { PictureOptions } from "../../shared/reasoning/picture.ts";
import {
  asDelivered,
  type RuleSettings,
  settingsFrom,
  switchedOffIn,
} from "../../shared/reasoning/practiceRules.ts";
import { call } from "./bridge.ts";
import { useRead } from "./queries.ts";

/** What the practice made of the rules, and what was done at earlier visits: with them each picture is worked out. */

type Decisions = OperationOutput<"rules.read">["decisions"];

/** The answer of the backend stays the same object while it is the same answer. */
const settingsOf = new WeakMap<Decisions, RuleSettings>();

/** Where each rule stands; as delivered until the store has answered. */
export function usePracticeRules(): RuleSettings {
  const { data } = useRead("rules.read", {});
  if (data === undefined) return asDelivered;
  const known = settingsOf.get(data.decisions);
  if (known !== undefined) return known;
  const settings = settingsFrom(data.decisions);
  settingsOf.set(data.decisions, settings);
  return settings;
}

/** For what stands inside the picture, where hundreds of lines must not each ask the store. */
export const RuleSettingsContext = createContext<RuleSettings>(asDelivered);

export function useRuleSettings(): RuleSettings {
  return useContext(RuleSettingsContext);
}

type Earlier = OperationOutput<"evaluation.earlier">["evaluations"];

const signedVisits = new WeakMap<Earlier, readonly EarlierVisit[]>();
const noVisits: readonly EarlierVisit[] = [];

/**
 * Signed visits of the same patient. Asked once for an evaluation, since each time that somebody reads earlier visits stands
 * in the audit, and what is signed does not change.
 */
function useEarlierVisits(evaluationId: string): readonly EarlierVisit[] {
  const input = { evaluationId };
  const { data } = useQuery<OperationOutput<"evaluation.earlier">, FourfoldError>({
    queryKey: ["evaluation.earlier", input, ""],
    queryFn: () => call("evaluation.earlier", input),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === undefined) return noVisits;
  const known = signedVisits.get(data.evaluations);
  if (known !== undefined) return known;
  const signed = data.evaluations.filter(({ isSigned }) => isSigned);
  const visits = signed.length === 0 ? noVisits : signed;
  signedVisits.set(data.evaluations, visits);
  return visits;
}

/** The same options are the same object, so that a picture is worked out once for whoever shows it. */
let latest: { readonly of: readonly unknown[]; readonly options: PictureOptions } | undefined;

export function usePictureOptions(evaluationId: string): PictureOptions {
  const settings = usePracticeRules();
  const earlier = useEarlierVisits(evaluationId);
  const of = [settings, earlier];
  if (latest === undefined || latest.of.some((part, index) => part !== of[index])) {
    latest = { of, options: { switchedOff: switchedOffIn(settings), earlier } };
  }
  return latest.options;
}
