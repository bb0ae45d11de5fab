import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allItems } from "../../../shared/checklist/index.ts";
import { articleStatements } from "../../../shared/reasoning/articleStatements.ts";
import { references } from "../../../shared/reasoning/references.ts";
import { allRules } from "../../../shared/reasoning/registry.ts";
import { citation, citedIn, findSource, sourcesOf } from "../../../shared/reasoning/sources.ts";

const shared = join(import.meta.dirname, "../../../shared");
const files = readdirSync(shared, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);

describe("the bibliography", () => {
  test("has every reference that stands anywhere in the shared code", () => {
    const cited = files.flatMap(
      (name) => readFileSync(join(shared, name), "utf8").match(/\bRef\d+\b/g) ?? [],
    );
    expect(cited.length).toBeGreaterThan(100);
    expect([...new Set(cited)].filter((id) => findSource(id) === undefined)).toEqual([]);
  });

  test("has every source that a rule or an item cites", () => {
    const cited = [...allRules, ...allItems].flatMap(({ source }) => citedIn(source));
    expect(cited).toEqual(expect.arrayContaining(["Ref11", "T12"]));
    expect([...new Set(cited)].filter((id) => findSource(id) === undefined)).toEqual([]);
  });

  test("holds each number once, without gaps", () => {
    expect(references.map(({ id }) => id)).toEqual(references.map((_one, index) => `Ref${index}`));
    expect(articleStatements.map(({ id }) => id).slice(0, 2)).toEqual(["T01", "T02"]);
    expect(articleStatements.at(-1)?.id).toBe("T34");
  });

  test("says of each what it is, whose it is and where it is found", () => {
    for (const one of [...references, ...articleStatements]) {
      expect(one.title.length, one.id).toBeGreaterThan(10);
      expect(one.where, one.id).not.toBe("");
      expect(citation(one), one.id).not.toMatch(/\.\.|undefined|GK|DESIGN/);
    }
    expect(references.filter(({ by }) => by === undefined || by === "")).toEqual([]);
    expect(
      references.filter(({ year }) => year !== undefined && !/^\d{4}([-, ]+\d{4})*$/.test(year)),
    ).toEqual([]);
  });

  test("statements of the article are known by the words of the article's numbers", () => {
    // The numbers that the rules use, and what they stand for.
    expect(findSource("T09")?.title).toMatch(/2 to 3 weeks/);
    expect(findSource("T12")?.title).toMatch(/right diagnosis/);
    expect(findSource("T19")?.title).toMatch(/more than one source/);
    expect(findSource("T24")?.title).toMatch(/relief may come first/i);
    expect(findSource("T31")?.title).toMatch(/referred the patient/);
  });
});

test.each([
  ["Ref1; hours of each anaesthetic GK", ["Ref1"]],
  ["Ref29, Ref30, Ref32; rule DESIGN", ["Ref29", "Ref30", "Ref32"]],
  ["T24; interval DESIGN", ["T24"]],
  ["T12, T25, T12", ["T12", "T25"]],
  ["GK", []],
  ["clinical reference 4.2", []],
])("“%s” cites %j", (words, ids) => {
  expect(citedIn(words)).toEqual(ids);
  expect(sourcesOf({ source: words }).map(({ id }) => id)).toEqual(ids);
});

test("a citation is one line of author, title with year, and place", () => {
  expect(citation(findSource("Ref12") ?? expect.fail())).toBe(
    "Downie A and others. Red flags to screen for malignancy and fracture in patients with low back pain (2013). BMJ 347:f7095.",
  );
});
