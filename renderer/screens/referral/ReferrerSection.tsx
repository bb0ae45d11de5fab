import { Button, Text } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { type KnownClinician, KnownClinicians } from "../../components/directory/KnownClinicians.tsx";
import { specialtyLabels } from "../../components/directory/specialties.ts";
import { ClinicianFields } from "./ClinicianFields.tsx";
import { Section } from "./FormSection.tsx";
import classes from "./Referral.module.css";
import { clinicianValues, emptyClinician, type ReferralValues } from "./referralValues.ts";

/** Who refers, from the directory or new; and the primary care clinician where somebody else refers. */
export function ReferrerSection({ mode }: { readonly mode: "new" | "edit" }) {
  const { setValue, clearErrors, setFocus } = useFormContext<ReferralValues>();
  const referrerId = useWatch<ReferralValues, "referrerId">({ name: "referrerId" });
  const specialty = useWatch<ReferralValues, "referrer.specialty">({ name: "referrer.specialty" });
  const typedName = useWatch<ReferralValues, "referrer.familyName">({ name: "referrer.familyName" });
  const take = (row: KnownClinician) => {
    // A stored referral keeps its own copy of the referrer, which stays open to correction.
    if (mode === "new") setValue("referrerId", row.id);
    setValue("referrer", clinicianValues(row.referrer));
    clearErrors("referrer");
    setFocus(mode === "new" ? "date" : "referrer.title");
    return row.referrer.familyName;
  };
  const takeAnother = () => {
    setValue("referrerId", "");
    setValue("referrer", emptyClinician);
  };
  return (
    <Section title="Referring clinician">
      {referrerId === "" ? (
        <ClinicianFields name="referrer" known={<KnownClinicians typedName={typedName} onUse={take} />} />
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
  const typedName = useWatch<ReferralValues, "primaryCare.familyName">({ name: "primaryCare.familyName" });
  const take = (row: KnownClinician) => {
    setValue("primaryCare", clinicianValues(row.referrer));
    clearErrors("primaryCare");
    setFocus("primaryCare.title");
    return row.referrer.familyName;
  };
  return (
    <fieldset className={classes.inner}>
      <legend>Primary care clinician, who gets a copy</legend>
      <ClinicianFields name="primaryCare" known={<KnownClinicians typedName={typedName} onUse={take} />} />
    </fieldset>
  );
}
