import { findItem } from "../../checklist/index.ts";
import { isRequired } from "../../evaluation/requirement.ts";
import { isAntithrombotic } from "../sections/antithrombotics.ts";
import { rankedDiagnoses } from "../sections/impression.ts";
import { redFlagIds } from "../sections/redFlags.ts";
import {
  type CheckedLetter,
  failed,
  holds,
  type LetterCheck,
  notRecorded,
  passed,
  withoutFaults,
  wordsOf,
} from "./check.ts";

/** What the letter concludes and asks for. */
export const planChecks: readonly LetterCheck[] = [
  {
    id: "L08",
    text: "Ranks the pain generators in words of certainty, with what speaks for and against each",
    check(subject) {
      const ranked = rankedDiagnoses(subject.findings);
      if (ranked.length === 0) return notRecorded("No diagnosis is recorded.");
      const said = subject.saidOf("PLAN.DX");
      const lost = ranked.flatMap(({ row, certainty }) => [
        certainty === "not graded" || holds(said, certainty) ? undefined : `“${certainty}” is not said.`,
        ...["evidenceFor", "evidenceAgainst"].map((field) => {
          const text = row.words(field);
          return text === undefined || holds(said, text) ? undefined : `“${text}” is not said.`;
        }),
      ]);
      const fault = lost.find((each) => each !== undefined);
      if (fault !== undefined) return failed(fault);
      const unsupported = ranked.filter(
        ({ row, certainty }) => certainty !== "less likely" && row.peek("evidenceFor") === undefined,
      );
      if (unsupported.length > 0) return notRecorded("Not every diagnosis has what speaks for it.");
      return ranked.some(({ certainty }) => certainty === "not graded")
        ? notRecorded("Not every diagnosis has a degree of certainty.")
        : passed;
    },
  },
  {
    id: "L09",
    text: "Says of each recommendation what is to be done, by whom and when",
    check(subject) {
      const rows = subject.recommendations();
      if (rows.length === 0) {
        return subject.findings.rows("PLAN.REC").length === 0
          ? notRecorded("No recommendation is recorded.")
          : failed("The table of recommendations is missing.");
      }
      const open = rows.find((row) => row.slice(0, 3).some((cell) => cell.trim() === ""));
      return open === undefined ? passed : failed(`“${open[0] ?? ""}” does not say who does it or when.`);
    },
  },
  {
    id: "L10",
    text: "Gives the pain clinic and the reader their tasks, or says that nothing is asked of the reader",
    check(subject) {
      const rows = subject.recommendations();
      if (rows.length === 0) return notRecorded("No recommendation is recorded.");
      const isSaid = (who: string) => rows.some((row) => row[1] === who);
      return withoutFaults([
        isSaid("Pain clinic") ? undefined : "No task of the pain clinic is named.",
        isSaid("You") || /Nothing is asked of you/.test(subject.text("recommendations"))
          ? undefined
          : "The letter does not say what the reader is to do.",
      ]);
    },
  },
  {
    id: "L11",
    text: "Names every medicine, and what is new, changed, stopped or unchanged",
    check(subject) {
      const { findings } = subject;
      const said = subject.text("medication");
      const lost = findings
        .rows("HX.MED")
        .map((row) => String(row.peek("name") ?? ""))
        .find((name) => !holds(said, name));
      if (lost !== undefined) return failed(`The medicines do not name ${lost}.`);
      if (!findings.has("HX.MED")) return notRecorded("The medicines are not recorded.");
      if (!findings.has("PLAN.MEDCHG")) return notRecorded("Changes of the medicines are not recorded.");
      return /\b(?:New|Changed|To be reduced|Stopped|Unchanged|No change)\b/.test(said)
        ? passed
        : failed("The changes of the medicines are not labelled.");
    },
  },
  {
    id: "L12",
    text: "Has a line on allergies, even where there are none",
    check(subject) {
      const said = subject.text("medication");
      if (!/allerg/i.test(said)) return failed("There is no line on allergies.");
      return /Allergies were not recorded/.test(said) ? notRecorded("Allergies are not recorded.") : passed;
    },
  },
  {
    id: "L13",
    text: "Has a line on antithrombotics, and tells nobody to stop one without confirming it with the prescriber",
    check(subject) {
      const said = subject.text("medication");
      if (!/antithrombotic|anticoagulant|antiplatelet/i.test(said)) {
        return failed("There is no line on antithrombotics.");
      }
      const unsafe = (["answer", "recommendations", "medication", "procedure", "followUp"] as const)
        .flatMap((id) => subject.sentences(id).map(wordsOf))
        .find(
          (text) =>
            /\b(?:stop|hold|discontinu|interrupt)/i.test(text) &&
            isAntithrombotic(text) &&
            !/confirm/i.test(text),
        );
      if (unsafe !== undefined) return failed(`“${unsafe}” does not name who confirms it.`);
      return /Antithrombotics were not recorded/.test(said)
        ? notRecorded("Antithrombotics are not recorded.")
        : passed;
    },
  },
  {
    id: "L16",
    text: "Says that there are no red flags, or which there are and what was done",
    check(subject) {
      const { findings } = subject;
      const asked = redFlagIds.filter((id) => findings.has(id));
      if (asked.length === 0) return notRecorded("No red flag was asked.");
      if (!/red flag/i.test(subject.text("impression"))) return failed("There is no statement on red flags.");
      const unsaid = asked.find((id) => findings.code(id) === "yes" && subject.saidOf(id) === "");
      return unsaid === undefined ? passed : failed(`${findings.label(unsaid)} is not said.`);
    },
  },
  {
    id: "L17",
    text: "Opens with the urgent box where it must, with who was phoned and when",
    check(subject) {
      const { letter, evaluation, findings } = subject;
      const item = findItem("PLAN.URGENT");
      const isUrgent = item !== undefined && isRequired(item, evaluation);
      if (!isUrgent && !findings.has("PLAN.URGENT")) return passed;
      const box = letter.urgent?.map(wordsOf).join(" ") ?? "";
      if (box === "") return failed("The urgent box is missing.");
      const row = findings.record("PLAN.URGENT");
      const [person, at] = [row?.words("phonedPerson"), row?.words("phonedAt")];
      if (person === undefined || at === undefined)
        return notRecorded("Who was phoned and when is not recorded.");
      return holds(box, person) && holds(box, at)
        ? passed
        : failed("The urgent box does not say who was phoned and when.");
    },
  },
  {
    id: "L18",
    text: "Says when the patient is seen again, and by whom",
    check(subject) {
      const row = subject.findings.record("PLAN.FU");
      if (row === undefined) return notRecorded("No follow-up is recorded.");
      const said = subject.saidOf("PLAN.FU");
      if (said === "") return failed("The follow-up is missing.");
      if (row.peek("owner") === undefined) return notRecorded("Who follows up is not recorded.");
      return /\b(?:with|by) \p{L}|arranged by/u.test(said)
        ? passed
        : failed("The follow-up does not say with whom.");
    },
  },
  {
    id: "L20",
    text: "Names the same side in the impression, the examination and the procedure plan",
    check(subject) {
      const side = leadingSide(subject);
      if (side === undefined) return passed;
      const other = side === "left" ? "right" : "left";
      const wrong = (["answer", "procedure"] as const).find((id) => {
        const said = subject.text(id);
        return mentions(said, other) && !mentions(said, side);
      });
      if (wrong !== undefined)
        return failed(`The ${wrong} names the ${other} side, the diagnosis the ${side}.`);
      if (!mentions(subject.text("impression"), side))
        return failed(`The impression does not name the ${side} side.`);
      const examined = `${subject.text("physical")} ${subject.text("neurological")}`;
      return mentions(examined, side) || !mentions(examined, other)
        ? passed
        : failed(`The examination names the ${other} side alone.`);
    },
  },
  {
    id: "L30",
    text: "Says what outcome is to be expected",
    check({ findings, letter }) {
      if (!findings.has("PLAN.PROG")) return notRecorded("No outlook is recorded.");
      const said = letter.sections.find(({ id }) => id === "impression");
      return said !== undefined && JSON.stringify(said).includes('"PLAN.PROG"')
        ? passed
        : failed("The impression does not say what to expect.");
    },
  },
];

function leadingSide({ findings }: CheckedLetter): "left" | "right" | undefined {
  const [first] = rankedDiagnoses(findings);
  const side = first?.row.peek("side");
  return side === "left" || side === "right" ? side : undefined;
}

/** "Right" is a side, but not in "the right next step", "is right" or "right away". */
const otherThanSide =
  /\b(?:is|are|was|be|all|quite) right\b(?![- ]sided)|\bright (?:next|step|choice|time|treatment|thing|now|away|after)\b/gi;

function mentions(text: string, side: string): boolean {
  return new RegExp(`\\b${side}\\b`, "i").test(text.replaceAll("\u00A0", " ").replace(otherThanSide, " "));
}
