import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";
import classes from "./Referral.module.css";
import { ReferralForm } from "./ReferralForm.tsx";

export function NewReferralScreen() {
  return (
    <main className={classes.screen}>
      <ScreenHeading takesFocus={false}>New referral</ScreenHeading>
      <ReferralForm mode="new" />
    </main>
  );
}
