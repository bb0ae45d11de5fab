import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Backend } from "../../../../electron/backend/index.ts";
import type { Role } from "../../../../shared/evaluation/people.ts";
import { addAccountTo } from "../accounts.ts";
import { openRawStore } from "../rawStore.ts";
import { ask, filesIn, open, password, practice, refusal } from "../support.ts";

const own = { abbreviation: "slr", text: "Straight leg raise {side: left | right}", shared: false };
const ofPractice = { abbreviation: "mbb", text: "Medial branch block explained", shared: true };

async function shown(backend: Backend) {
  const { phrases } = await ask(backend, "phrases.list", {});
  return phrases.map(({ abbreviation, text, shared, changedBy }) => ({
    abbreviation,
    text,
    shared,
    changedBy,
  }));
}

/** The same practice as somebody else opens it, after the one who had it open. */
async function asAnother(before: Backend, dataFolder: string, role: Role, accountName = `other-${role}`) {
  before.close();
  await addAccountTo(dataFolder, accountName, role);
  const backend = open(dataFolder);
  await ask(backend, "session.signIn", { accountName, password: "another long password" });
  return backend;
}

describe("phrases", () => {
  test("are kept over a restart, in order of their abbreviations, with who changed them", async () => {
    const { backend, dataFolder } = await practice();
    await ask(backend, "phrases.save", own);
    await ask(backend, "phrases.save", { ...ofPractice, abbreviation: " ;MBB " });
    backend.close();
    const again = open(dataFolder);
    await ask(again, "session.signIn", { accountName: "brack", password });
    expect(await shown(again)).toEqual([
      { ...ofPractice, changedBy: "brack" },
      { ...own, changedBy: "brack" },
    ]);
  });

  test("are changed under their id, also from one's own to the practice's and back", async () => {
    const { backend } = await practice();
    const { id } = await ask(backend, "phrases.save", own);
    for (const change of [
      { ...own, text: "Other words" },
      { ...own, abbreviation: "lasegue", shared: true },
      own,
    ]) {
      expect(await ask(backend, "phrases.save", { ...change, id })).toEqual({ id });
      expect(await shown(backend)).toEqual([{ ...change, changedBy: "brack" }]);
    }
  });

  test("are removed, and nothing of their words stays in the list", async () => {
    const { backend } = await practice();
    const { id } = await ask(backend, "phrases.save", own);
    await ask(backend, "phrases.save", ofPractice);
    await ask(backend, "phrases.remove", { id });
    expect(await shown(backend)).toEqual([{ ...ofPractice, changedBy: "brack" }]);
    await refusal(backend, "phrases.remove", { id }, "notFound");
    await refusal(backend, "phrases.save", { ...own, id }, "notFound");
  });

  test("have one text for an abbreviation with each owner", async () => {
    const { backend } = await practice();
    const { id } = await ask(backend, "phrases.save", own);
    await ask(backend, "phrases.save", { ...own, shared: true });
    const twice = await refusal(backend, "phrases.save", { ...own, abbreviation: "SLR" }, "conflict");
    expect(twice).toMatchObject({
      field: "abbreviation",
      message: "You have a phrase with this abbreviation already.",
    });
    const shared = await refusal(backend, "phrases.save", { ...own, shared: true }, "conflict");
    expect(shared.message).toBe("The practice has a phrase with this abbreviation already.");
    // Becoming the practice's would make it the second there.
    await refusal(backend, "phrases.save", { ...own, shared: true, id }, "conflict");
    // To save it again as it is takes nothing away from anybody.
    await ask(backend, "phrases.save", { ...own, id });
    expect(await shown(backend)).toHaveLength(2);
  });

  test.each([
    [{ ...own, abbreviation: "s" }, "abbreviation", "must have 2 to 20 letters or digits"],
    [{ ...own, abbreviation: "s r" }, "abbreviation", "must have 2 to 20 letters or digits"],
    [{ ...own, text: "" }, "text", "must not be empty"],
    [{ ...own, text: "x".repeat(2001) }, "text", "must have at most 2000 characters"],
    [
      { ...own, text: "{side: left}" },
      "text",
      "has a field with fewer than two choices: write {side: left | right}",
    ],
    [{ ...own, shared: "yes" }, "shared", "must be yes or no"],
    [{ ...own, id: "slr" }, "id", "must be an identifier that Fourfold gave out"],
  ])("%j is refused and named", async (input, field, words) => {
    const { backend } = await practice();
    const error = await refusal(backend, "phrases.save", input, "badInput");
    expect(error).toMatchObject({ field, message: `${field} ${words}.` });
    expect(await shown(backend)).toEqual([]);
  });
});

describe("whose a phrase is", () => {
  test.each<[Role, boolean]>([
    ["physician", true],
    ["administrator", true],
    ["staff", false],
  ])("a %s sees the practice's; may change them: %s", async (role, mayChange) => {
    const { backend, dataFolder } = await practice();
    await ask(backend, "phrases.save", own);
    const { id } = await ask(backend, "phrases.save", ofPractice);
    const theirs = await asAnother(backend, dataFolder, role);
    // Another's own phrases are not among them.
    expect(await shown(theirs)).toEqual([{ ...ofPractice, changedBy: "brack" }]);

    const requests: readonly ["phrases.save" | "phrases.remove", object][] = [
      ["phrases.save", { ...ofPractice, abbreviation: "new" }],
      ["phrases.save", { ...ofPractice, text: "Other words", id }],
      ["phrases.save", { ...ofPractice, shared: false, id }],
      ["phrases.remove", { id }],
    ];
    for (const [name, input] of requests) {
      const reply = await theirs.dispatch(name, input);
      // The third makes it their own, which they then may remove.
      expect(reply.ok ? "" : reply.error.code, JSON.stringify(input)).toBe(mayChange ? "" : "notAllowed");
    }
    expect((await shown(theirs)).map(({ abbreviation }) => abbreviation)).toEqual([
      mayChange ? "new" : "mbb",
    ]);
  });

  test.each<Role>(["physician", "staff", "administrator"])(
    "a %s keeps phrases of their own",
    async (role) => {
      const { backend, dataFolder } = await practice();
      const { id } = await ask(backend, "phrases.save", own);
      const theirs = await asAnother(backend, dataFolder, role);
      // The same abbreviation as another's is no conflict, and that other's phrase is not to be had.
      const mine = await ask(theirs, "phrases.save", { ...own, text: "My own words" });
      await refusal(theirs, "phrases.save", { ...own, id }, "notFound");
      await refusal(theirs, "phrases.remove", { id }, "notFound");
      expect(await shown(theirs)).toEqual([{ ...own, text: "My own words", changedBy: `other-${role}` }]);
      await ask(theirs, "phrases.remove", mine);
      expect(await shown(theirs)).toEqual([]);
    },
  );
});

describe("what is left of a phrase elsewhere", () => {
  test("the audit says who changed which, never its words", async () => {
    const { backend, dataFolder } = await practice();
    const { id } = await ask(backend, "phrases.save", { ...own, text: "Unmistakable wording" });
    await ask(backend, "phrases.save", { ...own, text: "Unmistakable again", id });
    await ask(backend, "phrases.remove", { id });
    backend.close();
    const sqlite = await openRawStore(dataFolder);
    const rows = sqlite
      .prepare<[], { action: string; subject_id: string; detail_json: string }>(
        "SELECT * FROM audit WHERE action LIKE 'phrase.%' ORDER BY sequence",
      )
      .all();
    expect(
      rows.map(({ action, subject_id, detail_json }) => [action, subject_id, JSON.parse(detail_json)]),
    ).toEqual([
      ["phrase.saved", id, { shared: false, added: true }],
      ["phrase.saved", id, { shared: false, added: false }],
      ["phrase.removed", id, { shared: false }],
    ]);
    expect(JSON.stringify(sqlite.prepare("SELECT * FROM audit").all())).not.toMatch(/Unmistakable|slr/);
  });

  test("its words are on disk encrypted only", async () => {
    const { backend, dataFolder } = await practice();
    const text = `Unmistakable ${randomUUID()}`;
    await ask(backend, "phrases.save", { ...own, text });
    for (const [name, bytes] of filesIn(dataFolder)) expect(bytes.includes(text), name).toBe(false);
    backend.close();
    for (const [name, bytes] of filesIn(dataFolder)) expect(bytes.includes(text), name).toBe(false);
  });
});
