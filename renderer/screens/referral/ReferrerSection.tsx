import { Button, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { OperationOutput } from "../../../shared/contract.ts";
import { useRead } from "../../state/queries.ts";
import { ClinicianFields, specialtyLabels } from "./ClinicianFields.tsx";
import { Section } from "./FormSection.tsx";
import classes from "./Referral.module.css";
import { clinicianValues, emptyClinician, type ReferralValues } from "./referralValues.ts";

type KnownReferrer = OperationOutput<"referrers.search">["referrers"][number];

/** Who refers, from the directory or new; and the primary care clinician where somebody else refers. */
export function ReferrerSection({ mode }: { readonly mode: "new" | "edit" }) {
  const { setValue, clearErrors, setFocus } = useFormContext<ReferralValues>();
  const referrerId = useWatch<ReferralValues, "referrerId">({ name: "referrerId" });
  const specialty = useWatch<ReferralValues, "referrer.specialty">({ name: "referrer.specialty" });
  const take = (row: KnownReferrer) => {
    // A stored referral keeps its own copy of the referrer, which stays open to correction.
    if (mode === "new") setValue("referrerId", row.id);
    setValue("referrer", clinicianValues(row.referrer));
    clearErrors("referrer");
    setFocus(mode === "new" ? "date" : "referrer.title");
  };
  const takeAnother = () => {
    setValue("referrerId", "");
    setValue("referrer", emptyClinician);
  };
  return (
    <Section title="Referring clinician">
      {referrerId === "" ? (
        <ClinicianFields name="referrer" known={<KnownClinicians name="referrer" onUse={take} />} />
      ) : (
        <FoundReferrer onAnother={takeAnother} />
      )}
      {specialty !== "" && specialty !== "primary care" && <PrimaryCare />}
    </Section>
  );
}

function FoundReferrer({ onAnother }: { onAnother(): void }) {
  const referrer = useWatch<ReferralValues, "referrer">({ name: "referrer" });
  const specialty = specialtyLabels[referrer.specialty as keyof typeof specialtyLabels] ?? "";
  return (
    <div className={classes.found}>
      <Text fw={600}>
        {[referrer.title, referrer.givenNames, referrer.familyName].filter(Boolean).join(" ")}
        {referrer.credentials && `, ${referrer.credentials}`}
      </Text>
      <Text size="sm">{referrer.specialty === "other" ? referrer.specialtyOther : specialty}</Text>
      {referrer.practice && <Text size="sm">{referrer.practice}</Text>}
      {referrer.address && (
        <Text size="sm" style={{ whiteSpace: "pre-line" }}>
          {referrer.address}
        </Text>
      )}
      <Button size="compact-sm" variant="default" mt="xs" onClick={onAnother}>
        Another clinician
      </Button>
    </div>
  );
}

function PrimaryCare() {
  const { setValue, clearErrors, setFocus } = useFormContext<ReferralValues>();
  const take = (row: KnownReferrer) => {
    setValue("primaryCare", clinicianValues(row.referrer));
    clearErrors("primaryCare");
    setFocus("primaryCare.title");
  };
  return (
    <fieldset className={classes.inner}>
      <legend>Primary care clinician, who gets a copy</legend>
      <ClinicianFields name="primaryCare" known={<KnownClinicians name="primaryCare" onUse={take} />} />
    </fieldset>
  );
}

interface KnownCliniciansProps {
  readonly name: "referrer" | "primaryCare";
  onUse(row: KnownReferrer): void;
}

/** Entries of the directory that fit the typed name. */
function KnownClinicians({ name, onUse }: KnownCliniciansProps) {
  const typedName = useWatch<ReferralValues, `${typeof name}.familyName`>({ name: `${name}.familyName` });
  // The name that is settled: as it stood when the form opened, or as it came from the directory.
  const [settledName, settle] = useState(typedName);
  const [text] = useDebouncedValue(typedName.trim(), 150);
  const search = useRead(
    "referrers.search",
    { text: text.slice(0, 200), limit: 5 },
    { enabled: text.length >= 2 && typedName !== settledName, keepPrevious: true },
  );
  const rows = text.length >= 2 && typedName !== settledName ? (search.data?.referrers ?? []) : [];
  return (
    <div aria-live="polite">
      {rows.length > 0 && (
        <div className={classes.knownInline}>
          <Text fw={600} size="sm">
            In the directory
          </Text>
          <ul className={classes.knownList}>
            {rows.map((row) => (
              <li key={row.id} className={classes.knownRow}>
                <span className={classes.knownName}>
                  {row.referrer.familyName}
                  {row.referrer.givenNames && `, ${row.referrer.givenNames}`}
                  <span className={classes.knownFacts}>
                    {[specialtyLabels[row.referrer.specialty], row.referrer.practice]
                      .filter(Boolean)
                      .join(", ")}
                  </span>
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Use ${row.referrer.familyName}`}
                  onClick={() => {
                    settle(row.referrer.familyName);
                    onUse(row);
                  }}
                >
                  Use
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
