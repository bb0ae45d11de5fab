import type { Victims } from "../victims.ts";

/** One kind of work in the middle of which a process is killed. */
export interface KillKind {
  readonly name: string;
  /** How often of all kills, relative to the others. */
  readonly weight: number;
  /** Makes what is needed, in a folder of its own; what it gives kills once and looks what is left. */
  prepare(setting: Setting): Promise<(chances: Chances) => Promise<Found>>;
}

export interface Setting {
  readonly folder: string;
  readonly victims: Victims;
  /** Short for the tests of every day: smaller stores, so that they are made sooner. */
  readonly isShort: boolean;
}

/** Numbers from 0 up to 1 out of the plan: the same seed gives the same ones. */
export type Chances = readonly [number, number, number];

export interface Found {
  /** Changes that the killed process had acknowledged. */
  readonly acknowledged: number;
  /** Acknowledged changes that are not there, in words. */
  readonly lost: readonly string[];
  /** What is there and should not be, or is not as it should be. */
  readonly faults: readonly string[];
  /** What the kill met, for the figures: "rolled back", "a letter that came through unacknowledged". */
  readonly met: string;
}
