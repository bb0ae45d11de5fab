import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { folderOfPolicy } from "../../policy/folders.ts";
import { UpdateRefused } from "./refused.ts";

/** What electron-updater asks of whatever fetches for it. */
export interface Executor {
  request(options: RequestOptions): Promise<string | null>;
  download(url: URL, destination: string, options: DownloadOptions): Promise<string>;
  downloadToBuffer(url: URL): Promise<Buffer>;
}
interface RequestOptions {
  readonly protocol?: string | null;
  readonly hostname?: string | null;
  readonly path?: string | null;
}
interface DownloadOptions {
  /** In base64. */
  readonly sha512?: string | null;
  readonly onProgress?: (progress: { percent: number; transferred: number; total: number }) => void;
}

/** A feed and its signature are small. */
const mostText = 1024 * 1024;

/** Fetches from a folder, which may be on a share, in the place of a server. */
export class FolderExecutor implements Executor {
  async request({ hostname, path }: RequestOptions): Promise<string | null> {
    return (await this.downloadToBuffer(new URL(`file://${hostname ?? ""}${path ?? ""}`))).toString("utf8");
  }

  async downloadToBuffer(url: URL): Promise<Buffer> {
    const path = pathOf(url);
    if ((await stat(path)).size > mostText) throw new UpdateRefused("badFeed");
    return readFile(path);
  }

  async download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    const path = pathOf(url);
    const total = (await stat(path)).size;
    const hash = createHash("sha512");
    let transferred = 0;
    const look = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        transferred += chunk.length;
        options.onProgress?.({
          percent: total === 0 ? 100 : (transferred / total) * 100,
          transferred,
          total,
        });
        done(null, chunk);
      },
    });
    await pipeline(createReadStream(path), look, createWriteStream(destination));
    if (options.sha512 == null || hash.digest("base64") !== options.sha512)
      throw new UpdateRefused("badHash");
    return destination;
  }
}

function pathOf(url: URL): string {
  // A server is asked with a word against its cache; a folder has none.
  const plain = new URL(url.href);
  plain.search = "";
  return fileURLToPath(plain);
}

/**
 * The place that a policy means on this computer: names such as %ProgramData% filled in, an address as it is.
 * @throws UpdateRefused `absent` where a name is not known here.
 */
export function placeOf(feed: string, surroundings: Parameters<typeof folderOfPolicy>[1]): string {
  if (isAddress(feed)) return feed;
  const folder = folderOfPolicy(feed, surroundings);
  if (folder === undefined) throw new UpdateRefused("absent");
  return folder;
}

const isAddress = (feed: string) => /^(https?|file):\/\//i.test(feed);

/** The address of a place: a server as it is, a folder or a share as an address of files. */
export function addressOf(feed: string): URL {
  if (isAddress(feed)) return withSlash(new URL(feed));
  const slashes = feed.replaceAll("\\", "/");
  const [, host, rest] = /^\/\/([^/]+)(\/.*)?$/.exec(slashes) ?? [];
  const address =
    host === undefined
      ? `file://${slashes.startsWith("/") ? "" : "/"}${encode(slashes)}`
      : `file://${host}${encode(rest ?? "/")}`;
  return withSlash(new URL(address));
}

const encode = (path: string) =>
  path
    .split("/")
    .map((part) => encodeURIComponent(part).replace(/^([A-Za-z])%3A$/, "$1:"))
    .join("/");

function withSlash(url: URL): URL {
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}
