import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A piece of text on a page; `x` and `y` say where its baseline begins, from the sheet's top left corner, in points. */
export interface TextItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface StructureElement {
  readonly role: string;
  readonly children: readonly StructureElement[];
  /** Text of this element alone, without its children's, over all pages. */
  readonly contentIds: readonly string[];
}

export interface PageContent {
  readonly width: number;
  readonly height: number;
  readonly items: readonly TextItem[];
  /** All text, lines apart by a space. */
  readonly text: string;
  /** Text by the id of its marked content. */
  readonly marked: ReadonlyMap<string, string>;
  readonly structure: StructureElement | undefined;
}

export interface PdfContent {
  readonly pages: readonly PageContent[];
  readonly title: string;
  readonly language: string;
  readonly isMarked: boolean;
  readonly outline: readonly string[];
  readonly attachments: ReadonlyMap<string, Uint8Array>;
  /** The words that stand for each figure, in reading order. */
  readonly alternatives: readonly string[];
  /** The whole file, one character per byte. */
  readonly raw: string;
}

interface RawNode {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly RawNode[];
  readonly type?: string;
  readonly id?: string;
}

export async function readPdf(bytes: Uint8Array): Promise<PdfContent> {
  const raw = Buffer.from(bytes).toString("latin1");
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  const metadata = await pdf.getMetadata();
  const info = metadata.info as { readonly Title?: string; readonly Language?: string };
  const pages: PageContent[] = [];
  const alternatives: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts: TextItem[] = [];
    const marked = new Map<string, string>();
    const open: (string | undefined)[] = [];
    for (const item of items) {
      if ("str" in item) {
        const [, , , scale = 0, x = 0, y = 0] = item.transform as number[];
        if (item.str !== "") {
          texts.push({ text: item.str, x, y: height - y, width: item.width, size: scale });
        }
        const id = open.findLast((each) => each !== undefined);
        if (id !== undefined) marked.set(id, (marked.get(id) ?? "") + item.str + (item.hasEOL ? " " : ""));
      } else if (item.type === "endMarkedContent") open.pop();
      else open.push(item.type === "beginMarkedContentProps" ? (item.id ?? undefined) : undefined);
    }
    const tree = (await page.getStructTree()) as RawNode | null;
    if (tree !== null) alternatives.push(...alternativesIn(tree));
    pages.push({
      width,
      height,
      items: texts,
      text: items
        .map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : ""))
        .join("")
        .replace(/\s+/g, " "),
      marked,
      structure: tree === null ? undefined : elementOf(tree),
    });
  }
  const attachments = new Map<string, Uint8Array>();
  const files = ((await pdf.getAttachments()) ?? new Map()) as ReadonlyMap<string, unknown>;
  for (const id of files.keys()) {
    const bytesOfFile = await pdf.getAttachmentContent(id);
    if (bytesOfFile) attachments.set(id, bytesOfFile);
  }
  const content: PdfContent = {
    pages,
    title: info.Title ?? "",
    language: info.Language ?? "",
    isMarked: ((await pdf.getMarkInfo()) as unknown as Map<string, boolean> | null)?.get("Marked") === true,
    outline: ((await pdf.getOutline()) ?? []).map((entry: { title: string }) => entry.title),
    attachments,
    alternatives,
    raw,
  };
  await task.destroy();
  return content;
}

function alternativesIn(raw: RawNode): readonly string[] {
  const own = raw.alt === undefined ? [] : [raw.alt];
  return [...own, ...(raw.children ?? []).flatMap(alternativesIn)];
}

function elementOf(raw: RawNode): StructureElement {
  const children = raw.children ?? [];
  return {
    role: raw.role ?? "",
    children: children.filter((child) => child.role !== undefined).map(elementOf),
    contentIds: children.flatMap((child) => (child.type === "content" && child.id ? [child.id] : [])),
  };
}

/** All elements with a role, in reading order, with the text of each and of what is in it. */
export function elements(page: PageContent, ...roles: string[]): { role: string; text: string }[] {
  const found: { role: string; text: string }[] = [];
  const textOf = (element: StructureElement): string =>
    [
      ...element.contentIds.map((id) => page.marked.get(id) ?? ""),
      ...element.children.map((child) => textOf(child)),
    ].join(" ");
  const visit = (element: StructureElement) => {
    if (roles.includes(element.role)) {
      found.push({ role: element.role, text: textOf(element).replace(/\s+/g, " ").trim() });
    }
    for (const child of element.children) visit(child);
  };
  if (page.structure) visit(page.structure);
  return found;
}
