import { plainText, sectionHeadings } from "../document.ts";
import { specialtyOf } from "../frame.ts";
import { dateText, wordCount } from "../grammar.ts";
import { saysWhatIsEmpty, sectionsOf } from "../kinds/sections.ts";
import { envelopeName } from "../person.ts";
import { letterAsText, sentencesOfBlock } from "../plain.ts";
import { inFixedOrder } from "../practiceStyle.ts";
import { failed, holds, type LetterCheck, notRecorded, passed, withoutFaults } from "./check.ts";

const firstPage: ReadonlySet<string> = new Set(["answer", "impression", "problems", "recommendations"]);
const mostWordsOfFirstPage = 450;
const mostWordsOfSentence = 25;

/** What every letter must have, whoever it is about. */
export const formChecks: readonly LetterCheck[] = [
  {
    id: "L04",
    text: "Names the referrer with specialty, the dates of referral, visit and letter, in that order of time",
    check({ letter, evaluation: { referrer, referral, visitDate } }) {
      const reference = letter.reference.map(plainText).join(" ");
      return withoutFaults([
        holds(letter.addressee.name, envelopeName(referrer))
          ? undefined
          : "The addressee is not the referrer.",
        holds(reference, specialtyOf(referrer)) ? undefined : "The referrer’s specialty is missing.",
        reference.includes(dateText(referral.date)) ? undefined : "The date of referral is missing.",
        reference.includes(dateText(visitDate)) ? undefined : "The date of the visit is missing.",
        letter.letterDate >= visitDate ? undefined : "The letter is dated before the visit.",
      ]);
    },
  },
  {
    id: "L05",
    text: "Quotes the question of the referral and answers it",
    check(subject) {
      const { letter, evaluation } = subject;
      const quoted = letter.reference.map(plainText).join(" ");
      if (!holds(quoted, evaluation.referral.question)) return failed("The question is not quoted.");
      if (subject.text("answer").trim() === "") return failed("The answer is empty.");
      return subject.isEmpty("answer") ? notRecorded("No answer and no diagnosis is recorded.") : passed;
    },
  },
  {
    id: "L06",
    text: "Has every section under its heading: what must be acted on in the fixed order, then the evidence",
    check({ letter: { sections, kind = "consultation" } }) {
      const ids = sections.map(({ id }) => id);
      const wanted = sectionsOf[kind];
      // Where a kind leaves out what is empty, what is there keeps its order.
      const expected = saysWhatIsEmpty(kind) ? wanted : wanted.filter((id) => ids.includes(id));
      return withoutFaults([
        inFixedOrder(ids).join() === expected.join()
          ? undefined
          : "The sections are out of order, or one is missing.",
        ...sections.map(({ id, heading }) =>
          heading === sectionHeadings[id]
            ? undefined
            : `The heading “${heading}” is not the one of its section.`,
        ),
      ]);
    },
  },
  {
    id: "L07",
    text: "Gives the diagnosis before the history",
    check({ letter: { sections }, findings }) {
      const [first] = findings.rows("PLAN.DX");
      if (first === undefined) return notRecorded("No diagnosis is recorded.");
      const name = String(first.peek("diagnosis") ?? first.words("generator") ?? "");
      const history = sections.findIndex(({ id }) => id === "history");
      const before = sections
        .slice(0, history)
        .flatMap(({ blocks }) => blocks.flatMap(sentencesOfBlock))
        .map(plainText)
        .join(" ");
      return holds(before, name) ? passed : failed("The diagnosis does not stand before the history.");
    },
  },
  {
    id: "L19",
    text: "Has no gap where words should stand",
    check({ letter }) {
      const gap = /\{\{|\}\}|undefined|\bnull\b|\bNaN\b|\bTBD\b|\[object|Infinity/.exec(letterAsText(letter));
      return gap === null ? passed : failed(`“${gap[0]}” stands in the letter.`);
    },
  },
  {
    id: "L23",
    text: "Carries the confidentiality notice, the disclaimer and the version of the rules",
    check({ letter: { footer } }) {
      return withoutFaults([
        footer.confidentiality.trim() === "" ? "The confidentiality notice is missing." : undefined,
        /does not replace/.test(footer.disclaimer) ? undefined : "The disclaimer is missing.",
        /\d/.test(footer.rulesVersion) ? undefined : "The version of the rules is missing.",
      ]);
    },
  },
  {
    id: "L24",
    text: "Is signed with name, credentials and time, or is a draft without a signature",
    check({ letter: { status, signature } }) {
      if (status === "draft") {
        return signature === undefined ? passed : failed("A draft has a signature.");
      }
      if (signature === undefined) return failed("A signed letter has no signature.");
      const { name, credentials = "", signedAt } = signature;
      return withoutFaults([
        name.trim() === "" ? "The signer’s name is missing." : undefined,
        credentials.trim() === "" ? "The signer’s credentials are missing." : undefined,
        /\d{4} at \d{1,2}:\d{2}/.test(signedAt) ? undefined : "The time of signing is missing.",
      ]);
    },
  },
  {
    id: "L25",
    text: "Reads quickly: at most 450 words in what must be acted on, and sentences of 25 words on average",
    check(subject) {
      const { letter } = subject;
      const words = letter.sections
        .filter(({ id }) => firstPage.has(id))
        .reduce((sum, { id }) => sum + wordCount(subject.text(id)), 0);
      const prose = letter.sections
        .flatMap(({ blocks }) =>
          blocks.flatMap((block) => (block.kind === "table" ? [] : sentencesOfBlock(block))),
        )
        .map((said) => wordCount(plainText(said)));
      const average = prose.reduce((sum, length) => sum + length, 0) / Math.max(1, prose.length);
      return withoutFaults([
        words <= mostWordsOfFirstPage ? undefined : `What must be acted on takes ${words} words.`,
        average <= mostWordsOfSentence
          ? undefined
          : `A sentence has ${Math.round(average)} words on average.`,
      ]);
    },
  },
  {
    id: "L27",
    text: "Keeps the patient out of the title",
    check({ letter: { title }, evaluation: { patient } }) {
      const { familyName, givenNames, mrn, dateOfBirth } = patient;
      const named = [familyName, givenNames, mrn, dateOfBirth, dateText(dateOfBirth)].find((part) =>
        holds(title, part),
      );
      return named === undefined ? passed : failed("The title tells who the patient is.");
    },
  },
  {
    id: "L28",
    text: "Goes in copy to the primary care clinician when another referred and the patient agreed",
    check({ letter: { copies }, evaluation: { referrer, referral }, findings }) {
      if (referrer.specialty === "primary care") return passed;
      if (referral.primaryCare === undefined) return notRecorded("No primary care clinician is recorded.");
      const name = envelopeName(referral.primaryCare);
      const isCopied = copies.some((copy) => copy.name === name);
      if (findings.code("ENC.CONSENT") !== "yes") {
        return isCopied ? failed("A copy goes out although the patient did not agree.") : passed;
      }
      return isCopied ? passed : failed(`No copy goes to ${name}.`);
    },
  },
];
