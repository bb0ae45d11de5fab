import { NewReferralForm } from "./NewReferralForm.tsx";
import { ReferralEditor } from "./ReferralEditor.tsx";
import type { CheckedReferral } from "./referralValues.ts";

export type ReferralFormProps =
  | { readonly mode: "new" }
  | {
      readonly mode: "edit";
      readonly evaluationId: string;
      /** Called after each durable save with what is now stored. */
      onSaved?(saved: CheckedReferral): void;
    };

/** The referral: entered once as a whole, afterwards saved field by field from within the evaluation. */
export function ReferralForm(props: ReferralFormProps) {
  if (props.mode === "new") return <NewReferralForm />;
  return (
    <ReferralEditor
      key={props.evaluationId}
      evaluationId={props.evaluationId}
      {...(props.onSaved ? { onSaved: props.onSaved } : {})}
    />
  );
}
