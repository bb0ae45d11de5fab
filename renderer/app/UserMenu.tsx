import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import {
  IconDeviceDesktop,
  IconInfoCircle,
  IconKeyboard,
  IconMoon,
  IconSun,
  IconUserCircle,
  IconUserCog,
} from "@tabler/icons-react";
import { roleWords } from "../../shared/accounts/roles.ts";
import { useNavigation } from "../state/navigation.ts";
import { useAccount } from "../state/session.ts";
import { useDialogs } from "./dialogs.ts";
import classes from "./Shell.module.css";

const colourSchemes = [
  { value: "auto", label: "As the system", Icon: IconDeviceDesktop },
  { value: "light", label: "Light", Icon: IconSun },
  { value: "dark", label: "Dark", Icon: IconMoon },
] as const;

export function UserMenu() {
  const account = useAccount();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const go = useNavigation((navigation) => navigation.go);
  const show = useDialogs((dialogs) => dialogs.show);
  return (
    <Menu
      position="right-end"
      width={240}
      shadow="md"
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton className={classes.railButton} title={account.signer.displayName}>
          <IconUserCircle size={20} stroke={1.6} aria-hidden />
          <span>Account</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {account.signer.displayName}
          <br />
          {account.accountName}, {roleWords(account)}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconUserCog size={16} aria-hidden />}
          onClick={() => go({ screen: "settings", section: "myAccount" })}
        >
          My account
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
        >
          {colourSchemes.map(({ value, label, Icon }) => (
            <Menu.RadioItem
              key={value}
              value={value}
              rightSection={<Icon size={16} aria-hidden />}
              closeMenuOnClick={false}
            >
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => show("shortcuts")}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item leftSection={<IconInfoCircle size={16} aria-hidden />} onClick={() => show("about")}>
          About Fourfold
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
