import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";
import { FourfoldError } from "../../../shared/errors.ts";

/**
 * Writes a ZIP file (PKWARE APPNOTE 6.3.3, without ZIP64), one file after the other straight to the disk. Names are UTF-8 with
 * forward slashes. Times are the one given, in local time, as the format has them: to two seconds, from 1980 on.
 */

/** Limits of the format without ZIP64. */
const mostEntries = 0xffff;
const mostBytes = 0xffff_ffff;

const utf8Names = 1 << 11;
const deflated = 8;
const versionNeeded = 20;

export class ZipWriter {
  readonly #path: string;
  readonly #file: number;
  readonly #time: number;
  readonly #date: number;
  readonly #directory: Buffer[] = [];
  #position = 0;

  /** @param path must not exist yet. */
  constructor(path: string, time: Date) {
    this.#path = path;
    this.#file = openSync(path, "wx", 0o600);
    this.#time = (time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >> 1);
    this.#date = ((time.getFullYear() - 1980) << 9) | ((time.getMonth() + 1) << 5) | time.getDate();
  }

  add(name: string, content: Uint8Array): void {
    const packed = deflateRawSync(content);
    const encoded = Buffer.from(name, "utf8");
    const offset = this.#position;
    if (this.#directory.length === mostEntries || offset + packed.length > mostBytes) throw tooLarge();
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(versionNeeded, 0);
    shared.writeUInt16LE(utf8Names, 2);
    shared.writeUInt16LE(deflated, 4);
    shared.writeUInt16LE(this.#time, 6);
    shared.writeUInt16LE(this.#date, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(encoded.length, 22);
    this.#write(signature(0x04034b50), shared, encoded, packed);

    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([versionNeeded, 0]);
    this.#directory.push(Buffer.concat([signature(0x02014b50), madeBy, shared, tail, encoded]));
  }

  /** Writes the directory; the file is on the disk then. */
  finish(): void {
    const begin = this.#position;
    for (const entry of this.#directory) this.#write(entry);
    const end = Buffer.alloc(18);
    end.writeUInt16LE(this.#directory.length, 4);
    end.writeUInt16LE(this.#directory.length, 6);
    end.writeUInt32LE(this.#position - begin, 8);
    if (begin > mostBytes) throw tooLarge();
    end.writeUInt32LE(begin, 12);
    this.#write(signature(0x06054b50), end);
    fsyncSync(this.#file);
    closeSync(this.#file);
  }

  /** Takes away what was written so far. */
  discard(): void {
    try {
      closeSync(this.#file);
    } finally {
      rmSync(this.#path, { force: true });
    }
  }

  #write(...parts: readonly Uint8Array[]): void {
    for (const part of parts) {
      for (let written = 0; written < part.length; ) written += writeSync(this.#file, part, written);
      this.#position += part.length;
    }
  }
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function tooLarge(): FourfoldError {
  return new FourfoldError({
    code: "badInput",
    field: "as",
    message: "This is more than one ZIP file can hold (4 GB, 65,535 files).",
    action: "Export it as a folder instead.",
  });
}
