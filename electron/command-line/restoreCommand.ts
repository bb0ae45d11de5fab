import { resolve } from "node:path";
import { FourfoldError } from "../../shared/errors.ts";
import { passwordFrom, readArguments } from "./arguments.ts";
import { ask, backendOfRun, chooseAccount } from "./backendOfRun.ts";
import { exitCodes } from "./failures.ts";
import { openingOf } from "./keys.ts";
import { type Surroundings, write } from "./surroundings.ts";

/** Puts a backup in the place of a store, or where there is none. What was there is kept beside it. */
export async function runRestore(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("restore", argv, {
    backup: { type: "string", required: true },
    "data-dir": { type: "string", required: true },
    account: { type: "string" },
  });
  const { environment, output } = surroundings;
  const folder = resolve(given.required("backup"));
  const opening = openingOf(folder, surroundings, given.text("account"));
  const backend = await backendOfRun(resolve(given.required("data-dir")), surroundings);
  try {
    const { state, accountNames } = await ask(backend, "store.status", {});
    if (state === "closed") {
      const accountName = chooseAccount(accountNames, given.text("account"));
      const reply = await backend.dispatch("session.signIn", {
        accountName,
        password: passwordFrom(environment),
      });
      // A store that does not open is just why a backup is restored.
      const isDamaged = !reply.ok && ["storeDamaged", "storeUnreadable"].includes(reply.error.code);
      if (!reply.ok && !isDamaged) throw new FourfoldError(reply.error);
    }
    const { createdAt, backup } = await ask(backend, "restore.preview", { folder, opening });
    const { keptAs } = await ask(backend, "restore.run", { folder, opening });
    const lines = [
      `restored  the backup of ${createdAt}: ${backup.practiceName}`,
      `holds     ${backup.patients} patients, ${backup.evaluations} evaluations, ${backup.letters} letters`,
      ...(keptAs === undefined ? [] : [`kept      what was there before, in ${keptAs}`]),
    ];
    await write(output, `${lines.join("\n")}\n`);
    return exitCodes.done;
  } finally {
    backend.close();
  }
}
