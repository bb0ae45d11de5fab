import { EventEmitter } from "node:events";
import type { Display, PowerMonitor, Screen, Shell } from "electron";

/** What the app knows of the computer around it: nobody is idle, nothing locks, until a test says so. */
class StandInPowerMonitor
  extends EventEmitter
  implements Pick<PowerMonitor, "getSystemIdleTime" | "getSystemIdleState" | "isOnBatteryPower">
{
  getSystemIdleTime(): number {
    return 0;
  }

  getSystemIdleState(): "active" {
    return "active";
  }

  isOnBatteryPower(): boolean {
    return false;
  }
}
export const powerMonitor = new StandInPowerMonitor();

const onlyDisplay = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
} satisfies Pick<Display, "id" | "scaleFactor" | "bounds" | "workArea">;

class StandInScreen extends EventEmitter {
  getPrimaryDisplay(): typeof onlyDisplay {
    return onlyDisplay;
  }

  getAllDisplays(): (typeof onlyDisplay)[] {
    return [onlyDisplay];
  }
}
export const screen = new StandInScreen() satisfies {
  [Name in keyof Pick<Screen, "getPrimaryDisplay">]: unknown;
};

/** Opens nothing: what the app wanted to open is for the test to look at, by replacing these as in Electron. */
export const shell = {
  async openExternal(): Promise<void> {},
  showItemInFolder(): void {},
  async openPath(): Promise<string> {
    return "";
  },
} satisfies Pick<Shell, "openExternal" | "showItemInFolder" | "openPath">;
