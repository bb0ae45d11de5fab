import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DeskRow } from "../../shared/contract/desk.ts";
import { FourfoldError } from "../../shared/errors.ts";
import { deskStates } from "../../shared/referrals/desk.ts";
import { printPdf } from "../printing/lp.ts";
import { type JobResult, runPrintJob } from "../printing/printJob.ts";
import { passwordFrom, readArguments } from "./arguments.ts";
import { badArgument, exitCodes, failureLine } from "./failures.ts";
import { unknownPractice } from "./inputFiles.ts";
import { StoreOfRun } from "./storeOfRun.ts";
import { type Surroundings, writeLine } from "./surroundings.ts";

/** Prints signed letters through the system's `lp`, one after the other, and records each that its queue took. */
export async function runPrint(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("print", argv, {
    "data-dir": { type: "string", required: true },
    letters: { type: "string" },
    queue: { type: "string", oneOf: ["toPrint"] },
    printer: { type: "string" },
    copy: { type: "boolean" },
    account: { type: "string" },
  });
  const wanted = readNumbers(given.text("letters"));
  if ((wanted === undefined) === (given.text("queue") === undefined)) {
    throw badArgument("--letters", "or --queue toPrint is needed, one of the two");
  }
  const isCopy = given.has("copy");
  if (isCopy && wanted === undefined) throw badArgument("--copy", "goes with --letters");
  const dataFolder = resolve(given.required("data-dir"));
  const password = passwordFrom(surroundings.environment);
  if (!existsSync(join(dataFolder, "store"))) {
    throw badArgument("--data-dir", "holds no practice yet");
  }
  const accountName = given.text("account");
  const store = await StoreOfRun.open(
    {
      dataFolder,
      password,
      practice: unknownPractice,
      ...(accountName === undefined ? {} : { accountName }),
    },
    surroundings,
  );
  try {
    const rows = wanted === undefined ? await queued(store) : await find(store, wanted, isCopy);
    if (rows.length === 0) {
      await writeLine(surroundings.errors, "No letter is waiting to be printed.");
      return exitCodes.done;
    }
    const result = await print(store, rows, { printer: given.text("printer"), isCopy }, surroundings);
    await tell(result, rows, surroundings);
    return result.refused.length === 0 ? exitCodes.done : exitCodes.failed;
  } finally {
    store.close();
  }
}

function readNumbers(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const numbers = text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const wrong = numbers.find((number) => !/^\d{4}-\d{6}$/.test(number));
  if (numbers.length === 0 || wrong !== undefined) {
    throw badArgument("--letters", "takes letter numbers such as 2025-000001,2025-000002");
  }
  return [...new Set(numbers)];
}

const queued = async (store: StoreOfRun) => (await store.ask("desk.list", { tab: "toPrint" })).rows;

/** Every recipient of the letters with these numbers. */
async function find(store: StoreOfRun, numbers: readonly string[], isCopy: boolean): Promise<DeskRow[]> {
  const rows: DeskRow[] = [];
  for (const letterNumber of numbers) {
    const found: DeskRow[] = [];
    for (const tab of deskStates) {
      const { rows: inTab } = await store.ask("desk.list", { tab, find: letterNumber });
      found.push(...inTab.filter((row) => row.letterNumber === letterNumber));
    }
    if (found.length === 0) {
      throw new FourfoldError({
        code: "notFound",
        field: "--letters",
        message: `There is no letter ${letterNumber}.`,
      });
    }
    const open = found.filter(({ state }) => (state === "toPrint") !== isCopy && state !== "void");
    if (open.length === 0) throw refuseState(letterNumber, found, isCopy);
    rows.push(...open);
  }
  return rows;
}

function refuseState(letterNumber: string, found: readonly DeskRow[], isCopy: boolean): FourfoldError {
  if (found.every(({ state }) => state === "void")) {
    return new FourfoldError({ code: "letterVoid", message: `Letter ${letterNumber} is void.` });
  }
  return new FourfoldError({
    code: "conflict",
    message: isCopy
      ? `Letter ${letterNumber} was never printed.`
      : `Letter ${letterNumber} was printed or sent already.`,
    action: isCopy ? "Print it without --copy." : "Add --copy to print it once more.",
  });
}

function print(
  store: StoreOfRun,
  rows: readonly DeskRow[],
  { printer, isCopy }: { readonly printer: string | undefined; readonly isCopy: boolean },
  { environment, errors }: Surroundings,
): Promise<JobResult> {
  const named = printer === undefined ? {} : { printer };
  return runPrintJob(
    rows.map(({ dispatchId }) => dispatchId),
    {
      file: (dispatchId) => store.ask("desk.file", { dispatchId }),
      hand: async (bytes) => {
        await printPdf(bytes, named, environment);
      },
      record: (dispatchId) =>
        isCopy
          ? store.ask("desk.reprint", { dispatchIds: [dispatchId], withCover: false, ...named })
          : store.ask("desk.recordPrinted", { dispatchIds: [dispatchId], ...named }),
      onProgress: ({ done, total, letterNumber }) => {
        errors.write(`${done} of ${total}  ${letterNumber}\n`);
      },
      signal: new AbortController().signal,
    },
  );
}

/** The numbers of what the printer took go to the output, a line each; what it did not take is said beside it. */
async function tell(result: JobResult, rows: readonly DeskRow[], surroundings: Surroundings): Promise<void> {
  const numberOf = new Map(rows.map(({ dispatchId, letterNumber }) => [dispatchId, letterNumber]));
  for (const dispatchId of result.queued) {
    await writeLine(surroundings.output, numberOf.get(dispatchId) ?? dispatchId);
  }
  for (const { letterNumber, message, action } of result.refused) {
    const named = { code: "printerRefused" as const, message, ...(action === undefined ? {} : { action }) };
    await writeLine(
      surroundings.errors,
      `${letterNumber === undefined ? "" : `${letterNumber}: `}${failureLine(named)}`,
    );
  }
  if (result.notTried.length > 0) {
    await writeLine(
      surroundings.errors,
      `${result.notTried.length} more were not tried; they wait where they are.`,
    );
  }
}
