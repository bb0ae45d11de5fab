import type { Import, Source } from "./sources.ts";

/**
 * The project's layout as rules: what each folder may import, and what else holds for its files. A rule returns what breaks it,
 * in words; nothing means that it holds.
 */
type Rule = (source: Source) => string[];

interface Folder {
  /** A path or the start of one; the first folder that a file matches is its own. */
  readonly files: RegExp;
  /** Files of the project that it may import. */
  readonly from: RegExp;
  /** Packages and Node's modules that it may import. */
  readonly packages: RegExp;
}

const none = /(?!)/;
const any = /(?:)/;

const folders: readonly Folder[] = [
  { files: /^shared\/checklist\//, from: /^shared\/checklist\//, packages: /^zod$/ },
  // What other systems receive is typed by the standard's own definitions; nothing of them remains in the program.
  { files: /^shared\/interchange\//, from: /^shared\//, packages: /^(zod|fhir)$/ },
  { files: /^shared\//, from: /^shared\//, packages: /^zod$/ },
  {
    files: /^electron\/main\//,
    from: /^(shared\/|electron\/main\/|electron\/printing\/|electron\/policy\/|electron\/diagnostics\/|electron\/[^/]+\.ts$|electron\/backend\/index\.ts$)/,
    packages: /^(node:.*|electron|electron-log|electron-updater|zod)$/,
  },
  {
    files: /^electron\/preload\.ts$/,
    from: /^(shared\/contract\.ts|electron\/channels\.ts)$/,
    packages: /^electron$/,
  },
  // What the processes of Electron share with each other: names and message types.
  { files: /^electron\/[^/]+\.ts$/, from: /^(shared\/|electron\/[^/]+\.ts$)/, packages: none },
  {
    files: /^electron\/backend\//,
    from: /^(shared\/|electron\/backend\/|electron\/backendMessages\.ts$)/,
    packages: /^(node:.*|better-sqlite3|kysely|pdfkit|fontkit|zod)$/,
  },
  // Handing bytes to the system's printers, for the window and for the command line.
  { files: /^electron\/printing\//, from: /^(shared\/|electron\/printing\/)/, packages: /^node:.*$/ },
  // Reading what administrators decide, for the window and for the command line.
  { files: /^electron\/policy\//, from: /^(shared\/|electron\/policy\/)/, packages: /^node:.*$/ },
  // What IT sends to whoever helps, from the window and from the command line.
  {
    files: /^electron\/diagnostics\//,
    from: /^(shared\/|electron\/diagnostics\/|electron\/policy\/)/,
    packages: /^node:.*$/,
  },
  {
    files: /^electron\/command-line\//,
    from: /^(shared\/|electron\/backend\/|electron\/printing\/|electron\/policy\/|electron\/diagnostics\/|electron\/command-line\/|package\.json$)/,
    packages: /^(node:.*|zod)$/,
  },
  {
    files: /^renderer\//,
    from: /^(shared\/|renderer\/)/,
    packages: /^(?!node:|electron|better-sqlite3|kysely|pdfkit|fontkit)/,
  },
  { files: /^(test|build)\/|^vite\.config\.ts$/, from: any, packages: any },
];

/** design: who may import what. */
export const importRule: Rule = ({ file, imports }) => {
  const folder = folders.find(({ files }) => files.test(file));
  if (folder === undefined) return [`${file} lies in no folder that the layout knows`];
  const allowed = ({ target, isFile }: Import) => (isFile ? folder.from : folder.packages).test(target);
  return imports.filter((one) => !allowed(one)).map(({ target }) => `${file} imports ${target}`);
};

const productFiles = /^(electron|renderer|shared)\//;

/** Tests and the stand-in for Electron can never become part of what is shipped. */
export const productRule: Rule = ({ file, imports }) =>
  productFiles.test(file)
    ? imports
        .filter(({ target, isFile }) => isFile && /^(test|build)\//.test(target))
        .map(({ target }) => `${file} imports ${target}`)
    : [];

/** A relative import leads to a file of this project, named with its ending. */
export const specifierRule: Rule = ({ file, imports }) =>
  imports
    .filter(({ target, isFile }) => isFile && (target.startsWith("../") || !/\.[a-z]+$/.test(target)))
    .map(({ target }) => `${file} imports ${target}, which is not a file of the project with its ending`);

/** `shared/` is told the time and gets its chance from outside: the same input always gives the same output. */
export const pureRule: Rule = ({ file, nodes }) => {
  if (!file.startsWith("shared/")) return [];
  return nodes.flatMap((one) => {
    if (one.type === "NewExpression" && nameOf(one.callee) === "Date") {
      const values = one.arguments;
      return Array.isArray(values) && values.length === 0 ? [`${file} reads the clock: new Date()`] : [];
    }
    if (one.type === "CallExpression" && nameOf(one.callee) === "Date")
      return [`${file} reads the clock: Date()`];
    if (one.type !== "MemberExpression") return [];
    const member = `${nameOf(one.object)}.${nameOf(one.property)}`;
    return ["Date.now", "Math.random"].includes(member) ? [`${file} uses ${member}`] : [];
  });
};

function nameOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, "name") : undefined;
}

/** The project stands on its own: it names no place on the machine of whoever works on it. */
export const placeRule: Rule = ({ file, text }) => {
  if (file.startsWith("test/unit/architecture/")) return [];
  // Where machines keep checkouts; and reading matter that is not in the repository.
  const places = [
    /["'`](?:\/[a-z]+)?\/(?:build|builds|checkout|srv|work|workspace)\/[a-z]/,
    /\.\.\/shared\/[\w-]+(?:\.md|\/\w+\.(?:txt|md))/,
  ];
  // A test may invent a home folder; a product has no business with anybody's.
  if (!file.startsWith("test/")) places.push(/\/(?:home|Users)\/[a-z]+\//);
  return places.flatMap((place) => {
    const found = place.exec(text);
    return found === null ? [] : [`${file} names ${found[0]}`];
  });
};

const lineLimit = 350;
/** Lists, not logic: the checklist's content. */
const lists = /^shared\/checklist\//;

/** A file has one subject. */
export const lengthRule: Rule = ({ file, text }) => {
  const lines = text.split("\n").length;
  if (!productFiles.test(file) || lists.test(file) || lines <= lineLimit) return [];
  return [`${file} has ${lines} lines; ${lineLimit} is the most`];
};
