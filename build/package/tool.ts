import { spawnSync } from "node:child_process";
import { PackagingError } from "./failure.ts";

/** A program of the build machine that packaging calls, and how to get it. */
export interface Tool {
  readonly program: string;
  /** As in “makensis could not compile the installer”. */
  readonly job: string;
  readonly install: string;
}

export const tools = {
  nsis: {
    program: "makensis",
    job: "compile the installer",
    install: "Install NSIS 3.08 or later (Debian, Ubuntu: apt-get install nsis)",
  },
  deb: {
    program: "dpkg-deb",
    job: "make the Debian package",
    install: "Install dpkg, or build on Debian or Ubuntu",
  },
  rpm: {
    program: "rpmbuild",
    job: "make the RPM package",
    install: "Install rpmbuild (Debian, Ubuntu: apt-get install rpm; Fedora: dnf install rpm-build)",
  },
} as const satisfies Record<string, Tool>;

/** Whether the program can be started on this machine. */
export function isThere(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}

/** @throws PackagingError `toolMissing`, or `buildFailed` with the last that the program said. */
export function runTool(
  { program, job, install }: Tool,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, LC_ALL: "C.UTF-8", ...environment },
  });
  if (error !== undefined) {
    throw new PackagingError(
      "toolMissing",
      `${program}, which is to ${job}, could not be started: ${error.message}`,
      `${install}, and run the build again.`,
      { cause: error },
    );
  }
  if (status === 0) return stdout;
  const said = `${stdout}\n${stderr}`.trim().split("\n").slice(-12).join("\n");
  throw new PackagingError(
    "buildFailed",
    `${program} could not ${job}:\n${said}`,
    "Correct what it names. Nothing was left looking finished.",
  );
}
