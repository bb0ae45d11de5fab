import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { letterArguments, type Places, password, places, run, signableCase, signing } from "./support.ts";

const number = "2025-000001";

/** Programs in the place of the system's: what `lp` is given lands in a folder, one file a job. */
function system(folder: string, { refuses = false } = {}) {
  const programs = join(folder, "programs");
  const printed = join(folder, "printed");
  mkdirSync(programs, { recursive: true });
  mkdirSync(printed, { recursive: true });
  const scripts = {
    lpstat: ":",
    lp: refuses
      ? `cat > /dev/null; echo 'lp: Destination "x" is not accepting jobs.' >&2; exit 1`
      : `cat > "${printed}/$$.pdf"; echo "request id is x-1 (0 file(s))"`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(programs, name), 0o755);
  }
  return {
    environment: {
      FOURFOLD_PASSWORD: password,
      PATH: [programs, "/usr/bin", "/bin"].join(delimiter),
    },
    jobs: () => readdirSync(printed).map((file) => readFileSync(join(printed, file))),
  };
}

async function signed(): Promise<Places> {
  const where = places();
  const { code, errors } = await run(letterArguments(where, signableCase(), ...signing));
  expect(code, errors).toBe(0);
  return where;
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe.skipIf(process.platform === "win32")("fourfold print", () => {
  test("prints the queue, records it, and prints once more only as a copy; always the same bytes", async () => {
    const { folder, data, out } = await signed();
    const { environment, jobs } = system(folder);
    const first = await run(["print", "--data-dir", data, "--queue", "toPrint"], environment);
    expect(first).toEqual({
      code: 0,
      output: `${number}\n`,
      errors: `0 of 1  ${number}\n1 of 1  ${number}\n`,
    });
    expect(jobs().map(sha256)).toEqual([sha256(readFileSync(out))]);

    expect(await run(["print", "--data-dir", data, "--queue", "toPrint"], environment)).toMatchObject({
      code: 0,
      output: "",
      errors: "No letter is waiting to be printed.\n",
    });
    expect(await run(["print", "--data-dir", data, "--letters", number], environment)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("was printed or sent already"),
    });
    const copy = await run(["print", "--data-dir", data, "--letters", number, "--copy"], environment);
    expect(copy.code).toBe(0);
    expect(new Set(jobs().map(sha256))).toEqual(new Set([sha256(readFileSync(out))]));
    expect(jobs().length).toBe(2);
  });

  test("a printer that refuses: words, exit code 1, and the letter still waits", async () => {
    const { folder, data } = await signed();
    const refusing = system(folder, { refuses: true });
    const argv = ["print", "--data-dir", data, "--letters", number, "--printer", "front"];
    const { code, output, errors } = await run(argv, refusing.environment);
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(errors).toContain(`${number}: fourfold: The printer “front” takes no jobs now.`);
    const working = system(folder);
    expect((await run(argv, working.environment)).output).toBe(`${number}\n`);
  });

  test.each([
    [["--data-dir", "DATA"], "--letters"],
    [["--data-dir", "DATA", "--queue", "toPrint", "--letters", number], "--letters"],
    [["--data-dir", "DATA", "--queue", "all"], "--queue"],
    [["--data-dir", "DATA", "--letters", "1,2"], "--letters"],
    [["--data-dir", "DATA", "--letters", ","], "--letters"],
    [["--data-dir", "DATA", "--queue", "toPrint", "--copy"], "--copy"],
    [["--queue", "toPrint"], "--data-dir"],
    [["--data-dir", "DATA", "--queue", "toPrint"], "--data-dir"],
  ])("refuses %j, naming %s, and makes no store", async (argv, field) => {
    const { data } = places();
    const given = argv.map((argument) => (argument === "DATA" ? data : argument));
    const { code, errors } = await run(["print", ...given]);
    expect(code).toBe(2);
    expect(errors).toContain(`fourfold: ${field}: `);
    expect(() => readdirSync(data)).toThrow();
  });

  test("names a letter that is not there", async () => {
    const { folder, data } = await signed();
    const { environment } = system(folder);
    expect(await run(["print", "--data-dir", data, "--letters", "2025-000009"], environment)).toMatchObject({
      code: 1,
      errors: "fourfold: There is no letter 2025-000009.\n",
    });
  });
});
