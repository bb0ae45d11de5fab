/** Whose computer this is has no place in a diagnostic file: home folders and user names are taken out of every text. */
export interface Owner {
  readonly homeFolder: string;
  readonly userName: string;
}

export function reduced(text: string, { homeFolder, userName }: Owner): string {
  let plain = text;
  for (const home of new Set([homeFolder, homeFolder.replaceAll("\\", "/")])) {
    if (home.length > 1) plain = plain.replaceAll(home, "~");
  }
  // Home folders of others, on whatever system.
  plain = plain
    .replace(/([\\/](?:home|Users|Documents and Settings)[\\/])[^\\/"'\s]+/gi, "$1(user)")
    // A password in an address.
    .replace(/(\w+:\/\/)[^/@\s]+@/g, "$1");
  if (userName.length > 2) {
    plain = plain.replace(new RegExp(`(^|[\\\\/@])${escaped(userName)}(?=$|[\\\\/])`, "gi"), "$1(user)");
  }
  return plain;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The same for everything inside a value. */
export function reducedDeep(value: unknown, owner: Owner): unknown {
  if (typeof value === "string") return reduced(value, owner);
  if (Array.isArray(value)) return value.map((entry) => reducedDeep(entry, owner));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, reducedDeep(entry, owner)]),
    );
  }
  return value;
}
