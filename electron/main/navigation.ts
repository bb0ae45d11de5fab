import type { WebContents } from "electron";
import { openAllowedLink } from "./externalLinks.ts";

/**
 * The window shows one page for its whole life. It goes nowhere else, opens no second window and holds no web view;
 * a link to an allowed place opens in the system's browser.
 */
export function confineNavigation(contents: WebContents): void {
  contents.on("will-navigate", (event) => {
    event.preventDefault();
    openAllowedLink(event.url);
  });
  contents.on("will-frame-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openAllowedLink(url);
    return { action: "deny" };
  });
}
