import { expect, test } from "vitest";
import { hugePng, png } from "../unit/backend-letters/samplePictures.ts";
import { expectAccessible } from "./accessible.ts";
import { launchForAll } from "./harness/index.ts";
import { setUpPractice } from "./steps.ts";

/** Logo, signature and the style of letters, as a physician sets them in Settings. */

const opened = launchForAll(async (app) => {
  await setUpPractice(app);
  await app.page.getByRole("button", { name: "Settings" }).click();
});

const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: "image/png",
  buffer: Buffer.from(bytes),
});

async function stored(purpose: "logo" | "signature") {
  return opened().page.evaluate(async (asked) => {
    const reply = await window.fourfold.call("images.read", { purpose: asked });
    return reply.ok ? { width: reply.value.image?.width, height: reply.value.image?.height } : undefined;
  }, purpose);
}

test("a logo is chosen, shown, refused with words where it is none, and removed", async () => {
  const { page } = opened();
  await page.getByRole("tab", { name: "Practice and letterhead" }).click();
  const logo = page.getByRole("group", { name: "Logo", exact: true });
  await logo.getByText("None yet").waitFor();
  const input = logo.locator("input[type=file]");
  await input.setInputFiles(file("logo.png", png(300, 100)));
  const preview = logo.getByRole("img", { name: "Logo as it is printed" });
  await preview.waitFor();
  // Seen, not blocked by the page's own rules about where pictures come from.
  await expect.poll(() => preview.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(300);
  expect(await stored("logo")).toEqual({ width: 300, height: 100 });

  await input.setInputFiles(file("broken.png", png(300, 100).slice(0, -30)));
  await logo.getByText("The picture is broken or cut off.").waitFor();
  await input.setInputFiles(file("huge.png", hugePng(6)));
  await logo.getByText("The picture is larger than 5 MB.").waitFor();
  expect(await stored("logo")).toEqual({ width: 300, height: 100 });

  await expectAccessible(page);
  await logo.getByRole("button", { name: "Remove" }).click();
  await logo.getByText("None yet").waitFor();
  expect(await stored("logo")).toEqual({ width: undefined, height: undefined });
});

test("the style of letters is saved with the practice", async () => {
  const { page } = opened();
  await page.getByRole("textbox", { name: "Close", exact: true }).fill("With kind regards");
  await page.getByText("Dear Ona Brackwater").click();
  await page.getByRole("button", { name: "Move Records and imaging review up" }).click();
  await page.getByRole("switch", { name: /^Send the findings/ }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("The practice is saved").waitFor();
  const practice = await page.evaluate(() => window.fourfold.call("practice.read", {}));
  expect(practice.ok && practice.value.letter).toEqual({
    salutation: "fullName",
    closing: "With kind regards",
    evidenceOrder: ["history", "physical", "records", "neurological", "instruments", "coordination"],
    attachFindings: false,
  });
});

test("a physician's own signature is kept with the account", async () => {
  const { page } = opened();
  await page.getByRole("tab", { name: "My account" }).click();
  const signature = page.getByRole("group", { name: "Signature", exact: true });
  await signature.locator("input[type=file]").setInputFiles(file("signature.png", png(400, 120)));
  await signature.getByRole("img", { name: "Signature as it is printed" }).waitFor();
  expect(await stored("signature")).toEqual({ width: 400, height: 120 });
});
