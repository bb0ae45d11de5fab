import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openBackend } from "../../../../electron/backend/index.ts";
import { cheapWork, password, referralInput, setUpInput } from "../values.ts";

/**
 * `attempt.ts fill FOLDER` sets up a practice and saves answers until something stops it; `attempt.ts count FOLDER` opens it
 * anew; `attempt.ts read FOLDER` signs in where no room is left. All print what they saw as JSON.
 */
const [, , task, dataFolder = ""] = process.argv;
const backend = openBackend({ dataFolder, workFactor: cheapWork });
const longNote = "x".repeat(3900);

/** The code of the first error, what the status says then, and the saves that were acknowledged. */
async function fill(): Promise<{ outcome: string; state: string; saves: number }> {
  let saves = 0;
  const ended = async (outcome: string) => {
    const status = await backend.dispatch("store.status", {});
    return { outcome, state: status.ok ? status.value.state : status.error.code, saves };
  };
  const made = await backend.dispatch("store.setUp", setUpInput);
  if (!made.ok) return ended(made.error.code);
  const created = await backend.dispatch("referral.create", referralInput);
  if (!created.ok) return ended(created.error.code);
  const { evaluationId } = created.value;
  while (saves < 5000) {
    const answer = { value: `Back pain ${saves + 1}`, note: `${saves} ${longNote}` };
    const changes = [{ itemId: "HX.CC", answer }];
    const reply = await backend.dispatch("evaluation.saveAnswers", { evaluationId, changes });
    if (!reply.ok) return ended(reply.error.code);
    saves += 1;
  }
  return ended("");
}

/** The number in the last answer that is on disk, and how often the audit says that it was read while nothing could be written. */
async function count(): Promise<{ found: number; state: string; heldInAudit: number }> {
  const signedIn = await backend.dispatch("session.signIn", { accountName: "brack", password });
  if (!signedIn.ok) return { found: -1, state: signedIn.error.code, heldInAudit: 0 };
  const list = await backend.dispatch("worklist.list", {});
  const evaluationId = list.ok ? (list.value.rows[0]?.evaluationId ?? "") : "";
  const opened = await backend.dispatch("evaluation.open", { evaluationId });
  const value = opened.ok ? opened.value.answers["HX.CC"]?.value : undefined;
  const audit = await backend.dispatch("audit.list", { filter: { group: "evaluations" }, limit: 200 });
  const openings = audit.ok ? audit.value.rows.filter(({ action }) => action === "evaluation.opened") : [];
  // The latest is the one just now.
  const heldInAudit = openings.length - 1;
  return { found: Number(String(value).split(" ").at(-1)), state: "open", heldInAudit };
}

/** What can be done on a full disk: look, and be told why nothing can be changed. */
async function read(): Promise<Record<string, unknown>> {
  const signedIn = await backend.dispatch("session.signIn", { accountName: "brack", password });
  if (!signedIn.ok) return { outcome: signedIn.error.code };
  const list = await backend.dispatch("worklist.list", {});
  const evaluationId = list.ok ? (list.value.rows[0]?.evaluationId ?? "") : "";
  const opened = await backend.dispatch("evaluation.open", { evaluationId });
  const changes = [{ itemId: "HX.CC", answer: { value: "changed" } }];
  const saved = await backend.dispatch("evaluation.saveAnswers", { evaluationId, changes });
  const status = await backend.dispatch("upkeep.status", {});
  await backend.dispatch("session.lock", {});
  return {
    outcome: "signedIn",
    opened: opened.ok,
    saved: saved.ok ? "" : saved.error.code,
    words: saved.ok ? "" : saved.error.message,
    readOnly: status.ok ? status.value.readOnly?.code : "",
    held: readFileSync(join(dataFolder, "held-audit.jsonl"), "utf8").split("evaluation.opened").length - 1,
  };
}

const tasks = { fill, count, read };
const seen = await tasks[task as keyof typeof tasks]();
backend.close();
process.stdout.write(`${JSON.stringify(seen)}\n`);
