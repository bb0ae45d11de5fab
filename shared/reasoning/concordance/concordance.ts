import type { RecordValue } from "../../evaluation/reader.ts";
import type { ReasoningContext } from "../context.ts";
import type { Fact } from "../facts.ts";
import type { Statement } from "../rule.ts";
import { type AbnormalFinding, abnormalFindings } from "./abnormalFindings.ts";
import { type Matches, matchesOf } from "./matching.ts";

export type { AbnormalFinding, Structure } from "./abnormalFindings.ts";

/** Codes of IM.CONC. */
export type Concordance =
  | "concordant"
  | "partly concordant"
  | "discordant"
  | "incidental-likely"
  | "not assessed";

/** The physician's row beside the proposal; both are kept. */
export interface PhysicianJudgement {
  /** Position in IM.CONC. */
  readonly row: number;
  readonly finding: string;
  readonly concordance?: Concordance;
  readonly comment?: string;
}

export interface ProposedConcordance extends Statement, AbnormalFinding {
  /** Fields of IM.CONC, ready to be taken over. */
  readonly matchesSide?: "yes" | "no" | "not applicable";
  readonly matchesDistribution?: "yes" | "no" | "not applicable";
  readonly matchesDeficit?: "yes" | "no" | "none present";
  readonly matchesTests?: "yes" | "no" | "not applicable";
  readonly matchesTime?: "yes" | "no";
  readonly proposed: Concordance;
  readonly physician?: PhysicianJudgement;
}

export interface ConcordancePicture {
  readonly rows: readonly ProposedConcordance[];
  /** Rows of the physician that belong to no proposed one. */
  readonly ownRows: readonly PhysicianJudgement[];
  /** Letter-ready sentences for what does not match (T19). */
  readonly sentences: readonly Statement[];
}

export function concordanceOf(context: ReasoningContext): ConcordancePicture {
  const own = judgements(context);
  if (!context.isOn("CONC-1"))
    return { rows: [], ownRows: own.map(({ judgement }) => judgement), sentences: [] };
  const findings = abnormalFindings(context);
  const pairs = pair(findings, own);
  const rows = findings.map((finding) => rowOf(context, finding, pairs.get(finding.id)));
  const paired = new Set([...pairs.values()].map(({ row }) => row));
  return {
    rows,
    ownRows: own.map(({ judgement }) => judgement).filter(({ row }) => !paired.has(row)),
    sentences: context.isOn("CONC-2") ? sentencesOf(context, rows) : [],
  };
}

/**
 * Auto-rule (DESIGN). What is not known decides nothing: a finding whose side or distribution is not recorded stays "not
 * assessed" unless the rest already decides it.
 */
export function judge(matches: Matches): Concordance {
  const { side, distribution, deficit, tests, otherRoot } = matches;
  const yes = (match: Fact | undefined) => match?.holds === true;
  const open = (match: Fact | undefined) => match !== undefined && match.holds === undefined;
  const deficitFact = deficit === "none" ? undefined : deficit;
  if (side?.holds === false) return "discordant";
  const sideFits = side === undefined || yes(side);
  if (sideFits && (explainsDeficit(matches) || (yes(distribution) && yes(tests)))) return "concordant";
  if (open(side)) return "not assessed";
  const some = yes(distribution) || yes(tests) || explainsDeficit(matches);
  if (otherRoot.holds === true && !yes(distribution) && !yes(deficitFact)) {
    return open(distribution) || open(deficitFact) ? "not assessed" : "discordant";
  }
  if (some) return "partly concordant";
  return open(distribution) || open(tests) ? "not assessed" : "incidental-likely";
}

/** Lost function that the finding explains. */
function explainsDeficit({ deficit }: Matches): boolean {
  return deficit !== undefined && deficit !== "none" && deficit.holds === true;
}

function rowOf(
  context: ReasoningContext,
  finding: AbnormalFinding,
  physician: PhysicianJudgement | undefined,
): ProposedConcordance {
  const matches = matchesOf(context, finding);
  const proposed = judge(matches);
  const facts = [
    matches.side,
    matches.distribution,
    matches.deficit,
    matches.tests,
    matches.time,
    matches.otherRoot,
  ].filter((match): match is Fact => match !== undefined && match !== "none");
  const unique = (key: "items" | "missing") => [...new Set(facts.flatMap((one) => one[key]))];
  return {
    ...finding,
    ruleId: "CONC-1",
    ...fields(matches),
    proposed,
    ...(physician === undefined ? {} : { physician }),
    text: `${finding.finding}: ${proposed}.`,
    items: [
      "IM.GRID",
      ...unique("items").filter((item) => item !== "IM.GRID"),
      ...(physician === undefined ? [] : ["IM.CONC"]),
    ],
    missing: proposed === "concordant" || proposed === "discordant" ? [] : unique("missing"),
  };
}

function fields(matches: Matches): Partial<ProposedConcordance> {
  const word = (match: Fact | undefined): "yes" | "no" | "not applicable" | undefined => {
    if (match === undefined) return "not applicable";
    return match.holds === undefined ? undefined : match.holds ? "yes" : "no";
  };
  const [side, distribution, tests] = [word(matches.side), word(matches.distribution), word(matches.tests)];
  const deficit =
    matches.deficit === "none"
      ? "none present"
      : matches.deficit === undefined
        ? undefined
        : word(matches.deficit);
  const time = matches.time?.holds === undefined ? undefined : matches.time.holds ? "yes" : "no";
  return {
    ...(side === undefined ? {} : { matchesSide: side }),
    ...(distribution === undefined ? {} : { matchesDistribution: distribution }),
    ...(deficit === undefined || deficit === "not applicable" ? {} : { matchesDeficit: deficit }),
    ...(tests === undefined ? {} : { matchesTests: tests }),
    ...(time === undefined ? {} : { matchesTime: time }),
  };
}

/** The physician's judgement counts where there is one; otherwise the proposal. */
const judged = ({ physician, proposed }: ProposedConcordance) => physician?.concordance ?? proposed;

/** One sentence for each discordant finding, and one for each level whose findings match in part. */
function sentencesOf(context: ReasoningContext, rows: readonly ProposedConcordance[]): readonly Statement[] {
  const discordant = rows
    .filter((row) => judged(row) === "discordant")
    .map((row) => ({
      ruleId: "CONC-2",
      text: `The ${row.finding} does not match the pain: ${whyNot(context, row)}.`,
      items: row.items,
      missing: [],
    }));
  const partly = rows.filter((row) => judged(row) === "partly concordant");
  const levels = [...new Set(partly.map(({ level }) => level))];
  return [
    ...discordant,
    ...levels.map((level) => {
      const here = partly.filter((row) => row.level === level);
      const where = level === "SIJ" ? "" : ` at ${level}`;
      const many = here.length > 1;
      return {
        ruleId: "CONC-2",
        text: `The ${listed(here.map(({ name }) => name))}${where} ${many ? "match" : "matches"} the pain only in part and ${many ? "do" : "does"} not explain it alone.`,
        items: [...new Set(here.flatMap(({ items }) => items))],
        missing: [],
      };
    }),
  ];
}

/** "a, b and c". */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

function whyNot(context: ReasoningContext, { side, root }: AbnormalFinding): string {
  const pain = context.answers.code("HX.SIDE");
  const sided = (one: unknown) => one === "right" || one === "left";
  if (sided(side) && sided(pain) && side !== pain)
    return `it lies on the ${side}, the pain is on the ${pain}`;
  return root === undefined
    ? "story and examination point elsewhere"
    : `it would concern ${root}, and story and examination point to another root`;
}

interface OwnRow {
  readonly judgement: PhysicianJudgement;
  readonly row: RecordValue;
}

const codes: readonly string[] = [
  "concordant",
  "partly concordant",
  "discordant",
  "incidental-likely",
  "not assessed",
];

function judgements(context: ReasoningContext): readonly OwnRow[] {
  return context.answers.rows("IM.CONC").map((row, index) => ({
    row,
    judgement: {
      row: index,
      finding: typeof row.finding === "string" ? row.finding : "",
      ...(codes.includes(String(row.concordance)) ? { concordance: row.concordance as Concordance } : {}),
      ...(typeof row.comment === "string" ? { comment: row.comment } : {}),
    },
  }));
}

/** Words by which a row of the physician is known for a kind of finding. */
const kindWords: Readonly<Record<AbnormalFinding["kind"], RegExp>> = {
  disc: /disc|bulge|protrusion|extrusion|sequest|hernia|fissure|foraminal/i,
  recess: /recess/i,
  foramen: /foram/i,
  canal: /canal|stenosis|narrow/i,
  facet: /facet|zygapophys/i,
  slip: /listhesis|slip/i,
  endplate: /modic|endplate/i,
  fracture: /fracture/i,
  cord: /cord|myelo/i,
  postop: /fibrosis|scar|adjacent|recurren|non-union|arachnoid/i,
  other: /sacroili|SIJ/i,
};

/** Each row of the physician belongs to at most one finding: same level, and same structure, side or words. */
function pair(
  findings: readonly AbnormalFinding[],
  own: readonly OwnRow[],
): ReadonlyMap<string, PhysicianJudgement> {
  const pairs = new Map<string, PhysicianJudgement>();
  for (const { row, judgement } of own) {
    const [best] = findings
      .filter(({ id, level }) => level === row.level && !pairs.has(id))
      .map((finding) => ({ finding, fit: fitOf(finding, row, judgement.finding) }))
      .filter(({ fit }) => fit >= 2)
      .sort((a, b) => b.fit - a.fit);
    if (best !== undefined) pairs.set(best.finding.id, judgement);
  }
  return pairs;
}

function fitOf(finding: AbnormalFinding, row: RecordValue, words: string): number {
  return (
    (kindWords[finding.kind].test(words) ? 2 : 0) +
    (row.structure === finding.structure && finding.structure !== "none" ? 2 : 0) +
    (row.side === finding.side ? 1 : 0) +
    (row.root !== undefined && row.root === finding.root ? 1 : 0)
  );
}
