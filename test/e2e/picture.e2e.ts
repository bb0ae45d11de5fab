import type { Page } from "playwright-core";
import { describe, expect, test, vi } from "vitest";
import { expectAccessible } from "./accessible.ts";
import { launchForAll, type TestedApp } from "./harness/index.ts";
import { createReferral, findItem, openPart, saved, setUpPractice, signIn, tabTo } from "./steps.ts";
import { recordCase, storedCase } from "./storedCases.ts";

/** The clinical picture beside the evaluation: live, with its basis, by keyboard alone. */

const picture = (page: Page) => page.getByRole("complementary", { name: "Clinical picture" });
const openAtOnce = { width: 1600, height: 900 };

/** Stores an invented case and opens it from the worklist, where the other tab may hold it. */
async function openCase({ page }: TestedApp, name: string): Promise<void> {
  const { familyName } = storedCase(name).patient;
  await recordCase(page, name);
  await page.getByRole("button", { name: "New referral" }).first().click();
  await page.getByRole("button", { name: "Worklist", exact: true }).click();
  const row = page.getByRole("row", { name: new RegExp(familyName) });
  // The list may still be on its way: the tabs are turned to until one has the row.
  const find = async () => {
    for (const stage of [/^In evaluation/, /^Ready to sign/]) {
      await page.getByRole("tab", { name: stage }).click();
      await page.getByRole("tab", { name: stage, selected: true }).waitFor();
      if ((await row.count()) > 0) return true;
    }
    return false;
  };
  await vi.waitUntil(find, { timeout: 60_000 });
  await row.click();
  await page.getByRole("heading", { name: new RegExp(familyName), level: 1 }).waitFor();
}

describe("an emergency", () => {
  const running = launchForAll(async (app) => {
    await app.page.setViewportSize({ width: 1366, height: 768 });
    await setUpPractice(app);
  });

  test("stands in the picture in the frame after the answer, announced, and goes with it", async () => {
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
    expect(await frames.evaluate(({ seen }) => seen)).toBe(1);
    const flags = picture(page).getByRole("region", { name: "Red flags" });
    await flags.getByText(/Cauda equina/).waitFor();
    expect(await page.locator("[aria-live=polite]", { hasText: /Emergency: Cauda equina/ }).count()).toBe(1);
    expect(await page.getByRole("button", { name: /^Clinical picture.*Emergency/ }).isVisible()).toBe(true);
    await picture(page).getByText("Nothing is ranked while a red flag is an emergency.").waitFor();
    await expectAccessible(page);

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
    await expectAccessible(page);
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
    // The window's new size is drawn in a frame of its own.
    await expect.poll(async () => (await widthOf("main")) - (await widthOf("complementary"))).toBe(0);
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
    await expect.poll(() => takeOut.evaluate((element) => element === document.activeElement)).toBe(true);
    await findItem(page, "Recommendations");
    await page.getByRole("main").getByText("Psychological assessment and treatment").first().waitFor();
    // Undone like any answer.
    await page.getByRole("main").getByRole("heading", { level: 2 }).focus();
    await page.keyboard.press("Control+Z");
    await psychology.getByRole("button", { name: /^Accept/ }).waitFor();
    await expectAccessible(page);
  });

  test("a proposal is refused for a reason, which is kept over lock and reopening, and taken back", async () => {
    const app = running();
    const { page } = app;
    const proposals = picture(page).getByRole("region", { name: "Proposed: who does what by when" });
    const name = /Psychological assessment and treatment/;
    await proposals.getByRole("button", { name: new RegExp(`^Refuse: ${name.source}`) }).focus();
    await page.keyboard.press("Enter");
    const form = proposals.getByRole("form", { name: /^Refuse:/ });
    await form.waitFor();
    // Nothing is refused without a word.
    await tabTo(page, "button", "Refuse");
    await page.keyboard.press("Enter");
    await form.getByText("A refusal says why.").waitFor();
    await page.keyboard.type("Has a psychologist of her own.");
    await expectAccessible(page);
    // What is typed outlives the lock.
    await page.keyboard.press("Control+L");
    await signIn(app);
    await form.waitFor();
    const reason = form.getByRole("textbox");
    expect(await reason.inputValue()).toBe("Has a psychologist of her own.");
    await expect.poll(() => reason.evaluate((element) => element === document.activeElement)).toBe(true);
    await tabTo(page, "button", "Refuse");
    await page.keyboard.press("Enter");
    const fold = proposals.getByRole("button", { name: "Refused (1)" });
    await fold.waitFor();
    await expect.poll(() => fold.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await proposals.getByRole("button", { name: new RegExp(`^Accept: ${name.source}`) }).count()).toBe(
      0,
    );

    await saved(page);
    await page.keyboard.press("Control+L");
    await signIn(app);
    await fold.waitFor();
    await fold.focus();
    await page.keyboard.press("Enter");
    await proposals.getByText("Because: Has a psychologist of her own.").waitFor();
    await proposals.getByRole("button", { name: /^Take back:/ }).focus();
    await page.keyboard.press("Enter");
    await fold.waitFor({ state: "detached" });
    await proposals.getByRole("button", { name: new RegExp(`^Accept: ${name.source}`) }).waitFor();
  });

  test("a proposal is edited on its way into the plan, and the proposal stays beside it", async () => {
    const { page } = running();
    const proposals = picture(page).getByRole("region", { name: "Proposed: who does what by when" });
    await proposals.getByRole("button", { name: /^Edit: Psychological assessment/ }).focus();
    await page.keyboard.press("Enter");
    const action = proposals.getByRole("textbox", { name: "Action" });
    await action.waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Ask her own psychologist for a report");
    await tabTo(page, "button", "Put into the plan");
    await page.keyboard.press("Enter");
    await proposals.getByText("In the plan as: Ask her own psychologist for a report").waitFor();
    await findItem(page, "Proposals judged");
    const judged = page.getByRole("main").locator('[data-item="PLAN.JUDGED"]');
    await judged.getByText("Psychological assessment and treatment").first().waitFor();
    await proposals.getByRole("button", { name: /^Take out of the plan: Psychological/ }).focus();
    await page.keyboard.press("Enter");
    await proposals.getByRole("button", { name: /^Edit: Psychological assessment/ }).waitFor();
  });

  test("every statement opens its basis by keyboard", async () => {
    const { page } = running();
    // What is folded away and what stands inside a basis is opened too, until nothing is left to open.
    const closed = picture(page).locator('button[aria-expanded="false"]');
    let opened = 0;
    for (; (await closed.count()) > 0; opened += 1) {
      expect(opened).toBeLessThan(1000);
      await closed.first().focus();
      await page.keyboard.press("Enter");
    }
    const bases = picture(page).getByRole("button", { name: /^Basis of/ });
    const count = await bases.count();
    expect(count).toBeGreaterThan(60);
    const wrong = await bases.evaluateAll((buttons) =>
      buttons.flatMap((button) => {
        const basis = document.getElementById(button.getAttribute("aria-controls") ?? "");
        const words = basis?.textContent ?? "";
        const isWhole = /Rule.*Says.*Source.*reviewed.*Certainty.*Made from/s.test(words);
        return isWhole ? [] : [`${button.getAttribute("aria-label")}: ${words.slice(0, 80)}`];
      }),
    );
    expect(wrong).toEqual([]);
    // Sources in full, to be read and copied.
    const cited = await picture(page).getByRole("list", { name: "Sources in full" }).allTextContents();
    expect(cited.length).toBeGreaterThan(20);
    for (const words of cited) expect(words).toMatch(/^(Ref\d+|T\d\d): .{20,}\./);
  });

  test("the studies that do not match are told in a sentence", async () => {
    const { page } = running();
    const imaging = picture(page).getByRole("region", { name: "Imaging against story and examination" });
    expect(await imaging.textContent()).toMatch(/match(es)? the pain only in part|does not match the pain/);
  });

  test("a rule that is confirmed in Settings is marked no more in the evaluation", async () => {
    const { page } = running();
    const likely = picture(page).getByRole("region", { name: "Likely pain generators" });
    const line = likely.getByRole("list", { name: "Ranking" }).locator(":scope > li").nth(1);
    const mark = line.locator(":scope > div").first().getByRole("img", { name: "Rule to be confirmed" });
    await mark.waitFor();
    const ruleId = /Rule(\S+):/.exec((await line.textContent()) ?? "")?.[1] ?? "";
    const reply = await page.evaluate(
      (id) => window.fourfold.call("rules.decide", { ruleId: id, decision: "confirmed" }),
      ruleId,
    );
    expect(reply.ok).toBe(true);
    // The list in Settings has it; back in the evaluation the mark is gone and the basis names who confirmed it.
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await page.getByRole("tab", { name: "Rules" }).click();
    await page
      .getByText(/Confirmed by Alma Verrick/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Worklist", exact: true }).click();
    await page.getByRole("row").nth(1).click();
    await page.getByRole("navigation", { name: "Parts of the evaluation" }).waitFor();
    await page.keyboard.press("Alt+5");
    await picture(page).waitFor();
    await mark.waitFor({ state: "detached" });
    await line
      .getByRole("button", { name: /^Basis of/ })
      .first()
      .press("Enter");
    await line
      .getByText(/, confirmed by Alma Verrick on \d+ \w+ \d{4}/)
      .first()
      .waitFor();
  });
});

describe("an emergency in the plan", () => {
  const running = launchForAll(async (app) => {
    await app.page.setViewportSize(openAtOnce);
    await setUpPractice(app);
    await openCase(app, "case-f6");
    await openPart(app.page, "5", /Answer and diagnosis/);
  });

  test("stands first and leaves nothing elective to accept", async () => {
    const { page } = running();
    await picture(page).getByText("Emergency, same day").first().waitFor();
    const proposals = picture(page).getByRole("region", { name: "Proposed: who does what by when" });
    const offered = await proposals
      .getByRole("button", { name: /^(Accept|Take out)/ })
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label") ?? ""));
    expect(offered.length).toBeGreaterThan(0);
    expect(
      offered.filter((name) => /(?<!no elective )injection|block|ablation|physical therapy/i.test(name)),
    ).toEqual([]);
    const pathways = picture(page).getByRole("region", { name: "Procedure pathways" });
    const states = await pathways.getByRole("listitem").allTextContents();
    expect(states.length).toBeGreaterThan(0);
    for (const words of states) expect(words).toMatch(/waits/);
  });
});
