import type { Block, Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { counted, inline, joinList, lowerFirst, onDate, quantity, sideAdjective } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import {
  from,
  fromItem,
  isEmpty,
  type Phrase,
  paragraph,
  phrase,
  sentence,
  strong,
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
  const rows = findings.rows("PLAN.PROC");
  const described = rows.flatMap((row) => paragraph(describe(row)));
  const further = paragraph([...sequence(findings), ...diaries(findings)]);
  const blocks = [...described, ...further];
  if (rows.length > 0) return blocks;
  return [...paragraph(noProcedure(findings)), ...(further.length === 0 ? [] : further)].concat(
    noProcedure(findings).length === 0 && further.length === 0
      ? none("procedure", "No procedure is recorded")
      : [],
  );
}

/** Said only where the plan was made and holds none. */
function noProcedure(findings: Findings): readonly Sentence[] {
  if (findings.isNone("PLAN.PROC")) return [sentence(from("No procedure is planned", "PLAN.PROC"))];
  const interventional = /inject|block|ablat|stimulat|epidural|procedure|augment|pump/i;
  const planned =
    findings.codes("PLAN.MOD").includes("procedure") ||
    findings.rows("PLAN.REC").some((row) => interventional.test(String(row.peek("action") ?? "")));
  if (findings.has("PLAN.MOD") && findings.has("PLAN.REC") && !planned) {
    return [sentence(from("No procedure is planned", "PLAN.MOD", "PLAN.REC"))];
  }
  return [];
}

function describe(row: Row): readonly Sentence[] {
  const intent = row.words("intent");
  const guidance = row.code("guidance");
  const contrast = row.words("contrast");
  const guided =
    guidance === undefined
      ? undefined
      : guidance === "none"
        ? "without image guidance"
        : `under ${guidance}${contrast?.startsWith("with") ? ` ${contrast}` : ""}`;
  const name = procedureName(row);
  const first = sentence(
    words`${strong(name)}${intent === undefined ? "" : `, ${intent}`}${guided === undefined ? "" : `, ${guided}`}`,
  );
  const unsaidContrast =
    contrast !== undefined && (guided === undefined || !contrast.startsWith("with") || guidance === "none");
  const joints = row.codes("targetJoints").map((joint) => (joint === "SIJ" ? "sacroiliac joint" : joint));
  const [nerves, muscles] = [row.words("targetNerves"), row.words("targetMuscles")];
  const targets = [
    joints.length === 0
      ? undefined
      : `${joinList(joints)}${/joint/.test(joints.join()) ? "" : joints.length === 1 ? " joint" : " joints"}`,
    nerves,
    muscles,
  ].filter((part) => part !== undefined);
  const steroid = row.code("steroid");
  const dose = row.words("steroidMg");
  const [local, timing, operator] = [
    row.phrase("localAnaesthetic"),
    row.phrase("timing"),
    row.phrase("performedBy"),
  ];
  const sessions = row.number("sessions");
  const facts = [
    targets.length === 0 ? undefined : phrase(`target ${targets.join("; ")}`, row.source),
    steroid === undefined && dose === undefined
      ? undefined
      : phrase(
          steroid === "none"
            ? "no steroid"
            : `${row.words("steroid") ?? "steroid"}${dose === undefined ? "" : ` ${dose}`}`,
          row.source,
        ),
    local === undefined ? undefined : words`local anesthetic ${local}`,
    unsaidContrast ? phrase(contrast ?? "", row.source) : undefined,
    sessions === undefined ? undefined : phrase(counted(sessions, "session"), row.source),
    timing,
    operator === undefined ? undefined : words`performed by ${operator}`,
  ].filter((part) => part !== undefined);
  const states = checks.map(([field, label]) => ({ label, state: row.code(field) }));
  const inState = (state: string) =>
    states.filter((check) => check.state === state).map(({ label }) => phrase(label, row.source));
  const percent = row.number("passCriterionPercent");
  const sentencesOf = (field: string, lead: string) => {
    const text = row.words(field);
    return text === undefined ? [] : typed(inline(text), row.source, lead);
  };
  const detail = row.code("type") === "other" ? [] : sentencesOf("detail", "");
  return [
    first,
    ...detail,
    ...listSentences("Details:", facts),
    ...listSentences("Checked:", inState("done")),
    ...listSentences("Still to be checked:", inState("pending")),
    ...sentencesOf("consentPoints", "Consent covered:"),
    ...(percent === undefined
      ? []
      : [
          sentence(
            phrase(`It counts as positive with at least ${quantity(percent, "%")} relief`, row.source),
          ),
        ]),
    ...sentencesOf("passCriterion", "A good result:"),
    ...sentencesOf("ifPositive", "If positive:"),
    ...sentencesOf("ifNegative", "If not:"),
    ...listSentences("Also:", row.rest()),
  ];
}

function sequence(findings: Findings): readonly Sentence[] {
  return findings.rows("PLAN.SEQ").map((row) => {
    const days = row.number("withinDays");
    return sentence(
      words`First ${row.phrase("first")}, then ${row.phrase("next")}${days === undefined ? "" : ` within ${counted(days, "day")}`}`,
    );
  });
}

const readings = ["after30min", "after1h", "after2h", "after4h", "after6h", "after8h"] as const;

/** Results of diagnostic blocks. Relief is the best reading against the one before, never rounded up. */
function diaries(findings: Findings): readonly Sentence[] {
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
    const aside = [row.phrase("agent"), ...row.rest()].filter(
      (part): part is Phrase => part !== undefined && !isEmpty(part),
    );
    return [
      sentence(
        phrase(
          `${name}${date === undefined ? "" : ` ${onDate(date)}`}${result.length === 0 ? "" : `: ${result.join(", ")}`}`,
          fromItem("BLK.DIARY"),
        ),
      ),
      ...listSentences("Block details:", aside),
    ];
  });
}
