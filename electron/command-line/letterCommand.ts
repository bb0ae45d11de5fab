import { resolve } from "node:path";
import type { ReadinessEntry } from "../../shared/contract.ts";
import { FourfoldError } from "../../shared/errors.ts";
import type { Evaluation } from "../../shared/evaluation/evaluation.ts";
import { waiverLength } from "../../shared/evaluation/validate.ts";
import { gateOf } from "../../shared/letter/kinds/gate.ts";
import type { LetterKind } from "../../shared/letter/kinds/kinds.ts";
import { localDateOf } from "../backend/clock.ts";
import { missingCharacters } from "../backend/letters/fonts.ts";
import { passwordFrom, readArguments } from "./arguments.ts";
import { badArgument, exitCodes } from "./failures.ts";
import { readCase, readPracticeFile, unknownPractice } from "./inputFiles.ts";
import { checkOutFile, writeOutFile } from "./outFile.ts";
import { StoreOfRun } from "./storeOfRun.ts";
import { type Surroundings, writeLine } from "./surroundings.ts";

/** What a case file can have; an addendum and an amended letter follow a letter that is in the store already. */
const kindsOfCase = ["consultation", "summary", "interim", "urgent", "procedureFollowUp"] as const;
type KindOfCase = (typeof kindsOfCase)[number];

function kindGiven(text: string | undefined): KindOfCase {
  return kindsOfCase.find((kind) => kind === text) ?? "consultation";
}

/** A summary goes out with the full letter: what holds that up holds both up. */
function gateKind(kind: KindOfCase): LetterKind {
  return kind === "summary" ? "consultation" : kind;
}

/**
 * Stores a case as an evaluation and writes its letter. All that can be wrong with what was given is found before the store
 * is touched; what can go wrong after that is the disk.
 */
export async function runLetter(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("letter", argv, {
    case: { type: "string", required: true },
    "data-dir": { type: "string", required: true },
    out: { type: "string", required: true },
    kind: { type: "string", oneOf: kindsOfCase },
    sign: { type: "boolean" },
    waive: { type: "string" },
    paper: { type: "string", oneOf: ["letter", "a4"] },
    practice: { type: "string" },
    account: { type: "string" },
  });
  const password = passwordFrom(surroundings.environment);
  const isSigned = given.has("sign");
  const kind = kindGiven(given.text("kind"));
  const waiver = readWaiver(given.text("waive"), isSigned);
  const evaluation = readCase(given.required("case"), localDateOf(surroundings.now()));
  const practiceFile = given.text("practice");
  const practice = practiceFile === undefined ? unknownPractice : readPracticeFile(practiceFile);
  const waived = isSigned ? checkReadiness(evaluation, kind, waiver) : 0;
  const out = resolve(given.required("out"));
  checkOutFile(out);

  const accountName = given.text("account");
  const store = await StoreOfRun.open(
    {
      dataFolder: given.required("data-dir"),
      password,
      practice,
      ...(accountName === undefined ? {} : { accountName }),
    },
    surroundings,
  );
  try {
    const { errors } = surroundings;
    if (store.recoveryKey !== undefined) {
      await writeLine(
        errors,
        `A new store was made. Its recovery key, shown this once: ${store.recoveryKey}`,
      );
    } else if (practiceFile !== undefined) {
      await writeLine(
        errors,
        "The store has its practice already: the file named by --practice was not used.",
      );
    }
    const paper = given.text("paper") ?? (await store.ask("practice.read", {})).paper;
    const { bytes, fullLetter } = await writeLetter(store, evaluation, {
      kind,
      paper: paper === "a4" ? "a4" : "letter",
      ...(isSigned ? { password } : {}),
      ...(isSigned && waived > 0 && waiver !== undefined ? { waiver } : {}),
    });
    writeOutFile(out, bytes);
    if (fullLetter !== undefined) {
      await writeLine(errors, `The full letter is ${fullLetter}; send both.`);
    }
    if (waived > 0) {
      await writeLine(errors, `Signed with ${waived} required items waived; the reason was recorded.`);
    }
  } catch (fault) {
    store.abandon();
    throw fault;
  }
  store.close();
  await writeLine(surroundings.output, out);
  return exitCodes.done;
}

function readWaiver(reason: string | undefined, isSigned: boolean): string | undefined {
  if (reason === undefined) return undefined;
  if (!isSigned) throw badArgument("--waive", "goes with --sign: a draft needs no reason");
  const words = reason.trim();
  const { least, most } = waiverLength;
  if (words.length < least || words.length > most) {
    throw badArgument("--waive", `needs a reason of ${least} to ${most} characters`);
  }
  return words;
}

/**
 * Refuses a case whose letter could not be signed.
 * @returns how many required items are waived by signing.
 */
function checkReadiness(evaluation: Evaluation, kind: KindOfCase, waiver: string | undefined): number {
  const readiness = gateOf(gateKind(kind), { evaluation, amends: false, sent: [] }, {});
  const obstacle = readiness.find(
    (entry) => entry.kind === "contradiction" || (entry.kind === "blocker" && !entry.cannotBeWaived),
  );
  if (obstacle !== undefined) {
    const field = obstacle.itemId === undefined ? "case" : `answers.${obstacle.itemId}`;
    throw badArgument(field, `cannot be signed: ${obstacle.message}`);
  }
  const [character] = missingCharacters(JSON.stringify(evaluation));
  if (character !== undefined) {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    throw badArgument(
      "case",
      `cannot be signed: no font of the letter has the character “${character}” (U+${code})`,
    );
  }
  const unwaivable = readiness.filter((entry) => entry.cannotBeWaived === true);
  const missing = readiness.filter((entry) => entry.kind === "missing");
  if (unwaivable.length > 0 || (missing.length > 0 && waiver === undefined)) {
    throw incomplete(unwaivable, missing);
  }
  return missing.length;
}

const namedItems = 3;

/** How much is open and where it begins: first what no reason replaces. */
function incomplete(
  unwaivable: readonly ReadinessEntry[],
  missing: readonly ReadinessEntry[],
): FourfoldError {
  const open = [...unwaivable, ...missing];
  const named = open.slice(0, namedItems).map(({ itemId }) => itemId);
  const rest = open.length > namedItems ? ` and ${open.length - namedItems} more` : "";
  const waivable = unwaivable.length === 0 ? "" : `, of which ${unwaivable.length} cannot be waived`;
  return new FourfoldError({
    code: "notReadyToSign",
    message:
      `The evaluation is incomplete: ${open.length} required ${open.length === 1 ? "item is" : "items are"} open` +
      `${waivable}: ${named.join(", ")}${rest}. Nothing was stored.`,
    action:
      unwaivable.length === 0
        ? "Answer them, or give the reason why not with --waive."
        : "Answer at least those that cannot be waived; without --sign the letter is a draft.",
  });
}

interface Writing {
  readonly kind: KindOfCase;
  readonly paper: "letter" | "a4";
  /** Signs where present. */
  readonly password?: string;
  /** Why required items stay unanswered. */
  readonly waiver?: string;
}

interface WrittenLetter {
  readonly bytes: Uint8Array;
  /** Number of the letter that a summary belongs to. */
  readonly fullLetter?: string;
}

async function writeLetter(
  store: StoreOfRun,
  evaluation: Evaluation,
  writing: Writing,
): Promise<WrittenLetter> {
  const { kind, paper, password, waiver } = writing;
  const { patient, referrer, referral, visitDate, answers } = evaluation;
  const { evaluationId } = await store.ask("evaluation.record", {
    patient: await patientFor(store, patient),
    referrer,
    referral,
    visitDate,
    answers: { ...answers },
  });
  if (password === undefined) {
    return { bytes: (await store.ask("letter.draft", { evaluationId, kind, paper })).bytes };
  }
  const sign = async (each: LetterKind) =>
    store.ask("letter.sign", {
      evaluationId,
      kind: each,
      password,
      paper,
      ...(waiver === undefined || each !== gateKind(kind) ? {} : { incompleteReason: waiver }),
    });
  const signed = await sign(gateKind(kind));
  const { letterId } = kind === "summary" ? await sign("summary") : signed;
  const { bytes } = await store.ask("letter.read", { letterId });
  return kind === "summary" ? { bytes, fullLetter: signed.letterNumber } : { bytes };
}

/** A patient is known again by the MRN. The same MRN with another name or date of birth is a mistake that must not be stored. */
async function patientFor(store: StoreOfRun, patient: Evaluation["patient"]) {
  const { familyName, givenNames, dateOfBirth, mrn } = patient;
  const { patients } = await store.ask("patients.likely", { familyName, givenNames, dateOfBirth, mrn });
  const known = patients.find((row) => row.patient.mrn.toUpperCase() === mrn.toUpperCase());
  if (known === undefined) return { new: patient };
  const { patient: other } = known;
  if (other.dateOfBirth !== dateOfBirth || other.familyName !== familyName) {
    throw new FourfoldError({
      code: "badInput",
      field: "patient.mrn",
      message: "belongs to another patient of this store, with another name or date of birth",
    });
  }
  return { existingId: known.id };
}
