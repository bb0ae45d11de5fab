import type { Event, WebContents } from "electron";
import { startPage } from "./appOrigin.ts";
import { openAllowedLink } from "./externalLinks.ts";

/**
 * The window shows one page for its whole life. It may load that page again, goes nowhere else, opens no second window and
 * holds no web view; a link to an allowed place opens in the system's browser.
 */
export function confineNavigation(contents: WebContents): void {
  const stay = (event: Event<{ url: string; isMainFrame: boolean }>): void => {
    if (event.isMainFrame && event.url === startPage) return;
    event.preventDefault();
    openAllowedLink(event.url);
  };
  // Each navigation is told of by the first or by both; one that is refused by the first does not come to the second.
  contents.on("will-frame-navigate", stay);
  contents.on("will-navigate", stay);
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openAllowedLink(url);
    return { action: "deny" };
  });
}
