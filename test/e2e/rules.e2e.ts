import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible } from "./accessible.ts";
import { launchForAll } from "./harness/index.ts";
import { setUpPractice, tabTo } from "./steps.ts";

/** The rules in Settings, by keyboard alone: found, confirmed, switched off for a reason. */

const list = (page: Page) => page.getByRole("region", { name: "List of rules" });
const entry = (page: Page, id: string) =>
  list(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { level: 3, name: new RegExp(`^${id} `) }) });

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole("tab", { name: "Rules" }).focus();
  await page.keyboard.press("/");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(words);
}

describe("the rules in Settings", () => {
  const running = launchForAll(async (app) => {
    const { page } = app;
    await page.setViewportSize({ width: 1366, height: 768 });
    await setUpPractice(app);
    await tabTo(page, "button", "Settings");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    await page.getByRole("tab", { name: "Rules" }).focus();
    await page.keyboard.press("Enter");
    await list(page).waitFor();
  });

  test("each has its words, source and date; what is not sure waits to be confirmed", async () => {
    const { page } = running();
    expect(await entry(page, "RF-CES").textContent()).toMatch(/Ref11, V, reviewed \d+ \w+ \d{4}/);
    expect(await entry(page, "RF-CES").textContent()).not.toContain("To be confirmed");
    expect(await entry(page, "OP-3").textContent()).toContain("To be confirmed");
    await expectAccessible(page);
  });

  test("are found by words, and filtered by where they stand", async () => {
    const { page } = running();
    await search(page, "cauda equina");
    await expect.poll(() => list(page).getByRole("heading", { level: 3 }).count()).toBeLessThan(10);
    await entry(page, "RF-CES").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => list(page).getByRole("heading", { level: 3 }).count()).toBeGreaterThan(100);
    await page.getByRole("radio", { name: /^All/ }).focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => entry(page, "RF-CES").count()).toBe(0);
    await entry(page, "OP-3").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByText("No rule is switched off.").waitFor();
    await expectAccessible(page);
    await tabTo(page, "button", "Show all rules");
    await page.keyboard.press("Enter");
    await list(page).waitFor();
  });

  test("one is confirmed by name and date, and the confirmation is withdrawn again", async () => {
    const { page } = running();
    await search(page, "op-3");
    await expect.poll(() => list(page).getByRole("heading", { level: 3 }).count()).toBe(1);
    await tabTo(page, "button", "Confirm OP-3");
    await page.keyboard.press("Enter");
    await entry(page, "OP-3")
      .getByText(/Confirmed by Alma Verrick on \d+ \w+ \d{4}/)
      .waitFor();
    expect(await entry(page, "OP-3").textContent()).not.toContain("To be confirmed");
    await tabTo(page, "button", "Withdraw the confirmation of OP-3");
    await page.keyboard.press("Enter");
    await entry(page, "OP-3").getByText("To be confirmed", { exact: true }).waitFor();
  });

  test("one that warns of an emergency is switched off for a reason and knowingly, and on again", async () => {
    const { page } = running();
    await search(page, "rf-ces");
    await tabTo(page, "button", "Switch off RF-CES");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: /^Switch off RF-CES/ });
    await dialog.waitFor();
    await dialog.getByText("This rule warns of an emergency").waitFor();
    await expectAccessible(page);
    await tabTo(page, "textbox", /^Why the practice/);
    await page.keyboard.type("Screened");
    await tabTo(page, "button", "Switch off");
    await page.keyboard.press("Enter");
    await dialog.getByText("At least 10 characters").waitFor();
    await dialog.getByText("To be confirmed before it is switched off").waitFor();
    await tabTo(page, "textbox", /^Why the practice/);
    await page.keyboard.press("End");
    await page.keyboard.type(" by the nurse on the phone.");
    await tabTo(page, "checkbox", /recognises this emergency/);
    await page.keyboard.press("Space");
    await tabTo(page, "button", "Switch off");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await entry(page, "RF-CES")
      .getByText(/Switched off by Alma Verrick on .*: Screened by the nurse on the phone/)
      .waitFor();
    await page
      .getByText(
        "1 rule is switched off by the practice, with warnings of emergencies among them: Cauda equina.",
      )
      .waitFor();
    await expectAccessible(page);

    await tabTo(page, "button", "Switch on RF-CES");
    await page.keyboard.press("Enter");
    await entry(page, "RF-CES").getByRole("button", { name: "Switch off RF-CES" }).waitFor();
    await page.getByText(/switched off by the practice/).waitFor({ state: "detached" });
  });
});
