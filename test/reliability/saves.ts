import { ask } from "../unit/backend/ask.ts";
import { signedIn } from "./practices.ts";

/** What was acknowledged of one evaluation that victims save numbered answers into. */
export class Saves {
  #revision = 0;
  readonly #byItem = new Map<string, number>();

  /** The highest number that was acknowledged. */
  get highest(): number {
    return Math.max(0, ...this.#byItem.values());
  }

  /** Reads what a killed process had printed. @returns how many saves it had acknowledged. */
  note(lines: readonly string[]): number {
    let count = 0;
    for (const line of lines) {
      const [word, itemId = "", number = "", revision = ""] = line.split(" ");
      // A line that the kill cut off was not read by anybody.
      if (word !== "saved" || revision === "") continue;
      count += 1;
      this.#revision = Math.max(this.#revision, Number(revision));
      this.#byItem.set(itemId, Math.max(this.#byItem.get(itemId) ?? 0, Number(number)));
    }
    return count;
  }

  /**
   * Opens the store again. Everything acknowledged must be there; what was on its way may be there too, but only whole.
   * @returns with the highest number that is there.
   */
  async look(
    dataFolder: string,
    evaluationId: string,
  ): Promise<{ readonly lost: string[]; readonly faults: string[]; readonly last: number }> {
    const lost: string[] = [];
    const faults: string[] = [];
    const { answers, revision } = await signedIn(dataFolder, (backend) =>
      ask(backend, "evaluation.open", { evaluationId }),
    );
    if (revision < this.#revision)
      lost.push(`revision ${revision}, though ${this.#revision} was acknowledged`);
    let last = 0;
    for (const itemId of ["HX.CC", "PLAN.ANSWER"]) {
      const number = this.#byItem.get(itemId) ?? 0;
      const kept = numberIn(answers[itemId]?.value);
      if (!(kept >= number)) lost.push(`${itemId} holds ${kept}, though ${number} was acknowledged`);
      last = Math.max(last, kept);
    }
    const both = numberIn(answers["HX.NRS.NOW"]?.note);
    if (both !== last) faults.push(`one transaction was stored in part: ${last} without ${both}`);
    return { lost, faults, last };
  }
}

/** Of "save 12" 12; of what stood there before any victim saved, 0. */
function numberIn(text: unknown): number {
  return Number(/^save (\d+)$/.exec(String(text))?.[1] ?? 0);
}
