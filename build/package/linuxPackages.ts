import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { projectFolder } from "../vite/node.ts";
import { productName, type Target } from "./configuration.ts";
import { runTool, tools } from "./tool.ts";
import { sizeOf } from "./windowsInstaller.ts";

/**
 * The Debian and RPM packages, by the systems' own tools: nothing is fetched for them. They hold the same files:
 * the app in `/opt/Fourfold`, `/usr/bin/fourfold`, the desktop entry, the icons, the licence. No script runs as root except the one
 * that refuses a downgrade; the systems' own triggers notice the desktop entry and the icons.
 */
export interface LinuxPackageInput {
  readonly appFolder: string;
  /** A folder on the same disk, for what is removed afterwards. */
  readonly workFolder: string;
  readonly outFile: string;
  readonly version: string;
  readonly processor: Target["processor"];
}

export const installFolder = `/opt/${productName}`;
const summary = "Evaluates referred patients with back or neck pain and answers the referrer";
const maintainer = "Fourfold <support@fourfold.invalid>";

const debArchitecture = { x64: "amd64", arm64: "arm64" } as const;
const rpmArchitecture = { x64: "x86_64", arm64: "aarch64" } as const;

/** What Electron links to, beside the C library. */
const debDepends = [
  "libgtk-3-0 | libgtk-3-0t64",
  "libnss3",
  "libxss1",
  "libxtst6",
  "libatspi2.0-0 | libatspi2.0-0t64",
  "libsecret-1-0",
  "libasound2 | libasound2t64",
  "xdg-utils",
];
const rpmRequires = [
  "gtk3",
  "nss",
  "libXScrnSaver",
  "libXtst",
  "at-spi2-core",
  "libsecret",
  "alsa-lib",
  "xdg-utils",
];

/** Both packagers sort a tilde before everything, so that 1.0.0-beta.1 comes before 1.0.0. */
export function packageVersion(version: string): string {
  return version.replace("-", "~").replaceAll("-", ".");
}

export function makeDeb(input: LinuxPackageInput): void {
  const tree = mkdtempSync(join(input.workFolder, "deb-"));
  try {
    layOut(input.appFolder, tree);
    const control = [
      "Package: fourfold",
      `Version: ${packageVersion(input.version)}`,
      `Architecture: ${debArchitecture[input.processor]}`,
      `Maintainer: ${maintainer}`,
      `Installed-Size: ${Math.ceil(sizeOf(tree) / 1024)}`,
      `Depends: ${debDepends.join(", ")}`,
      // Printing goes through CUPS' own commands.
      "Recommends: cups-client",
      "Section: misc",
      "Priority: optional",
      `Description: ${summary}`,
      " Fourfold keeps the evaluation of a referred patient encrypted on the workstation",
      " and answers the referring physician with a letter. It needs no network.",
    ];
    write(join(tree, "DEBIAN/control"), `${control.join("\n")}\n`);
    write(join(tree, "DEBIAN/preinst"), refuseDowngrade(packageVersion(input.version)), 0o755);
    runTool(tools.deb, ["--root-owner-group", "-Zxz", "--build", tree, input.outFile]);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

function refuseDowngrade(version: string): string {
  return `#!/bin/sh
set -e
# Data written by a newer version cannot be read by an older one.
if [ "$1" = upgrade ] && dpkg --compare-versions "$2" gt "${version}"; then
  echo "${productName} $2 is installed, which is newer than ${version}. An older version could not read its data. Nothing was changed." >&2
  exit 10
fi
`;
}

export function makeRpm(input: LinuxPackageInput): void {
  const work = mkdtempSync(join(input.workFolder, "rpm-"));
  try {
    const tree = join(work, "tree");
    layOut(input.appFolder, tree);
    const spec = `
%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
Name: fourfold
Version: ${packageVersion(input.version)}
Release: 1
Summary: ${summary}
License: Proprietary
AutoReqProv: no
${rpmRequires.map((name) => `Requires: ${name}`).join("\n")}
%description
Fourfold keeps the evaluation of a referred patient encrypted on the workstation
and answers the referring physician with a letter. It needs no network.
%install
mkdir -p "%{buildroot}"
cp -a "${tree}/." "%{buildroot}/"
%files
%defattr(-,root,root,-)
${installFolder}
/usr/bin/fourfold
/usr/share/applications/fourfold.desktop
/usr/share/icons/hicolor/*/apps/fourfold.png
/usr/share/doc/fourfold
`;
    write(join(work, "fourfold.spec"), spec);
    const folders = {
      _topdir: join(work, "top"),
      _tmppath: join(work, "tmp"),
      _rpmdir: work,
      _build_name_fmt: "made.rpm",
      _binary_payload: "w6.xzdio",
    };
    for (const folder of ["top/BUILD", "top/BUILDROOT", "top/SPECS", "tmp"]) {
      mkdirSync(join(work, folder), { recursive: true });
    }
    const defines = Object.entries(folders).flatMap(([name, value]) => ["--define", `${name} ${value}`]);
    const target = ["--target", `${rpmArchitecture[input.processor]}-linux`];
    runTool(tools.rpm, ["-bb", "--quiet", ...target, ...defines, join(work, "fourfold.spec")]);
    cpSync(join(work, "made.rpm"), input.outFile);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The files as they lie on the installed system, readable for everybody, writable for root alone. */
function layOut(appFolder: string, tree: string): void {
  const app = join(tree, installFolder);
  cpSync(appFolder, app, { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(tree, "usr/bin"), { recursive: true });
  symlinkSync(`${installFolder}/fourfold`, join(tree, "usr/bin/fourfold"));
  write(join(tree, "usr/share/applications/fourfold.desktop"), desktopEntry());
  for (const icon of readdirSync(join(projectFolder, "build/icons/linux"))) {
    const size = icon.replace(".png", "");
    const place = join(tree, `usr/share/icons/hicolor/${size}/apps/fourfold.png`);
    write(place, readFileSync(join(projectFolder, "build/icons/linux", icon)));
  }
  write(join(tree, "usr/share/doc/fourfold/copyright"), readFileSync(join(projectFolder, "LICENSE")));
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, modeOf(relative(app, path)));
  }
  chmodSync(tree, 0o755);
}

/** Chromium's sandbox helper has to run as root where the system gives users no namespaces of their own. */
function modeOf(fileInApp: string): number {
  if (fileInApp === "chrome-sandbox") return 0o4755;
  const isProgram =
    ["fourfold", "chrome_crashpad_handler"].includes(fileInApp) || /\.so(\.\d+)*$/.test(fileInApp);
  return isProgram ? 0o755 : 0o644;
}

function desktopEntry(): string {
  return `[Desktop Entry]
Type=Application
Name=${productName}
GenericName=Pain evaluation
Comment=${summary}
Exec=${installFolder}/fourfold
Icon=fourfold
Terminal=false
StartupWMClass=${productName}
Categories=Science;MedicalSoftware;
`;
}

function write(file: string, content: string | Uint8Array, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode });
}
