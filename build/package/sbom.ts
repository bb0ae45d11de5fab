import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Component, shippedComponents } from "./components.ts";
import { productName } from "./configuration.ts";
import { reportFailure } from "./failure.ts";
import { appVersion, distFolder, outFolderFromArguments, writeWhole } from "./outFolder.ts";

/** CycloneDX 1.6 of what is shipped. `npm sbom` would leave out what is bundled, and name what is not shipped. */
export interface Bom {
  readonly $schema: string;
  readonly bomFormat: "CycloneDX";
  readonly specVersion: "1.6";
  /** The same content has the same number. */
  readonly serialNumber: string;
  readonly version: number;
  readonly metadata: { readonly timestamp: string; readonly component: BomComponent };
  readonly components: readonly BomComponent[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface BomComponent {
  readonly type: "application" | "framework" | "library";
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly licenses: readonly (
    | { readonly license: { readonly id?: string; readonly name?: string } }
    | { readonly expression: string }
  )[];
  readonly hashes?: readonly { readonly alg: "SHA-512"; readonly content: string }[];
  readonly externalReferences?: readonly { readonly type: "distribution"; readonly url: string }[];
}

export function bomOf(components: readonly Component[], version: string, at: Date): Bom {
  const own = `pkg:generic/fourfold@${version}`;
  const used = new Set(components.flatMap(({ uses }) => uses));
  const content = {
    components: components.map(bomComponent),
    dependencies: [
      { ref: own, dependsOn: components.map(({ id }) => id).filter((id) => !used.has(id)) },
      ...components.map(({ id, uses }) => ({ ref: id, dependsOn: [...new Set(uses)] })),
    ],
  };
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify([version, content]))}`,
    version: 1,
    metadata: {
      timestamp: at.toISOString(),
      component: {
        type: "application",
        "bom-ref": own,
        name: productName,
        version,
        licenses: [{ license: { name: "Proprietary" } }],
      },
    },
    ...content,
  };
}

function bomComponent({ id, name, version, licence, sha512, cameFrom }: Component): BomComponent {
  return {
    type: name === "electron" ? "framework" : "library",
    "bom-ref": id,
    name,
    version,
    purl: id,
    licenses: [/ (AND|OR|WITH) /.test(licence) ? { expression: licence } : { license: { id: licence } }],
    ...(sha512 === undefined ? {} : { hashes: [{ alg: "SHA-512" as const, content: sha512 }] }),
    ...(cameFrom === undefined
      ? {}
      : { externalReferences: [{ type: "distribution" as const, url: cameFrom }] }),
  };
}

/** A UUID of version 8 (RFC 9562): ours to fill, here with a hash. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** `SOURCE_DATE_EPOCH`, which build services set to the time of the commit, makes two runs give the same bytes. */
function timeOfBuild(): Date {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH);
  return epoch > 0 ? new Date(epoch * 1000) : new Date();
}

if (import.meta.filename === process.argv[1]) {
  try {
    const file = join(outFolderFromArguments(), `${productName}-${appVersion}-sbom.cdx.json`);
    const bom = bomOf(shippedComponents(await distFolder()), appVersion, timeOfBuild());
    writeWhole(file, `${JSON.stringify(bom, undefined, 2)}\n`);
    console.log(`${bom.components.length} components\n${file}`);
  } catch (error) {
    reportFailure(error);
  }
}
