import { readFile } from "node:fs/promises";
import type { Rectangle } from "electron";
import { z } from "zod";
import { writeFileAtomically } from "./writeFile.ts";

const stateSchema = z
  .object({
    bounds: z
      .object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() })
      .strict(),
    maximized: z.boolean(),
  })
  .strict();
export type WindowState = z.infer<typeof stateSchema>;

/** The least that shows a section of the evaluation with its header and picture. */
export const leastSize = { width: 960, height: 600 } as const;
const usualSize = { width: 1366, height: 768 } as const;

/** Where the window was when it was last closed, or undefined. A file that cannot be read is no reason not to start. */
export async function readWindowState(file: string): Promise<WindowState | undefined> {
  try {
    const parsed = stateSchema.safeParse(JSON.parse(await readFile(file, "utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export async function writeWindowState(file: string, state: WindowState): Promise<void> {
  await writeFileAtomically(file, JSON.stringify(state));
}

/**
 * Where to open the window: where it was if a screen still shows at least a corner that can be taken hold of, else in the
 * middle of the main screen, never larger than it.
 */
export function placeWindow(
  before: WindowState | undefined,
  workAreas: readonly Rectangle[],
): { readonly bounds: Partial<Rectangle> & { width: number; height: number }; readonly maximized: boolean } {
  const main = workAreas[0] ?? { x: 0, y: 0, ...usualSize };
  const area = workAreas.find((candidate) => before !== undefined && overlap(before.bounds, candidate));
  if (before === undefined || area === undefined) {
    return {
      bounds: {
        width: Math.min(usualSize.width, main.width),
        height: Math.min(usualSize.height, main.height),
      },
      maximized: before?.maximized ?? false,
    };
  }
  return {
    bounds: {
      ...before.bounds,
      width: Math.min(Math.max(before.bounds.width, leastSize.width), area.width),
      height: Math.min(Math.max(before.bounds.height, leastSize.height), area.height),
    },
    maximized: before.maximized,
  };
}

/** Pixels of the title bar that must be on a screen for the window to be moved by hand. */
const gripWidth = 120;
const gripHeight = 30;

function overlap(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const topBarIsInside = bounds.y >= area.y && bounds.y + gripHeight <= area.y + area.height;
  return width >= gripWidth && topBarIsInside;
}
