/** What must hold for every package that is installed, found out from the lock file alone. */

export interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}
export interface LockFile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
}

/** Licences under which a part may be shipped or used for building. */
const allowedLicences: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "OFL-1.1",
  "Python-2.0",
  "Zlib",
]);
/** Tools and what belongs to them, which are not shipped. */
const allowedForTools: ReadonlySet<string> = new Set(["MPL-2.0", "WTFPL"]);
/** Packages whose manifest names no licence, and the one that their licence file holds. */
const licencesFromFiles: Readonly<Record<string, string>> = { "png-js": "MIT" };

/** May run a program of their own while they are installed. Not shipped; CI and users install without them where they can. */
const allowedInstallScripts: ReadonlySet<string> = new Set(["electron-winstaller"]);

const exactVersion = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/;
const ownRegistry = "https://registry.npmjs.org/";

const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** "(MIT OR CC0-1.0)" is met by either, "MIT AND Zlib" by both. */
function isAllowed(licence: string, allowed: ReadonlySet<string>): boolean {
  const words = licence.replace(/[()]/g, "");
  if (words.includes(" OR ")) return words.split(" OR ").some((each) => isAllowed(each, allowed));
  return words.split(" AND ").every((each) => allowed.has(each.trim()));
}

/** @returns one line for each thing that is not as it must be. */
export function offlineFindings(manifest: Manifest, lock: LockFile): string[] {
  const findings: string[] = [];
  const asked = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
    ...manifest.overrides,
  });
  for (const [name, version] of asked) {
    if (!exactVersion.test(version)) findings.push(`${name}: “${version}” is not one exact version`);
    if (lock.packages[`node_modules/${name}`] === undefined && manifest.overrides?.[name] === undefined)
      findings.push(`${name}: is not in the lock file`);
  }
  if (lock.lockfileVersion !== 3) findings.push(`the lock file is of version ${lock.lockfileVersion}`);
  const allowedOfTools = new Set([...allowedLicences, ...allowedForTools]);
  for (const [path, locked] of Object.entries(lock.packages)) {
    if (path === "") continue;
    const name = nameOf(path);
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(locked.integrity ?? ""))
      findings.push(`${path}: has no SHA-512 in the lock file`);
    if (locked.resolved !== undefined && !locked.resolved.startsWith(ownRegistry))
      findings.push(`${path}: comes from ${locked.resolved}`);
    if (!exactVersion.test(locked.version ?? ""))
      findings.push(`${path}: has the version “${locked.version}”`);
    const licence = locked.license ?? licencesFromFiles[name];
    const allowed = locked.dev === true ? allowedOfTools : allowedLicences;
    if (licence === undefined || !isAllowed(licence, allowed))
      findings.push(`${path}: its licence ${licence ?? "(none named)"} is not on the list`);
    if (locked.hasInstallScript === true && !allowedInstallScripts.has(name))
      findings.push(`${path}: runs a script of its own while it is installed`);
  }
  return findings;
}

/** What `npm audit --json` says, in one line. */
export interface Advisories {
  readonly outcome: "none" | "found" | "unreachable";
  readonly words: string;
}

export function advisoriesFrom(output: string): Advisories {
  let report: unknown;
  try {
    report = JSON.parse(output);
  } catch {
    return { outcome: "unreachable", words: "npm audit gave no report" };
  }
  const counts = field(field(report, "metadata"), "vulnerabilities");
  const [high, critical] = [Number(field(counts, "high")), Number(field(counts, "critical"))];
  if (Number.isNaN(high) || Number.isNaN(critical)) {
    return { outcome: "unreachable", words: "the registry's advisories cannot be reached from here" };
  }
  const words = `${critical} critical and ${high} high advisories about what is shipped`;
  return { outcome: high + critical === 0 ? "none" : "found", words };
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
