/** The text form in which Windows exports a key of the registry ("Windows Registry Editor Version 5.00"). */

/** Numbers are DWORD and QWORD, lists MULTI_SZ; what is binary has no meaning here. */
export type RegistryValue = number | string | readonly string[] | { readonly binary: true };

/**
 * The values of the key itself; those of keys below it are passed over.
 * @param key with the short name of its root, as it was asked for.
 * @throws Error when the text is no such export.
 */
export function parseRegistryExport(text: string, key: string): ReadonlyMap<string, RegistryValue> {
  const plain = text.replace(/^\uFEFF/, "");
  if (!plain.startsWith("Windows Registry Editor")) throw new Error("This is no export of the registry.");
  const values = new Map<string, RegistryValue>();
  const path = key.slice(key.indexOf("\\")).toLowerCase();
  let isOwn = false;
  for (const line of joinedLines(plain)) {
    const section = /^\[(.*)\]$/.exec(line)?.[1];
    if (section !== undefined) {
      isOwn = section.slice(section.indexOf("\\")).toLowerCase() === path;
      continue;
    }
    const found = /^"((?:[^"\\]|\\.)*)"=(.*)$/s.exec(line);
    if (!isOwn || found === null) continue;
    const [, name = "", value = ""] = found;
    values.set(unescaped(name), valueIn(value));
  }
  return values;
}

/** A list of bytes goes on after a backslash at the end of a line, a text until its closing quote. */
function joinedLines(text: string): readonly string[] {
  const joined: string[] = [];
  let open: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const whole: string = open === undefined ? line : `${open}${line}`;
    if (/^(?:"(?:[^"\\]|\\.)*"|@)=hex.*\\$/.test(whole)) {
      open = whole.slice(0, -1).trimEnd();
    } else if (/^(?:"(?:[^"\\]|\\.)*"|@)="(?:[^"\\]|\\.)*$/s.test(whole)) {
      open = `${whole}\n`;
    } else {
      joined.push(whole.trim());
      open = undefined;
    }
  }
  if (open !== undefined) joined.push(open.trim());
  return joined;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, "$1");
}

function valueIn(text: string): RegistryValue {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(text)?.[1];
  if (quoted !== undefined) return unescaped(quoted);
  const word = /^dword:([0-9a-f]{1,8})$/i.exec(text)?.[1];
  if (word !== undefined) return Number.parseInt(word, 16);
  const [, type = "", list = ""] = /^hex(?:\(([0-9a-f]+)\))?:(.*)$/is.exec(text) ?? [];
  const bytes = Buffer.from(list.replace(/[^0-9a-f]/gi, ""), "hex");
  switch (type.toLowerCase()) {
    case "1":
    case "2":
      return bytes.toString("utf16le").replace(/\0.*$/s, "");
    case "7":
      return bytes
        .toString("utf16le")
        .replace(/\0+$/, "")
        .split("\0")
        .filter((line) => line !== "");
    case "b":
      return bytes.length === 8 ? Number(bytes.readBigUInt64LE()) : { binary: true };
    default:
      return { binary: true };
  }
}
