import type { ComponentType } from "react";
import type { Role } from "../../../shared/evaluation/people.ts";
import { AboutFacts } from "../../app/AboutFacts.tsx";
import type { SettingsSection } from "../../state/navigation.ts";
import { AccountsSection } from "./AccountsSection.tsx";
import { AuditSection } from "./AuditSection.tsx";
import { BackupSection } from "./BackupSection.tsx";
import { MyAccountSection } from "./MyAccountSection.tsx";
import { PatientDataSection } from "./PatientDataSection.tsx";
import { PhrasesSection } from "./PhrasesSection.tsx";
import { PolicySection } from "./PolicySection.tsx";
import { PracticeSection } from "./PracticeSection.tsx";
import { RulesSection } from "./RulesSection.tsx";
import classes from "./Settings.module.css";

interface Section {
  readonly id: SettingsSection;
  readonly label: string;
  /** Who sees it; everybody, where it is absent. */
  readonly roles?: readonly Role[];
  readonly Content: ComponentType;
}

/** In the order in which they stand in Settings. */
export const sections: readonly Section[] = [
  { id: "phrases", label: "Phrases", Content: PhrasesSection },
  { id: "practice", label: "Practice and letterhead", Content: PracticeSection },
  { id: "myAccount", label: "My account", Content: MyAccountSection },
  { id: "accounts", label: "Accounts", roles: ["administrator"], Content: AccountsSection },
  { id: "backup", label: "Backup and restore", Content: BackupSection },
  { id: "audit", label: "Audit log", roles: ["administrator"], Content: AuditSection },
  {
    id: "patientData",
    label: "Patient data",
    roles: ["physician", "administrator"],
    Content: PatientDataSection,
  },
  { id: "rules", label: "Rules", Content: RulesSection },
  { id: "policy", label: "Policies", Content: PolicySection },
  { id: "about", label: "About", Content: AboutSection },
];

function AboutSection() {
  return (
    <section aria-label="About" className={classes.section}>
      <AboutFacts />
    </section>
  );
}
