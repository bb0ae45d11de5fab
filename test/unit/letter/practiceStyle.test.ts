import { describe, expect, it } from "vitest";
import { evidenceSections, letterSettingsSchema } from "../../../shared/evaluation/letterSettings.ts";
import { CheckedLetter } from "../../../shared/letter/checks/check.ts";
import { formChecks } from "../../../shared/letter/checks/formChecks.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { plainText, sectionIds } from "../../../shared/letter/document.ts";
import { fixture, frame } from "./support.ts";

const evaluation = fixture("case-f1.json");
const ordered = [...evidenceSections].reverse();
const styled = compose(evaluation, {
  ...frame,
  practice: {
    ...frame.practice,
    letter: {
      closing: "With kind regards",
      footer: "Open Monday to Friday",
      confidentiality: "For your eyes only.",
      evidenceOrder: ordered,
    },
  },
});
const plain = compose(evaluation, frame);

describe("a practice's own style", () => {
  it("changes close, footer and the order of the evidence, and nothing that is said", () => {
    expect(styled.closing.map(plainText).at(-1)).toBe("With kind regards,");
    expect(styled.closing.at(-1)?.sources).toEqual(plain.closing.at(-1)?.sources);
    expect(styled.footer).toMatchObject({
      practice: "Open Monday to Friday",
      confidentiality: "For your eyes only.",
    });
    expect(styled.footer.disclaimer).toBe(plain.footer.disclaimer);
    expect(styled.sections.map(({ id }) => id)).toEqual([...sectionIds.slice(0, 7), ...ordered]);
  });

  it.each([
    ["title", { givenNames: "Ona", title: "Dr" }, "Dear Dr Brackwater,"],
    ["fullName", { givenNames: "Ona", title: "Dr" }, "Dear Ona Brackwater,"],
    ["fullName", { givenNames: undefined, title: "Dr" }, "Dear Dr Brackwater,"],
  ] as const)("salutes by %s", (salutation, names, expected) => {
    const { givenNames: _given, ...referrer } = evaluation.referrer;
    const { givenNames, title } = names;
    const letter = compose(
      {
        ...evaluation,
        referrer: { ...referrer, familyName: "Brackwater", title, ...(givenNames && { givenNames }) },
      },
      { ...frame, practice: { ...frame.practice, letter: { salutation } } },
    );
    expect(plainText(letter.salutation)).toBe(expected);
  });

  it("passes L06, which fails where what must be acted on is moved", () => {
    const check = formChecks.find(({ id }) => id === "L06");
    expect(check?.check(new CheckedLetter(styled, evaluation)).outcome).toBe("passed");
    const [first, second, ...rest] = styled.sections;
    if (first === undefined || second === undefined) throw new Error("a letter has sections");
    const moved = { ...styled, sections: [second, first, ...rest] };
    expect(check?.check(new CheckedLetter(moved, evaluation)).outcome).toBe("failed");
    const mixed = { ...styled, sections: [...rest, first, second] };
    expect(check?.check(new CheckedLetter(mixed, evaluation)).outcome).toBe("failed");
  });

  it.each<readonly [string, unknown]>([
    ["a section that may not move", { evidenceOrder: ["answer", ...evidenceSections.slice(1)] }],
    ["a section left out", { evidenceOrder: evidenceSections.slice(1) }],
    ["a section twice", { evidenceOrder: [...evidenceSections.slice(1), "records"] }],
    ["an empty close", { closing: "  " }],
    ["a footer beyond measure", { footer: "x".repeat(161) }],
    ["an unknown wish", { colour: "red" }],
  ])("is refused: %s", (_name, settings) => {
    expect(letterSettingsSchema.safeParse(settings).success).toBe(false);
  });
});
