import { allItems } from "../../checklist/index.ts";
import type { Item } from "../../checklist/kinds.ts";
import { sensationGrades } from "../../checklist/valueSets.ts";
import type { Findings, Row } from "../findings.ts";
import { spoken } from "../findings.ts";
import { americanSpelling } from "../grammar.ts";
import { textOf } from "../phrase.ts";

/** One row of the neurological table. */
export interface SidedEntry {
  readonly label: string;
  /** "L5"; empty where the finding belongs to no single root. */
  readonly root: string;
  /** The muscle that stands for its root. */
  readonly key: boolean;
  readonly modality?: string;
  readonly right?: string;
  readonly left?: string;
  readonly rightAbnormal: boolean;
  readonly leftAbnormal: boolean;
  readonly abnormal: boolean;
  /** Weakness by pain or giving way, which is no sign of a root. */
  readonly excluded: boolean;
  readonly items: readonly string[];
}

const pairsOf = (prefix: RegExp): readonly Item[] =>
  allItems.filter((item) => prefix.test(item.id) && item.kind === "pair");

const muscles = pairsOf(/^NE\.M\./);
const keyPoints = pairsOf(/^NE\.S\.(?!VIB$|PROP$)/);
const reflexes = pairsOf(/^NE\.R\.(?!REINF$)/);

const rootOrder = ["C5", "C6", "C7", "C8", "T1", "L2", "L3", "L4", "L5", "S1"];

/** From the neck down, the key muscle of a root before its other muscles. */
export function motorEntries(findings: Findings): readonly SidedEntry[] {
  return muscleEntries(findings).toSorted(
    (a, b) => rootOrder.indexOf(a.root) - rootOrder.indexOf(b.root) || Number(b.key) - Number(a.key),
  );
}

function muscleEntries(findings: Findings): readonly SidedEntry[] {
  return muscles.flatMap((item) => {
    if (!findings.has(item.id)) return [];
    const { right, left } = findings.sideRows(item.id);
    const [onRight, onLeft] = [right, left].map((row) => (row === undefined ? undefined : strength(row)));
    const root = /^NE\.M\.([A-Z]\d)/.exec(item.id)?.[1] ?? "";
    return [
      {
        label: americanSpelling(item.label),
        root,
        key: /^NE\.M\.[A-Z]\d$/.test(item.id),
        ...(onRight === undefined ? {} : { right: onRight.text }),
        ...(onLeft === undefined ? {} : { left: onLeft.text }),
        rightAbnormal: onRight?.abnormal ?? false,
        leftAbnormal: onLeft?.abnormal ?? false,
        abnormal: (onRight?.abnormal ?? false) || (onLeft?.abnormal ?? false),
        excluded: (onRight?.excluded ?? true) && (onLeft?.excluded ?? true),
        items: [item.id],
      },
    ];
  });
}

function strength(row: Row) {
  const grade = row.code("grade") ?? "";
  const limited = row.code("painLimited") === "yes";
  const reason = row.phrase("reason");
  const base = grade === "NT" ? "not testable" : grade;
  const aside = [limited ? "pain-limited" : "", reason === undefined ? "" : textOf(reason)].filter(
    (part) => part !== "",
  );
  return {
    text: aside.length === 0 ? base : `${base} (${aside.join("; ")})`,
    abnormal: grade !== "5" || limited || reason !== undefined,
    excluded: grade === "5" || grade === "NT" || limited,
  };
}

/** Both modalities in one row where they agree, else a row each. */
export function sensoryEntries(findings: Findings): readonly SidedEntry[] {
  return keyPoints.flatMap((item) => {
    if (!findings.has(item.id)) return [];
    const { right, left } = findings.sideRows(item.id);
    const read = (field: string) => ({ right: right?.code(field), left: left?.code(field) });
    const [touch, prick] = [read("lightTouch"), read("pinprick")];
    const pattern = [right?.words("pattern"), left?.words("pattern")].find((word) => word !== undefined);
    const asked = (grades: typeof touch) => grades.right !== undefined || grades.left !== undefined;
    const place = placeOf(item);
    const name = pattern === undefined ? place.name : `${place.name} (${pattern})`;
    const entry = (modality: string, grades: typeof touch): SidedEntry => {
      const abnormal = (grade: string | undefined) => grade !== undefined && grade !== "2";
      return {
        label: `${modality}, ${name}`,
        root: place.root,
        key: true,
        modality,
        ...(grades.right === undefined ? {} : { right: spoken(sensationGrades, grades.right) }),
        ...(grades.left === undefined ? {} : { left: spoken(sensationGrades, grades.left) }),
        rightAbnormal: abnormal(grades.right),
        leftAbnormal: abnormal(grades.left),
        abnormal: abnormal(grades.right) || abnormal(grades.left),
        excluded: false,
        items: [item.id],
      };
    };
    if (asked(touch) && asked(prick) && touch.right === prick.right && touch.left === prick.left) {
      return [entry("Light touch and pinprick", touch)];
    }
    return [
      ...(asked(touch) ? [entry("Light touch", touch)] : []),
      ...(asked(prick) ? [entry("Pinprick", prick)] : []),
    ];
  });
}

function placeOf(item: Item): { readonly root: string; readonly name: string } {
  const root = /^NE\.S\.([CTLS]\d+(?:-\d)?)$/.exec(item.id)?.[1];
  if (root !== undefined) return { root, name: root };
  const label = americanSpelling(item.label).replace(/^Sensation, /, "");
  return { root: "", name: label.charAt(0).toLowerCase() + label.slice(1) };
}

export function reflexEntries(findings: Findings): readonly SidedEntry[] {
  return reflexes.flatMap((item) => {
    const { right, left } = findings.sides(item.id);
    if (right === undefined && left === undefined) return [];
    const [onRight, onLeft] = [right, left].map((value) => (value === undefined ? undefined : String(value)));
    const differs = onRight !== undefined && onLeft !== undefined && onRight !== onLeft;
    // A reflex that is weak on both sides alike is a common variant; absent or brisk is not.
    const abnormal = (grade: string | undefined) =>
      grade !== undefined && grade !== "2+" && (differs || grade !== "1+");
    const inWords = (grade: string) => (grade === "0" ? "absent" : grade);
    const label = americanSpelling(item.label);
    return [
      {
        label: label.includes("(") ? label.replace(" (", " reflex (") : `${label} reflex`,
        root: "",
        key: false,
        ...(onRight === undefined ? {} : { right: inWords(onRight) }),
        ...(onLeft === undefined ? {} : { left: inWords(onLeft) }),
        rightAbnormal: abnormal(onRight),
        leftAbnormal: abnormal(onLeft),
        abnormal: abnormal(onRight) || abnormal(onLeft),
        excluded: false,
        items: [item.id],
      },
    ];
  });
}
