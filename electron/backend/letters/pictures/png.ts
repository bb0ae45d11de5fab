import { crc32, deflateSync, inflateSync } from "node:zlib";
import type { Pixels } from "./pixels.ts";
import { refusePicture } from "./refuse.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function refuseBroken(): never {
  return refusePicture("The picture is broken or cut off.", "Save it again, or choose another.");
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with opacity, 6 colour with opacity. */
  readonly colorType: number;
  readonly isInterlaced: boolean;
}

const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Decodes a PNG of any kind, checking all of it.
 * @param checkSize is told the size before anything is unpacked.
 * @throws FourfoldError `badInput` when it is broken.
 */
export function decodePng(bytes: Uint8Array, checkSize: (width: number, height: number) => void): Pixels {
  const chunks = chunksOf(bytes);
  const first = chunks[0];
  if (first?.type !== "IHDR" || first.data.length !== 13) refuseBroken();
  const header = headerOf(first.data);
  checkSize(header.width, header.height);
  const partOf = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
  const palette = partOf("PLTE");
  if (header.colorType === 3 && palette === undefined) refuseBroken();
  const rows = samples(header, unpacked(header, chunks));
  return coloured(header, rows, palette, partOf("tRNS"));
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

function chunksOf(bytes: Uint8Array): readonly Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) break;
    const named = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(named) !== view.getUint32(end - 4)) break;
    const type = Buffer.from(named.subarray(0, 4)).toString("latin1");
    if (type === "IEND") return chunks;
    chunks.push({ type, data: named.subarray(4) });
    at = end;
  }
  return refuseBroken();
}

function headerOf(data: Uint8Array): Header {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [depth = 0, colorType = 0, compression, filter, interlace = 0] = data.subarray(8);
  const isKnown = samplesOf[colorType] !== undefined && [1, 2, 4, 8, 16].includes(depth);
  const isAllowed = depth === 8 || (depth === 16 ? colorType !== 3 : colorType === 0 || colorType === 3);
  if (!isKnown || !isAllowed || compression !== 0 || filter !== 0 || interlace > 1) refuseBroken();
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    depth,
    colorType,
    isInterlaced: interlace === 1,
  };
}

interface Pass {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly down: number;
}
const wholePicture: readonly Pass[] = [{ left: 0, top: 0, right: 1, down: 1 }];
/** Of an interlaced picture, from coarse to fine (Adam7). */
const passes: readonly Pass[] = [
  { left: 0, top: 0, right: 8, down: 8 },
  { left: 4, top: 0, right: 8, down: 8 },
  { left: 0, top: 4, right: 4, down: 8 },
  { left: 2, top: 0, right: 4, down: 4 },
  { left: 0, top: 2, right: 2, down: 4 },
  { left: 1, top: 0, right: 2, down: 2 },
  { left: 0, top: 1, right: 1, down: 2 },
];

function passesOf({ width, height, isInterlaced }: Header) {
  return (isInterlaced ? passes : wholePicture)
    .map((pass) => ({
      ...pass,
      columns: Math.max(0, Math.ceil((width - pass.left) / pass.right)),
      rows: Math.max(0, Math.ceil((height - pass.top) / pass.down)),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
}

const rowBytes = ({ depth, colorType }: Header, columns: number) =>
  Math.ceil((columns * (samplesOf[colorType] ?? 1) * depth) / 8);

function unpacked(header: Header, chunks: readonly Chunk[]): Uint8Array {
  const length = passesOf(header).reduce(
    (sum, { columns, rows }) => sum + rows * (1 + rowBytes(header, columns)),
    0,
  );
  const packed = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data));
  try {
    const data = inflateSync(packed, { maxOutputLength: length });
    if (data.length === length) return data;
  } catch {
    // Told below, like data that ends too early.
  }
  return refuseBroken();
}

/** All samples of the picture, row by row, in its own depth. */
function samples(header: Header, data: Uint8Array): Uint16Array {
  const { width, height, depth, colorType } = header;
  const perPixel = samplesOf[colorType] ?? 1;
  const step = Math.max(1, (perPixel * depth) / 8);
  const all = new Uint16Array(width * height * perPixel);
  let at = 0;
  for (const { left, top, right, down, columns, rows } of passesOf(header)) {
    const length = rowBytes(header, columns);
    let above = new Uint8Array(length);
    for (let row = 0; row < rows; row += 1) {
      const line = data.slice(at + 1, at + 1 + length);
      unfilter(data[at] ?? 0, line, above, step);
      at += 1 + length;
      above = line;
      for (let column = 0; column < columns; column += 1) {
        const pixel = (top + row * down) * width + left + column * right;
        for (let index = 0; index < perPixel; index += 1) {
          all[pixel * perPixel + index] = sampleAt(line, column * perPixel + index, depth);
        }
      }
    }
  }
  return all;
}

function sampleAt(line: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return line[index] ?? 0;
  if (depth === 16) return ((line[2 * index] ?? 0) << 8) | (line[2 * index + 1] ?? 0);
  const bit = index * depth;
  return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** Turns differences to neighbours back into values, in place. */
function unfilter(kind: number, line: Uint8Array, above: Uint8Array, step: number): void {
  if (kind > 4) refuseBroken();
  if (kind === 0) return;
  for (let index = 0; index < line.length; index += 1) {
    const left = index < step ? 0 : (line[index - step] ?? 0);
    const up = above[index] ?? 0;
    const corner = index < step ? 0 : (above[index - step] ?? 0);
    const guess =
      kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : paeth(left, up, corner);
    line[index] = (line[index] ?? 0) + guess;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((each) => Math.abs(estimate - each)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function coloured(header: Header, all: Uint16Array, palette?: Uint8Array, transparent?: Uint8Array): Pixels {
  const { width, height, depth, colorType } = header;
  const most = (1 << depth) - 1;
  const eight = (sample: number) => (depth === 16 ? sample >> 8 : Math.round((sample * 255) / most));
  const isKey = (...values: readonly number[]) =>
    transparent !== undefined &&
    values.every(
      (value, index) => value === (((transparent[2 * index] ?? 0) << 8) | (transparent[2 * index + 1] ?? 0)),
    );
  const data = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    data.set(rgba(pixel), 4 * pixel);
  }
  return { width, height, channels: 4, data };

  function rgba(pixel: number): readonly [number, number, number, number] {
    const at = (index: number) => all[pixel * (samplesOf[colorType] ?? 1) + index] ?? 0;
    switch (colorType) {
      case 0:
        return [eight(at(0)), eight(at(0)), eight(at(0)), isKey(at(0)) ? 0 : 255];
      case 2:
        return [eight(at(0)), eight(at(1)), eight(at(2)), isKey(at(0), at(1), at(2)) ? 0 : 255];
      case 3: {
        const [red, green, blue] = palette?.subarray(3 * at(0), 3 * at(0) + 3) ?? [];
        if (red === undefined || green === undefined || blue === undefined) return refuseBroken();
        return [red, green, blue, transparent?.[at(0)] ?? 255];
      }
      case 4:
        return [eight(at(0)), eight(at(0)), eight(at(0)), eight(at(1))];
      default:
        return [eight(at(0)), eight(at(1)), eight(at(2)), eight(at(3))];
    }
  }
}

/** An opaque picture as PNG: colour, eight bits, not interlaced, which a PDF takes in as it stands. */
export function encodePng({ width, height, data }: Pixels): Uint8Array<ArrayBuffer> {
  const line = 3 * width;
  const raw = new Uint8Array(height * (1 + line));
  for (let row = 0; row < height; row += 1) {
    const to = row * (1 + line);
    // Each row as its difference to the one above it, which packs best for drawings on white.
    raw[to] = 2;
    for (let index = 0; index < line; index += 1) {
      const up = row === 0 ? 0 : (data[(row - 1) * line + index] ?? 0);
      raw[to + 1 + index] = (data[row * line + index] ?? 0) - up;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [
    Buffer.from(signature),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(8 + named.length);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), 4 + named.length);
  return framed;
}
