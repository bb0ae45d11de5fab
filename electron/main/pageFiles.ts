import { readFile } from "node:fs/promises";
import { extname, relative, resolve, sep } from "node:path";
import { appHost, appScheme } from "./appOrigin.ts";
import { commonHeaders, contentSecurityPolicy, newNonce } from "./contentSecurity.ts";

/** Stands in the built page where this load's nonce belongs; `vite.config.ts` writes it there. */
const noncePlaceholder = "FOURFOLD_STYLE_NONCE";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ttf": "font/ttf",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/**
 * Answers one request of the page from the folder of built files, and from nowhere else.
 * Refuses other methods, other hosts, unknown kinds of file and every path that leads out of the folder.
 */
export async function answerPageRequest(
  request: { readonly method: string; readonly url: string },
  folder: string,
): Promise<Response> {
  if (request.method !== "GET") return refusal(405, "Only GET is answered.");
  const file = fileFor(request.url, folder);
  const contentType = file === undefined ? undefined : contentTypes[extname(file)];
  if (file === undefined || contentType === undefined) return refusal(404, "There is no such file.");
  try {
    const bytes = await readFile(file);
    const headers = { ...commonHeaders, "Content-Type": contentType };
    if (extname(file) !== ".html") return new Response(new Uint8Array(bytes), { headers });
    const nonce = newNonce();
    return new Response(bytes.toString("utf8").replaceAll(noncePlaceholder, nonce), {
      headers: {
        ...headers,
        "Content-Security-Policy": contentSecurityPolicy(nonce),
        "Cache-Control": "no-store",
      },
    });
  } catch {
    return refusal(404, "There is no such file.");
  }
}

/** The file that an address means, or undefined where it means none inside the folder. */
export function fileFor(address: string, folder: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  // A colon would name a drive or an alternate stream on Windows, a NUL cuts the path short.
  if (/[\0:\\]/.test(path)) return undefined;
  const root = resolve(folder);
  const file = resolve(root, `.${path === "/" ? "/index.html" : path}`);
  const inside = relative(root, file);
  if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`)) return undefined;
  return file;
}

function refusal(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...commonHeaders, "Content-Type": "text/plain" } });
}
