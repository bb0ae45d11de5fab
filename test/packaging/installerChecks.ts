import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { filesBelow } from "../../build/package/content.ts";
import { installFolder, packageVersion } from "../../build/package/linuxPackages.ts";
import { appVersion } from "../../build/package/outFolder.ts";
import { isPortableExecutableFile } from "../../build/package/signWindows.ts";
import { projectFolder } from "../../build/vite/node.ts";
import type { Check } from "./checks.ts";
import { signatureProblem } from "./testCertificate.ts";
import { insist, linux, output, type Workshop, windows } from "./workshop.ts";

export const installerChecks: readonly Check[] = [
  {
    name: "Windows: every executable and native module is signed, and the signatures verify",
    needs: ["makensis", "osslsigncode", "openssl"],
    run: async (workshop) => {
      const { path } = await workshop.packed(windows, undefined, { isSigned: true });
      insist(!path.endsWith("-unsigned"), "a signed build says that it is not");
      const files = filesBelow(path).filter((name) => isPortableExecutableFile(join(path, name)));
      insist(files.length >= 2, `only ${files.join(", ") || "nothing"} is executable`);
      const certificate = await workshop.certificate();
      for (const name of files) {
        const problem = signatureProblem(join(path, name), certificate);
        insist(problem === undefined, `${name}: ${problem}`);
      }
      return files.map((name) => basename(name)).join(", ");
    },
  },
  {
    name: "Windows: a changed byte is noticed",
    needs: ["makensis", "osslsigncode", "openssl"],
    run: async (workshop) => {
      const { path } = await workshop.packed(windows, undefined, { isSigned: true });
      const native = filesBelow(path).find((name) => name.endsWith(".node")) ?? "";
      const changed = join(workshop.folder, "changed.node");
      copyFileSync(join(path, native), changed);
      changeByte(changed, 0x1000);
      const problem = signatureProblem(changed, await workshop.certificate());
      insist(problem !== undefined, "a changed file still verifies");
      return problem;
    },
  },
  {
    name: "Windows: the installer compiles; it and its uninstaller are signed, and the signatures verify",
    needs: ["makensis", "osslsigncode", "openssl", "7z"],
    isSlow: true,
    run: async (workshop) => {
      const { path } = await workshop.packed(windows, "exe", { isSigned: true });
      const certificate = await workshop.certificate();
      const own = signatureProblem(path, certificate);
      insist(own === undefined, `installer: ${own}`);
      const folder = join(workshop.folder, "installer");
      output("7z", ["x", "-y", `-o${folder}`, path]);
      const uninstaller = filesBelow(folder).find((name) => /uninstall/i.test(name));
      insist(uninstaller !== undefined, "there is no uninstaller in it");
      const its = signatureProblem(join(folder, uninstaller), certificate);
      insist(its === undefined, `uninstaller: ${its}`);
      return `${basename(path)} with ${basename(uninstaller)}`;
    },
  },
  {
    name: "Windows: the installer, not signed, compiles and holds the packed app",
    needs: ["makensis", "7z"],
    isSlow: true,
    run: async (workshop) => {
      const { path } = await workshop.packed(windows, "exe");
      insist(path.endsWith("-unsigned.exe"), "an unsigned installer does not say so in its name");
      const app = await workshop.packed(windows);
      const listed = output("7z", ["l", "-slt", "-ba", path]);
      const names = [...listed.matchAll(/^Path = (.+)$/gm)].map(([, name]) =>
        `${name}`.replaceAll("\\", "/"),
      );
      const missing = filesBelow(app.path).filter((name) => !names.includes(name));
      insist(missing.length === 0, `these are not in it: ${missing.slice(0, 5).join(", ")}`);
      return `${names.length} files`;
    },
  },
  {
    name: "Windows: every exit code of the installer is documented, and no other",
    needs: [],
    run: async () => {
      const source = readFileSync(join(projectFolder, "build/windows/installer.nsi"), "utf8");
      const guide = readFileSync(join(projectFolder, "build/guide/building.md"), "utf8");
      const used = [...source.matchAll(/!insertmacro Stop (\d+) /g)].map(([, code]) => Number(code));
      const documented = [...guide.matchAll(/^\| (\d+) +\| .* \| (?:installer|both) +\|$/gm)].map(
        ([, code]) => Number(code),
      );
      // NSIS itself ends with 0, 1 and 2.
      const expected = [...new Set([0, 1, 2, ...used])].sort((one, other) => one - other);
      insist(expected.join() === documented.join(), `used ${expected}, documented ${documented}`);
      return expected.join(", ");
    },
  },
  {
    name: "Linux: the Debian package's control data and file list",
    needs: ["dpkg-deb"],
    isSlow: true,
    run: checkDeb,
  },
  {
    name: "Linux: the Debian package refuses a downgrade and nothing else",
    needs: ["dpkg-deb", "dpkg"],
    isSlow: true,
    run: async (workshop) => {
      const { path } = await workshop.packed(linux, "deb");
      const folder = join(workshop.folder, "control");
      output("dpkg-deb", ["--control", path, folder]);
      const preinst = (...args: string[]) =>
        spawnSync("sh", [join(folder, "preinst"), ...args], { encoding: "utf8" });
      const down = preinst("upgrade", "999.0");
      insist(down.status === 10 && /newer than/.test(down.stderr), `a downgrade ended with ${down.status}`);
      for (const args of [["install"], ["upgrade", "0.0.1"], ["upgrade", packageVersion(appVersion)]]) {
        insist(preinst(...args).status === 0, `${args.join(" ")} was refused`);
      }
      return down.stderr.trim();
    },
  },
  {
    name: "Linux: the RPM package's data and file list",
    needs: ["rpmbuild", "rpm"],
    isSlow: true,
    run: checkRpm,
  },
];

function changeByte(file: string, at: number): void {
  const program = `const f=require("fs");const b=f.readFileSync(process.argv[1]);b[${at}]^=255;f.writeFileSync(process.argv[1],b)`;
  output(process.execPath, ["-e", program, file]);
}

/** What both Linux packages install beside the app. */
const besideTheApp = [
  "/usr/bin/fourfold",
  "/usr/share/applications/fourfold.desktop",
  "/usr/share/doc/fourfold/copyright",
  ...[16, 32, 48, 64, 128, 256, 512].map(
    (size) => `/usr/share/icons/hicolor/${size}x${size}/apps/fourfold.png`,
  ),
];

async function checkDeb(workshop: Workshop): Promise<string> {
  const { path } = await workshop.packed(linux, "deb");
  const field = (name: string): string => output("dpkg-deb", ["--field", path, name]).trim();
  insist(field("Package") === "fourfold", `Package is ${field("Package")}`);
  insist(field("Version") === packageVersion(appVersion), `Version is ${field("Version")}`);
  insist(field("Architecture") === "amd64", `Architecture is ${field("Architecture")}`);
  insist(Number(field("Installed-Size")) > 1000, `Installed-Size is ${field("Installed-Size")}`);
  insist(/libnss3/.test(field("Depends")), `Depends is ${field("Depends")}`);

  const listed = output("dpkg-deb", ["--contents", path])
    .split("\n")
    .map((line) => /^(\S+) (\S+) +\S+ \S+ \S+ \.(\/.*?)(?: -> (.*))?$/.exec(line))
    .filter((match) => match !== null)
    .map(([, mode, owner, name, target]) => ({ mode: `${mode}`, owner, name: `${name}`, target }));
  insist(
    listed.every(({ owner }) => owner === "root/root"),
    "not everything belongs to root",
  );
  const writable = listed.filter(
    ({ mode, target }) => target === undefined && /^.....w|^........w/.test(mode),
  );
  insist(writable.length === 0, `others could write ${writable.map(({ name }) => name).join(", ")}`);
  const files = listed.filter(({ mode }) => !mode.startsWith("d")).map(({ name }) => name);
  await insistOnFiles(workshop, files);
  const sandbox = listed.find(({ name }) => name.endsWith("/chrome-sandbox"));
  insist(sandbox?.mode === "-rwsr-xr-x", `chrome-sandbox is ${sandbox?.mode}`);
  const link = listed.find(({ name }) => name === "/usr/bin/fourfold");
  insist(link?.target === `${installFolder}/fourfold`, `/usr/bin/fourfold leads to ${link?.target}`);

  const folder = join(workshop.folder, "deb");
  mkdirSync(folder);
  output("dpkg-deb", ["--extract", path, folder]);
  const desktop = readFileSync(join(folder, "usr/share/applications/fourfold.desktop"), "utf8");
  insist(/^Exec=\/opt\/Fourfold\/fourfold$/m.test(desktop) && /^Icon=fourfold$/m.test(desktop), desktop);
  return `${basename(path)}, ${files.length} files`;
}

async function checkRpm(workshop: Workshop): Promise<string> {
  const { path } = await workshop.packed(linux, "rpm");
  const query = (format: string): string =>
    output("rpm", ["-qp", "--nosignature", "--queryformat", format, path]);
  insist(
    query("%{NAME} %{VERSION} %{ARCH}") === `fourfold ${packageVersion(appVersion)} x86_64`,
    query("%{NVRA}"),
  );
  const modes = query("[%{FILEMODES:perms} %{FILEUSERNAME} %{FILENAMES}\\n]").trim().split("\n");
  insist(
    modes.every((line) => line.split(" ")[1] === "root"),
    "not everything belongs to root",
  );
  insist(
    modes.some((line) => line === `-rwsr-xr-x root ${installFolder}/chrome-sandbox`),
    "chrome-sandbox has not the mode that it needs",
  );
  const files = modes
    .filter((line) => !line.startsWith("d"))
    .map((line) => `${line.split(" ").slice(2).join(" ")}`);
  await insistOnFiles(workshop, files);
  insist(/nss/.test(output("rpm", ["-qp", "--nosignature", "--requires", path])), "it requires nothing");
  return `${basename(path)}, ${files.length} files`;
}

async function insistOnFiles(workshop: Workshop, files: readonly string[]): Promise<void> {
  const app = await workshop.packed(linux);
  const expected = [
    ...filesBelow(app.path).map((name) => `${installFolder}/${name}`),
    ...besideTheApp,
  ].sort();
  const missing = expected.filter((name) => !files.includes(name));
  const more = files.filter((name) => !expected.includes(name));
  insist(missing.length + more.length === 0, `missing: ${missing.join(", ")}; too many: ${more.join(", ")}`);
}
