import type { Locator, Page } from "playwright-core";

/** A person's two hands: presses keys, and knows how many of them wrote prose and how many did everything else. */
export class Keyboard {
  readonly page: Page;
  /** Keys that wrote free text. */
  prose = 0;
  /** How many texts they wrote. */
  texts = 0;
  /** All other keys; a combination such as Ctrl+Enter is one. By what they were for. */
  readonly commands: Record<string, number> = {};
  /** All other keys, by the item that they were pressed for. */
  readonly byItem: Record<string, number> = {};
  /** The item that is being recorded. */
  item = "";

  constructor(page: Page) {
    this.page = page;
  }

  get total(): number {
    return Object.values(this.commands).reduce((sum, count) => sum + count, 0);
  }

  async press(key: string, purpose: string): Promise<void> {
    this.commands[purpose] = (this.commands[purpose] ?? 0) + 1;
    this.byItem[this.item] = (this.byItem[this.item] ?? 0) + 1;
    await this.page.keyboard.press(key);
  }

  /** Free text. */
  async write(text: string): Promise<void> {
    this.prose += text.length;
    this.texts += 1;
    await this.page.keyboard.type(text);
  }

  /** Numbers and dates, which no dictation would save. */
  async figures(text: string): Promise<void> {
    for (const key of text) await this.press(key, "figures");
  }

  /** Goes on, or back, with Tab until the control has the focus; looks again where the page took the focus elsewhere. */
  async reach(target: Locator): Promise<void> {
    for (let look = 0; look < 3; look += 1) {
      const steps = await this.tabsTo(target);
      if (steps === 0) return;
      for (let step = 0; step < Math.abs(steps); step += 1) {
        await this.press(steps > 0 ? "Tab" : "Shift+Tab", "to the next field");
      }
    }
    await this.hasFocus(target);
  }

  /** Out of a text, in which a capital letter is a letter. */
  async leaveText(): Promise<void> {
    for (let step = 0; step < 4; step += 1) {
      const typing = await this.page
        .locator(":focus")
        .evaluate((element) => element.matches("input, textarea, select"));
      if (!typing) return;
      await this.press("Tab", "to the next field");
    }
  }

  /** How many times Tab has to be pressed; fewer than none is Shift+Tab. */
  async tabsTo(target: Locator): Promise<number> {
    return target.evaluate((wanted) => {
      const stops = [
        ...document.querySelectorAll<HTMLElement>(
          "a[href], button, input, select, textarea, summary, [tabindex]",
        ),
      ].filter(
        (element) =>
          element.tabIndex >= 0 &&
          // Of radio buttons only the chosen one is a stop.
          !element.matches(":disabled, [type=radio]:not(:checked)") &&
          element.getClientRects().length > 0,
      );
      const active = document.activeElement ?? document.body;
      const to = stops.indexOf(wanted as HTMLElement);
      if (to < 0) throw new Error("The control cannot be reached with Tab.");
      const at = stops.indexOf(active as HTMLElement);
      if (at >= 0) return to - at;
      const before = stops.filter(
        (stop) => active.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING,
      ).length;
      return to >= before ? to - before + 1 : to - before;
    });
  }

  /** Resolves when the control has the focus; what a key did may show in the next frame only. */
  async hasFocus(target: Locator): Promise<void> {
    const handle = await target.elementHandle({ timeout: 10_000 });
    try {
      await this.page.waitForFunction((element) => element === document.activeElement, handle, {
        timeout: 10_000,
      });
    } catch {
      throw new Error(`The focus is not on ${target}, but on ${await this.#whereFocusIs()}.`);
    }
  }

  #whereFocusIs(): Promise<string> {
    return this.page.evaluate(() => {
      const { activeElement } = document;
      const name =
        activeElement?.getAttribute("aria-label") ?? activeElement?.textContent?.slice(0, 60) ?? "";
      return `${activeElement?.tagName.toLowerCase()} “${name}”`;
    });
  }
}
