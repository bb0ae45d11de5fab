import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { projectFolder } from "../vite/node.ts";
import { electronVersion } from "./runtime.ts";
import { shippedPackages } from "./shipped.ts";

/** Software or fonts by others that reach the user's machine. */
export interface Component {
  /** Unique in a list: a package URL (purl). */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** SPDX identifier or expression. */
  readonly licence: string;
  readonly licenceText: string;
  readonly how: string;
  /** SHA-512, hexadecimal, of the archive that it came in. */
  readonly sha512?: string;
  readonly cameFrom?: string;
  /** Ids of components that it uses. */
  readonly uses: readonly string[];
}

/** @param distFolder the build that is shipped */
export function shippedComponents(distFolder: string): Component[] {
  const packages = shippedPackages(distFolder);
  const idOf = new Map(packages.map(({ folder, name, version }) => [folder, purl(name, version)]));
  const ofNpm = packages.map((one): Component => {
    const licence = licenceOf(one.folder);
    const inside = one.folder === "node_modules/better-sqlite3" ? database.map(({ id }) => id) : [];
    return {
      id: purl(one.name, one.version),
      name: one.name,
      version: one.version,
      ...licence,
      how: one.how === "packed" ? "packed as it is" : "inside our own bundles",
      ...(one.integrity === undefined ? {} : { sha512: hexOf(one.integrity) }),
      ...(one.resolved === undefined ? {} : { cameFrom: one.resolved }),
      uses: [...one.uses.flatMap((folder) => idOf.get(folder) ?? []), ...inside],
    };
  });
  return [electron, ...database, ...ofNpm];
}

function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

/** npm's integrity is "sha512-" and base64. */
function hexOf(integrity: string): string {
  return Buffer.from(integrity.replace(/^sha512-/, ""), "base64").toString("hex");
}

/** The runtime; Chromium and Node inside it bring their own list, which lies beside the app. */
const electron: Component = {
  id: `pkg:github/electron/electron@v${electronVersion}`,
  name: "electron",
  version: electronVersion,
  licence: "MIT",
  licenceText: `${readFileSync(join(projectFolder, "node_modules/electron/LICENSE"), "utf8").trim()}\n\nThe licences of Chromium, Node.js and what they contain are in LICENSES.chromium.html in the app's folder.`,
  how: "the runtime",
  uses: [],
};

/** Compiled into better-sqlite3's binary, which is asked for the versions. */
const database: readonly Component[] = (() => {
  const connection = new Database(":memory:");
  const sqlite = connection.prepare("SELECT sqlite_version()").pluck().get() as string;
  const ciphers = (connection.prepare("SELECT sqlite3mc_version()").pluck().get() as string).replace(
    /^.* /,
    "",
  );
  connection.close();
  const how = "compiled into better-sqlite3-multiple-ciphers";
  return [
    {
      id: `pkg:generic/sqlite@${sqlite}`,
      name: "SQLite",
      version: sqlite,
      licence: "blessing",
      licenceText: "SQLite is in the public domain: https://sqlite.org/copyright.html",
      how,
      uses: [],
    },
    {
      id: `pkg:github/utelle/SQLite3MultipleCiphers@v${ciphers}`,
      name: "SQLite3 Multiple Ciphers",
      version: ciphers,
      licence: "MIT",
      licenceText: mit("2006-2026 Ulrich Telle"),
      how,
      uses: [],
    },
  ];
})();

function licenceOf(folder: string): { licence: string; licenceText: string } {
  const place = join(projectFolder, folder);
  const { name, license, author } = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  const texts = readdirSync(place)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(join(place, file), "utf8").trim());
  const licence =
    typeof license === "string" ? license : /^MIT License/.test(texts[0] ?? "") ? "MIT" : undefined;
  if (licence === undefined) throw new Error(`${folder} does not say under which licence it is.`);
  if (texts.length > 0) return { licence, licenceText: texts.join("\n\n") };
  // A few packages name their licence and forget its text.
  if (licence !== "MIT") throw new Error(`${folder} brings no text of its licence ${licence}.`);
  const holder = typeof author === "string" ? author : (author?.name ?? `the authors of ${name}`);
  return { licence, licenceText: mit(holder.replace(/ <.*>/, "")) };
}

function mit(holder: string): string {
  return `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}
