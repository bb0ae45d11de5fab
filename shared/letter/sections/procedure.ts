import type { Block, Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import {
  counted,
  inline,
  joinList,
  lowerFirst,
  onDate,
  quantity,
  sideAdjective,
  splitSentences,
  wordCount,
} from "../grammar.ts";
import { clauseSentences, listSentences, longestSentence } from "../packing.ts";
import {
  from,
  fromItem,
  isEmpty,
  type Phrase,
  paragraph,
  phrase,
  sentence,
  strong,
  textOf,
  together,
  typed,
  words,
} from "../phrase.ts";
import { none } from "./none.ts";

/** "left L5-S1 transforaminal epidural steroid injection". */
export function procedureName(row: Row): Phrase {
  const detail = row.phrase("detail");
  const type = row.code("type");
  const kind = type === "other" && detail !== undefined ? undefined : (row.words("type") ?? "procedure");
  const level = row.code("level");
  const approach = row.words("approach");
  const name = [
    sideAdjective(row.code("side")),
    level === undefined || level === "SIJ" ? "" : level,
    approach === undefined || (kind ?? "").includes(approach) ? "" : approach,
    kind === undefined ? "" : lowerFirst(kind),
  ]
    .filter((part) => part !== "")
    .join(" ");
  const base = phrase(name, row.source);
  return kind === undefined ? words`${base} ${detail}` : base;
}

const checks = [
  ["checkAntithrombotic", "antithrombotics"],
  ["checkInfection", "infection"],
  ["checkPregnancy", "pregnancy"],
  ["checkAllergy", "allergy"],
  ["checkGlucose", "glucose"],
  ["checkDevice", "implanted device"],
  ["checkConsent", "consent"],
  ["checkDriver", "driver"],
] as const;

export function procedureBlocks({ findings }: LetterContext): readonly Block[] {
  const planned = findings.rows("PLAN.PROC").map(describe);
  const after = [...sequence(findings), ...diaries(findings), ...surgery(findings)];
  const [only, ...more] = planned.length > 0 ? planned : [noProcedure(findings)];
  const blocks =
    more.length === 0
      ? paragraph([...(only ?? []), ...after])
      : [...planned.flatMap((said) => paragraph(said)), ...paragraph(after)];
  return blocks.length === 0 ? none("procedure", "No procedure is recorded") : blocks;
}

/** Said only where the plan was made and holds none. */
function noProcedure(findings: Findings): readonly Sentence[] {
  if (findings.isNone("PLAN.PROC")) return [sentence(from("No procedure is planned", "PLAN.PROC"))];
  const planned =
    findings.codes("PLAN.MOD").includes("procedure") ||
    findings.rows("PLAN.REC").some((row) => speaksOfProcedure(String(row.peek("action") ?? "")));
  if (findings.has("PLAN.MOD") && findings.has("PLAN.REC") && !planned) {
    return [sentence(from("No procedure is planned", "PLAN.MOD", "PLAN.REC"))];
  }
  return [];
}

/** "No injection" is advice against one. */
function speaksOfProcedure(action: string): boolean {
  return (
    /inject|block|ablat|stimulat|epidural|procedure|augment|pump/i.test(action) &&
    !/^(?:no|avoid|do not)\b/i.test(action)
  );
}

function describe(row: Row): readonly Sentence[] {
  const [intent, timing] = [row.words("intent"), row.phrase("timing")];
  const detail = row.peek("type") === "other" ? undefined : row.words("detail");
  const kind = detail !== undefined && isOneWord(detail) ? inline(detail.replace(/\.$/, "")) : undefined;
  const opening = [
    strong(kind === undefined ? procedureName(row) : words`${procedureName(row)} (${kind})`),
    intent === undefined ? undefined : phrase(intent, row.source),
    guidance(row),
    timing,
  ].filter((part) => part !== undefined && !isEmpty(part));
  const states = checks.map(([field, label]) => ({ label, state: row.code(field) }));
  const inState = (state: string) =>
    states.filter((check) => check.state === state).map(({ label }) => phrase(label, row.source));
  const diagnostic = row.peek("intent") === "diagnostic";
  const success = diagnostic ? "It counts as positive with" : "A good result is";
  const said = (field: string, lead: string) => {
    const text = row.words(field);
    return text === undefined ? [] : typed(text, row.source, lead);
  };
  return [
    sentence(together(opening, ", ")),
    ...(detail === undefined || kind !== undefined ? [] : typed(detail, row.source)),
    ...clauseSentences(particulars(row)),
    ...listSentences("Checked:", inState("done")),
    ...listSentences("Still to be checked:", inState("pending")),
    ...said("consentPoints", "Consent covered:"),
    ...passCriterion(row, success),
    ...said("ifPositive", diagnostic ? "If positive:" : "If it helps:"),
    ...said("ifNegative", diagnostic ? "If negative:" : "If not:"),
    ...listSentences("Also:", row.rest()),
  ];
}

/** "Thermal" says of what kind the procedure is, and is no sentence. */
function isOneWord(text: string): boolean {
  return wordCount(text) === 1;
}

/** The percentage with its conditions in brackets; conditions that are sentences of their own follow it. */
function passCriterion(row: Row, success: string): readonly Sentence[] {
  const percent = row.number("passCriterionPercent");
  const text = row.words("passCriterion");
  if (percent === undefined) return text === undefined ? [] : typed(text, row.source, `${success}:`);
  const relief = `${success} at least ${quantity(percent, "%")} relief`;
  if (text === undefined) return [sentence(phrase(relief, row.source))];
  return splitSentences(text).length === 1 && wordCount(text) + wordCount(relief) <= longestSentence
    ? [sentence(phrase(`${relief} (${inline(text)})`, row.source))]
    : [sentence(phrase(relief, row.source)), ...typed(text, row.source, "Criterion:")];
}

function guidance(row: Row): Phrase | undefined {
  const [by, contrast] = [row.code("guidance"), row.code("contrast")];
  const dye = contrast === "yes" ? "with contrast" : contrast === "no" ? "without contrast" : "";
  const guided = by === undefined ? "" : by === "none" ? "without image guidance" : `under ${by}`;
  const text = [guided, dye].filter((part) => part !== "").join(" ");
  return text === "" ? undefined : phrase(text, row.source);
}

/** Target, drugs, sessions and operator, each a clause. */
function particulars(row: Row): readonly Phrase[] {
  const joints = row.codes("targetJoints").map((joint) => (joint === "SIJ" ? "sacroiliac" : joint));
  const name = textOf(procedureName(row));
  const named = joints.every((joint) => name.includes(`${joint} joint`));
  const jointWords =
    joints.length === 0 || named
      ? undefined
      : `the ${joinList(joints)} joint${joints.length === 1 ? "" : "s"}`;
  const nerves = nerveWords(row.codes("targetNerves"));
  const muscles = row.words("targetMuscles");
  const place =
    row.peek("level") === "SIJ" && !name.includes("sacroiliac") ? "the sacroiliac joint" : undefined;
  const target = [
    jointWords === undefined ? place : jointWords,
    nerves === "" ? undefined : jointWords === undefined ? `the ${nerves}` : `by the ${nerves}`,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
  const targets = [target, muscles === undefined ? "" : `the ${muscles}`].filter((part) => part !== "");
  const [steroid, dose] = [row.code("steroid"), row.words("steroidMg")];
  const steroidWords =
    steroid === undefined && dose === undefined
      ? undefined
      : steroid === "none"
        ? "no steroid is used"
        : `the steroid is ${steroid === "undecided" || steroid === undefined ? "not yet chosen" : row.words("steroid")}${dose === undefined ? "" : ` (${dose})`}`;
  const [local, operator, sessions] = [
    row.phrase("localAnaesthetic"),
    row.name("performedBy"),
    row.number("sessions"),
  ];
  return [
    targets.length === 0 ? undefined : phrase(`the target is ${joinList(targets)}`, row.source),
    steroidWords === undefined ? undefined : phrase(steroidWords, row.source),
    local === undefined ? undefined : words`the local anesthetic is ${local}`,
    row.peek("contrast") === "contraindicated"
      ? phrase("contrast is contraindicated", row.source)
      : undefined,
    sessions === undefined || sessions === 1
      ? undefined
      : phrase(`${counted(sessions, "session")} are planned`, row.source),
    operator === undefined ? undefined : words`it is performed by ${operator}`,
  ].filter((part) => part !== undefined);
}

/** "L3 and L4 medial branches and L5 dorsal ramus". */
function nerveWords(codes: readonly string[]): string {
  const byKind = new Map<string, string[]>();
  for (const code of codes) {
    const [, root, kind] = /^([CTLS]\d+) (.+)$/.exec(code) ?? [];
    if (root === undefined || kind === undefined) byKind.set(code, []);
    else byKind.set(kind, [...(byKind.get(kind) ?? []), root]);
  }
  return joinList(
    [...byKind].map(([kind, roots]) => {
      if (roots.length === 0) return kind;
      const many = kind.endsWith("branch")
        ? `${kind}es`
        : kind.endsWith("ramus")
          ? "dorsal rami"
          : `${kind}s`;
      return `${joinList(roots)} ${roots.length === 1 ? kind : many}`;
    }),
  );
}

function sequence(findings: Findings): readonly Sentence[] {
  return findings.rows("PLAN.SEQ").map((row) => {
    const days = row.number("withinDays");
    return sentence(
      words`Sequence: ${row.phrase("first")}, then ${row.phrase("next")}${days === undefined ? "" : ` within ${counted(days, "day")}`}`,
    );
  });
}

/** Without an answer in the physician's own words, the one composed has said it already. */
function surgery(findings: Findings): readonly Sentence[] {
  const said = findings.text("PLAN.ANSWER") === undefined ? undefined : findings.phrase("PLAN.SURG");
  return said === undefined ? [] : [sentence(said)];
}

const readings = ["after30min", "after1h", "after2h", "after4h", "after6h", "after8h"] as const;

/** Results of diagnostic blocks. Relief is the best reading against the one before, never rounded up. */
export function diaries(findings: Findings): readonly Sentence[] {
  if (findings.isNone("BLK.DIARY")) return [sentence(from("There is no block diary", "BLK.DIARY"))];
  return findings.rows("BLK.DIARY").flatMap((row) => {
    const date = row.code("date");
    const before = row.number("before");
    const after = readings.map((field) => row.number(field)).filter((value) => value !== undefined);
    const best = after.length === 0 ? undefined : Math.min(...after);
    const relief =
      before === undefined || before === 0 || best === undefined
        ? undefined
        : Math.max(0, Math.floor(((before - best) / before) * 1000) / 10);
    const hours = row.number("reliefHours");
    const result = [
      before === undefined ? undefined : `pain ${before} of 10 before`,
      best === undefined ? undefined : `${best} at best after`,
      relief === undefined ? undefined : `${quantity(relief, "%")} relief`,
      hours === undefined ? undefined : `lasting ${quantity(hours, "h")}`,
    ].filter((part) => part !== undefined);
    const side = sideAdjective(row.code("side"));
    const joints = row.words("targetJoints");
    const name = [side, joints, row.words("block") ?? "block"]
      .filter((part) => part !== undefined && part !== "")
      .join(" ");
    const [agent, activity] = [row.phrase("agent"), row.code("indexActivity")];
    const aside = [
      agent === undefined ? undefined : words`${agent} was used`,
      activity === "yes"
        ? phrase("what usually hurts was done", row.source)
        : activity === "no"
          ? phrase("what usually hurts was not tried", row.source)
          : undefined,
      ...row.rest(),
    ].filter((part): part is Phrase => part !== undefined && !isEmpty(part));
    return [
      sentence(
        phrase(
          `${name}${date === undefined ? "" : ` ${onDate(date)}`}${result.length === 0 ? "" : `: ${result.join(", ")}`}`,
          fromItem("BLK.DIARY"),
        ),
      ),
      ...clauseSentences(aside),
    ];
  });
}
