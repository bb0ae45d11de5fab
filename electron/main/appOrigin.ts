/** The page's own scheme and origin. Everything that the window shows comes from here. */
export const appScheme = "app";
export const appHost = "fourfold";
export const appOrigin = `${appScheme}://${appHost}`;
export const startPage = `${appOrigin}/index.html`;

/** Whether an address belongs to the app's own origin. A custom scheme has no `URL.origin`, so the parts are compared. */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === `${appScheme}:` && url.host === appHost && url.username === "" && url.password === ""
  );
}
