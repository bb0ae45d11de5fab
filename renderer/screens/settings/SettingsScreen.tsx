import { Tabs } from "@mantine/core";
import { holdsOneOf } from "../../../shared/accounts/roles.ts";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";
import { type SettingsSection, useNavigation } from "../../state/navigation.ts";
import { useAccount } from "../../state/session.ts";
import classes from "./Settings.module.css";
import { sections } from "./sections.tsx";

export function SettingsScreen({ section = "phrases" }: { readonly section?: SettingsSection | undefined }) {
  const go = useNavigation((navigation) => navigation.go);
  const account = useAccount();
  const shown = sections.filter(({ roles }) => roles === undefined || holdsOneOf(account, roles));
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
          {shown.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id} className={classes.tab}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ id, Content }) => (
          <Tabs.Panel key={id} value={id} className={classes.panel} tabIndex={-1}>
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </main>
  );
}
