import { Center, Loader, VisuallyHidden } from "@mantine/core";
import { useEffect } from "react";
import { ProblemScreen } from "../screens/problem/ProblemScreen.tsx";
import { SetUpScreen } from "../screens/setUp/SetUpScreen.tsx";
import { ChoosePasswordScreen } from "../screens/signIn/ChoosePasswordScreen.tsx";
import { SignInScreen } from "../screens/signIn/SignInScreen.tsx";
import { useSession } from "../state/session.ts";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { Shell } from "./Shell.tsx";

/** Which of the window's faces is shown. While it is locked nothing of the shell stays in the page. */
export function App() {
  const state = useSession((session) => session.state);
  useEffect(() => {
    if (state.phase !== "starting") document.documentElement.dataset.ready = "true";
  }, [state.phase]);

  return (
    <ErrorBoundary>
      <Face />
    </ErrorBoundary>
  );
}

function Face() {
  const { state, start, signedIn, accountChanged, lock } = useSession();
  switch (state.phase) {
    case "starting":
      return (
        <Center h="100%" component="main">
          <Loader />
          <VisuallyHidden role="status">Fourfold is opening</VisuallyHidden>
        </Center>
      );
    case "setUp":
      return <SetUpScreen dataFolder={state.status.dataFolder} onDone={signedIn} />;
    case "unusable":
      return (
        <ProblemScreen
          error={state.status.problem ?? { message: "The data store cannot be opened." }}
          dataFolder={state.status.dataFolder}
          onTryAgain={start}
        />
      );
    case "unreachable":
      return <ProblemScreen error={state.error} onTryAgain={start} />;
    case "signedOut":
      return <SignInScreen key="signedOut" accountNames={state.accountNames} onSignedIn={signedIn} />;
    case "locked":
      return (
        <SignInScreen
          key="locked"
          accountNames={state.accountNames}
          locked={{ accountName: state.account.accountName, reason: state.reason }}
          onSignedIn={signedIn}
        />
      );
    case "signedIn":
      if (state.account.mustChangePassword) {
        return (
          <ChoosePasswordScreen
            account={state.account}
            onChanged={accountChanged}
            onLeave={() => void lock("asked")}
          />
        );
      }
      return <Shell />;
  }
}
