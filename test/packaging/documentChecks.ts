import { readFileSync } from "node:fs";
import { join } from "node:path";
import { shippedComponents } from "../../build/package/components.ts";
import { licencesText } from "../../build/package/licenses.ts";
import { appVersion, writeWhole } from "../../build/package/outFolder.ts";
import { bomOf } from "../../build/package/sbom.ts";
import { writeSums } from "../../build/package/sums.ts";
import { projectFolder } from "../../build/vite/node.ts";
import type { Check } from "./checks.ts";
import { insist, output } from "./workshop.ts";

/** What goes with a release beside the installers. */
export const documentChecks: readonly Check[] = [
  {
    name: "the bill of materials and the licences name everything that is shipped",
    needs: [],
    run: async (workshop) => {
      const components = shippedComponents(await workshop.dist());
      const named = bomOf(components, appVersion, new Date(0)).components.map(({ name }) => name);
      const text = licencesText(components);
      const { dependencies } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8"));
      // The alias hides the package's own name.
      const expected = Object.keys(dependencies).map((name) =>
        name === "better-sqlite3" ? "better-sqlite3-multiple-ciphers" : name,
      );
      for (const name of [...expected, "electron", "react", "@mantine/core", "SQLite"]) {
        insist(named.includes(name), `${name} is not in the bill of materials`);
        insist(text.includes(`\n${name} `), `${name} is not among the licences`);
      }
      return `${named.length} components`;
    },
  },
  {
    name: "SHA-256 sums verify, and a changed file is noticed",
    needs: ["sha256sum"],
    run: async (workshop) => {
      const folder = join(workshop.folder, "delivered");
      writeWhole(join(folder, "one.txt"), "one");
      writeWhole(join(folder, "inner/two words.txt"), "two");
      await writeSums(folder, undefined);
      const said = output("sha256sum", ["--check", "--strict", "SHA256SUMS"], folder);
      insist(said.split("OK").length === 3, said);
      writeWhole(join(folder, "one.txt"), "changed");
      let noticed = false;
      try {
        output("sha256sum", ["--check", "--strict", "SHA256SUMS"], folder);
      } catch {
        noticed = true;
      }
      insist(noticed, "a changed file passed");
      return "sha256sum -c";
    },
  },
];
