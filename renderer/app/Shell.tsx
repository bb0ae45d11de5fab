import { Center, Loader } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { lazy, Suspense, useEffect } from "react";
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

const SettingsScreen = lazy(async () => ({
  default: (await import("../screens/settings/SettingsScreen.tsx")).SettingsScreen,
}));
const LettersScreen = lazy(async () => ({
  default: (await import("../screens/letters/LettersScreen.tsx")).LettersScreen,
}));
// The evaluation brings the whole checklist with it; sign-in and worklist do not wait for that.
const loadEvaluation = () => import("../screens/evaluation/EvaluationScreen.tsx");
const EvaluationScreen = lazy(async () => ({ default: (await loadEvaluation()).EvaluationScreen }));

/** The window of somebody who is signed in. */
export function Shell() {
  const { place, go } = useNavigation();
  const lock = useSession((session) => session.lock);
  const dialogs = useDialogs();

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

  // While the worklist is looked at, so that the first patient of the day opens as quickly as the next.
  useEffect(() => {
    // A page whose code cannot be read says so when the evaluation is opened.
    const waiting = requestIdleCallback(() => void loadEvaluation().catch(() => {}));
    return () => cancelIdleCallback(waiting);
  }, []);

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
          <Suspense
            fallback={
              <Center h="100%">
                <Loader />
              </Center>
            }
          >
            <Screen place={place} />
          </Suspense>
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
      return <LettersScreen />;
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
