import { UnstyledButton } from "@mantine/core";
import {
  IconFilePlus,
  IconListDetails,
  IconLock,
  IconMail,
  IconSearch,
  IconSettings,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { KeyHint } from "../components/common/KeyHint.tsx";
import { Mark } from "../components/common/Mark.tsx";
import { useNavigation } from "../state/navigation.ts";
import { useSession } from "../state/session.ts";
import { useDialogs } from "./dialogs.ts";
import classes from "./Shell.module.css";
import { UserMenu } from "./UserMenu.tsx";

/** Where one can go; the user and the lock stand at its foot. */
export function Rail() {
  const { place, go } = useNavigation();
  const lock = useSession((session) => session.lock);
  const show = useDialogs((dialogs) => dialogs.show);
  return (
    <nav className={classes.rail} aria-label="Main">
      <div className={classes.mark}>
        <Mark size={24} />
      </div>
      <RailButton
        label="Worklist"
        hint="Worklist"
        icon={<IconListDetails size={20} stroke={1.6} aria-hidden />}
        current={place.screen === "worklist"}
        onClick={() => go({ screen: "worklist" })}
      />
      <RailButton
        label="Letters"
        hint="Letters to print, send and chase"
        icon={<IconMail size={20} stroke={1.6} aria-hidden />}
        current={place.screen === "letters"}
        onClick={() => go({ screen: "letters" })}
      />
      <RailButton
        label="New referral"
        hint="New referral"
        icon={<IconFilePlus size={20} stroke={1.6} aria-hidden />}
        current={place.screen === "newReferral"}
        onClick={() => go({ screen: "newReferral" })}
      />
      <RailButton
        label="Find"
        hint="Find anything"
        keys="Ctrl+K"
        icon={<IconSearch size={20} stroke={1.6} aria-hidden />}
        onClick={() => show("findAnything")}
      />
      <RailButton
        label="Settings"
        hint="Phrases, practice and letterhead"
        icon={<IconSettings size={20} stroke={1.6} aria-hidden />}
        current={place.screen === "settings"}
        onClick={() => go({ screen: "settings" })}
      />
      <div className={classes.spacer} />
      <UserMenu />
      <RailButton
        label="Lock"
        hint="Clear the page until the password is given"
        keys="Ctrl+L"
        icon={<IconLock size={20} stroke={1.6} aria-hidden />}
        onClick={() => void lock("asked")}
      />
    </nav>
  );
}

interface RailButtonProps {
  readonly label: string;
  readonly hint: string;
  readonly keys?: string;
  readonly icon: ReactNode;
  readonly current?: boolean;
  onClick(): void;
}

function RailButton({ label, hint, keys, icon, current, onClick }: RailButtonProps) {
  return (
    <KeyHint label={hint} position="right" {...(keys === undefined ? {} : { keys })}>
      <UnstyledButton
        className={classes.railButton}
        onClick={onClick}
        {...(current ? { "aria-current": "page" as const } : {})}
      >
        {icon}
        <span>{label}</span>
      </UnstyledButton>
    </KeyHint>
  );
}
