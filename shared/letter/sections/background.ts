import type { Sentence } from "../document.ts";
import type { LetterContext } from "../frame.ts";
import { rowSentences } from "../generic.ts";
import { counted, dateText, inline, joinList, onDate, quantity, withArticle } from "../grammar.ts";
import { clauseSentences, listSentences } from "../packing.ts";
import {
  from,
  fromItem,
  listed,
  type Phrase,
  phrase,
  sentence,
  typed,
  withSources,
  words,
} from "../phrase.ts";

/** Mood, home, work, habits, other illness, family and the review of systems. */
export function backgroundSentences(context: LetterContext): readonly Sentence[] {
  return [
    ...mind(context),
    ...work(context),
    ...home(context),
    ...habits(context),
    ...illness(context),
    ...pregnancy(context),
    ...family(context),
    ...reviewOfSystems(context),
  ];
}

/** The psychosocial line that referrers ask for. */
function mind({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.PSY");
  if (row === undefined) return [];
  const mood = row.words("mood");
  const anxiety = row.code("anxiety");
  const suicidal = row.code("suicidalThoughts");
  const stress = row.number("stress");
  const clauses = [
    mood,
    anxiety === "none"
      ? "there is no anxiety"
      : anxiety === undefined
        ? undefined
        : `there is ${anxiety} anxiety`,
    stress === undefined ? undefined : `stress is ${stress} of 10`,
    suicidal === "no"
      ? `${person.he} ${person.has} no suicidal thoughts`
      : suicidal === undefined || suicidal === "not asked"
        ? undefined
        : `${person.he} ${person.has} ${suicidal.replace("thoughts", "suicidal thoughts")}`,
  ].filter((clause) => clause !== undefined);
  const traits = [
    ["fearOfMovement", "fear of movement"],
    ["catastrophising", "catastrophizing"],
    ["trauma", "past trauma"],
    ["priorCare", "earlier psychiatric care"],
  ] as const;
  const answered = traits.map(([field, name]) => ({ name, code: row.code(field) }));
  const [present, absent] = ["yes", "no"].map((code) =>
    answered.filter((trait) => trait.code === code).map(({ name }) => phrase(name, row.source)),
  );
  const texts = [
    [row.words("traumaDetail"), "Trauma:"],
    [row.words("expectation"), `${person.His} expectation:`],
    [row.words("detail"), ""],
  ] as const;
  return [
    ...clauseSentences(clauses.map((clause) => phrase(clause, row.source))),
    ...listSentences("There is", present ?? []),
    ...listSentences(
      "There is no",
      absent === undefined || absent.length === 0 ? [] : [listed(absent, "or")],
    ),
    ...texts.flatMap(([text, lead]) => (text === undefined ? [] : typed(text, row.source, lead))),
    ...rowSentences("Mood and mind:", row),
  ];
}

function work({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.WORK");
  const claims = findings.phrases("HX.LIT", ["none"]);
  const noClaim = findings.codes("HX.LIT").includes("none");
  const claim =
    claims.length > 0
      ? words`with ${withSources(listed(claims.map((part) => ({ ...part, runs: [{ text: withArticle(part.runs[0]?.text ?? "") }] }))))}`
      : noClaim
        ? from("with no compensation claim or litigation", "HX.LIT")
        : undefined;
  if (row === undefined) {
    if (noClaim) return [sentence(from("There is no compensation claim or litigation", "HX.LIT"))];
    return claims.length === 0
      ? []
      : listSentences(
          "There is",
          claims.map(
            (part) => words`${withArticle(part.runs[0]?.text ?? "")}${{ runs: [], sources: part.sources }}`,
          ),
        );
  }
  const occupation = row.phrase("occupation");
  const status = row.words("status");
  const days = row.number("daysOff");
  const detail = row.words("detail");
  const what =
    occupation === undefined
      ? undefined
      : words`${/^(?:a|an|the|works|self)\b/i.test(occupation.runs[0]?.text ?? "") ? "" : words`${withArticle(occupation.runs[0]?.text ?? "").split(" ")[0]} `}${occupation}`;
  const now = [
    status,
    days === undefined
      ? undefined
      : `${status === "off work" ? "for" : "off work for"} ${quantity(days, "days")}`,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
  const pieces = [what, now === "" ? undefined : phrase(now, row.source)].filter(
    (part) => part !== undefined,
  );
  const said =
    pieces.length === 0
      ? claim === undefined
        ? []
        : [sentence(words`There is ${inlineClaim(claims, noClaim)}`)]
      : [
          sentence(
            words`${person.He} ${person.is} ${pieces.reduce((sum, part) => words`${sum}, ${part}`)}${
              claim === undefined ? undefined : words`, ${claim}`
            }`,
          ),
        ];
  return [
    ...said,
    ...(detail === undefined ? [] : typed(detail, row.source, said.length === 0 ? "Work:" : "")),
    ...rowSentences("Work:", row),
  ];
}

function inlineClaim(claims: readonly Phrase[], noClaim: boolean): Phrase {
  return noClaim ? from("no compensation claim or litigation", "HX.LIT") : listed(claims);
}

const livingWords: Readonly<Record<string, string>> = {
  alone: "lives alone",
  "with partner": "lives with a partner",
  "with family": "lives with family",
  "with others": "lives with others",
  "in care": "lives in a care home",
};

function home({ evaluation, findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.SOC");
  const { interpreterNeeded, language } = evaluation.patient;
  const interpreter = interpreterNeeded
    ? [
        sentence(
          phrase(`${person.He} ${person.verb("need")} an interpreter${language ? ` (${language})` : ""}`, {
            header: "patient",
          }),
        ),
      ]
    : [];
  if (row === undefined) return interpreter;
  const [marital, living, support, children] = [
    row.words("maritalStatus"),
    row.code("living"),
    row.code("support"),
    row.number("children"),
  ];
  const many = person.he === "they";
  const lives = livingWords[living ?? ""];
  const clauses = [
    marital === undefined ? undefined : `${person.is} ${marital}`,
    lives === undefined ? undefined : many ? lives.replace("lives", "live") : lives,
    support === "yes"
      ? `${person.has} support at home`
      : support === "no"
        ? `${person.has} no support at home`
        : undefined,
    children === undefined ? undefined : `${person.has} ${counted(children, "child", "children")}`,
  ].filter((clause) => clause !== undefined);
  const [caring, detail] = [row.words("caregiving"), row.words("detail")];
  return [
    ...(clauses.length === 0 ? [] : [sentence(from(`${person.He} ${joinList(clauses)}`, "HX.SOC"))]),
    ...(caring === undefined
      ? []
      : typed(inline(caring), row.source, `${person.He} ${person.verb("care")} for others:`)),
    ...(detail === undefined ? [] : typed(detail, row.source, clauses.length === 0 ? "Home:" : "")),
    ...rowSentences("Home:", row),
    ...interpreter,
  ];
}

function habits({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.SUB");
  if (row === undefined) return [];
  const many = person.he === "they";
  const [packs, years] = [row.number("packsPerDay"), row.number("packYears")];
  const amount = [
    packs === undefined ? undefined : `${counted(packs, "pack")} a day`,
    years === undefined ? undefined : quantity(years, "pack-years"),
  ].filter((part) => part !== undefined);
  const aside = amount.length === 0 ? "" : ` (${joinList(amount)})`;
  const tobacco: Readonly<Record<string, string>> = {
    never: "never smoked",
    former: `used to smoke${aside}`,
    current: `${person.verb("smoke")}${aside}`,
    "none now": `${person.does} not smoke${aside}`,
  };
  const drinks = row.number("alcoholPerWeek");
  const [cannabis, drugs, disorder] = [row.code("cannabis"), row.code("otherDrugs"), row.code("useDisorder")];
  const clauses = [
    tobacco[row.code("tobacco") ?? ""] ?? (aside === "" ? undefined : `${person.verb("smoke")}${aside}`),
    drinks === undefined
      ? undefined
      : drinks === 0
        ? `${many ? "drink" : "drinks"} no alcohol`
        : `${person.verb("have")} `.replace(/^(?:haves|have) $/, `${person.has} `) +
          `${counted(drinks, "alcoholic drink")} a week`,
    cannabis === "current"
      ? `${person.verb("use")} cannabis`
      : cannabis === "former"
        ? "used cannabis in the past"
        : undefined,
    drugs === "current"
      ? `${person.verb("use")} other drugs`
      : drugs === "past"
        ? "used other drugs in the past"
        : undefined,
    disorder === "current"
      ? `${person.has} a substance use disorder`
      : disorder === "past"
        ? `${person.has} a history of substance use disorder`
        : undefined,
  ].filter((clause) => clause !== undefined);
  const never = [cannabis === "never" ? "cannabis" : "", drugs === "none" ? "other drugs" : ""].filter(
    (part) => part !== "",
  );
  const all = [
    ...clauses,
    ...(never.length === 0 ? [] : [`${person.does} not use ${joinList(never, "or")}`]),
    ...(disorder === "none" ? [`${person.has} no history of substance use disorder`] : []),
  ];
  const detail = row.words("detail");
  return [
    ...listSentences(
      person.He,
      all.map((clause) => phrase(clause, row.source)),
    ),
    ...(detail === undefined ? [] : typed(detail, row.source, all.length === 0 ? "Substances:" : "")),
    ...rowSentences("Substances:", row),
  ];
}

/** Other illness: what there is, then everything that was asked and is absent in one sentence. */
function illness({ findings, person }: LetterContext): readonly Sentence[] {
  const present: Phrase[] = [];
  const absent: Phrase[] = [];
  const extra: Sentence[] = [];
  const gap = (name: string, id: string) => absent.push(from(name, id));

  const diabetes = findings.record("HX.PMH.DM");
  if (diabetes !== undefined) {
    const type = diabetes.code("type");
    const [hba1c, measured, since] = [
      diabetes.words("hba1c"),
      diabetes.code("measured"),
      diabetes.code("since"),
    ];
    const aside = [
      since === undefined ? undefined : `since ${dateText(since)}`,
      hba1c === undefined
        ? undefined
        : `HbA1c ${hba1c}${measured === undefined ? "" : ` ${onDate(measured)}`}`,
    ].filter((part) => part !== undefined);
    if (type === "none") gap("diabetes", "HX.PMH.DM");
    if (type !== "none" || aside.length > 0) {
      const name =
        type === "none" || type === undefined
          ? "glucose"
          : (diabetes.phrase("type")?.runs[0]?.text ?? "diabetes");
      present.push(from(`${name}${aside.length === 0 ? "" : ` (${aside.join("; ")})`}`, "HX.PMH.DM"));
    }
  }
  const bleeding = findings.record("HX.PMH.BLEED");
  if (bleeding !== undefined) {
    const conditions = bleeding.codes("conditions");
    const egfr = bleeding.words("egfr");
    if (conditions.includes("none")) gap("bleeding, liver or kidney disease", "HX.PMH.BLEED");
    else if (conditions.length > 0) present.push(from(bleeding.words("conditions") ?? "", "HX.PMH.BLEED"));
    if (egfr !== undefined) present.push(from(`eGFR ${egfr}`, "HX.PMH.BLEED"));
  }
  const cancer = findings.record("HX.PMH.CA");
  if (cancer !== undefined) {
    const status = cancer.code("status");
    const [type, year, treatment] = [cancer.phrase("type"), cancer.code("year"), cancer.phrase("treatment")];
    const aside = [year === undefined ? undefined : phrase(dateText(year), cancer.source), treatment].filter(
      (part) => part !== undefined,
    );
    if (status === "none" && type === undefined) gap("cancer", "HX.PMH.CA");
    else {
      const name = words`${type ?? (status === "current" ? "cancer" : "cancer")}${
        /cancer|carcinoma|tumou?r|lymphoma|leuk|melanoma|myeloma|sarcoma/i.test(
          type?.runs[0]?.text ?? "cancer",
        )
          ? ""
          : " cancer"
      }${status === "current" ? ", under treatment" : " in the past"}`;
      present.push(aside.length === 0 ? withSources(name, cancer.source) : words`${name} (${listed(aside)})`);
    }
  }
  const bone = findings.record("HX.PMH.OSTEO");
  if (bone !== undefined) {
    const status = bone.code("status");
    const fracture = bone.code("fragilityFracture");
    const [score, measured] = [bone.words("tScore"), bone.code("measured")];
    const facts = [
      status === "none" || status === undefined ? undefined : status,
      fracture === "yes" ? "a fragility fracture" : undefined,
      score === undefined
        ? undefined
        : `a bone density T-score of ${score}${measured === undefined ? "" : ` ${onDate(measured)}`}`,
    ].filter((fact) => fact !== undefined);
    if (status === "none") gap("known osteoporosis", "HX.PMH.OSTEO");
    if (fracture === "no") gap("fragility fracture", "HX.PMH.OSTEO");
    if (facts.length > 0) present.push(from(joinList(facts), "HX.PMH.OSTEO"));
  }
  for (const [id, none] of [
    ["HX.PMH.INF", "infection"],
    ["HX.PMH.DEV", "implant"],
    ["HX.PMH.CV", ""],
    ["HX.MED.IMM", "immunosuppressant"],
  ] as const) {
    if (!findings.codes(id).includes("none")) {
      if (id !== "HX.MED.IMM") present.push(...findings.phrases(id));
    } else if (none === "")
      extra.push(sentence(from(`${person.He} ${person.has} no other medical condition`, id)));
    else gap(none, id);
  }
  const steroids = findings.record("HX.MED.STER");
  if (steroids?.code("taken") === "no") gap("steroid in the last year", "HX.MED.STER");
  if (findings.codes("HX.MED.BZD").includes("none")) gap("sedative", "HX.MED.BZD");
  absent.push(...findings.phrases("HX.PMH.DENIED"));

  const before = findings.phrase("HX.WT.YEARAGO");
  const conditional = findings.code("HX.PMH.DEV.MRI");
  return [
    ...listSentences(`${person.He} ${person.has}`, present, { again: `${person.He} also ${person.has}` }),
    ...(conditional === "yes" || conditional === "no"
      ? [
          sentence(
            from(
              `The implant is ${conditional === "yes" ? "" : "not "}safe for MRI under conditions`,
              "HX.PMH.DEV.MRI",
            ),
          ),
        ]
      : []),
    ...listSentences("There is no", absent.length === 0 ? [] : orListed(absent)),
    ...extra,
    ...(before === undefined ? [] : [sentence(words`A year ago ${person.he} weighed ${before}`)]),
  ];
}

/** Negatives in portions that read "a, b or c". */
function orListed(parts: readonly Phrase[]): readonly Phrase[] {
  const size = 7;
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, index) =>
    listed(parts.slice(index * size, (index + 1) * size), "or"),
  );
}

function pregnancy({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.PMH.PREG");
  const births = findings.record("HX.OBS");
  const said: Sentence[] = [];
  if (row !== undefined) {
    const status = row.code("status");
    const [weeks, months] = [row.number("weeks"), row.number("monthsPostpartum")];
    const feeding = row.code("breastfeeding");
    const [period, testDate, test] = [row.code("lastPeriod"), row.code("testDate"), row.code("testResult")];
    const state: Readonly<Record<string, string>> = {
      no: `${person.is} not pregnant`,
      possible: "may be pregnant",
      yes: `${person.is} pregnant`,
      postpartum: `${person.is} postpartum`,
      "not applicable": "",
    };
    const facts = [
      `${state[status ?? ""] ?? ""}${weeks === undefined ? "" : ` (${counted(weeks, "week")})`}${
        months === undefined ? "" : ` (${counted(months, "month")} since delivery)`
      }`.trim(),
      feeding === "yes"
        ? `${person.is} breastfeeding`
        : feeding === "no"
          ? `${person.is} not breastfeeding`
          : "",
    ].filter((fact) => fact !== "");
    const checks = [
      period === undefined ? undefined : `last menstrual period ${onDate(period)}`,
      test === undefined || test === "not done"
        ? test === undefined
          ? undefined
          : "pregnancy test not done"
        : `pregnancy test ${test}${testDate === undefined ? "" : ` ${onDate(testDate)}`}`,
    ].filter((fact) => fact !== undefined);
    if (facts.length > 0 || checks.length > 0) {
      const opening = facts.length === 0 ? [] : [`${person.He} ${joinList(facts)}`];
      said.push(sentence(from([...opening, ...checks].join("; "), "HX.PMH.PREG")));
    } else said.push(sentence(from("Pregnancy does not apply", "HX.PMH.PREG")));
  }
  if (births !== undefined) {
    const [pregnancies, born, sections] = [
      births.number("pregnancies"),
      births.number("births"),
      births.number("caesareans"),
    ];
    const counts = [
      pregnancies === undefined ? undefined : counted(pregnancies, "pregnancy", "pregnancies"),
      born === undefined ? undefined : counted(born, "birth"),
      sections === undefined ? undefined : `${counted(sections, "cesarean")}`,
    ].filter((part) => part !== undefined);
    if (counts.length > 0)
      said.push(sentence(from(`${person.He} ${person.has} had ${joinList(counts)}`, "HX.OBS")));
  }
  return said;
}

function family({ findings }: LetterContext): readonly Sentence[] {
  const none = findings.codes("HX.FAM").includes("none");
  const relatives = findings.rows("HX.FAM.REL").map((row) => {
    const [relative, number, age] = [
      row.words("relative") ?? "relative",
      row.number("number"),
      row.number("age"),
    ];
    const fate = row.code("fate");
    const condition = row.phrase("condition");
    const plural: Readonly<Record<string, string>> = { other: "other relatives" };
    const who =
      number === undefined || number === 1
        ? relative === "other"
          ? "another relative"
          : relative
        : counted(number, relative, plural[relative] ?? `${relative}s`);
    const facts = [
      condition,
      fate === undefined ? undefined : phrase(fate, row.source),
      age === undefined ? undefined : phrase(`aged ${age}`, row.source),
    ].filter((part) => part !== undefined);
    const name = phrase(who, row.source);
    return facts.length === 0 ? name : words`${name} (${listed(facts)})`;
  });
  return [
    ...(none ? [sentence(from("The family history holds nothing relevant", "HX.FAM"))] : []),
    ...listSentences("Family history:", findings.phrases("HX.FAM", ["none"]), { again: "Also:" }),
    ...listSentences("Relatives:", relatives),
  ];
}

const systemWords: Readonly<Record<string, string>> = {
  "HX.ROS.HEENT": "head, eyes, ears, nose and throat",
};

/** Positives in words; the rest in one sentence. */
function reviewOfSystems({ findings }: LetterContext): readonly Sentence[] {
  const systems = [
    "CONST",
    "HEENT",
    "CV",
    "RESP",
    "GI",
    "GU",
    "MSK",
    "SKIN",
    "NEURO",
    "PSYCH",
    "ENDO",
    "HAEM",
    "ALLERGY",
  ].map((system) => `HX.ROS.${system}`);
  const nameOf = (id: string) => systemWords[id] ?? inline(findings.label(id));
  const positive = systems
    .filter((id) => findings.code(id) === "positive")
    .map((id) => {
      const note = findings.note(id);
      return note === undefined
        ? from(nameOf(id), id)
        : phrase(`${nameOf(id)} (${inline(note)})`, fromItem(id), fromItem(id, "note"));
    });
  const negative = systems.filter((id) => findings.code(id) === "negative");
  const attested = findings.code("HX.ROS.ALL") === "attested";
  const quiet = [...negative, ...(attested ? ["HX.ROS.ALL"] : [])];
  const rest =
    quiet.length === 0
      ? []
      : attested || negative.length > 6
        ? [
            sentence(
              from(
                `${positive.length > 0 ? "The other systems reviewed are" : "The review of systems is"} negative`,
                ...quiet,
              ),
            ),
          ]
        : listSentences(
            "Negative on review:",
            negative.map((id) => from(nameOf(id), id)),
          );
  return [
    ...listSentences("Review of systems is positive for:", positive, { again: "Also positive:" }),
    ...rest,
  ];
}
