import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { withLimit } from "./runtime.ts";

/** A printing system of the test's own: a real CUPS scheduler in a folder, whose one printer writes each job into a file. */
export interface Cups {
  readonly printer: string;
  /** What a program needs in its environment to print there. */
  readonly environment: { readonly CUPS_SERVER: string };
  /** The jobs that were printed, in order: their title and their bytes. */
  jobs(): readonly { readonly title: string; readonly bytes: Buffer }[];
  /** Resolves when that many jobs were printed. */
  printed(count: number): Promise<void>;
  /** The queue stops, as for a paper jam, or goes on. */
  stop(reason: string): void;
  resume(): void;
  close(): Promise<void>;
}

const serverPrograms = "/usr/lib/cups";
const limitMilliseconds = 30_000;
const printer = "fourfold-test";
const path = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", process.env.PATH ?? ""].join(delimiter);

/** Why there can be no such printing system on this machine; undefined where there can. */
export function whyNoCups(): string | undefined {
  const missing = ["cupsd", "lpadmin", "lp", "lpstat", "cupsdisable", "cupsenable"].find(
    (name) => spawnSync("which", [name], { env: { PATH: path } }).status !== 0,
  );
  if (missing !== undefined) return `there is no “${missing}”`;
  return existsSync(serverPrograms) ? undefined : `there is no ${serverPrograms}`;
}

/** Writes a job's title and bytes beside each other, the bytes under their name last, so that who sees it sees all of it. */
const backend = (out: string) => `#!/bin/sh
if [ $# -eq 0 ]; then echo 'direct capture "Test" "Files"'; exit 0; fi
name=$(printf '%05d' "$1")
printf '%s' "$3" > "${out}/$name.title"
cat \${6:+"$6"} > "${out}/$name.part" && mv "${out}/$name.part" "${out}/$name.pdf"
`;

export async function startCups(): Promise<Cups> {
  const home = mkdtempSync(join(tmpdir(), "fourfold-cups-"));
  const folder = (name: string) => {
    const made = join(home, name);
    mkdirSync(made, { recursive: true });
    return made;
  };
  const out = folder("out");
  const bin = folder("bin");
  for (const name of readdirSync(serverPrograms)) {
    if (name !== "backend") symlinkSync(join(serverPrograms, name), join(bin, name));
  }
  mkdirSync(join(bin, "backend"));
  const program = join(bin, "backend", "capture");
  writeFileSync(program, backend(out));
  // CUPS runs as itself only what nobody else may read or change.
  chmodSync(program, 0o700);
  const socket = join(home, "s");
  const files = {
    ServerRoot: folder("etc"),
    RequestRoot: folder("spool"),
    CacheDir: folder("cache"),
    StateDir: folder("state"),
    TempDir: folder("temp"),
    AccessLog: join(home, "access.log"),
    ErrorLog: join(home, "error.log"),
    PageLog: join(home, "page.log"),
    ServerBin: bin,
    DataDir: "/usr/share/cups",
    Printcap: "",
    Sandboxing: "relaxed",
  };
  writeFileSync(
    join(home, "cups-files.conf"),
    Object.entries(files)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(""),
  );
  writeFileSync(
    join(home, "cupsd.conf"),
    `Listen ${socket}
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles No
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
`,
  );
  const server = spawn("cupsd", ["-f", "-c", join(home, "cupsd.conf"), "-s", join(home, "cups-files.conf")], {
    env: { ...process.env, PATH: path },
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => {
    server.once("exit", () => resolve());
    server.once("error", () => resolve());
  });
  const environment = { CUPS_SERVER: socket };
  const ask = (name: string, ...argv: string[]) => {
    const { status, stderr } = spawnSync(name, argv, {
      env: { ...process.env, PATH: path, LC_ALL: "C", ...environment },
      encoding: "utf8",
    });
    return { isDone: status === 0, stderr };
  };
  const must = (name: string, ...argv: string[]) => {
    const { isDone, stderr } = ask(name, ...argv);
    if (!isDone) throw new Error(`${name} ${argv.join(" ")}: ${stderr}`);
  };
  const close = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const until = (isSo: () => boolean, words: () => string) =>
    withLimit(
      (async () => {
        while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
      })(),
      limitMilliseconds,
      words,
    );
  const log = () => (existsSync(files.ErrorLog) ? readFileSync(files.ErrorLog, "utf8").slice(-2000) : "");
  try {
    await until(
      () => ask("lpstat", "-r").isDone && existsSync(socket),
      () => `cupsd did not start.\n${log()}`,
    );
    must("lpadmin", "-p", printer, "-E", "-v", `capture:${out}`, "-m", "raw");
    must("lpadmin", "-d", printer);
  } catch (error) {
    await close();
    throw error;
  }
  const names = () =>
    readdirSync(out)
      .filter((name) => name.endsWith(".pdf"))
      .sort();
  return {
    printer,
    environment,
    jobs: () =>
      names().map((name) => ({
        title: readFileSync(join(out, name.replace(".pdf", ".title")), "utf8"),
        bytes: readFileSync(join(out, name)),
      })),
    printed: (count) =>
      until(
        () => names().length >= count,
        () => `${names().length} of ${count} jobs were printed.\n${log()}`,
      ),
    stop: (reason) => must("cupsdisable", "-r", reason, printer),
    resume: () => must("cupsenable", printer),
    close,
  };
}
