/** Time as the store keeps it: UTC instants, plain calendar dates, and the offset at which something happened. */

export interface Clock {
  now(): Date;
}

/** UTC with milliseconds: "2025-03-10T21:42:07.123Z". */
export function instantOf(time: Date): string {
  return time.toISOString();
}

/** The same moment with this computer's offset: "2025-03-10T16:42:07.123-05:00". */
export function localInstantOf(time: Date): string {
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().replace("Z", offsetOf(time));
}

/** The calendar date on the wall of the practice: "2025-03-10". */
export function localDateOf(time: Date): string {
  return localInstantOf(time).slice(0, 10);
}

/** "-05:00", "+05:30", "+00:00" */
export function offsetOf(time: Date): string {
  const minutes = -time.getTimezoneOffset();
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** As printed under a letter, from an instant with offset: "10 Mar 2025 at 16:42 (UTC-05:00)". */
export function signedAtText(localInstant: string): string {
  const [date = "", time = ""] = localInstant.split("T");
  const [year, month, day] = date.split("-");
  const offset = /(?:Z|[+-]\d{2}:\d{2})$/.exec(time)?.[0] ?? "Z";
  const zone = offset === "Z" || offset === "+00:00" ? "UTC" : `UTC${offset}`;
  return `${Number(day)} ${months[Number(month) - 1]} ${year} at ${time.slice(0, 5)} (${zone})`;
}
