import { existsSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { Plugin } from "vite";

/**
 * Notes which packages a bundle holds, so that the bill of materials and the licences speak of what is shipped and of nothing
 * else. The set gets the folders of the packages.
 */
export function notePackages(folders: Set<string>): Plugin {
  return {
    name: "fourfold:note-packages",
    // What has been left out of the bundle as never used is not in the chunks any more.
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        for (const id of file.moduleIds) {
          const folder = packageFolder(id);
          if (folder !== undefined) folders.add(folder);
        }
      }
    },
  };
}

/** The folder of the package that a module belongs to; undefined for the project's own modules and the bundler's. */
export function packageFolder(moduleId: string): string | undefined {
  // The bundler marks modules that it made of others with a leading NUL, and adds queries.
  const file = moduleId.replace(/^\0/, "").replace(/\?.*$/, "");
  if (!file.split(/[\\/]/).includes("node_modules")) return undefined;
  for (let folder = dirname(file); folder.includes(`${sep}node_modules${sep}`); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    // Some packages have manifests without a name in inner folders, only to say how those are to be read.
    if (existsSync(manifest) && "version" in JSON.parse(readFileSync(manifest, "utf8"))) return folder;
  }
  return undefined;
}
