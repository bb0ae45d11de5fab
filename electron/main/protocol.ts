import { protocol } from "electron";
import { appScheme } from "./appOrigin.ts";
import { answerPageRequest } from "./pageFiles.ts";

/** Must run before the app is ready: Chromium fixes what a scheme may do when it starts. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built page, and only that, under the app's own scheme. */
export function serveApp(folder: string): void {
  protocol.handle(appScheme, (request) => answerPageRequest(request, folder));
}
