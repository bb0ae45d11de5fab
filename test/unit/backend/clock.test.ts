import { describe, expect, test } from "vitest";
import {
  instantOf,
  localDateOf,
  localInstantOf,
  offsetOf,
  signedAtText,
} from "../../../electron/backend/clock.ts";

/** A moment as a computer with this offset sees it (minutes east of UTC). */
function momentAt(iso: string, minutesEast: number): Date {
  const moment = new Date(iso);
  moment.getTimezoneOffset = () => -minutesEast;
  return moment;
}

describe("a moment", () => {
  test.each([
    ["2025-03-10T21:42:07.123Z", -300, "2025-03-10T16:42:07.123-05:00", "2025-03-10"],
    ["2025-03-11T03:30:00.000Z", -300, "2025-03-10T22:30:00.000-05:00", "2025-03-10"],
    ["2025-12-31T20:00:00.000Z", 330, "2026-01-01T01:30:00.000+05:30", "2026-01-01"],
    ["2025-03-10T12:00:00.000Z", 0, "2025-03-10T12:00:00.000+00:00", "2025-03-10"],
    ["2025-03-10T12:00:00.000Z", -210, "2025-03-10T08:30:00.000-03:30", "2025-03-10"],
  ])("%s at %i minutes is %s on %s", (utc, minutesEast, local, date) => {
    const moment = momentAt(utc, minutesEast);
    expect(instantOf(moment)).toBe(utc);
    expect(localInstantOf(moment)).toBe(local);
    expect(localDateOf(moment)).toBe(date);
    expect(local.endsWith(offsetOf(moment))).toBe(true);
    expect(new Date(local).toISOString()).toBe(utc);
  });

  test.each([
    ["2025-03-10T16:42:07.123-05:00", "10 Mar 2025 at 16:42 (UTC-05:00)"],
    ["2025-12-01T09:05:59.999+05:30", "1 Dec 2025 at 09:05 (UTC+05:30)"],
    ["2025-01-31T00:00:00.000+00:00", "31 Jan 2025 at 00:00 (UTC)"],
    ["2025-01-31T00:00:00.000Z", "31 Jan 2025 at 00:00 (UTC)"],
  ])("%s is printed as %s", (instant, text) => {
    expect(signedAtText(instant)).toBe(text);
  });
});
