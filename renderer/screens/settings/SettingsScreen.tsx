import { Tabs } from "@mantine/core";
import { AboutFacts } from "../../app/AboutFacts.tsx";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";
import { type SettingsSection, useNavigation } from "../../state/navigation.ts";
import { PhrasesSection } from "./PhrasesSection.tsx";
import { PracticeSection } from "./PracticeSection.tsx";
import classes from "./Settings.module.css";

const sections: readonly { readonly id: SettingsSection; readonly label: string }[] = [
  { id: "phrases", label: "Phrases" },
  { id: "practice", label: "Practice and letterhead" },
  { id: "about", label: "About" },
];

export function SettingsScreen({ section = "phrases" }: { readonly section?: SettingsSection | undefined }) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <main className={classes.screen}>
      <ScreenHeading>Settings</ScreenHeading>
      <Tabs
        orientation="vertical"
        value={section}
        onChange={(value) => value && go({ screen: "settings", section: value as SettingsSection })}
        keepMounted={false}
        className={classes.tabs}
      >
        <Tabs.List aria-label="Settings" className={classes.tabList}>
          {sections.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id} className={classes.tab}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="phrases" className={classes.panel} tabIndex={-1}>
          <PhrasesSection />
        </Tabs.Panel>
        <Tabs.Panel value="practice" className={classes.panel} tabIndex={-1}>
          <PracticeSection />
        </Tabs.Panel>
        <Tabs.Panel value="about" className={classes.panel} tabIndex={-1}>
          <section aria-label="About" className={classes.section}>
            <AboutFacts />
          </section>
        </Tabs.Panel>
      </Tabs>
    </main>
  );
}
