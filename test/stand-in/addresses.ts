/**
 * Chromium without Electron knows no `app:` scheme. While it runs the stand-in, `app://fourfold/x` is
 * `https://fourfold.app-scheme.invalid/x` inside the browser: a standard, secure origin of its own whose requests never
 * leave the machine, because every one is answered by the handler of the scheme. `.invalid` is reserved and resolves nowhere.
 */
export class AddressMap {
  readonly #schemes = new Set<string>();

  add(scheme: string): void {
    this.#schemes.add(scheme);
  }

  toBrowser(address: string): string {
    if (!URL.canParse(address)) return address;
    const url = new URL(address);
    const scheme = url.protocol.slice(0, -1);
    if (!this.#schemes.has(scheme)) return address;
    return `https://${url.host}.${scheme}-scheme.invalid${url.pathname}${url.search}${url.hash}`;
  }

  fromBrowser(address: string): string {
    const match = /^https:\/\/([^/]+)\.([a-z]+)-scheme\.invalid(\/.*)?$/.exec(address);
    if (match === null || match[2] === undefined || !this.#schemes.has(match[2])) return address;
    return `${match[2]}://${match[1]}${match[3] ?? "/"}`;
  }
}

export const addresses = new AddressMap();
