import type { Picture } from "../../shared/reasoning/picture.ts";
import { findRule, needsConfirmation } from "../../shared/reasoning/registry.ts";
import type { Statement } from "../../shared/reasoning/rule.ts";

/** The clinical picture as lines to read. A star marks what the practice's physician has to confirm. */
export function pictureInWords(picture: Picture): string {
  const { timing, redFlags, roots, generators, concordance, pathways, cautions, recommendations } = picture;
  const { scores } = roots;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      "Red flags",
      redFlags.flags.flatMap((flag) => [
        statementLine(flag, `${flag.level}  `),
        ...flag.actions.map((action) => `      - ${action}`),
      ]),
    ],
    [
      "Timing and referral",
      [
        ...timing.statements,
        ...timing.referral.statements,
        ...timing.visit.statements,
        ...timing.payer,
        ...(timing.imaging === undefined ? [] : [timing.imaging]),
        ...timing.who.criteria,
      ].map((one) => statementLine(one)),
    ],
    [
      "Roots",
      [
        ...scores.filter(({ points }) => points > 0).map((one) => statementLine(one)),
        ...roots.patterns.map((one) => statementLine(one)),
      ],
    ],
    [
      "Likely sources of pain",
      [...generators.ranking, ...generators.overlays]
        .filter(({ band }) => band !== "does not apply")
        .flatMap((entry) => [
          statementLine(entry),
          ...entry.evidenceFor.map(({ text }) => `      + ${text}`),
          ...entry.evidenceAgainst.map(({ text }) => `      - ${text}`),
        ]),
    ],
    ["Imaging against the story", concordanceLines(concordance)],
    [
      "Pathways",
      pathways.flatMap((pathway) => [
        statementLine(pathway),
        `      next: ${pathway.nextStep}`,
        ...pathway.criteria.map(
          ({ verdict, text, finding }) => `      ${`[${verdict}]`.padEnd(10)} ${text}: ${finding}`,
        ),
        ...pathway.warnings.map(({ ruleId, text }) => `      ! ${text} (${ruleId})`),
      ]),
    ],
    [
      "Cautions",
      cautions.map((caution) => statementLine(caution, `${caution.level.padEnd(7)}  `, caution.tag)),
    ],
    [
      "Proposed recommendations",
      recommendations.flatMap((row) => [
        statementLine(row),
        `      ${row.responsible}; ${row.timing}; because ${row.reason}; more urgent if ${row.escalateIf}`,
      ]),
    ],
  ];
  const text = sections.map(([title, lines]) =>
    [title, ...(lines.length > 0 ? lines : ["  none"]), ""].join("\n"),
  );
  return [
    ...text,
    "* to be confirmed by the practice's physician.",
    `Rules ${picture.rulesVersion}. It supports the physician and decides nothing.`,
    "",
  ].join("\n");
}

function concordanceLines({ rows, sentences }: Picture["concordance"]): readonly string[] {
  return [...rows, ...sentences].map((row) => statementLine(row));
}

function statementLine(statement: Statement, before = "", tag?: string): string {
  const { ruleId, text, missing } = statement;
  const rule = findRule(ruleId);
  const unsure =
    tag === undefined ? rule !== undefined && needsConfirmation(rule) : tag === "GK" || tag === "DESIGN";
  const open = missing.length === 0 ? "" : ` [missing: ${missing.join(", ")}]`;
  return `  ${before}${text} (${ruleId}${unsure ? "*" : ""})${open}`;
}
