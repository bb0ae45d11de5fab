import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ask } from "../../unit/backend/ask.ts";
import { faultsOf, lettersOf, makePractice, signedIn } from "../practices.ts";
import type { KillKind } from "./kind.ts";

const lettersOfOneKill = 3;

/** Letters are signed one after the other: each is there whole afterwards, or not at all. */
export const signing: KillKind = {
  name: "signing",
  weight: 2,
  async prepare({ folder, victims, isShort }) {
    const made = await makePractice(join(folder, "original"), isShort ? 5 : 24);
    const dataFolder = join(folder, "data");
    const fresh = () => {
      rmSync(dataFolder, { recursive: true, force: true });
      cpSync(made.dataFolder, dataFolder, { recursive: true });
    };
    fresh();
    const all = { kind: "sign", dataFolder, evaluationIds: made.ready } as const;
    const duration = await victims.timeBetween(all, ["began", "signed"]);
    fresh();
    let unsigned = [...made.ready];
    /** Evaluation -> number and hash of its letter, as acknowledged. */
    let acknowledged = new Map<string, string>();
    return async ([when, delay]) => {
      if (unsigned.length < lettersOfOneKill) {
        fresh();
        [unsigned, acknowledged] = [[...made.ready], new Map()];
      }
      const before = acknowledged.size;
      const count = 1 + Math.floor(when * (lettersOfOneKill - 1));
      const moment = { words: ["began", "signed"], count, delay: delay * duration * 1.2 };
      const task = { kind: "sign", dataFolder, evaluationIds: unsigned } as const;
      const { lines } = await victims.run(task, moment);
      for (const line of lines) {
        const [word, evaluationId = "", ...rest] = line.split(" ");
        if (word === "signed") acknowledged.set(evaluationId, rest.join(" "));
      }
      const { rows } = await signedIn(dataFolder, (backend) => ask(backend, "worklist.list", {}));
      const letters = lettersOf(dataFolder, made.dataKey);
      const lost: string[] = [];
      const faults: string[] = [];
      for (const [evaluationId, wanted] of acknowledged) {
        const letter = letters.find((one) => one.evaluationId === evaluationId);
        const found = `${letter?.letterNumber} ${letter?.sha256}`;
        if (found !== wanted) lost.push(`letter ${wanted} was acknowledged, ${found} is there`);
      }
      for (const { letterNumber, isWhole } of letters) {
        if (!isWhole) faults.push(`letter ${letterNumber} is not whole`);
      }
      for (const { evaluationId, stage } of rows) {
        const isSigned = letters.some((letter) => letter.evaluationId === evaluationId);
        if (isSigned !== (stage === "letterToSend")) {
          faults.push(`an evaluation is at ${stage}, ${isSigned ? "with" : "without"} a letter`);
        }
      }
      faults.push(...(await faultsOf(dataFolder)));
      unsigned = unsigned.filter((id) => letters.every((letter) => letter.evaluationId !== id));
      return {
        acknowledged: acknowledged.size - before,
        lost,
        faults,
        met: letters.length > acknowledged.size ? "letter whole, not acknowledged yet" : "letter absent",
      };
    };
  },
};
