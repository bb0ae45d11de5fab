import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from "@tabler/icons-react";
import { memo } from "react";
import { ageOn } from "../../../shared/evaluation/dates.ts";
import type { Clinician } from "../../../shared/evaluation/people.ts";
import { formatDate } from "../../components/common/dates.ts";
import { useEvaluationState } from "../../state/evaluation/context.ts";
import classes from "./Evaluation.module.css";
import { allergyFact, antithromboticFact, type SafetyFact } from "./headerFacts.ts";
import { PictureToggle } from "./picture/PictureToggle.tsx";

interface PatientHeaderProps {
  /** Whether the clinical picture can be opened from it. */
  readonly hasPicture: boolean;
}

/** Who it is, who asks what, and what could harm: always in view. */
export const PatientHeader = memo(function PatientHeader({ hasPicture }: PatientHeaderProps) {
  const patient = useEvaluationState((state) => state.evaluation.patient);
  const referrer = useEvaluationState((state) => state.evaluation.referrer);
  const referral = useEvaluationState((state) => state.evaluation.referral);
  const visitDate = useEvaluationState((state) => state.evaluation.visitDate);
  return (
    <header className={classes.header}>
      <div className={classes.identity}>
        <h1 className={classes.name}>
          {patient.familyName}, {patient.givenNames}
        </h1>
        <span className={classes.fact}>
          {ageOn(patient.dateOfBirth, visitDate)} years, {patient.sexAtBirth}
        </span>
        <span className={classes.fact}>
          <span className={classes.quiet}>Born</span> {formatDate(patient.dateOfBirth)}
        </span>
        <span className={classes.fact}>
          <span className={classes.quiet}>MRN</span> {patient.mrn}
        </span>
        <span className={classes.fact}>
          <span className={classes.quiet}>Seen</span> {formatDate(visitDate)}
        </span>
        <span>
          <span className={classes.quiet}>Referred by</span> {clinicianName(referrer)}
        </span>
      </div>
      <div className={classes.alerts}>
        <Safety kind="allergies" />
        <Safety kind="antithrombotics" />
      </div>
      <p className={classes.question} title={referral.question}>
        <span className={classes.quiet}>To answer:</span> {referral.question}
      </p>
      {hasPicture && <PictureToggle />}
    </header>
  );
});

function Safety({ kind }: { readonly kind: "allergies" | "antithrombotics" }) {
  // As one string, so that the header is drawn again only when its words change.
  const joined = useEvaluationState(({ evaluation }) => {
    const fact =
      kind === "allergies" ? allergyFact(evaluation.answers) : antithromboticFact(evaluation.answers);
    return `${fact.level}|${fact.words}`;
  });
  const [level, words] = [joined.slice(0, joined.indexOf("|")), joined.slice(joined.indexOf("|") + 1)];
  return (
    <span className={classes.alert} data-level={level}>
      <LevelIcon level={level} />
      {words}
    </span>
  );
}

function LevelIcon({ level }: { readonly level: string | SafetyFact["level"] }) {
  if (level === "danger") return <IconAlertTriangle size={15} aria-hidden />;
  return level === "none" ? (
    <IconCircleCheck size={15} aria-hidden />
  ) : (
    <IconHelpCircle size={15} aria-hidden />
  );
}

function clinicianName(clinician: Clinician): string {
  return [clinician.title, clinician.givenNames, clinician.familyName].filter(Boolean).join(" ");
}
