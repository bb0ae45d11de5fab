import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { ScreenHeading } from "../common/ScreenHeading.tsx";
import { SearchField } from "../common/SearchField.tsx";
import classes from "./List.module.css";

interface ListHeaderProps {
  readonly title: string;
  /** Of the field to find rows by: what it looks at, in full and in short. */
  readonly label: string;
  readonly placeholder: string;
  readonly ref: React.Ref<HTMLInputElement>;
  readonly value: string;
  onChange(value: string): void;
  readonly children?: ReactNode;
}

/** The name of the screen, the field to find rows by, and what can be done on the screen as a whole. */
export function ListHeader({ title, children, ...search }: ListHeaderProps) {
  return (
    <header className={classes.header}>
      <ScreenHeading takesFocus={false}>{title}</ScreenHeading>
      <SearchField {...search} className={classes.search} />
      {children}
    </header>
  );
}

interface ListTabsProps<Tab extends string> {
  readonly tabs: readonly Tab[];
  readonly labels: Readonly<Record<Tab, string>>;
  readonly counts: Readonly<Partial<Record<Tab, number>>> | undefined;
  readonly shown: Tab;
  onShow(tab: Tab): void;
  /** What the shown tab holds. */
  readonly children: ReactNode;
}

/** Tabs that say how many rows each holds, over the list of the one that is shown. */
export function ListTabs<Tab extends string>(props: ListTabsProps<Tab>) {
  const { tabs, labels, counts, shown, onShow, children } = props;
  return (
    <Tabs
      value={shown}
      onChange={(value) => value && onShow(value as Tab)}
      className={classes.tabs}
      keepMounted={false}
    >
      <Tabs.List className={classes.tabList}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {labels[tab]} <span className={classes.count}>{counts?.[tab] ?? 0}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={shown} className={classes.panel} tabIndex={-1}>
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}
