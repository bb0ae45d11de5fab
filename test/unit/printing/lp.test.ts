import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { jobTitle, listPrinters, parsePrinters, printPdf } from "../../../electron/printing/lp.ts";

/** Programs with the names of the system's, which do what the test says. */
function system(programs: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-lp-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, script] of Object.entries(programs)) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }
  return { folder, environment: { PATH: [folder, "/usr/bin", "/bin"].join(delimiter), OUT: folder } };
}

const ready = `case "$1" in
-p) echo "printer front is idle.  enabled since Mon Nov 23 19:30:00 2026" ;;
-a) echo "front accepting requests since Mon Nov 23 19:30:00 2026" ;;
-d) echo "system default destination: front" ;;
esac`;
const takes = `printf '%s\\n' "$@" > "$OUT/arguments"; cat > "$OUT/bytes"; echo "request id is front-7 (0 file(s))"`;
const bytes = new TextEncoder().encode("%PDF-1.7 bytes \u0000\u00ff of a letter");

describe("the printers of the system", () => {
  test.each([
    ["none", "", "", "no system default destination", []],
    [
      "idle, printing and stopped ones",
      "printer front is idle.  enabled since Mon\nprinter mid now printing mid-3.  enabled since Mon\n\tSending data\nprinter back disabled since Mon Nov 23 -\n\tPaper jam\nprinter attic disabled since Mon -\n\treason unknown\n",
      "front accepting requests since Mon\nmid accepting requests since Mon\nback accepting requests since Mon\n",
      "system default destination: mid",
      [
        { name: "front", isDefault: false, isReady: true },
        { name: "mid", isDefault: true, isReady: true },
        { name: "back", isDefault: false, isReady: false, problem: "Paper jam" },
        { name: "attic", isDefault: false, isReady: false, problem: "it is stopped" },
      ],
    ],
    [
      "one that takes nothing",
      "printer front is idle.  enabled since Mon\n",
      "front not accepting requests since Mon -\n\tMoving house\n",
      "",
      [{ name: "front", isDefault: false, isReady: false, problem: "Moving house" }],
    ],
  ])("%s", (_case, states, accepting, standard, expected) => {
    expect(parsePrinters(states, accepting, standard)).toEqual(expected);
  });

  test("are none where there is no printing system", async () => {
    expect(await listPrinters({ PATH: "/nowhere" })).toEqual([]);
  });
});

describe.skipIf(process.platform === "win32")("handing over a letter", () => {
  test("gives the bytes as they are, without a file on the way and without a name in the title", async () => {
    const { folder, environment } = system({ lpstat: ready, lp: takes });
    expect(await printPdf(bytes, { printer: "front", medium: "number10" }, environment)).toBe("front-7");
    expect(new Uint8Array(readFileSync(join(folder, "bytes")))).toEqual(bytes);
    expect(readFileSync(join(folder, "arguments"), "utf8").trim().split("\n")).toEqual([
      "-d",
      "front",
      "-t",
      jobTitle,
      "-o",
      "media=Env10",
      "-",
    ]);
  });

  test("without a name goes to the default printer", async () => {
    const { folder, environment } = system({ lpstat: ready, lp: takes });
    await printPdf(bytes, {}, environment);
    expect(readFileSync(join(folder, "arguments"), "utf8")).not.toContain("-d");
  });

  test("a name that looks like commands is a name", async () => {
    const { folder, environment } = system({ lpstat: ready, lp: takes });
    await printPdf(bytes, { printer: "a; touch $OUT/owned" }, environment);
    expect(existsSync(join(folder, "owned"))).toBe(false);
    expect(readFileSync(join(folder, "arguments"), "utf8")).toContain("a; touch $OUT/owned");
  });

  test.each([
    ['lp: Destination "front" is not accepting jobs.', "takes no jobs now"],
    ["lp: The printer or class does not exist.", "is not known to this computer"],
    ["lp: Error - no default destination available.", "no default printer"],
    ["lp: Error - scheduler not responding.", "does not run"],
    ["lp: Bad file descriptor", "does not run"],
    ["lp: something new", "refused the letter"],
  ])("refused with words: %s", async (says, words) => {
    const { environment } = system({ lpstat: ready, lp: `cat > /dev/null; echo '${says}' >&2; exit 1` });
    await expect(printPdf(bytes, { printer: "front" }, environment)).rejects.toMatchObject({
      code: "printerRefused",
      message: expect.stringContaining(words),
      action: expect.any(String),
    });
  });

  test("a printer that stopped is not given anything, and says why", async () => {
    const stopped = ready.replace(
      "is idle.  enabled since Mon Nov 23 19:30:00 2026",
      "disabled since Mon -\n\tPaper jam",
    );
    const { folder, environment } = system({ lpstat: stopped, lp: takes });
    for (const printer of ["front", undefined]) {
      await expect(printPdf(bytes, { printer }, environment)).rejects.toMatchObject({
        code: "printerRefused",
        message: "The printer “front” is not ready: Paper jam.",
      });
    }
    expect(existsSync(join(folder, "bytes"))).toBe(false);
  });

  test("a program that does not read is no fault of the program", async () => {
    const { environment } = system({ lpstat: ready, lp: "exec 0<&-; echo 'lp: something new' >&2; exit 1" });
    await expect(printPdf(new Uint8Array(4_000_000), {}, environment)).rejects.toMatchObject({
      code: "printerRefused",
    });
  });

  test("no lp: the words say what to install", async () => {
    await expect(printPdf(bytes, {}, { PATH: "/nowhere" })).rejects.toMatchObject({
      code: "printerRefused",
      message: expect.stringContaining("“lp” is missing"),
    });
  });

  test("is ended when somebody cancels", async () => {
    const { environment } = system({ lpstat: ready, lp: "exec sleep 60" });
    const controller = new AbortController();
    const printing = printPdf(bytes, { signal: controller.signal }, environment);
    controller.abort();
    await expect(printing).rejects.toMatchObject({ name: "AbortError" });
  });
});
