import { arch, cpus, release, totalmem, version } from "node:os";
import type { StoreReport } from "../../shared/contract/diagnostics.ts";
import type { PolicyInForce } from "../../shared/policy/merge.ts";
import { type LogEnd, lastLogLines } from "./logLines.ts";
import { type Owner, reducedDeep } from "./reduce.ts";

/** The one file that IT sends to whoever helps: readable text in JSON, without patient data, names or accounts. */

export const diagnosticFormat = "fourfold-diagnostics/1";

export interface DiagnosticParts {
  readonly appVersion: string;
  readonly runtime: Readonly<Record<string, string | undefined>>;
  /** How it was installed and by which way it was asked: for people. */
  readonly startedAs: string;
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly store: StoreReport;
  readonly policy: PolicyInForce;
  /** Where updates stand, in one word. */
  readonly updates?: string;
  readonly now: Date;
  readonly owner: Owner;
}

export function diagnosticText(parts: DiagnosticParts): string {
  const { appVersion, runtime, startedAs, dataFolder, logFolder, store, policy, updates, now, owner } = parts;
  const log: LogEnd = lastLogLines(logFolder);
  const content = {
    format: diagnosticFormat,
    about:
      "Made by Fourfold for IT. Holds no patients, no clinical text, no names of people or accounts; paths are without the user's name.",
    createdAt: now.toISOString(),
    program: {
      version: appVersion,
      startedAs,
      ...(updates === undefined ? {} : { updates }),
      runtime: Object.fromEntries(Object.entries(runtime).filter(([, text]) => text !== undefined)),
    },
    system: {
      platform: process.platform,
      architecture: arch(),
      release: release(),
      version: version(),
      processors: cpus().length,
      memoryBytes: totalmem(),
      timeZoneMinutes: -now.getTimezoneOffset(),
    },
    folders: { data: dataFolder, log: logFolder },
    policies: {
      inForce: policy.entries.map(({ key, value, source, isLastKnown }) => ({
        key,
        // The letterhead names people and places; that it is governed is enough.
        value: key.startsWith("letter") && typeof value !== "boolean" ? "(set)" : value,
        source,
        ...(isLastKnown ? { isLastKnown } : {}),
      })),
      // The words of a problem may quote what stands in the source.
      problems: policy.problems.map(({ source, key }) => ({ source, key })),
      sources: policy.sources,
    },
    store,
    log,
  };
  return `${JSON.stringify(reducedDeep(content, owner), null, 2)}\n`;
}

/** "Fourfold-diagnostics-20251112-183000.json" */
export function diagnosticFileName(now: Date): string {
  return `Fourfold-diagnostics-${now.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-")}.json`;
}
