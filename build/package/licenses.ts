import { join } from "node:path";
import { type Component, shippedComponents } from "./components.ts";
import { productName } from "./configuration.ts";
import { reportFailure } from "./failure.ts";
import { appVersion, distFolder, outFolderFromArguments, writeWhole } from "./outFolder.ts";

/** The licences of everything by others that is shipped; lies in the installed app too. */
export function licencesText(components: readonly Component[]): string {
  const line = "=".repeat(80);
  const index = components.map(
    ({ name, version, licence, how }) => `${name} ${version}: ${licence} (${how})`,
  );
  const texts = components.map(
    ({ name, version, licence, licenceText }) =>
      `${line}\n${name} ${version}\n${licence}\n\n${licenceText}\n`,
  );
  return `Fourfold contains software and fonts by others. Each remains under its own licence.\n\n${index.join("\n")}\n\n${texts.join("\n")}`;
}

if (import.meta.filename === process.argv[1]) {
  try {
    const file = join(outFolderFromArguments(), `${productName}-${appVersion}-third-party-licenses.txt`);
    const components = shippedComponents(await distFolder());
    writeWhole(file, licencesText(components));
    console.log(`${components.length} components\n${file}`);
  } catch (error) {
    reportFailure(error);
  }
}
