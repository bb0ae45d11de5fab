import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { loadable, useLoadAhead } from "../components/common/loadable.tsx";
import { PhraseHelper } from "../components/phrases/PhraseHelper.tsx";
import { NewReferralScreen } from "../screens/referral/NewReferralScreen.tsx";
import { WorklistScreen } from "../screens/worklist/WorklistScreen.tsx";
import { listen } from "../state/bridge.ts";
import { type Place, useNavigation } from "../state/navigation.ts";
import { useSession } from "../state/session.ts";
import { AboutDialog } from "./AboutDialog.tsx";
import { useDialogs } from "./dialogs.ts";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { FindAnything } from "./FindAnything.tsx";
import { Rail } from "./Rail.tsx";
import classes from "./Shell.module.css";
import { ShortcutsDialog } from "./ShortcutsDialog.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { useShortcutListener, useShortcuts } from "./shortcuts.ts";

const SettingsScreen = loadable(
  async () => (await import("../screens/settings/SettingsScreen.tsx")).SettingsScreen,
);
const LettersScreen = loadable(
  async () => (await import("../screens/letters/LettersScreen.tsx")).LettersScreen,
);
// The evaluation brings the whole checklist with it; sign-in and worklist do not wait for that.
const EvaluationScreen = loadable(
  async () => (await import("../screens/evaluation/EvaluationScreen.tsx")).EvaluationScreen,
);
const later = [EvaluationScreen, LettersScreen, SettingsScreen];

/** The window of somebody who is signed in. */
export function Shell() {
  const { place, go } = useNavigation();
  const lock = useSession((session) => session.lock);
  const dialogs = useDialogs();

  useLoadAhead(later);
  useShortcutListener();
  useShortcuts([
    { keys: "Ctrl+K", label: "Find anything", scope: "Everywhere", run: () => dialogs.show("findAnything") },
    { keys: "Ctrl+L", label: "Lock", scope: "Everywhere", run: () => void lock("asked") },
    {
      keys: "?",
      label: "Show the keyboard shortcuts",
      scope: "Everywhere",
      run: () => dialogs.show("shortcuts"),
    },
    // The menu does these; the page lists them.
    { keys: "Ctrl+Plus", label: "Larger text", scope: "Everywhere" },
    { keys: "Ctrl+-", label: "Smaller text", scope: "Everywhere" },
    { keys: "Ctrl+0", label: "Text as large as usual", scope: "Everywhere" },
  ]);

  useEffect(
    () =>
      listen("menu.command", ({ command }) => {
        if (command === "newReferral") go({ screen: "newReferral" });
        else if (command === "lock") void lock("asked");
        else if (command === "showShortcuts") dialogs.show("shortcuts");
        else dialogs.show(command);
      }),
    [go, lock, dialogs.show],
  );

  // A lock takes the dialogs and messages with it; they do not come back on their own.
  useEffect(
    () => () => {
      useDialogs.getState().close();
      notifications.clean();
    },
    [],
  );

  return (
    <div className={classes.shell}>
      <Rail />
      <div className={classes.content}>
        <ErrorBoundary
          key={place.screen}
          leave={{ label: "Go to the worklist", run: () => go({ screen: "worklist" }) }}
        >
          <Screen place={place} />
        </ErrorBoundary>
      </div>
      <StatusBar />
      <PhraseHelper />
      <FindAnything />
      <ShortcutsDialog />
      <AboutDialog />
    </div>
  );
}

function Screen({ place }: { readonly place: Place }) {
  switch (place.screen) {
    case "worklist":
      return <WorklistScreen />;
    case "letters":
      return <LettersScreen key={place.find} find={place.find} />;
    case "newReferral":
      return <NewReferralScreen />;
    case "settings":
      return <SettingsScreen section={place.section} />;
    case "evaluation":
      return (
        <EvaluationScreen
          key={place.evaluationId}
          evaluationId={place.evaluationId}
          view={place.view}
          itemId={place.itemId}
        />
      );
  }
}
