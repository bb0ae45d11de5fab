import { describe, expect, it } from "vitest";
import { firstItem, sourceLines } from "../../../renderer/screens/letter/sources.ts";
import { findItem } from "../../../shared/checklist/index.ts";
import type { Sentence, Source } from "../../../shared/letter/document.ts";

const sentence = (...sources: Source[]): Sentence => ({ runs: [{ text: "Words." }], sources });

describe("sourceLines", () => {
  it("names findings by their label, first and once", () => {
    const lines = sourceLines(
      sentence({ rule: "TIM-2" }, { item: "REF.QUESTION" }, { item: "REF.QUESTION", part: "1" }),
    );
    expect(lines).toEqual([
      { label: findItem("REF.QUESTION")?.label, itemId: "REF.QUESTION" },
      { label: "Rule TIM-2" },
    ]);
  });

  it("points every header to an item that exists", () => {
    for (const header of ["patient", "referrer", "referral", "visit"] as const) {
      const itemId = sourceLines(sentence({ header }))[0]?.itemId;
      expect(findItem(itemId ?? ""), header).toBeDefined();
    }
  });
});

describe("firstItem", () => {
  it("prefers a finding to the header, and has nowhere to go for standing words", () => {
    expect(firstItem(sentence({ header: "patient" }, { item: "REF.DATE" }))).toBe("REF.DATE");
    expect(firstItem(sentence({ header: "visit" }))).toBe("ENC.DATE");
    expect(firstItem(sentence({ fixed: "salutation" }, { header: "signer" }))).toBeUndefined();
  });
});
