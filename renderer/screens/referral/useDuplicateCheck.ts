import { useDebouncedValue } from "@mantine/hooks";
import { useRef } from "react";
import type { OperationOutput } from "../../../shared/contract.ts";
import { useRead } from "../../state/queries.ts";
import type { PatientValues, ReferralValues } from "./referralValues.ts";

export type KnownPatient = OperationOutput<"patients.search">["patients"][number];

export interface DuplicateCheck {
  /** Whether the form must not be sent: a likely duplicate is on screen and nobody has said that it is another person. */
  blocks(values: ReferralValues): boolean;
  /** Told by the section that shows them. */
  report(likely: readonly KnownPatient[]): void;
}

export function useDuplicateCheck(): DuplicateCheck {
  const likely = useRef<readonly KnownPatient[]>([]);
  return {
    blocks: (values) => values.patientId === "" && likely.current.length > 0 && !values.isAnotherPatient,
    report: (found) => {
      likely.current = found;
    },
  };
}

interface KnownPatients {
  /** The same MRN, or the same date of birth and a like name. */
  readonly likely: readonly KnownPatient[];
  /** Found by the typed name, MRN or date of birth alone. */
  readonly others: readonly KnownPatient[];
}

/** Patients of the practice who may be the one being typed, looked up while typing. */
export function useKnownPatients(values: PatientValues, enabled: boolean): KnownPatients {
  const { familyName, givenNames, dateOfBirth, mrn } = values;
  const [typed] = useDebouncedValue(JSON.stringify({ familyName, givenNames, dateOfBirth, mrn }), 150);
  const question = JSON.parse(typed) as Pick<
    PatientValues,
    "familyName" | "givenNames" | "dateOfBirth" | "mrn"
  >;
  const likely = useRead("patients.likely", question, {
    enabled: enabled && Object.values(question).some((text) => text.trim() !== ""),
    keepPrevious: true,
  });
  const searched = question.mrn.trim() || `${question.familyName} ${question.givenNames}`.trim();
  const search = useRead(
    "patients.search",
    { text: searched.slice(0, 200), limit: 6 },
    { enabled: enabled && searched.length >= 2, keepPrevious: true },
  );
  if (!enabled) return { likely: [], others: [] };
  const likelyPatients = likely.data?.patients ?? [];
  const known = new Set(likelyPatients.map((row) => row.id));
  return {
    likely: likelyPatients,
    others: searched.length >= 2 ? (search.data?.patients ?? []).filter((row) => !known.has(row.id)) : [],
  };
}
