import type { Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { counted, dateText, inline, joinList, onDate, splitSentences, wordCount } from "../grammar.ts";
import { listSentences, portions } from "../packing.ts";
import { from, fromItem, listed, type Phrase, phrase, sentence, withSources, words } from "../phrase.ts";

/** Other illness: what there is, then everything that was asked and is absent, together. */
export function illnessSentences(context: LetterContext): readonly Sentence[] {
  return [...illness(context), ...pregnancy(context)];
}

/** What one question adds: what the patient has, and what was asked and is absent. */
interface Answered {
  readonly present: readonly Phrase[];
  readonly absent: readonly Phrase[];
}

function illness({ findings, person }: LetterContext): readonly Sentence[] {
  const answered = [
    diabetes(findings),
    bleeding(findings),
    cancer(findings),
    bone(findings),
    listedConditions(findings),
  ];
  const present = answered.flatMap((part) => part.present);
  const absent = [...answered.flatMap((part) => part.absent), ...findings.phrases("HX.PMH.DENIED")];
  const conditional = findings.code("HX.PMH.DEV.MRI");
  const nothingElse = findings.codes("HX.PMH.CV").includes("none");
  return [
    ...listSentences(`${person.He} ${person.has}`, present, { again: `${person.He} also ${person.has}` }),
    ...(conditional === "yes" || conditional === "no"
      ? [
          sentence(
            from(
              `The implant is ${conditional === "yes" ? "" : "not "}conditionally safe for MRI`,
              "HX.PMH.DEV.MRI",
            ),
          ),
        ]
      : []),
    ...negatives("There is no", absent),
    ...(nothingElse
      ? [sentence(from(`${person.He} ${person.has} no other medical condition`, "HX.PMH.CV"))]
      : []),
    ...medicinesAbsentSentences(findings, person),
  ];
}

/** "There is no a, b or c." in as many sentences as the words need. */
function negatives(lead: string, names: readonly Phrase[]): readonly Sentence[] {
  return portions(names, 4).map((part) => sentence(words`${lead} ${listed(part, "or")}`));
}

function medicinesAbsent(findings: Findings): readonly Phrase[] {
  return [
    findings.codes("HX.MED.BZD").includes("none") ? from("sedative", "HX.MED.BZD") : undefined,
    findings.codes("HX.MED.IMM").includes("none") ? from("immunosuppressant", "HX.MED.IMM") : undefined,
  ].filter((part) => part !== undefined);
}

/** "She takes no sedative or immunosuppressant and was given no steroid in the last 12 months." */
function medicinesAbsentSentences(findings: Findings, person: LetterContext["person"]): readonly Sentence[] {
  const none = medicinesAbsent(findings);
  const noSteroid = findings.record("HX.MED.STER")?.peek("taken") === "no" && !hasDetail(findings);
  const steroid = from("no steroid in the last 12 months", "HX.MED.STER");
  const taken = words`${person.He} ${person.verb("take")} no ${listed(none, "or")}`;
  if (!noSteroid) return none.length === 0 ? [] : [sentence(taken)];
  if (none.length === 0) return [sentence(words`${person.He} ${person.was} given ${steroid}`)];
  return [sentence(words`${taken} and ${person.was} given ${steroid}`)];
}

/** More than the bare "no": then the medication section says it. */
function hasDetail(findings: Findings): boolean {
  return Object.keys(findings.value("HX.MED.STER") ?? {}).length > 1;
}

function diabetes(findings: Findings): Answered {
  const row = findings.record("HX.PMH.DM");
  if (row === undefined) return nothing;
  const type = row.code("type");
  const [hba1c, measured] = [row.words("hba1c"), row.code("measured")];
  const [since, insulinSince] = [row.code("since"), row.code("insulinSince")];
  const aside = [
    since === undefined ? undefined : `since ${dateText(since)}`,
    insulinSince === undefined ? undefined : `on insulin since ${dateText(insulinSince)}`,
    hba1c === undefined ? undefined : `HbA1c ${hba1c}`,
    measured === undefined ? undefined : `measured ${onDate(measured)}`,
  ].filter((part) => part !== undefined);
  const note = findings.note("HX.PMH.DM");
  const past = note !== undefined && wordCount(note) <= 6 && splitSentences(note).length === 1;
  const absent = past
    ? phrase(`diabetes now (${inline(note)})`, fromItem("HX.PMH.DM"), fromItem("HX.PMH.DM", "note"))
    : from("diabetes", "HX.PMH.DM");
  const none = type === "none" ? [absent] : [];
  if (type === "none" && aside.length === 0) return { present: [], absent: none };
  const name = type === "none" || type === undefined ? "glucose measured" : (row.words("type") ?? "diabetes");
  return {
    present: [from(`${name}${aside.length === 0 ? "" : ` (${aside.join("; ")})`}`, "HX.PMH.DM")],
    absent: none,
  };
}

const nothing: Answered = { present: [], absent: [] };

function bleeding(findings: Findings): Answered {
  const row = findings.record("HX.PMH.BLEED");
  if (row === undefined) return nothing;
  const conditions = row.codes("conditions");
  const [named, egfr] = [row.words("conditions"), row.words("egfr")];
  const absent = conditions.includes("none")
    ? ["bleeding disorder", "liver disease", "kidney disease"].map((name) => from(name, "HX.PMH.BLEED"))
    : [];
  const present = [
    absent.length > 0 || conditions.length === 0 ? undefined : named,
    egfr === undefined ? undefined : `an eGFR of ${egfr}`,
  ].filter((part) => part !== undefined);
  return { present: present.map((name) => from(name, "HX.PMH.BLEED")), absent };
}

const cancerName = /cancer|carcinoma|tumou?r|lymphoma|leuk|melanoma|myeloma|sarcoma/i;

function cancer(findings: Findings): Answered {
  const row = findings.record("HX.PMH.CA");
  if (row === undefined) return nothing;
  const status = row.code("status");
  const [type, year, treatment] = [row.phrase("type"), row.code("year"), row.phrase("treatment")];
  const aside = [year === undefined ? undefined : phrase(dateText(year), row.source), treatment].filter(
    (part) => part !== undefined,
  );
  const absent = status === "none" ? [from("cancer", "HX.PMH.CA")] : [];
  if (status === "none" && type === undefined && aside.length === 0) return { present: [], absent };
  const said = type?.runs[0]?.text ?? "cancer";
  const full = words`${type ?? "cancer"}${cancerName.test(said) ? "" : " cancer"}`;
  const name =
    status === "current"
      ? words`${full} under treatment`
      : status === "past"
        ? words`a history of ${full}`
        : full;
  return {
    present: [aside.length === 0 ? withSources(name, row.source) : words`${name} (${listed(aside)})`],
    absent: [],
  };
}

function bone(findings: Findings): Answered {
  const row = findings.record("HX.PMH.OSTEO");
  if (row === undefined) return nothing;
  const status = row.code("status");
  const fracture = row.code("fragilityFracture");
  const [score, measured] = [row.words("tScore"), row.code("measured")];
  const facts = [
    status === "none" || status === undefined ? undefined : status,
    fracture === "yes" ? "a fragility fracture" : undefined,
    score === undefined ? undefined : `a bone density T-score of ${score}`,
    measured === undefined ? undefined : `bone densitometry ${onDate(measured)}`,
  ].filter((fact) => fact !== undefined);
  return {
    present: facts.map((fact) => from(fact, "HX.PMH.OSTEO")),
    absent: [
      status === "none" ? from("known osteoporosis", "HX.PMH.OSTEO") : undefined,
      fracture === "no" ? from("fragility fracture", "HX.PMH.OSTEO") : undefined,
    ].filter((part) => part !== undefined),
  };
}

function listedConditions(findings: Findings): Answered {
  const lists = [
    ["HX.PMH.INF", "infection"],
    ["HX.PMH.DEV", "implant"],
  ] as const;
  return {
    present: [
      ...lists.flatMap(([id]) => findings.phrases(id, ["none"])),
      ...findings.phrases("HX.PMH.CV", ["none"]),
    ],
    absent: lists.flatMap(([id, name]) => (findings.codes(id).includes("none") ? [from(name, id)] : [])),
  };
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
