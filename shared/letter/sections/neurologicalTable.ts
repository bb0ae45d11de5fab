import type { Block, Cell, Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import { inline, joinList } from "../grammar.ts";
import { cell, from, fromItem, type Phrase, sentence, strong, words } from "../phrase.ts";
import { motorEntries, reflexEntries, type SidedEntry, sensoryEntries } from "./neurologicalEntries.ts";

/** The right and left table, and what it leaves out said in a sentence. */
export function comparison(findings: Findings): {
  readonly table: readonly Block[];
  readonly otherwise: readonly Sentence[];
} {
  const [motor, sensory] = [motorEntries(findings), sensoryEntries(findings)];
  const shownMotor = withNeighbours(motor);
  const shownSensory = sensory.filter((entry) => entry.abnormal);
  return {
    table: table([
      ...(shownMotor.length > 0 ? shownMotor : together(motor, "Strength")),
      ...(shownSensory.length > 0 ? shownSensory : together(sensory, "Light touch and pinprick")),
      ...alikeTogether(reflexEntries(findings)),
    ]),
    otherwise: inOneSentence([
      ...otherwise(motor, shownMotor, "strength was otherwise", "5/5"),
      ...otherwise(sensory, shownSensory, "sensation was otherwise", "normal"),
    ]),
  };
}

/** Weak key muscles for the problem list: "great-toe extension (left 4-/5)". */
export function weakMuscles(findings: Findings): readonly Phrase[] {
  return motorEntries(findings)
    .filter((entry) => entry.abnormal && !entry.excluded)
    .map((entry) => {
      const sides = [
        entry.rightAbnormal && entry.right !== undefined ? `right ${entry.right}/5` : "",
        entry.leftAbnormal && entry.left !== undefined ? `left ${entry.left}/5` : "",
      ].filter((side) => side !== "");
      return from(`${inline(entry.label.replace(/ \(.*\)$/, ""))} (${joinList(sides)})`, ...entry.items);
    });
}

/** Abnormal rows with the key muscles of the roots next to them, so that the reader sees what is spared. */
function withNeighbours(entries: readonly SidedEntry[]): readonly SidedEntry[] {
  const order = ["C5", "C6", "C7", "C8", "T1", "L2", "L3", "L4", "L5", "S1"];
  const arm = (root: string) => /^[CT]/.test(root);
  const affected = entries.filter((entry) => entry.abnormal).map((entry) => entry.root);
  if (affected.length === 0) return [];
  const near = (root: string) =>
    affected.some(
      (other) => arm(other) === arm(root) && Math.abs(order.indexOf(other) - order.indexOf(root)) <= 1,
    );
  return entries.filter((entry) => entry.abnormal || (entry.key && near(entry.root)));
}

/** Reflexes that are normal and alike share a row: "Patellar (L4) and Achilles (S1) reflexes". */
function alikeTogether(reflexes: readonly SidedEntry[]): readonly SidedEntry[] {
  const rows = new Map<string, SidedEntry[]>();
  for (const entry of reflexes) {
    const isPlain = !entry.abnormal && entry.right !== undefined && entry.right === entry.left;
    const key = isPlain ? `alike ${entry.right}` : entry.label;
    rows.set(key, [...(rows.get(key) ?? []), entry]);
  }
  return [...rows.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined || alike.length === 1) return alike;
    const names = alike.map(({ label }, index) => {
      const name = label.replace(" reflex", "");
      return index === 0 ? name : inline(name);
    });
    return [{ ...first, label: `${joinList(names)} reflexes`, items: alike.flatMap(({ items }) => items) }];
  });
}

/** Where all is normal, one row says so for all roots examined. */
function together(entries: readonly SidedEntry[], label: string): readonly SidedEntry[] {
  if (entries.length === 0) return [];
  const complete = entries.every((entry) => entry.right !== undefined && entry.left !== undefined);
  if (!complete) return entries;
  const regions = [
    entries.filter((entry) => /^C|^T1$/.test(entry.root)),
    entries.filter((entry) => /^T(?!1$)/.test(entry.root)),
    entries.filter((entry) => /^[LS]/.test(entry.root)),
    entries.filter((entry) => entry.root === ""),
  ].filter((region) => region.length > 0);
  return regions.flatMap((region) => {
    const [first, last] = [region[0], region.at(-1)];
    if (first === undefined || last === undefined) return [];
    const alike = region.every((entry) => entry.right === first.right && entry.left === first.left);
    if (!alike || region.length === 1) return region;
    const span = first.root === "" ? region.map((entry) => inline(entry.label)).join(", ") : rootSpan(region);
    const modality = region.every((entry) => entry.modality === first.modality)
      ? (first.modality ?? label)
      : label;
    return [{ ...first, label: `${modality}, ${span}`, items: region.flatMap((entry) => entry.items) }];
  });
}

function rootSpan(region: readonly SidedEntry[]): string {
  const roots = [...new Set(region.map((entry) => entry.root))];
  const [first, last] = [roots[0] ?? "", roots.at(-1) ?? ""];
  return roots.length < 3 ? roots.join(" and ") : `${first} to ${last}`;
}

function table(entries: readonly SidedEntry[]): readonly Block[] {
  if (entries.length === 0) return [];
  const side = (entry: SidedEntry, value: string | undefined, abnormal: boolean): Cell => {
    const sources = entry.items.map((id) => fromItem(id));
    const text = value ?? "–";
    return cell(abnormal ? strong(text) : text, sources, "center");
  };
  return [
    {
      kind: "table",
      summary: "Neurological findings: strength of 5, sensation and reflexes, right beside left",
      columns: [
        { label: "Finding", share: 5 },
        { label: "Right", share: 2 },
        { label: "Left", share: 2 },
      ],
      rows: entries.map((entry): readonly Cell[] => [
        cell(
          entry.label,
          entry.items.map((id) => fromItem(id)),
        ),
        side(entry, entry.right, entry.rightAbnormal),
        side(entry, entry.left, entry.leftAbnormal),
      ]),
    },
  ];
}

function inOneSentence(clauses: readonly Phrase[]): readonly Sentence[] {
  const [first, second] = clauses;
  if (first === undefined) return [];
  if (second === undefined) return [sentence(first)];
  const briefer = {
    ...second,
    runs: second.runs.map((run) => ({ ...run, text: run.text.replace(" was otherwise", "") })),
  };
  return [sentence(words`${first} and ${briefer}`)];
}

/** "strength was otherwise 5/5 (L2, L3)" */
function otherwise(
  all: readonly SidedEntry[],
  shown: readonly SidedEntry[],
  subject: string,
  normal: string,
): readonly Phrase[] {
  const rest = shown.length === 0 ? [] : all.filter((entry) => !shown.includes(entry));
  if (rest.length === 0) return [];
  const roots = [...new Set(rest.map((entry) => entry.root).filter((root) => root !== ""))];
  const where = roots.length === 0 ? "" : ` (${roots.join(", ")})`;
  const sided = rest.every((entry) => entry.right !== undefined && entry.left !== undefined);
  return [
    from(
      `${subject} ${normal}${sided ? "" : " where tested"}${where}`,
      ...rest.flatMap((entry) => entry.items),
    ),
  ];
}
