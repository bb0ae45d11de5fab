import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { parseCaseFile } from "../../shared/evaluation/caseFile.ts";
import { launchForAll, projectFolder, type TestedApp } from "./harness/index.ts";
import { createReferral, findItem, openPart, setUpPractice, tabTo } from "./steps.ts";

/** The clinical picture beside the evaluation: live, with its basis, by keyboard alone. */

const picture = (page: Page) => page.getByRole("complementary", { name: "Clinical picture" });
const openAtOnce = { width: 1600, height: 900 };

/** Stores an invented case and opens it from the worklist, where the other tab may hold it. */
async function openCase({ page }: TestedApp, name: string): Promise<void> {
  const file = join(projectFolder, `test/fixtures/cases/${name}.json`);
  const { patient, referrer, referral, visitDate, answers } = parseCaseFile(
    readFileSync(file, "utf8"),
    "2026-01-01",
  );
  const input: Record<string, unknown> = {
    patient: { new: patient },
    referrer,
    referral,
    visitDate,
    answers,
  };
  const reply = await page.evaluate(
    (given) => window.fourfold.call("evaluation.record", given as never),
    input,
  );
  if (!reply.ok) throw new Error(`${reply.error.field}: ${reply.error.message}`);
  await page.getByRole("button", { name: "New referral" }).first().click();
  await page.getByRole("button", { name: "Worklist", exact: true }).click();
  await page.getByRole("tab", { name: /^Ready to sign/ }).click();
  await page.getByRole("row", { name: new RegExp(patient.familyName) }).click();
  await page.getByRole("heading", { name: new RegExp(patient.familyName), level: 1 }).waitFor();
}

async function violations(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations: broken } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    found.push(
      ...broken.flatMap(({ id, nodes }) => nodes.map((node) => `${colorScheme} ${id}: ${node.html}`)),
    );
  }
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

describe("an emergency", () => {
  const running = launchForAll(async (app) => {
    await app.page.setViewportSize({ width: 1366, height: 768 });
    await setUpPractice(app);
  });

  test("stands in the picture a few frames after the answer, announced, and goes with it", async () => {
    const { page } = running();
    await createReferral(running());
    await openPart(page, "1", /Presenting complaint/);
    await findItem(page, "Altered saddle sensation");
    // Closed where there is no room to spare.
    expect(await picture(page).isVisible()).toBe(false);
    const frames = await page.evaluateHandle(() => {
      let count = 0;
      const seen = new Promise<number>((resolve) => {
        const look = () => {
          count += 1;
          const words = document.querySelector("aside")?.textContent ?? "";
          if (words.includes("Emergency, same day")) resolve(count);
          else requestAnimationFrame(look);
        };
        window.addEventListener("keydown", () => requestAnimationFrame(look), { once: true, capture: true });
      });
      return { seen };
    });
    await page.keyboard.press("y");
    expect(await frames.evaluate(({ seen }) => seen)).toBeLessThanOrEqual(12);
    const flags = picture(page).getByRole("region", { name: "Red flags" });
    await flags.getByText(/Cauda equina/).waitFor();
    expect(await page.locator("[aria-live=polite]", { hasText: /Emergency: Cauda equina/ }).count()).toBe(1);
    expect(await page.getByRole("button", { name: /^Clinical picture.*Emergency/ }).isVisible()).toBe(true);
    await picture(page).getByText("Nothing is ranked while a red flag is an emergency.").waitFor();
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press("n");
    await flags.getByText(/Cauda equina/).waitFor({ state: "detached" });
  });

  test("Alt+P hides and shows the panel, and the choice outlives a change of part", async () => {
    const { page } = running();
    await page.keyboard.press("Alt+P");
    await picture(page).waitFor({ state: "detached" });
    await openPart(page, "2", /Vital signs/);
    expect(await picture(page).isVisible()).toBe(false);
    await page.keyboard.press("Alt+P");
    await picture(page).waitFor();
    // Neither the referral nor the letter has it.
    await openPart(page, "0", /Patient|Referral/);
    await picture(page).waitFor({ state: "detached" });
    await openPart(page, "1", /^Red flags: cauda/);
    await picture(page).waitFor();
  });
});

describe("the basis of what is shown", () => {
  const running = launchForAll(async (app) => {
    await app.page.setViewportSize(openAtOnce);
    await setUpPractice(app);
    await openCase(app, "case-f3");
    await openPart(app.page, "1", /Presenting complaint/);
  });

  test("two generators are most likely, with what speaks for them by part", async () => {
    const { page } = running();
    const ranking = picture(page).getByRole("list", { name: "Ranking" });
    const likely = ranking.locator(":scope > li", { hasText: /most likely/ });
    expect(await likely.count()).toBe(2);
    expect(await likely.nth(0).textContent()).toMatch(/after spine surgery.*clinical hypothesis/);
    expect(await likely.nth(1).textContent()).toMatch(/Sacroiliac joint, right.*10 of 12 points/);
    expect(await likely.nth(1).textContent()).toMatch(/For.*History:.*Physical:.*Against.*Neurological:/);
  });

  test("a basis opens by keyboard, names rule, source and certainty, and leads to its item", async () => {
    const { page } = running();
    await page.keyboard.press("Alt+Shift+P");
    await page.waitForFunction(() => document.activeElement?.id === "clinical-picture-heading");
    const basis = await tabTo(page, "button", "Basis of Sacroiliac joint, right");
    await page.keyboard.press("Enter");
    expect(await basis.getAttribute("aria-expanded")).toBe("true");
    const opened = picture(page).locator(`[id="${await basis.getAttribute("aria-controls")}"]`);
    expect(await opened.textContent()).toMatch(/Rule.*Source.*reviewed.*Certainty.*Made from/);
    expect(await violations(page)).toEqual([]);
    const link = opened.getByRole("button", { name: "Thigh thrust" });
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      () => document.activeElement?.closest("[data-item]")?.getAttribute("data-item") === "PE.T.THIGH",
    );
  });

  test("over a narrow window the panel lies over the items, and Escape leads back to them", async () => {
    const { page } = running();
    await page.setViewportSize({ width: 1200, height: 768 });
    const widthOf = (name: "main" | "complementary") =>
      page
        .getByRole(name)
        .first()
        .evaluate((element) => element.getBoundingClientRect().right);
    expect(await widthOf("main")).toBe(await widthOf("complementary"));
    // The jump to the item of the test before.
    const before = await page.evaluate(() =>
      document.activeElement?.closest("[data-item]")?.getAttribute("data-item"),
    );
    expect(before).toBe("PE.T.THIGH");
    await page.keyboard.press("Alt+Shift+P");
    await page.waitForFunction(() => document.activeElement?.id === "clinical-picture-heading");
    await page.keyboard.press("Escape");
    await picture(page).waitFor({ state: "detached" });
    expect(
      await page.evaluate(() => document.activeElement?.closest("[data-item]")?.getAttribute("data-item")),
    ).toBe(before);
    await page.setViewportSize(openAtOnce);
  });

  test("a proposal becomes a row of the plan, and can be taken out again", async () => {
    const { page } = running();
    await openPart(page, "5", /Answer and diagnosis/);
    await page.keyboard.press("Alt+Shift+P");
    await page.waitForFunction(() => document.activeElement?.id === "clinical-picture-heading");
    const proposals = picture(page).getByRole("region", { name: "Proposed: who does what by when" });
    const psychology = proposals
      .getByRole("listitem")
      .filter({ has: page.getByText("Psychological assessment and treatment", { exact: true }) });
    const accept = await tabTo(page, "button", /^Accept: Psychological assessment and treatment/);
    await accept.press("Enter");
    await psychology.getByText("In the plan", { exact: true }).waitFor();
    const takeOut = psychology.getByRole("button", { name: /^Take out of the plan/ });
    expect(await takeOut.evaluate((element) => element === document.activeElement)).toBe(true);
    await findItem(page, "Recommendations");
    await page.getByRole("main").getByText("Psychological assessment and treatment").first().waitFor();
    // Undone like any answer.
    await page.getByRole("main").getByRole("heading", { level: 2 }).focus();
    await page.keyboard.press("Control+Z");
    await psychology.getByRole("button", { name: /^Accept/ }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
