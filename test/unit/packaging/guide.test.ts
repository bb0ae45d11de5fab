import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commandArguments } from "../../../electron/main/commandLine.ts";
import { isPolicyKey } from "../../../shared/policy/policies.ts";
import { readSetUpFile } from "../../../shared/setUp/setUpFile.ts";
import { updateWords } from "../../../shared/updates/words.ts";

/** The guide for IT against the program: what it names exists, and the codes that it tells are those that are given. */

const project = fileURLToPath(new URL("../../../", import.meta.url));
const read = (path: string) => readFileSync(join(project, path), "utf8");
const pages = [
  "build/README.md",
  ...readdirSync(join(project, "build/guide"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `build/guide/${name}`),
];
const guide = pages.map((page) => [page, read(page)] as const);
const page = (name: string) => read(`build/guide/${name}.md`);

/** Everything between backticks and in fenced blocks: what is meant to be typed or found. */
function code(text: string): string {
  const fenced = [...text.matchAll(/```[a-z]*\n([\s\S]*?)```/g)].map(([, block]) => block);
  const inline = [...text.replace(/```[\s\S]*?```/g, "").matchAll(/`([^`\n]+)`/g)].map(([, words]) => words);
  return [...fenced, ...inline].join("\n");
}

const sources = ["electron", "build", "shared"].flatMap((folder) =>
  readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.startsWith("out"))
    .map((name) => read(join(folder, name))),
);
const everySource = sources.join("\n");

/** The table whose first column holds codes, below a heading or words. */
function codesIn(text: string, after: string): number[] {
  const rest = text.slice(text.indexOf(after) + after.length);
  const lines = rest.split("\n");
  const from = lines.findIndex((line) => /^\| \d/.test(line));
  const rows = lines.slice(from);
  const to = rows.findIndex((line) => !line.startsWith("|"));
  return rows.slice(0, to).map((line) => Number(/^\| (\d+)/.exec(line)?.[1]));
}

describe.each(guide)("%s", (path, text) => {
  test("leads to pages and headings that are there", () => {
    for (const [, link = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(link)) continue;
      const [file = "", heading] = link.split("#");
      const target = file === "" ? path : join(dirname(path), file);
      expect(existsSync(join(project, target)), `${path} leads to ${link}`).toBe(true);
      if (heading === undefined) continue;
      const headings = [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, words = ""]) =>
        words
          .toLowerCase()
          .replace(/[^\p{L}\p{N} -]/gu, "")
          .replaceAll(" ", "-"),
      );
      expect(headings, `${path} leads to ${link}`).toContain(heading);
    }
  });

  test("names npm scripts that there are", () => {
    const { scripts } = JSON.parse(read("package.json"));
    for (const [, name = ""] of text.matchAll(/npm run (?:-s )?([a-z:-]+)/g)) {
      expect(Object.keys(scripts), `${path}: npm run ${name}`).toContain(name);
    }
  });

  test("names commands that the program answers, with options that they take", () => {
    for (const [, name = "", rest = ""] of code(text).matchAll(/\bfourfold (?:-- )?([a-z-]+)\b([^\n]*)/g)) {
      expect(commandArguments([name]), `${path}: fourfold ${name}`).toEqual([name]);
      const command = read(`electron/command-line/${commandFiles[name] ?? `${name}Command`}.ts`);
      for (const [, option = ""] of rest.matchAll(/--([a-z-]+)/g)) {
        expect(command, `${path}: fourfold ${name} --${option}`).toMatch(
          new RegExp(`["{ \\n]"?${option}"?: \\{ type`),
        );
      }
    }
    for (const [, name = ""] of code(text).matchAll(/Fourfold\.exe"? ([a-z][a-z-]+)/g)) {
      expect(commandArguments([name]), `${path}: Fourfold.exe ${name}`).toEqual([name]);
    }
  });

  test("names variables, start switches and policies that the program knows", () => {
    for (const [name] of text.matchAll(/\bFOURFOLD_[A-Z_]+\b/g))
      expect(everySource, `${path}: ${name}`).toContain(name);
    for (const [, name] of code(text).matchAll(/(--(?:set-up-file|data-folder)=)/g)) {
      expect(everySource, `${path}: ${name}`).toContain(`"${name}"`);
    }
    for (const [, name = ""] of text.matchAll(/polic(?:y|ies) ((?:`[a-zA-Z]+`(?:, | and )?)+)/g)) {
      for (const [, key = ""] of name.matchAll(/`([a-zA-Z]+)`/g)) {
        expect(isPolicyKey(key), `${path}: policy ${key}`).toBe(true);
      }
    }
  });

  test("names files of the project that there are", () => {
    for (const [, file = ""] of code(text).matchAll(
      /(?<![\w/.])((?:build|test|set-up|electron|shared)\/[\w./-]+\.(?:ts|json|nsi))/g,
    )) {
      const found = existsSync(join(project, file)) || existsSync(join(project, "build", file));
      expect(found, `${path}: ${file}`).toBe(true);
    }
  });
});

const commandFiles: Readonly<Record<string, string>> = {
  "rehearse-restore": "rehearseCommand",
  "case-schema": "caseSchemaCommand",
  export: "patientDataCommands",
  erase: "patientDataCommands",
  retention: "patientDataCommands",
};

describe("exit codes", () => {
  test("of the Windows installer are those that its script gives, on both pages", () => {
    const script = read("build/windows/installer.nsi");
    const listed = script.slice(script.indexOf("Exit codes"), script.indexOf("Patient data"));
    const given = [...listed.matchAll(/(?<= )(\d+) [a-zA-Z]/g)].map(([, number]) => Number(number));
    const stopped = [...script.matchAll(/!insertmacro Stop (\d+)/g)].map(([, number]) => Number(number));
    expect(given).toEqual([0, 1, 2, 10, 11, 12, 13, 14]);
    for (const number of stopped) expect(given).toContain(number);
    expect(codesIn(page("installing"), "never change their meaning:")).toEqual(given);
    expect(codesIn(page("building"), "## The Windows installer")).toEqual(given);
    const returned = page("roll-out").match(/Return codes:.*/)?.[0] ?? "";
    expect(
      [...returned.matchAll(/\b(\d+)\b/g)]
        .map(([number]) => Number(number))
        .filter((number) => number > 0)
        .sort((a, b) => a - b),
    ).toEqual(given.filter((number) => number > 0));
  });

  test("of commands are those of the command line", () => {
    const { done, failed, badInput } = { done: 0, failed: 1, badInput: 2 };
    expect(read("electron/command-line/failures.ts")).toContain(
      `exitCodes = { done: ${done}, failed: ${failed}, badInput: ${badInput} }`,
    );
    expect(page("backups")).toContain(
      "Exit codes: 0 done; 1 it could not be done; 2 what was given cannot be used",
    );
  });
});

describe("what the guide shows", () => {
  test("the set-up file is one that the program takes", () => {
    const [, block = ""] = /```json\n([\s\S]*?)```/.exec(page("set-up")) ?? [];
    expect(readSetUpFile(block)).toMatchObject({ firstAccount: { accountName: "averrick" } });
  });

  test("every reason for which an update is not taken has its line", () => {
    const text = page("updates");
    for (const word of Object.keys(updateWords)) {
      if (word !== "unexpected") expect(text).toContain(`\`${word}\``);
    }
  });

  test("what people may see is what the program says", () => {
    const table = page("diagnostics").slice(page("diagnostics").indexOf("## What people may see"));
    const quotes = [...table.matchAll(/^\| “([^”]+)”/gm)].map(([, words = ""]) => words);
    expect(quotes.length).toBeGreaterThan(5);
    for (const quote of quotes) expect(everySource, quote).toContain(quote);
  });

  test("places of policy and set-up files are those that are read", () => {
    for (const place of ["/etc/fourfold", "/Library/Application Support/Fourfold"]) {
      expect(page("roll-out")).toContain(place);
      expect(everySource).toContain(place);
    }
    expect(page("roll-out")).toContain("app.fourfold.desktop");
    expect(everySource).toContain('"app.fourfold.desktop"');
  });

  test("every page of the guide stands in its index", () => {
    for (const [path] of guide) {
      if (path !== "build/README.md") expect(read("build/README.md")).toContain(path.slice("build/".length));
    }
  });
});
