import { crc32, deflateSync } from "node:zlib";
import { encodePng } from "../../../electron/backend/letters/pictures/png.ts";

/** Invented pictures: gradients and boxes in every form in which somebody's logo may come. */

const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

/** 9 x 10 pixels, written by another program, with some pixels as that program reads them (16 bits cut to 8). */
export const pngsOfOthers: readonly {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pixels: readonly { readonly at: readonly [number, number]; readonly rgba: readonly number[] }[];
}[] = [
  {
    name: "interlaced, with opacity",
    bytes: fromBase64(
      "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAKCAYAAAERAkQoAAAABGdBTUEAALGPC/xhBQAAACBjSFJNAAB6JgAAgIQAAPoAAACA6AAAdTAAAOpgAAA6mAAAF3CculE8AAAABmJLR0QA/wD/AP+gvaeTAAAAB3RJTUUH6gsXFA8NIxOnrQAAAGJJREFUGNOdjsENgDAMxBzEGO0edKwuAu8sBOyRQcoDiKBFIOHnyZecFFCAPmIAUEC7iCEjWTkQFyfyngRMAWQmuXfi2hU/4tZCutdWBt6NOhAjNO+bOXXrv1QvfEKgfG7aAAbnGYsObNTZAAAAJXRFWHRkYXRlOmNyZWF0ZQAyMDI2LTExLTIzVDIwOjE1OjEzKzAwOjAwCpdpcwAAACV0RVh0ZGF0ZTptb2RpZnkAMjAyNi0xMS0yM1QyMDoxNToxMyswMDowMHvK0c8AAAAASUVORK5CYII=",
    ),
    pixels: [
      { at: [0, 0], rgba: [255, 0, 0, 153] },
      { at: [3, 4], rgba: [142, 0, 113, 153] },
      { at: [8, 9], rgba: [0, 0, 255, 153] },
    ],
  },
  {
    name: "with a palette",
    bytes: fromBase64(
      "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAKCAMAAABR24SMAAAABGdBTUEAALGPC/xhBQAAACBjSFJNAAB6JgAAgIQAAPoAAACA6AAAdTAAAOpgAAA6mAAAF3CculE8AAAACVBMVEXiABybAGM4AMYxkNvXAAAAB3RJTUUH6gsXFA8NIxOnrQAAACNJREFUCNdjYMADGBkYYQCJxcQIgoxMTAxMQMAIIsAsJlwsAAzVAGlrdWfuAAAAJXRFWHRkYXRlOmNyZWF0ZQAyMDI2LTExLTIzVDIwOjE1OjEzKzAwOjAwCpdpcwAAACV0RVh0ZGF0ZTptb2RpZnkAMjAyNi0xMS0yM1QyMDoxNToxMyswMDowMHvK0c8AAAAASUVORK5CYII=",
    ),
    pixels: [
      { at: [0, 0], rgba: [226, 0, 28, 255] },
      { at: [3, 4], rgba: [155, 0, 99, 255] },
      { at: [8, 9], rgba: [56, 0, 198, 255] },
    ],
  },
  {
    name: "grey of 16 bits",
    bytes: fromBase64(
      "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAKEAAAAAAT/vchAAAABGdBTUEAALGPC/xhBQAAACBjSFJNAAB6JgAAgIQAAPoAAACA6AAAdTAAAOpgAAA6mAAAF3CculE8AAAAAmJLR0T//xSrMc0AAAAqSURBVAjXY/z/nwENsDzpQxdiPC6DoepxHxEaWR73E2O8xWNMVRgasQAAxI4MxEjQTw0AAAAldEVYdGRhdGU6Y3JlYXRlADIwMjYtMTEtMjNUMjA6MTU6MTQrMDA6MDDPMFf9AAAAJXRFWHRkYXRlOm1vZGlmeQAyMDI2LTExLTIzVDIwOjE1OjE0KzAwOjAwvm3vQQAAAABJRU5ErkJggg==",
    ),
    pixels: [
      { at: [0, 0], rgba: [255, 255, 255, 255] },
      { at: [3, 4], rgba: [141, 141, 141, 255] },
      { at: [8, 9], rgba: [0, 0, 0, 255] },
    ],
  },
  {
    name: "black and white of 1 bit",
    bytes: fromBase64(
      "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAKAQAAAABOfkkTAAAABGdBTUEAALGPC/xhBQAAAAJiS0dEAAHdihOkAAAAB3RJTUUH6gsXFA8Ouhr2FwAAABNJREFUCNdj+N/AAESHkdB/BAIA0asOBw7CCXoAAAAldEVYdGRhdGU6Y3JlYXRlADIwMjYtMTEtMjNUMjA6MTU6MTQrMDA6MDDPMFf9AAAAJXRFWHRkYXRlOm1vZGlmeQAyMDI2LTExLTIzVDIwOjE1OjE0KzAwOjAwvm3vQQAAAABJRU5ErkJggg==",
    ),
    pixels: [
      { at: [0, 0], rgba: [255, 255, 255, 255] },
      { at: [3, 4], rgba: [0, 0, 0, 255] },
      { at: [8, 9], rgba: [255, 255, 255, 255] },
    ],
  },
];

/** A JPEG of 16 x 12 pixels. */
export const jpeg = fromBase64(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAMABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAIE/8QAHxAAAAUFAQEAAAAAAAAAAAAAAQIDERIABRMxUQSx/8QAFAEBAAAAAAAAAAAAAAAAAAAAA//EABcRAAMBAAAAAAAAAAAAAAAAAAARIUH/2gAMAwEAAhEDEQA/AIs9vS9+bIY5YM0WDb9AeUvFvS8GHGY5pu8mHTcAO1iRVVSfEqdOW4GEPlFlVVWyqnUjqZhH7S1sPD//2Q==",
);

/** A box of one colour. */
export function png(width: number, height: number, rgb: readonly [number, number, number] = [31, 63, 102]) {
  const data = new Uint8Array(width * height * 3);
  for (let index = 0; index < data.length; index += 1) data[index] = rgb[index % 3] ?? 0;
  return encodePng({ width, height, channels: 3, data });
}

/** A file that begins as a PNG and is as large as this. */
export function hugePng(megabytes = 21): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(megabytes * 1024 * 1024);
  bytes.set(png(8, 8));
  return bytes;
}

/** Black, half covering: what is left of it on white is grey. */
export function halfTransparent(width: number, height: number): Uint8Array<ArrayBuffer> {
  const rows = Buffer.concat(
    Array.from({ length: height }, () =>
      Buffer.from([0, ...Array.from({ length: width }, () => [0, 0, 0, 128]).flat()]),
    ),
  );
  const opaque = Buffer.from(png(width, height));
  const header = Buffer.from(opaque.subarray(8, 33));
  header[17] = 6;
  return new Uint8Array(
    Buffer.concat([
      opaque.subarray(0, 8),
      rechecked(header),
      chunk("IDAT", deflateSync(rows)),
      opaque.subarray(-12),
    ]),
  );
}

function rechecked(framed: Buffer): Buffer {
  return chunk(framed.toString("latin1", 4, 8), framed.subarray(8, -4));
}

function chunk(type: string, data: Uint8Array): Buffer {
  const framed = Buffer.alloc(12 + data.length);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, "latin1");
  framed.set(data, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, -4)), 8 + data.length);
  return framed;
}
