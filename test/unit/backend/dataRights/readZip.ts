import { inflateRawSync } from "node:zlib";

/** Reads by the directory at the end, as a program that opens ZIP files does. */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const found = new Map<string, Buffer>();
  let position = bytes.readUInt32LE(end + 16);
  for (let entry = 0; entry < bytes.readUInt16LE(end + 10); entry += 1) {
    const nameLength = bytes.readUInt16LE(position + 28);
    const name = bytes.toString("utf8", position + 46, position + 46 + nameLength);
    const offset = bytes.readUInt32LE(position + 42);
    const begin = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    found.set(name, inflateRawSync(bytes.subarray(begin, begin + bytes.readUInt32LE(position + 20))));
    position += 46 + nameLength;
  }
  return found;
}
