import type { TestedApp } from "../harness/app.ts";

/**
 * Text at 200 % in a window of 1366 x 768, as Ctrl+Plus gives it: the page lays itself out in half as many pixels of its own,
 * each drawn by two of the screen.
 */
export async function enlargeText({ page }: TestedApp): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setDeviceMetricsOverride", {
    width: 1366 / 2,
    height: 768 / 2,
    deviceScaleFactor: 2,
    mobile: false,
  });
}
