import { EventEmitter } from "node:events";
import type { NativeTheme } from "electron";
import type { Page } from "playwright-core";

const pages = new Set<Page>();

class StandInNativeTheme
  extends EventEmitter
  implements Pick<NativeTheme, "themeSource" | "shouldUseDarkColors">
{
  #source: NativeTheme["themeSource"] = "system";

  get themeSource(): NativeTheme["themeSource"] {
    return this.#source;
  }

  set themeSource(source: NativeTheme["themeSource"]) {
    this.#source = source;
    for (const page of pages) void page.emulateMedia({ colorScheme: colorScheme(source) });
    this.emit("updated");
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === "dark";
  }
}

function colorScheme(source: NativeTheme["themeSource"]): "dark" | "light" | null {
  return source === "system" ? null : source;
}

export const nativeTheme = new StandInNativeTheme();

/** Pages follow the theme that the app chose from now on. */
export async function watchColorScheme(page: Page): Promise<void> {
  pages.add(page);
  page.on("close", () => pages.delete(page));
  if (nativeTheme.themeSource !== "system") {
    await page.emulateMedia({ colorScheme: colorScheme(nativeTheme.themeSource) });
  }
}
