import { loadable } from "../../components/common/loadable.tsx";

/** Parts of an evaluation that are looked at later than its items. */

export const LetterPanel = loadable(async () => (await import("../letter/LetterPanel.tsx")).LetterPanel);

export const ReferralForm = loadable(async () => (await import("../referral/ReferralForm.tsx")).ReferralForm);

export const laterParts = [LetterPanel, ReferralForm];
