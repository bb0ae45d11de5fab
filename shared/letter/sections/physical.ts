import type { Item } from "../../checklist/kinds.ts";
import type { Block, Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { pairSentences, presenceSentences, rowSentences } from "../generic.ts";
import { americanSpelling, inline, joinList, quantity, sidePlace } from "../grammar.ts";
import { type Observation, observation, observed, ranks } from "../observations.ts";
import { listSentences } from "../packing.ts";
import { from, listed, type Phrase, paragraph, phrase, sentence, words } from "../phrase.ts";
import { kneeSentences } from "./knee.ts";
import { movementSentences } from "./movement.ts";
import { none } from "./none.ts";
import { palpationSentences } from "./palpation.ts";
import { testSentences } from "./spineTests.ts";

/** Part 2: how the patient looks and moves, what palpation, movement and provocation showed, and the rest of the body. */
export function physicalBlocks(context: LetterContext): readonly Block[] {
  const { findings } = context;
  const spine = [...palpationSentences(findings), ...movementSentences(findings), ...testSentences(findings)];
  const rest = [...otherSystems(findings), ...kneeSentences(findings)];
  const blocks = [
    ...paragraph([...vitals(findings), ...appearance(context), ...posture(context)]),
    // A few words need no paragraph of their own.
    ...(rest.length <= 2 ? paragraph([...spine, ...rest]) : [...paragraph(spine), ...paragraph(rest)]),
  ];
  return blocks.length === 0 ? none("physical", "No physical examination is recorded") : blocks;
}

function vitals(findings: Findings): readonly Sentence[] {
  const pressure = findings.record("PE.VIT.BP");
  const parts: Phrase[] = [];
  if (pressure !== undefined) {
    const [systolic, diastolic] = [pressure.number("systolic"), pressure.number("diastolic")];
    const where = [pressure.code("arm"), pressure.words("position")];
    const aside = [where[0] === undefined ? undefined : `${where[0]} arm`, where[1]]
      .filter(Boolean)
      .join(", ");
    parts.push(
      from(
        `blood pressure ${quantity(systolic ?? 0)}/${quantity(diastolic ?? 0, "mmHg")}${aside === "" ? "" : ` (${aside})`}`,
        "PE.VIT.BP",
      ),
    );
  }
  const rhythm = findings.phrase("PE.VIT.HR.RHYTHM");
  const named = [
    ["PE.VIT.HR", "heart rate"],
    ["PE.VIT.RR", "respiratory rate"],
    ["PE.VIT.SPO2", "oxygen saturation"],
    ["PE.VIT.TEMP", "temperature"],
  ] as const;
  for (const [id, name] of named) {
    const value = findings.phrase(id);
    if (value === undefined) continue;
    parts.push(
      words`${name} ${value}${id === "PE.VIT.HR" && rhythm !== undefined ? words`, ${rhythm}` : undefined}`,
    );
  }
  if (!findings.has("PE.VIT.HR") && rhythm !== undefined) parts.push(words`pulse ${rhythm}`);
  return [...listSentences("", parts), ...build(findings)];
}

function build(findings: Findings): readonly Sentence[] {
  const [height, weight] = [findings.number("PE.VIT.HT"), findings.number("PE.VIT.WT")];
  const index =
    height === undefined || weight === undefined
      ? undefined
      : from(
          `body mass index ${quantity(Math.round((weight / (height / 100) ** 2) * 10) / 10, "kg/m²")}`,
          "PE.VIT.HT",
          "PE.VIT.WT",
        );
  const before = findings.phrase("PE.VIT.WT.YEARAGO");
  return [
    ...listSentences(
      "",
      [
        height === undefined ? undefined : words`height ${findings.phrase("PE.VIT.HT")}`,
        weight === undefined ? undefined : words`weight ${findings.phrase("PE.VIT.WT")}`,
        index,
      ].filter((part) => part !== undefined),
    ),
    ...(before === undefined ? [] : [sentence(words`Weight one year ago was ${before}`)]),
  ];
}

function appearance({ findings, person }: LetterContext): readonly Sentence[] {
  const [plain, having] = byWith(findings.phrases("PE.GEN"));
  const lead = `${person.He} ${person.was}`;
  if (plain.length === 0) return listSentences(lead, having);
  return listSentences(lead, plain, {
    again: `${lead} also`,
    ...(having.length === 0 ? {} : { after: words`, ${listed(having)}` }),
  });
}

/** "antalgic" and "with a limp": what one is, and what one has, which comes last. */
function byWith(phrases: readonly Phrase[]): readonly [readonly Phrase[], readonly Phrase[]] {
  const isWith = (part: Phrase) => /^with /.test(part.runs[0]?.text ?? "");
  return [phrases.filter((part) => !isWith(part)), phrases.filter(isWith)];
}

/** A choice that is said as "<name> was <phrase>"; an abnormal one is said by its note. */
function single(
  findings: Findings,
  id: string,
  name: string,
  normal: readonly string[],
  plural = false,
): readonly Observation[] {
  const codes = findings.codes(id);
  const said = findings.phrases(id);
  if (said.length === 0) return [];
  const [plain, having] = byWith(said);
  const predicate =
    plain.length === 0 || having.length === 0 ? listed(said) : words`${listed(plain)}, ${listed(having)}`;
  const text = predicate.runs.map((run) => run.text).join("");
  const rank = codes.every((code) => normal.includes(code)) ? ranks.normal : ranks.found;
  return [observation(phrase(name, ...predicate.sources), text, rank, { plural })];
}

function posture(context: LetterContext): readonly Sentence[] {
  const { findings, person } = context;
  const aids = findings.phrases("PE.GAIT.AID");
  const absences = ["no pelvic asymmetry", "no spinal deformity"];
  const shapes = findings.phrases("PE.POST", ["normal", ...absences]);
  const missing = findings.phrases("PE.POST").filter((part) => absences.includes(part.runs[0]?.text ?? ""));
  const difference = findings.record("PE.POST.LLD");
  const marks = findings.phrases("PE.INSP", ["unremarkable", "no skin tag or cleft"]);
  const places = findings.rows("PE.INSP.SITE").map((row) => {
    const [side, site] = [row.code("side"), row.phrase("site")];
    return words`${from(row.words("finding") ?? "finding", "PE.INSP.SITE")} ${sidePlace(side)} (${site})`;
  });
  const noMark = findings.codes("PE.INSP").includes("no skin tag or cleft");
  const normal: Observation[] = [
    ...single(findings, "PE.GAIT", "gait", ["normal"]),
    ...single(findings, "PE.STATION", "station", ["normal"]),
    ...single(findings, "PE.MOVE", "movement about the room", [
      "normal",
      "normal, without pain",
      "no assistance needed",
    ]),
    ...single(findings, "PE.SQUAT", "the floor squat", ["normal"]),
    ...(findings.codes("PE.POST").includes("normal")
      ? [observation(from("alignment", "PE.POST"), "normal", ranks.normal)]
      : []),
    ...(findings.codes("PE.INSP").includes("unremarkable")
      ? [observation(from("inspection", "PE.INSP"), "unremarkable", ranks.normal)]
      : []),
  ];
  return [
    ...observed(normal),
    ...listSentences(`${person.He} ${person.verb("use")}`, aids),
    ...listSentences("There was", shapes),
    ...(difference === undefined
      ? []
      : [
          sentence(
            from(
              `The legs differ by ${difference.words("difference")}${
                difference.peek("shorter") === undefined
                  ? ""
                  : `, the ${difference.words("shorter")} being shorter`
              }`,
              "PE.POST.LLD",
            ),
          ),
        ]),
    ...listSentences("Inspection showed", places.length > 0 ? [] : marks),
    ...listSentences(
      "Inspection showed",
      places.map((place) => ({
        ...place,
        sources: [...place.sources, ...marks.flatMap((mark) => mark.sources)],
      })),
    ),
    ...listSentences("There was", [...missing, ...(noMark ? [from("no skin tag or cleft", "PE.INSP")] : [])]),
    ...spinousTests(findings),
  ];
}

function spinousTests(findings: Findings): readonly Sentence[] {
  return observed(
    (
      [
        ["PE.PERC", "percussion of the spinous processes"],
        ["PE.STEP", "palpation for a step-off"],
      ] as const
    ).flatMap(([id, name]) => {
      const row = findings.record(id);
      const result = row?.code("result");
      if (row === undefined || result === undefined) return [];
      const levels = row.words("levels");
      return [
        observation(
          from(name, id),
          `${result}${levels === undefined ? "" : ` at ${levels}`}`,
          result === "negative" ? ranks.normal : result === "positive" ? ranks.found : ranks.unclear,
        ),
      ];
    }),
  );
}

function otherSystems(findings: Findings): readonly Sentence[] {
  const heart = findings.record("PE.HEART");
  const said: Sentence[] = [];
  if (heart !== undefined) {
    const [rate, rhythm] = [heart.code("rate"), heart.code("rhythm")];
    const beat =
      rate !== undefined && rate === rhythm
        ? `${rate} rate and rhythm`
        : [
            rate === undefined ? undefined : `${rate} rate`,
            rhythm === undefined ? undefined : `${rhythm} rhythm`,
          ]
            .filter((part) => part !== undefined)
            .join(" and ");
    const murmur = heart.code("murmur");
    const [timing, grade, gradeTo, known] = [
      heart.words("murmurTiming"),
      heart.number("murmurGrade"),
      heart.number("murmurGradeTo"),
      heart.code("murmurKnown"),
    ];
    const heard =
      murmur === "present" || timing !== undefined || grade !== undefined
        ? `${timing === undefined ? "a murmur" : `${/^[aeiou]/.test(timing) ? "an" : "a"} ${timing} murmur`}${
            grade === undefined
              ? ""
              : ` of grade ${grade}${gradeTo === undefined || gradeTo === grade ? "" : ` to ${gradeTo}`}`
          }${known === "no" ? ", not known before" : known === "yes" ? ", known before" : ""}`
        : undefined;
    const sounds = heart.code("sounds");
    const { present, absent } = heart.restByPresence();
    const parts = [
      beat === "" ? undefined : from(beat, "PE.HEART"),
      sounds === undefined ? undefined : from(`${sounds} sounds`, "PE.HEART"),
      heard === undefined ? undefined : from(heard, "PE.HEART"),
      ...present,
    ].filter((part) => part !== undefined);
    const silent = murmur === "absent" ? [from("murmur", "PE.HEART"), ...absent] : absent;
    said.push(...presenceSentences("Heart:", parts, silent));
  }
  const singles: Observation[] = [
    ...single(findings, "PE.LUNGS", "the lungs", ["clear", "unremarkable"], true),
    ...single(findings, "PE.HEAD", "the head", ["normal"]),
    ...single(findings, "PE.EYES", "the sclerae", ["anicteric"], true),
    ...single(findings, "PE.SKIN", "the skin", [
      "unremarkable",
      "warm and dry",
      "normal turgor and texture",
      "no rash or lesion",
    ]),
    ...single(findings, "PE.SKIN.SITE", "the skin at the planned injection site", ["intact"]),
  ];
  const pulses = findings.item("PE.PULSE");
  return [
    ...said,
    ...observed(singles),
    ...listSentences("Teeth:", findings.phrases("PE.TEETH")),
    ...abdomen(findings),
    ...rowSentences("Limbs:", findings.record("PE.PERIPH")),
    ...rowSentences("Muscles and limbs:", findings.record("PE.MUSCULO")),
    ...(pulses?.kind === "pair" && findings.has("PE.PULSE")
      ? (evenPulses(findings, pulses) ?? pairSentences(pulses, "Pulses", findings))
      : []),
  ];
}

/** "Pulses: dorsalis pedis and posterior tibial 2+ on both sides", where all are alike. */
function evenPulses(
  findings: Findings,
  item: Extract<Item, { kind: "pair" }>,
): readonly Sentence[] | undefined {
  const { right, left } = findings.sideRows(item.id);
  if (right === undefined || left === undefined || item.entry.kind !== "record") return undefined;
  const felt = item.entry.fields.map(({ id, label }) => ({
    name: inline(americanSpelling(label)),
    onRight: right.words(id),
    onLeft: left.words(id),
  }));
  const given = felt.filter(({ onRight, onLeft }) => onRight !== undefined || onLeft !== undefined);
  const values = new Set(given.flatMap(({ onRight, onLeft }) => [onRight, onLeft]));
  const [value] = values;
  if (given.length < 2 || values.size !== 1 || value === undefined) return undefined;
  return [
    sentence(from(`Pulses: ${joinList(given.map(({ name }) => name))} ${value} on both sides`, item.id)),
  ];
}

function abdomen(findings: Findings): readonly Sentence[] {
  const row = findings.record("PE.ABD");
  if (row === undefined) return [];
  const obese = row.code("obese");
  const { present, absent } = row.restByPresence();
  const build = obese === undefined ? [] : [from(obese === "yes" ? "obese" : "not obese", "PE.ABD")];
  return presenceSentences("Abdomen:", [...build, ...present], absent);
}
