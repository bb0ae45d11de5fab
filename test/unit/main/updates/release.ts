import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpExecutor } from "builder-util-runtime";
import type { Executor } from "../../../../electron/main/updates/folderExecutor.ts";
import { type Feed, feedFormat, feedName, feedSignatureName } from "../../../../shared/updates/feed.ts";
import { afterwards } from "../../backend/support.ts";

/** Releases as the build makes them, on a server or in a folder, and what may be wrong with them. */

export interface ReleaseKey {
  readonly publicPem: string;
  readonly privateKey: KeyObject;
}

export function newKey(): ReleaseKey {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { publicPem: publicKey.export({ type: "spki", format: "pem" }).toString(), privateKey };
}

export const sha512 = (bytes: Uint8Array) => createHash("sha512").update(bytes).digest("base64");

/** The files of a release by name. */
export type Release = Map<string, Buffer>;

export function release(key: ReleaseKey, version: string, change: Partial<Feed> = {}): Release {
  const installers: readonly [Feed["files"][number]["platform"], string, Buffer][] = [
    [
      "linux",
      `Fourfold-${version}-x64.AppImage`,
      Buffer.from(`#!/bin/sh\n# the app, version ${version}\n`.repeat(40)),
    ],
    ["win32", `Fourfold-Setup-${version}-x64.exe`, Buffer.from(`MZ the installer of ${version}`.repeat(40))],
  ];
  const feed: Feed = {
    format: feedFormat,
    version,
    releasedAt: "2031-05-04T10:00:00.000Z",
    files: installers.map(([platform, name, bytes]) => ({
      platform,
      arch: "x64",
      name,
      bytes: bytes.length,
      sha512: sha512(bytes),
    })),
    ...change,
  };
  const text = Buffer.from(JSON.stringify(feed, null, 2));
  return new Map<string, Buffer>([
    [feedName, text],
    [feedSignatureName, Buffer.from(sign(null, text, key.privateKey).toString("base64"))],
    ...installers.map(([, name, bytes]) => [name, bytes] as const),
  ]);
}

/** A server on this computer that gives out what is in the map when it is asked; `status` answers with that instead. */
export async function serve(
  files: Release,
  status: (path: string) => number | undefined = () => undefined,
): Promise<{ readonly address: string; readonly asked: string[]; readonly server: Server }> {
  const asked: string[] = [];
  const server = createServer((incoming, answer) => {
    const path = decodeURIComponent(new URL(incoming.url ?? "/", "http://127.0.0.1").pathname);
    asked.push(path);
    const bytes = files.get(path.replace(/^\/fourfold\//, ""));
    const code = status(path) ?? (bytes === undefined ? 404 : 200);
    answer.writeHead(code, { "content-length": code === 200 ? (bytes?.length ?? 0) : 0 });
    answer.end(code === 200 ? bytes : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterwards(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/fourfold`, asked, server };
}

/** electron-updater's own executor over Node's network, where Electron's is not to be had. */
class NodeExecutor extends HttpExecutor<ReturnType<typeof httpRequest>> {
  createRequest(options: object, callback: (response: never) => void) {
    return httpRequest(options, callback as never);
  }

  async download(url: URL, destination: string, options: object): Promise<string> {
    const { cancellationToken, headers } = options as {
      cancellationToken: { createPromise: (work: unknown) => Promise<string> };
      headers?: object;
    };
    return cancellationToken.createPromise(
      (resolve: (path: string) => void, reject: (error: Error) => void, onCancel: unknown) => {
        const request = {
          headers,
          protocol: url.protocol,
          hostname: url.hostname,
          port: url.port,
          path: url.pathname + url.search,
        };
        this.doDownload(
          request as never,
          {
            destination,
            options,
            onCancel,
            callback: (error?: Error | null) => (error ? reject(error) : resolve(destination)),
            responseHandler: null,
          } as never,
          0,
        );
      },
    );
  }
}

export function nodeExecutor(): Executor {
  return new NodeExecutor() as unknown as Executor;
}
