import type { Frame, Route } from "playwright-core";
import { addresses } from "./addresses.ts";
import { schemeHandler } from "./protocol.ts";
import { decideRequest } from "./session.ts";
import { contentsOf } from "./webContents.ts";

/**
 * Answers everything that a page asks for, in Electron's order: may the frame go there, may the request be made, what does
 * the handler of its scheme say.
 */
export async function answerRequest(route: Route): Promise<void> {
  const request = route.request();
  const address = addresses.fromBrowser(request.url());
  const frame = frameOf(route);

  if (request.isNavigationRequest() && frame !== undefined) {
    const contents = contentsOf(frame.page());
    if (contents !== undefined && !contents.allowsNavigation(address, frame.parentFrame() === null)) {
      return route.abort("aborted");
    }
  }
  if (
    !(await decideRequest({ url: address, method: request.method(), resourceType: request.resourceType() }))
  ) {
    return route.abort("blockedbyclient");
  }
  const handler = schemeHandler(new URL(address).protocol.slice(0, -1));
  if (handler === undefined) return route.continue();
  const response = await handler(
    new Request(address, { method: request.method(), headers: request.headers() }),
  );
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

function frameOf(route: Route): Frame | undefined {
  try {
    return route.request().frame();
  } catch {
    // A request made before its frame exists belongs to no window of ours.
    return undefined;
  }
}
