import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

export const projectFolder = fileURLToPath(new URL("../../..", import.meta.url));

/** One source file as the rules look at it. */
export interface Source {
  /** From the project's folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly imports: readonly Import[];
  /** Every node of the syntax tree, comments left out. */
  readonly nodes: readonly Node[];
}

export interface Import {
  /** A package ("zod"), a module of Node ("node:fs") or a file of the project ("shared/errors.ts"). */
  readonly target: string;
  readonly isFile: boolean;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Every TypeScript file of the project. */
export function allSources(): Source[] {
  const folders = ["electron", "renderer", "shared", "test", "build"];
  const files = folders.flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)).split(sep).join("/")),
  );
  return [...files.filter((file) => !file.startsWith("build/out/")), "vite.config.ts"].map((file) =>
    parseSource(file, readFileSync(join(projectFolder, file), "utf8")),
  );
}

/** Throws where the text is not TypeScript: a rule that cannot read a file must not pass it. */
export function parseSource(file: string, text: string): Source {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const nodes = nodesOf(program);
  const imports = nodes.flatMap((node) => importedBy(node)).map((specifier) => resolve(file, specifier));
  return { file, text, imports, nodes };
}

function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(nodesOf);
  return isNode(value) ? [value, ...inner] : inner;
}

function isNode(value: object): value is Node {
  return "type" in value && typeof value.type === "string";
}

/** `import`, `export from`, `import()`, `require()` and the type `import("x").T`, with or without `type`. */
function importedBy(node: Node): string[] {
  const literal = (value: unknown): string[] => {
    const text = typeof value === "object" && value !== null && "value" in value ? value.value : undefined;
    return typeof text === "string" ? [text] : [];
  };
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return literal(node.source);
    case "CallExpression": {
      const callee = node.callee;
      const isRequire =
        typeof callee === "object" && callee !== null && Reflect.get(callee, "name") === "require";
      return isRequire && Array.isArray(node.arguments) ? literal(node.arguments[0]) : [];
    }
    default:
      return [];
  }
}

function resolve(from: string, specifier: string): Import {
  if (!specifier.startsWith(".")) {
    const parts = specifier.split("/");
    const name = specifier.startsWith("node:")
      ? specifier
      : parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
    return { target: name, isFile: false };
  }
  return { target: posix.normalize(posix.join(dirname(from), specifier)), isFile: true };
}
