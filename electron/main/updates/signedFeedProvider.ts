import type { Provider as ProviderClass, ResolvedUpdateFileInfo, UpdateInfo } from "electron-updater";
import {
  type Feed,
  type FeedFile,
  feedName,
  feedSignatureName,
  fileFor,
} from "../../../shared/updates/feed.ts";
import { UpdateRefused } from "./refused.ts";
import { readSignedFeed } from "./signedFeed.ts";

/** What electron-updater is told of a release, with the feed that said so. */
export interface SignedUpdateInfo extends UpdateInfo {
  readonly feed: Feed;
}

export interface FeedOptions {
  readonly provider: "custom";
  readonly address: URL;
  readonly keys: readonly string[];
  readonly platform: string;
  readonly arch: string;
}

/**
 * electron-updater's provider for our feed. Nothing of the feed is used before its signature was found good.
 * @param Provider electron-updater's own class, which is loaded only where updates are on.
 */
export function signedFeedProvider(Provider: typeof ProviderClass) {
  return class SignedFeedProvider extends Provider<SignedUpdateInfo> {
    readonly #options: FeedOptions;

    constructor(options: FeedOptions, _updater: unknown, runtimeOptions: never) {
      super(runtimeOptions);
      this.#options = options;
    }

    /** electron-updater would name this computer to the server by a number; ours are nobody's business. */
    override setRequestHeaders(): void {}

    async getLatestVersion(): Promise<SignedUpdateInfo> {
      const text = await this.#read(feedName);
      const feed = readSignedFeed(text, await this.#readSignature(), this.#options.keys);
      const { name, sha512, bytes } = this.#fileOf(feed);
      return {
        feed,
        version: feed.version,
        releaseDate: feed.releasedAt,
        path: name,
        sha512,
        files: [{ url: name, sha512, size: bytes }],
      };
    }

    resolveFiles(info: SignedUpdateInfo): ResolvedUpdateFileInfo[] {
      const { name, sha512, bytes } = this.#fileOf(info.feed);
      const url = new URL(encodeURIComponent(name), this.#options.address);
      return [{ url, info: { url: name, sha512, size: bytes } }];
    }

    #fileOf(feed: Feed): FeedFile {
      const file = fileFor(feed, this.#options.platform, this.#options.arch);
      if (file === undefined) throw new UpdateRefused("otherComputers");
      return file;
    }

    async #readSignature(): Promise<string> {
      try {
        return await this.#read(feedSignatureName);
      } catch (error) {
        const code = error instanceof Error && "code" in error ? error.code : undefined;
        // A feed without a signature is a feed that is not signed, not a place without a release.
        if (code === "HTTP_ERROR_404" || code === "ENOENT")
          throw new UpdateRefused("badSignature", { cause: error });
        throw error;
      }
    }

    async #read(name: string): Promise<string> {
      const url = new URL(name, this.#options.address);
      url.search = this.#options.address.protocol === "file:" ? "" : `noCache=${Date.now().toString(36)}`;
      // An empty answer is an empty file, which nothing can have signed.
      return (await this.httpRequest(url, { accept: "*/*", "cache-control": "no-cache" })) ?? "";
    }
  };
}
