import { describe, expect, it } from "vitest";
import { plainText } from "../../../shared/letter/document.ts";
import { redFlagIds } from "../../../shared/letter/sections/redFlags.ts";
import { letterOf, sectionOf, sectionText, values } from "./support.ts";

const answeredNo = Object.fromEntries(redFlagIds.map((id) => [id, "no"]));

function urgentText(
  entries: Readonly<Record<string, unknown>>,
  notes: Readonly<Record<string, string>> = {},
) {
  const answers = Object.fromEntries(
    Object.entries(values(entries)).map(([id, answer]) => {
      const note = notes[id];
      return [id, note === undefined ? answer : { ...answer, note }];
    }),
  );
  return letterOf({ answers }).urgent?.map(plainText).join(" ");
}

describe("the urgent box", () => {
  it("names what is feared, who was phoned and when, within the first 300 characters", () => {
    const text = urgentText(
      {
        ...answeredNo,
        "RF.CES.BLADDER": "yes",
        "RF.CES.SADDLE": "yes",
        "RF.NEURO.PROG": "yes",
        "RF.CES.ONSET": "2025-03-06",
        "PLAN.URGENT": {
          action: "Sent to the emergency department for MRI within four hours.",
          phonedPerson: "Dr Vale, spine surgery on call",
          phonedAt: "10:35",
        },
      },
      { "RF.CES.BLADDER": "cannot feel himself pass urine" },
    );
    expect(text).toBe(
      "Urgent: possible cauda equina syndrome and progressive or severe weakness. " +
        "I phoned Dr Vale, spine surgery on call (10:35). " +
        "Sent to the emergency department for MRI within four hours. " +
        "Found: new bladder disturbance (cannot feel himself pass urine) and altered saddle sensation. " +
        "The first of these began or worsened on 6 Mar 2025.",
    );
    expect(text?.slice(0, 300)).toMatch(/cauda equina.*phoned/s);
  });

  it("says nothing about a call that is not recorded", () => {
    const text = urgentText({ "RF.AAA": "yes" });
    expect(text).toBe("Urgent: possible aortic aneurysm. Found: aortic aneurysm suspected.");
  });

  it.each([
    ["RF.CES.BLADDER", "cauda equina"],
    ["RF.CES.BOWEL", "cauda equina"],
    ["RF.CES.SADDLE", "cauda equina"],
    ["RF.CES.SEX", "cauda equina"],
    ["RF.NEURO.PROG", "weakness"],
    ["RF.MYELO", "spinal cord"],
    ["RF.AAA", "aortic aneurysm"],
    ["RF.SUI", "suicidal thoughts"],
  ])("stands for %s", (id, words) => {
    expect(urgentText({ [id]: "yes" })).toContain(words);
  });

  it.each([
    ["both legs alone, common in stenosis", { "RF.CES.BILAT": "yes" }],
    ["a risk of infection alone", { "RF.INF.RISK": "yes" }],
    ["fever alone", { "RF.INF.FEVER": "yes" }],
    ["past cancer", { "RF.CA.HX": "yes" }],
    ["an unknown bladder", { "RF.CES.BLADDER": "unknown" }],
    ["everything denied", answeredNo],
  ])("does not stand for %s", (_, entries) => {
    expect(urgentText(entries)).toBeUndefined();
  });

  it("stands for fever with unremitting rest pain", () => {
    expect(urgentText({ "RF.INF.FEVER": "yes", "RF.CA.NIGHT": "yes" })).toContain("spinal infection");
  });

  it("stands for both legs with progressive weakness", () => {
    expect(urgentText({ "RF.CES.BILAT": "yes", "RF.NEURO.PROG": "yes" })).toContain("cauda equina");
  });

  it("stands for suicidal thoughts however they came to light", () => {
    expect(urgentText({ "INS.PHQ.9": 1 })).toContain("suicidal thoughts");
    expect(urgentText({ "HX.PSY": { suicidalThoughts: "passive thoughts" } })).toContain(
      "passive suicidal thoughts",
    );
    expect(urgentText({ "INS.PHQ.9": 0, "HX.PSY": { suicidalThoughts: "no" } })).toBeUndefined();
  });

  it("stands wherever the physician recorded an urgent action", () => {
    expect(urgentText({ "PLAN.URGENT": { action: "Admitted today" } })).toBe("Admitted today.");
  });
});

describe("the red-flag statement", () => {
  const said = (entries: Readonly<Record<string, unknown>>) => sectionText("impression", entries);
  it("says no red flags only when every one was answered no", () => {
    expect(said(answeredNo)).toBe("No red flags were found on screening.");
    const { "RF.AAA": _, ...rest } = answeredNo;
    expect(said(rest)).toBe("Of the red flags asked, none was present.");
  });
  it("lists what is present first", () => {
    expect(said({ ...answeredNo, "RF.CA.WL": "yes", "RF.INFLAM": "yes" })).toBe(
      "Red flags: unexplained weight loss and inflammatory back pain.\nNone of the other red flags asked was present.",
    );
  });
  it("keeps an open question open", () => {
    expect(said({ ...answeredNo, "RF.CES.BLADDER": "unknown" })).toBe(
      "Of the red flags asked, none was present.\nRed flags not known: new bladder disturbance.",
    );
    expect(said({ "RF.AAA": "not asked" })).toBe("Red flags not asked: aortic aneurysm suspected.");
  });
  it("is silent where nothing was asked", () => {
    expect(said({})).toBe("No impression is recorded.");
  });
});

describe("the impression", () => {
  const row = (diagnosis: string, certainty: string, more = {}) => ({ diagnosis, certainty, ...more });
  it("ranks by certainty, argues, and says that there are several sources", () => {
    expect(
      sectionText("impression", {
        "PLAN.DX": [
          row("Hip pain", "less likely"),
          row("Facet pain", "possible", { side: "bilateral", levels: ["L4-5", "L5-S1"] }),
          row("Left L5 radiculopathy", "most likely", {
            side: "left",
            root: "L5",
            evidenceFor: "Weak great toe.",
            evidenceAgainst: "Normal EMG",
          }),
        ],
        "PLAN.MECH": ["neuropathic"],
        "PLAN.PROG": "Good over weeks",
      }),
    ).toBe(
      [
        "Most likely: left L5 radiculopathy.",
        "In favor: weak great toe.",
        "Possible in addition: facet pain (both sides, L4-5 and L5-S1).",
        "Less likely: hip pain.",
        "Outlook: good over weeks.",
      ].join("\n"),
    );
  });
  it("keeps what was weighed for the evidence, and says nothing twice", () => {
    expect(
      sectionText("records", {
        "PLAN.DX": [
          row("Left L5 radiculopathy", "most likely", {
            evidenceFor: "Weak great toe.",
            evidenceAgainst: "Normal EMG. No atrophy.",
          }),
          row("Facet pain", "possible", { evidenceFor: "Facet loading" }),
          row("Hip pain", "less likely", { evidenceAgainst: "Free rotation" }),
        ],
      }),
    ).toBe(
      [
        "Against left L5 radiculopathy: normal electromyography (EMG).",
        "No atrophy.",
        "For facet pain: facet loading.",
        "Against hip pain: free rotation.",
      ].join("\n"),
    );
  });
  it("tells names apart that hold “and” or a comma, and puts a second bracket nowhere", () => {
    expect(
      sectionText("impression", {
        "PLAN.DX": [
          row("Disc and facet pain", "less likely"),
          row("Strain (old)", "less likely", { codeSystem: "ICD-10-CM", code: "M54.5" }),
        ],
      }),
    ).toBe("Less likely: disc and facet pain; strain (old), ICD-10-CM M54.5.");
  });
  it("calls two likely sources two, and one source nothing", () => {
    const likely = [row("Back pain", "most likely"), row("Hip pain", "confirmed by controlled block")];
    expect(sectionText("impression", { "PLAN.DX": likely })).toContain(
      "The pain most likely has more than one source.",
    );
    expect(sectionText("impression", { "PLAN.DX": [row("Back pain", "most likely")] })).toBe(
      "Most likely: back pain.",
    );
  });
  it("says which findings do not fit", () => {
    const finding = (name: string, concordance: string, side: string) => ({
      finding: name,
      concordance,
      level: "L4-5",
      side,
    });
    expect(
      sectionText("impression", {
        "IM.CONC": [finding("extrusion", "discordant", "left"), finding("bulge", "concordant", "right")],
      }),
    ).toBe(
      "On imaging, the right L4-5 bulge matches the pain; the left L4-5 extrusion does not match the pain.",
    );
  });
});

describe("the answer", () => {
  it("is the physician's own, in sentences", () => {
    expect(sectionText("answer", { "PLAN.ANSWER": "inject now. Surgery can wait" })).toBe(
      "Inject now.\nSurgery can wait.",
    );
  });
  it("is composed from diagnosis, next step and surgery where none was written", () => {
    expect(
      sectionText("answer", {
        "PLAN.DX": [{ diagnosis: "Left L5 radiculopathy", certainty: "most likely" }],
        "PLAN.PROC": [
          {
            type: "epidural steroid injection",
            intent: "therapeutic",
            side: "left",
            level: "L5-S1",
            approach: "transforaminal",
          },
        ],
        "PLAN.SURG": "not considered now",
      }),
    ).toBe(
      "Her pain most likely comes from left L5 radiculopathy.\n" +
        "The next step is: left L5-S1 transforaminal epidural steroid injection (ESI).\n".replace(
          " (ESI)",
          "",
        ) +
        "Surgery is not considered at this time.",
    );
  });
  it.each([
    ["confirmed by controlled block", "The diagnosis, confirmed by controlled block, is facet pain."],
    ["possible", "The leading diagnosis, though only possible, is facet pain."],
    ["not graded", "The working diagnosis is facet pain."],
  ])("claims no more than %s", (certainty, expected) => {
    expect(sectionText("answer", { "PLAN.DX": [{ diagnosis: "Facet pain", certainty }] })).toBe(expected);
  });
});

describe("the problem list", () => {
  it("is the physician's where there is one", () => {
    const problems = [{ problem: "Low back pain", detail: "two years" }, { problem: "Diabetes." }];
    expect(sectionText("problems", { "PLAN.PROBLEM": problems })).toBe(
      "Low back pain (two years).\nDiabetes.",
    );
  });
  it("is derived otherwise, at most eight", () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      diagnosis: `Pain ${index}`,
      certainty: "possible",
    }));
    const text = sectionText("problems", {
      "HX.REGION": ["low back", "leg"],
      "PLAN.DX": [{ diagnosis: "Left L5 radiculopathy", certainty: "most likely" }, ...many],
      "NE.M.L5": { right: { grade: "5" }, left: { grade: "4-" } },
      "HX.ONSET.DATE": "2025-02-03",
      "INS.ODI": { total: 48 },
      "HX.PMH.DM": { type: "insulin" },
    });
    const lines = text.split("\n");
    expect(lines.length).toBeLessThanOrEqual(8);
    expect(lines[0]).toBe(
      "Left L5 radiculopathy, five weeks, with weakness of great-toe extension (left 4-/5).",
    );
    expect(text).toContain("Severe disability (Oswestry Disability Index [ODI] 48%).");
    expect(text).toContain("Diabetes on insulin.");
  });
});

describe("recommendations", () => {
  const rows = [
    { action: "inject", responsible: "pain clinic", timing: "this week", reason: "pain" },
    {
      action: "Taper oxycodone.",
      responsible: "referring clinician",
      timing: "from then on",
      escalateIf: "withdrawal",
    },
    { action: "Review mood", responsible: "PCP", timing: "next month" },
  ];
  it("marks the reader's own tasks", () => {
    const letter = letterOf({ answers: values({ "PLAN.REC": rows }) });
    expect(sectionOf(letter, "recommendations")).toBe(
      [
        "Inject | Pain clinic | This week | Pain | ",
        "Taper oxycodone | You | From then on |  | Withdrawal",
        "Review mood | You | Next month |  | ",
      ].join("\n"),
    );
    const table = letter.sections.find(({ id }) => id === "recommendations")?.blocks[0];
    if (table?.kind !== "table") throw new Error("no table");
    expect(table.columns.map(({ label }) => label)).toEqual(["What", "Who", "When", "Why", "Sooner if"]);
    expect(table.rows[1]?.[1]?.runs).toEqual([{ text: "You", style: "strong" }]);
  });
  it("calls the primary care clinician by name of office where a specialist referred", () => {
    const text = sectionText(
      "recommendations",
      { "PLAN.REC": rows.slice(2) },
      { referrer: { specialty: "neurology" } },
    );
    expect(text).toBe(
      "Review mood | Primary care clinician | Next month\nNothing is asked of you at this point.",
    );
  });
});

describe("who the letter is from, to and about", () => {
  it("says how the patient was seen and what was asked", () => {
    const letter = letterOf({
      referral: { question: "Would an injection help", identifier: "R-7", urgency: "urgent" },
      answers: values({ "ENC.MODE": "telehealth" }),
    });
    expect(letter.reference.map(plainText)).toEqual([
      "Re: Tess Ample, born 3 Feb 1970, MRN T-3.",
      "Seen 10 Mar 2025.",
      "Your urgent referral R-7 of 3 Mar 2025, from primary care.",
      "You asked: “Would an injection help.”",
    ]);
    expect(plainText(letter.salutation)).toBe("Dear Dr Referrer,");
    expect(letter.opening.map(plainText)).toEqual([
      "Thank you for referring Ms Ample, aged 55, whom I saw by telehealth on 10 Mar 2025.",
    ]);
  });

  const primaryCare = {
    title: "Dr",
    givenNames: "Ruth",
    familyName: "Fair",
    specialty: "primary care" as const,
  };
  it.each([
    ["neurology", "yes", 1],
    ["neurology", "no", 0],
    ["neurology", undefined, 0],
    ["primary care", "yes", 0],
  ] as const)("copies to primary care when %s refers and consent is %s: %i", (specialty, consent, count) => {
    const answers = consent === undefined ? {} : values({ "ENC.CONSENT": consent });
    expect(letterOf({ referrer: { specialty }, referral: { primaryCare }, answers }).copies).toHaveLength(
      count,
    );
  });

  it("keeps the patient out of the title", () => {
    expect(letterOf({}).title).not.toMatch(/Ample|Tess|T-3/);
  });
});
