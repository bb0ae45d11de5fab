import { realpathSync } from "node:fs";
import packageFile from "../../package.json" with { type: "json" };
import { FourfoldError } from "../../shared/errors.ts";
import { refusePasswords } from "./arguments.ts";
import { badArgument, exitCodeOf, exitCodes, failureLine } from "./failures.ts";
import { processSurroundings, type Surroundings, write, writeLine } from "./surroundings.ts";

type Command = (argv: readonly string[], surroundings: Surroundings) => Promise<number>;

/** Each is loaded when it is asked for: printing the checklist needs neither a database nor fonts. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  checklist: async () => (await import("./checklistCommand.ts")).runChecklist,
  "case-schema": async () => (await import("./caseSchemaCommand.ts")).runCaseSchema,
  "fhir-questionnaire": async () => (await import("./fhirQuestionnaireCommand.ts")).runFhirQuestionnaire,
  letter: async () => (await import("./letterCommand.ts")).runLetter,
  print: async () => (await import("./printCommand.ts")).runPrint,
  reason: async () => (await import("./reasonCommand.ts")).runReason,
  backup: async () => (await import("./backupCommand.ts")).runBackup,
  restore: async () => (await import("./restoreCommand.ts")).runRestore,
  "rehearse-restore": async () => (await import("./rehearseCommand.ts")).runRehearsal,
  export: async () => (await import("./patientDataCommands.ts")).runExport,
  erase: async () => (await import("./patientDataCommands.ts")).runErase,
  retention: async () => (await import("./patientDataCommands.ts")).runRetention,
  diagnose: async () => (await import("./diagnoseCommand.ts")).runDiagnose,
  policy: async () => (await import("./policyCommand.ts")).runPolicy,
  verify: async () => (await import("./verifyCommand.ts")).runVerify,
};

const help = `Fourfold on the command line.

  fourfold checklist [--json]
      Prints what an evaluation asks: with --json the whole definition.
  fourfold case-schema
      Prints the JSON Schema of a case file.
  fourfold fhir-questionnaire
      Prints the checklist as a FHIR R4 Questionnaire.
  fourfold letter --case FILE --data-dir DIR --out FILE [options]
      Stores the case as an evaluation and writes its letter as PDF. Makes the store if there is none.
        --kind KIND         consultation (default), summary, interim, urgent or procedureFollowUp. A summary is signed
                            together with the full letter that it belongs to; an interim or urgent letter may be
                            signed before the evaluation is complete
        --sign              signs it; without, the letter is a draft. An incomplete evaluation is not signed
        --waive REASON      signs although required items are open, for this reason; red flags, allergies and
                            the like must be answered all the same
        --paper letter|a4   default: as the practice has it
        --practice FILE     name, addressLines, phone, fax, paper, signer, for a new store
        --account NAME      who signs in; default: physician, or the only account
  fourfold print --data-dir DIR (--letters NUMBER,NUMBER | --queue toPrint) [options]
      Prints signed letters through the system's “lp”, and records what its queue took. Prints their numbers.
        --printer NAME      default: the system's
        --copy              with --letters: what was printed before, once more, recorded as a COPY
        --account NAME      who signs in
  fourfold reason --case FILE [--json]
      Prints what the findings of the case suggest and on what each statement rests: red flags, timing, sources of
      pain, pathways, cautions, proposed recommendations. Stores nothing.
  fourfold verify --data-dir DIR [--account NAME]
      Checks the store: key, integrity, foreign keys, migrations, letters, audit chain.
  fourfold verify --backup FOLDER [--account NAME]
      Checks a backup in the same way, and its bytes against those that were written.
  fourfold backup --data-dir DIR [--to FOLDER] [--keep N] [--account NAME]
      Makes an encrypted backup and prints its folder. Where and how many: as given, or as set in the app.
  fourfold restore --backup FOLDER --data-dir DIR [--account NAME]
      Puts a backup in the store's place, after checking it in full. What was there is kept beside it.
  fourfold rehearse-restore --backup FOLDER [--in FOLDER] [--account NAME]
      Restores a backup into a place of its own, checks it, takes it away and says how long that took.
  fourfold export --data-dir DIR --to FOLDER (--patient ID | --everything) [--zip] [--account NAME]
      Writes a patient's record into a new folder or ZIP file and prints where: signed letters, case files, FHIR. Not
      encrypted. In place of the record's id, the variable FOURFOLD_MRN may hold the patient's MRN.
  fourfold erase --data-dir DIR (--patient ID) --ground GROUND --yes [--account NAME]
      Erases a patient's record for good and says where it still is: in which backups. Grounds: retentionOver,
      patientAsked, enteredInError, legalOrder.
  fourfold retention --data-dir DIR [--account NAME]
      Prints, as CSV, whose record need not be kept any longer by the practice's rule.
  fourfold diagnose --out FILE [--data-dir DIR] [--log-dir DIR] [--account NAME]
      Writes a file for IT: versions, policies in force, sizes, states, the end of the log; no patients and no names.
      Needs no password; with one the store is checked as well.
  fourfold policy [--json]
      Prints what IT has decided for this computer, from where, and what of it cannot be used. Exit code 1 where something is
      wrong, 3 where the data folder lies on a share and Fourfold would not start.
  fourfold policy --check FILE
      Looks at a policy file before it is rolled out. Exit code 2 where something is wrong.
  fourfold policy --schema
      Prints the JSON Schema of a policy file.
  fourfold --version
  fourfold --help

The password of the store comes from the variable FOURFOLD_PASSWORD, never from an argument. A backup of another time
opens with FOURFOLD_BACKUP_PASSWORD, or with FOURFOLD_RECOVERY_KEY.
Exit codes: 0 done; 1 it could not be done; 2 what was given cannot be used, and nothing was stored.
`;

/** Runs one command and resolves with its exit code. The result alone goes to the output, all else to the errors. */
export async function runCommandLine(
  argv: readonly string[],
  surroundings: Surroundings = processSurroundings(),
): Promise<number> {
  try {
    return await run(argv, surroundings);
  } catch (fault) {
    const error = fault instanceof FourfoldError ? fault : unexpected(fault);
    await writeLine(surroundings.errors, failureLine(error.report()));
    return exitCodeOf(error);
  }
}

async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || argv.includes("--help") || argv.includes("-h")) {
    await write(name === undefined ? surroundings.errors : surroundings.output, help);
    return name === undefined ? exitCodes.badInput : exitCodes.done;
  }
  if (name === "--version" || name === "-v") {
    await writeLine(surroundings.output, packageFile.version);
    return exitCodes.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    refusePasswords(argv);
    throw badArgument(name, `is not a command; there are ${Object.keys(commands).join(", ")}`);
  }
  return (await command())(rest, surroundings);
}

/** Its own message could quote patient data, so only its kind is told. */
function unexpected(fault: unknown): FourfoldError {
  const kind = fault instanceof Error ? fault.name : typeof fault;
  const code = fault instanceof Error && "code" in fault ? ` ${String(fault.code)}` : "";
  return new FourfoldError(
    {
      code: "unexpected",
      message: `Something went wrong inside Fourfold (${kind}${code}).`,
      action: "Try again; if it happens again, tell IT.",
    },
    { cause: fault },
  );
}

function isProgram(): boolean {
  const started = process.argv[1];
  try {
    return started !== undefined && realpathSync(started) === import.meta.filename;
  } catch {
    return false;
  }
}

if (isProgram()) process.exitCode = await runCommandLine(process.argv.slice(2));
