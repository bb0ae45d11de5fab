import { type Practice, practiceSchema } from "../../../shared/evaluation/people.ts";
import type { Readable, Writable } from "../database/access.ts";

export async function readPractice(readable: Readable): Promise<Practice> {
  const row = await readable.selectFrom("practice").select("practice_json").executeTakeFirstOrThrow();
  return practiceSchema.parse(JSON.parse(row.practice_json));
}

export async function savePractice(writable: Writable, practice: Practice, changedAt: string): Promise<void> {
  const practice_json = JSON.stringify(practice);
  await writable
    .insertInto("practice")
    .values({ id: 1, practice_json, changed_at: changedAt })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ practice_json, changed_at: changedAt }))
    .execute();
}
