import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerPageRequest, fileFor } from "../../../electron/main/pageFiles.ts";

let home: string;
let folder: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "fourfold-page-"));
  folder = join(home, "renderer");
  await mkdir(join(folder, "assets"), { recursive: true });
  await writeFile(join(home, "secret.json"), "{}");
  await writeFile(join(folder, "index.html"), '<meta nonce="FOURFOLD_STYLE_NONCE">');
  await writeFile(join(folder, "assets/a.js"), "1");
  await writeFile(join(folder, "assets/a.exe"), "1");
});
afterAll(() => rm(home, { recursive: true, force: true }));

const get = (url: string, method = "GET") => answerPageRequest({ url, method }, folder);

describe("serves its own files", () => {
  test.each([
    ["app://fourfold/", "text/html; charset=utf-8"],
    ["app://fourfold/index.html", "text/html; charset=utf-8"],
    ["app://fourfold/index.html?x#y", "text/html; charset=utf-8"],
    ["app://fourfold/assets/a.js", "text/javascript; charset=utf-8"],
  ])("%s", async (url, contentType) => {
    const response = await get(url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(contentType);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("writes the nonce of the policy into the page, a fresh one each time", async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await get("app://fourfold/index.html");
        const inPolicy = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
        expect(await response.text()).toBe(`<meta nonce="${inPolicy}">`);
        return inPolicy;
      }),
    );
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});

describe("serves nothing else", () => {
  test.each([
    "app://fourfold/../secret.json",
    "app://fourfold/%2e%2e/secret.json",
    "app://fourfold/..%2fsecret.json",
    "app://fourfold/assets/..%2f..%2fsecret.json",
    "app://fourfold/..%5csecret.json",
    "app://fourfold/C:%5csecret.json",
    "app://fourfold/index.html%00.js",
    "app://fourfold/%zz",
    "app://fourfold/assets",
    "app://fourfold/assets/",
    "app://fourfold/assets/a.exe",
    "app://fourfold/missing.js",
    "app://elsewhere/index.html",
    "https://fourfold/index.html",
    "file:///etc/hostname",
    "not an address",
  ])("%s", async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("{}");
  });

  test.each(["POST", "PUT", "DELETE", "HEAD"])("%s", async (method) => {
    expect((await get("app://fourfold/index.html", method)).status).toBe(405);
  });

  test("a path that climbs out has no file", () => {
    expect(fileFor("app://fourfold/..%2f..%2fetc/hostname", folder)).toBeUndefined();
    expect(fileFor("app://fourfold/a/..%2findex.html", folder)).toBe(join(folder, "index.html"));
  });
});
