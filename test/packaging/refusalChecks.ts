import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodes } from "../../build/package/failure.ts";
import { archiveName } from "../../build/package/runtime.ts";
import type { Check } from "./checks.ts";
import { signingEnvironment } from "./testCertificate.ts";
import { insist, linux, script, type Workshop } from "./workshop.ts";

/** `npm run release` with what it must not accept: words, the exit code, and nothing that looks finished. */
export const refusalChecks: readonly Check[] = [
  {
    name: "a release refuses an unpacked stub runtime",
    needs: [],
    run: async (workshop) => refused(workshop, "noRuntime", ["--runtime", await workshop.stub(linux)]),
  },
  {
    name: "a release refuses an archive that is not the released one",
    needs: [],
    run: async (workshop) => {
      const archive = join(workshop.folder, archiveName(linux));
      writeFileSync(archive, "PK stub");
      return refused(workshop, "noRuntime", ["--runtime", archive]);
    },
  },
  {
    name: "a release refuses a certificate that is not there",
    needs: [],
    run: async (workshop) =>
      refused(workshop, "signingNotPossible", [], {
        FOURFOLD_SIGN_WINDOWS: "certificate",
        FOURFOLD_SIGN_CERTIFICATE: join(workshop.folder, "none.p12"),
      }),
  },
  {
    name: "a release refuses a wrong password of the certificate",
    needs: ["openssl"],
    run: async (workshop) =>
      refused(workshop, "signingNotPossible", [], {
        ...signingEnvironment(await workshop.certificate()),
        FOURFOLD_SIGN_CERTIFICATE_PASSWORD: "another",
      }),
  },
  {
    name: "a release refuses arguments that it does not know",
    needs: [],
    run: async (workshop) => refused(workshop, "badArguments", ["--format", "deb"]),
  },
];

async function refused(
  workshop: Workshop,
  kind: keyof typeof exitCodes,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<string> {
  const out = join(workshop.folder, "refused");
  mkdirSync(out, { recursive: true });
  const common = ["--platform", "linux", "--arch", "x64", "--out", out];
  const { status, stderr } = script("build/package/release.ts", [...common, ...args], environment);
  insist(status === exitCodes[kind], `it ended with ${status}: ${stderr.trim().slice(-400)}`);
  insist(!existsSync(out) || readdirSync(out).length === 0, `it left ${readdirSync(out).join(", ")}`);
  return `${status}: ${stderr.trim().split("\n")[0]?.slice(0, 160)}`;
}
