import { shell } from "electron";

/**
 * The only places that Fourfold opens in the system's browser. Empty: nothing in the app links to the outside yet.
 * An entry is an origin ("https://example.org"); its pages are allowed, other schemes and look-alike hosts are not.
 */
export const allowedOrigins: readonly string[] = [];

export function isAllowedLink(address: string, allowed: readonly string[] = allowedOrigins): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === "https:" && url.username === "" && url.password === "" && allowed.includes(url.origin)
  );
}

export function openAllowedLink(address: string): void {
  if (isAllowedLink(address)) void shell.openExternal(address);
}
