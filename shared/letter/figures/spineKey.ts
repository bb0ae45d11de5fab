import { ellipse, type FigureShape, figureTextSize, rectangle } from "./drawing.ts";
import type { Grade, LevelPicture } from "./spineGrades.ts";
import { filled, triangle } from "./spineSection.ts";

const lineHeight = 10;
/** Of an average character, as a part of the text's size: lines are filled with care. */
const characterWidth = 0.42;

/** What the marks mean, under the spine; only of marks and words that occur. */
export function spineKey(
  pictures: readonly LevelPicture[],
  top: number,
  width: number,
): { readonly shapes: readonly FigureShape[]; readonly bottom: number } {
  const marks = markEntries(pictures);
  const grades = pictures.flatMap(gradesOf);
  const isStriped = grades.some((grade) => grade.filling === "striped");
  const filling = isStriped
    ? ["The fuller a mark, the worse; striped: not graded or not certain."]
    : marks.length > 0
      ? ["The fuller a mark, the worse."]
      : [];
  const sentences = [...filling, ...explained(pictures, grades)];
  const lines = wrapped(sentences.join(" "), Math.floor(width / (figureTextSize * characterWidth)));
  const shapes: FigureShape[] = [];
  let left = 0;
  for (const { outline, label } of marks) {
    shapes.push(...filled(outline(left + 7, top - 3), 0), {
      kind: "text",
      at: [left + 16, top],
      text: label,
      anchor: "start",
      style: "text",
    });
    left += 16 + label.length * figureTextSize * characterWidth + 10;
  }
  const below = marks.length === 0 ? top : top + lineHeight + 2;
  shapes.push(
    ...lines.map(
      (text, index): FigureShape => ({
        kind: "text",
        at: [0, below + index * lineHeight],
        text,
        anchor: "start",
        style: "quietText",
      }),
    ),
  );
  return { shapes, bottom: below + (lines.length - 1) * lineHeight + 3 };
}

interface MarkEntry {
  readonly label: string;
  readonly outline: (x: number, y: number) => string;
}

function markEntries(pictures: readonly LevelPicture[]): readonly MarkEntry[] {
  const has = (name: "recess" | "foramen" | "facet") =>
    pictures.some((picture) => (picture[name].right ?? picture[name].left) !== undefined);
  return [
    ...(pictures.some(({ canal }) => canal !== undefined)
      ? [{ label: "canal", outline: (x: number, y: number) => triangle([x, y + 0.5]) }]
      : []),
    ...(has("recess")
      ? [{ label: "recess", outline: (x: number, y: number) => ellipse([x, y], 3.4, 3.4) }]
      : []),
    ...(has("foramen")
      ? [{ label: "foramen", outline: (x: number, y: number) => ellipse([x, y], 4.6, 4.6) }]
      : []),
    ...(has("facet")
      ? [{ label: "facet", outline: (x: number, y: number) => rectangle(x - 4, y - 4, 8, 8) }]
      : []),
  ];
}

function gradesOf({ canal, recess, foramen, facet }: LevelPicture): readonly Grade[] {
  return [canal, recess.right, recess.left, foramen.right, foramen.left, facet.right, facet.left].filter(
    (grade) => grade !== undefined,
  );
}

const meanings: readonly (readonly [string, string])[] = [
  ["mod", "mod moderate"],
  ["sev", "sev severe"],
  ["touch", "touch root contacted"],
  ["disp", "disp root displaced"],
  ["disp?", "disp? root possibly displaced"],
  ["comp", "comp root compressed"],
];

function explained(pictures: readonly LevelPicture[], grades: readonly Grade[]): readonly string[] {
  const said = [
    ...(pictures.some(({ lines }) => lines.some((line) => line.startsWith("Pf "))) ? ["Pf Pfirrmann"] : []),
    ...(pictures.some(({ canal }) => /^[A-D]/.test(canal?.word ?? "")) ? ["A1 to D Schizas"] : []),
    ...meanings.filter(([word]) => grades.some((grade) => grade.word === word)).map(([, meaning]) => meaning),
  ];
  return said.length === 0 ? [] : [`${said.join("; ")}.`];
}

/** Lines of at most so many characters; words stay whole. */
function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").filter((each) => each !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
