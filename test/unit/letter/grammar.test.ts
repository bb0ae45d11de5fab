import { describe, expect, it } from "vitest";
import {
  americanSpelling,
  article,
  clean,
  counted,
  dateText,
  durationText,
  inline,
  joinList,
  lowerFirst,
  onDate,
  periodText,
  quantity,
  sentenceCase,
  sidePlace,
  splitSentences,
  timesADay,
  withFullStop,
} from "../../../shared/letter/grammar.ts";
import { personOf, salutationName, thirdPerson } from "../../../shared/letter/person.ts";

describe("lists", () => {
  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
    [["a", "", "c"], "a and c"],
  ])("joins %j", (items, expected) => {
    expect(joinList(items)).toBe(expected);
  });
  it("joins alternatives", () => expect(joinList(["a", "b", "c"], "or")).toBe("a, b or c"));
});

describe("articles go by sound", () => {
  it.each([
    ["MRI", "an"],
    ["EMG", "an"],
    ["CT", "a"],
    ["L5 root", "an"],
    ["S1 root", "an"],
    ["C7 root", "a"],
    ["T1", "a"],
    ["NSAID", "an"],
    ["X-ray", "an"],
    ["8 mm slip", "an"],
    ["84-year-old man", "an"],
    ["11 mm slip", "an"],
    ["18-gauge needle", "an"],
    ["110 mm line", "a"],
    ["1 cm scar", "a"],
    ["ulnar neuropathy", "an"],
    ["unilateral sign", "a"],
    ["user", "a"],
    ["hour", "an"],
    ["herniation", "a"],
    ["opioid", "an"],
    ["US citizen", "a"],
  ])("%s takes %s", (word, expected) => {
    expect(article(word)).toBe(expected);
  });
});

describe("quantities", () => {
  it.each([
    [300, "mg", "300\u00A0mg"],
    [48, "%", "48%"],
    [35, "°", "35°"],
    [15, "min", "15\u00A0minutes"],
    [1, "min", "1\u00A0minute"],
    [36.7, "°C", "36.7\u00A0°C"],
    [-2.1, "", "-2.1"],
    [76, "/min", "76\u00A0per minute"],
    [0, "mL", "0\u00A0mL"],
    [25.9, "kg/m^2", "25.9\u00A0kg/m²"],
  ])("writes %d %s", (amount, unit, expected) => {
    expect(quantity(amount, unit)).toBe(expected);
  });
  it.each([
    [1, "one session"],
    [6, "six sessions"],
    [12, "twelve sessions"],
    [13, "13 sessions"],
    [0, "no sessions"],
  ])("counts %d", (count, expected) => expect(counted(count, "session")).toBe(expected));
  it.each([
    [1, "once a day"],
    [2, "twice a day"],
    [4, "four times a day"],
    [0.5, "every other day"],
    [1.5, "1.5 times a day"],
    [0.14, "about every seven days"],
  ])("doses %d a day", (perDay, expected) => expect(timesADay(perDay)).toBe(expected));
});

describe("dates", () => {
  it.each([
    ["2025-03-10", "10 Mar 2025", "on 10 Mar 2025"],
    ["2025-03", "March 2025", "in March 2025"],
    ["2025", "2025", "in 2025"],
    ["2024-02-29", "29 Feb 2024", "on 29 Feb 2024"],
  ])("writes %s as exactly as it is known", (date, text, on) => {
    expect(dateText(date)).toBe(text);
    expect(onDate(date)).toBe(on);
  });
  it.each([
    [1, "one day"],
    [13, "13 days"],
    [14, "two weeks"],
    [35, "five weeks"],
    [83, "eleven weeks"],
    [84, "nearly three months"],
    [431, "14 months"],
    [729, "nearly two years"],
    [731, "two years"],
    [1385, "nearly four years"],
    [1200, "three years"],
  ])("calls %d days %s", (days, expected) => expect(durationText(days)).toBe(expected));
  it.each([
    ["2025-02-12", "2025-03-05", "12 Feb to 5 Mar 2025"],
    ["2025-02-03", "2025-02-06", "3 to 6 Feb 2025"],
    ["2024-12-12", "2025-01-05", "12 Dec 2024 to 5 Jan 2025"],
    ["2025-02", "2025-03", "February to March 2025"],
    ["2024", "2025", "2024 to 2025"],
    ["2025-02-12", undefined, "since 12 Feb 2025"],
    [undefined, "2025-03", "until March 2025"],
    [undefined, undefined, ""],
    ["2025-02-12", "2025-02-12", "on 12 Feb 2025"],
  ])("spans %s to %s", (start, end, expected) => expect(periodText(start, end)).toBe(expected));
});

describe("typed words", () => {
  it.each([
    [
      "Leg pain. Stopped by Dr. Smith at 5 mg. Better",
      ["Leg pain.", "Stopped by Dr. Smith at 5 mg.", "Better."],
    ],
    ["one\ntwo", ["One.", "Two."]],
    ["Is it 3.5 mm? Yes", ["Is it 3.5 mm?", "Yes."]],
    ["Seen by J. Doe, M.D. today", ["Seen by J. Doe, M.D. today."]],
    ["  ", []],
    ["He said “no.” Then left", ["He said “no.”", "Then left."]],
  ])("splits %j", (text, expected) => expect(splitSentences(text)).toEqual(expected));
  it.each([
    ["Left leg pain", "left leg pain"],
    ["L5 weakness", "L5 weakness"],
    ["MRI agrees", "MRI agrees"],
    ["X-ray of the hip", "X-ray of the hip"],
    ["Achilles reflex", "Achilles reflex"],
    ["I agree", "I agree"],
    ["Pain Care Center", "Pain Care Center"],
    ["A scar", "a scar"],
    ["Ödem links", "ödem links"],
  ])("puts %s inside a sentence", (text, expected) => expect(lowerFirst(text)).toBe(expected));
  it("cleans spaces and punctuation", () => {
    expect(clean("  a  b ,c .\n d")).toBe("a b ,c. d");
    expect(inline("Worse at night. ")).toBe("worse at night");
  });
  it.each([
    ["done", "done."],
    ["done.", "done."],
    ["done?", "done?"],
    ["“done.”", "“done.”"],
    ["done;", "done."],
  ])("ends %s", (text, expected) => expect(withFullStop(text)).toBe(expected));
  it.each([
    ["“left", "“Left"],
    ["élan", "Élan"],
    ["35° at", "35° at"],
    ["ψυχή", "Ψυχή"],
  ])("opens %s", (text, expected) => expect(sentenceCase(text)).toBe(expected));
});

describe("American spelling", () => {
  it.each([
    ["Orthopaedic surgery", "Orthopedic surgery"],
    ["local anaesthetic", "local anesthetic"],
    ["Oedema", "Edema"],
    ["obstructive sleep apnoea", "obstructive sleep apnea"],
    ["Anaemia", "Anemia"],
    ["recent bacteraemia", "recent bacteremia"],
    ["Haematological", "Hematological"],
    ["trophic or colour change", "trophic or color change"],
    ["centralises", "centralizes"],
    ["rehabilitation programme", "rehabilitation program"],
    ["<30 %", "<30%"],
    ["paraesthesia", "paresthesia"],
    ["aesthetic", "aesthetic"],
    ["center", "center"],
  ])("%s", (british, american) => expect(americanSpelling(british)).toBe(american));
});

describe("sides", () => {
  it.each([
    ["left", "on the left"],
    ["bilateral", "on both sides"],
    ["midline", "in the midline"],
    ["not applicable", ""],
    [undefined, ""],
  ])("%s", (side, expected) => expect(sidePlace(side)).toBe(expected));
});

describe("how a person is spoken of", () => {
  const patient = { givenNames: "Alex", familyName: "Doe", dateOfBirth: "1980-01-01", mrn: "1" };
  it.each([
    [{ sexAtBirth: "female" }, "Ms Doe", "she", "has"],
    [{ sexAtBirth: "male" }, "Mr Doe", "he", "has"],
    [{ sexAtBirth: "intersex" }, "Alex Doe", "they", "have"],
    [{ sexAtBirth: "unknown" }, "Alex Doe", "they", "have"],
    [{ sexAtBirth: "female", gender: "man" }, "Mr Doe", "he", "has"],
    [{ sexAtBirth: "male", gender: "woman" }, "Ms Doe", "she", "has"],
    [{ sexAtBirth: "male", gender: "non-binary" }, "Alex Doe", "they", "have"],
    [{ sexAtBirth: "male", gender: "not stated" }, "Alex Doe", "they", "have"],
  ] as const)("%j", (known, name, he, has) => {
    const person = personOf({ ...patient, ...known });
    expect([person.name, person.he, person.has]).toEqual([name, he, has]);
  });
  it.each([
    ["sit", "sits"],
    ["walk", "walks"],
    ["carry", "carries"],
    ["do", "does"],
    ["say", "says"],
    ["fix", "fixes"],
    ["know", "knows"],
  ])("%s", (infinitive, expected) => expect(thirdPerson(infinitive)).toBe(expected));
  it.each([
    [{ familyName: "Brackwater", title: "Dr", givenNames: "Ona" }, "Dr Brackwater"],
    [{ familyName: "Brackwater", givenNames: "Ona", credentials: "MD" }, "Dr Brackwater"],
    [{ familyName: "Brackwater", givenNames: "Ona", credentials: "NP" }, "Ona Brackwater"],
    [{ familyName: "Brackwater" }, "Brackwater"],
  ])("greets %j", (clinician, expected) => {
    expect(salutationName({ specialty: "primary care", ...clinician })).toBe(expected);
  });
});
