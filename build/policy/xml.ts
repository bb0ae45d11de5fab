/** XML that reads well in a file: an element a line, two spaces deeper for each level. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly Element[] | string;
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  content: readonly Element[] | string = [],
): Element {
  const given = Object.entries(attributes).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { name, attributes: Object.fromEntries(given), content };
}

export function xmlDocument(root: Element, doctype?: string): string {
  const head = [`<?xml version="1.0" encoding="utf-8"?>`, ...(doctype === undefined ? [] : [doctype])];
  return `${[...head, ...lines(root, "")].join("\n")}\n`;
}

function lines({ name, attributes, content }: Element, indent: string): readonly string[] {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `${indent}<${name}${given.join("")}`;
  if (typeof content === "string") return [`${open}>${escaped(content)}</${name}>`];
  if (content.length === 0) return [`${open}/>`];
  return [`${open}>`, ...content.flatMap((child) => lines(child, `${indent}  `)), `${indent}</${name}>`];
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
