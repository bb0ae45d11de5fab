import "./app/trustedTypes.ts";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./app/fonts.css";
import "./app/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { Providers } from "./app/Providers.tsx";
import { shareStyleNonce } from "./app/styleNonce.ts";
import { followClosing } from "./state/closing.ts";
import { followPolicy } from "./state/policy.ts";
import { whenSessionEnded } from "./state/queryClient.ts";
import { followSessionEvents, useSession } from "./state/session.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no element with the id root.");

shareStyleNonce();
followSessionEvents();
followClosing();
followPolicy();
whenSessionEnded(() => void useSession.getState().lock("ended"));
void useSession.getState().start();

createRoot(root).render(
  <StrictMode>
    <Providers>
      <App />
    </Providers>
  </StrictMode>,
);
