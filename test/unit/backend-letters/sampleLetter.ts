import type {
  Block,
  Cell,
  LetterDocument,
  Section,
  SectionId,
  Sentence,
} from "../../../shared/letter/document.ts";
import { sectionHeadings, sectionIds } from "../../../shared/letter/document.ts";

/** An invented letter for the writer's tests: every kind of block, two pages long. */

export function say(text: string): Sentence {
  return { runs: [{ text }], sources: [{ fixed: "test" }] };
}
function strong(text: string): Sentence {
  return { runs: [{ text, style: "strong" }], sources: [{ fixed: "test" }] };
}
function cell(text: string, align: "start" | "center" = "start"): Cell {
  return { ...say(text), align };
}
export function paragraph(text: string, lead?: string): Block {
  const sentences = text.split(/(?<=[.?!]) /).map(say);
  return { kind: "paragraph", sentences, ...(lead === undefined ? {} : { lead }) };
}
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): Block {
  return {
    kind: "table",
    summary: "An invented table",
    columns: columns.map((label) => ({ label, share: 1 / columns.length })),
    rows: rows.map((row) => row.map((text) => cell(text))),
  };
}

const content: Readonly<Record<(typeof sectionIds)[number], readonly Block[]>> = {
  answer: [
    paragraph(
      "Yes: a left L5 transforaminal epidural steroid injection is appropriate now. Surgery is not needed at this point; a further loss of strength in the great toe or the ankle would change that.",
    ),
  ],
  impression: [
    paragraph(
      "Left L5 radiculopathy from the L4-5 disc extrusion. History, examination and MRI agree.",
      "Most likely",
    ),
    paragraph("A smaller share of axial pain from the L4-5 disc itself.", "Possible"),
    paragraph(
      "Facet joints and sacroiliac joint. There are no red flags today. The outlook for the leg pain is good; strength recovers more slowly and is being watched.",
      "Less likely",
    ),
  ],
  problems: [
    {
      kind: "numbered",
      items: [
        say(
          "Left L5 radiculopathy for five weeks, with weakness of great-toe extension (4-/5) and hip abduction (4/5).",
        ),
        say("Severe disability (ODI 48 %); off work for 21 days; workers’ compensation claim."),
        say("Oxycodone 20 mg a day (30 MME), begun for this episode."),
      ],
    },
  ],
  recommendations: [
    {
      kind: "table",
      summary: "Who does what, by when, why, and what makes it sooner",
      columns: [
        { label: "What", share: 0.32 },
        { label: "Who", share: 0.16 },
        { label: "When", share: 0.16 },
        { label: "Why", share: 0.16 },
        { label: "Sooner if", share: 0.2 },
      ],
      rows: [
        [
          cell("Left L5 transforaminal epidural steroid injection, fluoroscopy with contrast"),
          cell("Pain clinic"),
          cell("Within a week"),
          cell("Leg pain prevents therapy"),
          cell(""),
        ],
        [
          cell("Restart physical therapy"),
          cell("Pain clinic orders, physical therapist"),
          cell("1-2 weeks after the injection"),
          cell("Stopped on 5 Mar for leg pain"),
          cell(""),
        ],
        [
          cell("Continue gabapentin; reduce oxycodone as leg pain falls"),
          strong("You"),
          cell("From the injection on"),
          cell("30 MME a day"),
          cell(""),
        ],
        [
          cell("Repeat strength testing"),
          cell("Pain clinic"),
          cell("At follow-up"),
          cell("L5 weakness"),
          cell("Foot drop or loss of a grade: call me the same day"),
        ],
      ],
    },
  ],
  medication: [
    paragraph(
      "Unchanged: gabapentin 300 mg three times a day. To be reduced: oxycodone 5 mg four times a day. Stopped on 1 Mar 2025: naproxen. No anticoagulant or antiplatelet. Prescription monitoring was checked on 10 Mar 2025 and is consistent. Allergies: penicillin (rash); none known to contrast, local anesthetic, steroid or latex.",
    ),
  ],
  procedure: [
    paragraph(
      "Left L5 transforaminal epidural injection through the L5-S1 foramen, therapeutic, under fluoroscopy with contrast, with a non-particulate steroid first. Consent covered the rare serious neurological events. A good result is at least half of the leg pain gone; therapy then restarts. Otherwise we consider another approach or a surgical opinion.",
    ),
  ],
  followUp: [
    paragraph(
      "Two weeks after the injection, with me. He knows to seek emergency care for loss of bladder or bowel control, numbness in the saddle area, or rapidly increasing weakness.",
    ),
  ],
  history: [
    paragraph(
      "On 3 Feb 2025 he lifted a crate and had sudden left leg pain “like an electric wire”. It runs through buttock and thigh to the dorsum of the foot and great toe, and is worse than the back pain (leg 7, back 3 of 10; now 6, average 7, worst 9, least 3). It is constant with flares, electric, burning and tingling, with numbness. Sitting, bending, coughing and driving make it worse; lying and walking ease it. He sits 15, stands 30 and walks 40 minutes. NSAIDs and six sessions of physical therapy did not help; gabapentin gives 30-49 % relief. There was no injection or spine surgery before. Mood is fair; PHQ-2 2, GAD-2 1. He wants to sit for an hour to drive, and to return to light duty in four weeks.",
    ),
  ],
  physical: [
    paragraph(
      "Antalgic on the left with a right lateral shift. Lumbar flexion 30°, extension 15°. Straight leg raise reproduces the leg pain at 35° on the left; raising the right leg at 55° also reproduces it. Slump is positive on the left. Femoral stretch, hip, FABER and sacroiliac tests are negative. Facet loading is equivocal on the left.",
    ),
  ],
  neurological: [
    {
      kind: "table",
      summary: "Strength, sensation and reflexes by side",
      columns: [
        { label: "", share: 0.5 },
        { label: "Right", share: 0.25 },
        { label: "Left", share: 0.25 },
      ],
      rows: [
        [cell("Ankle dorsiflexion (L4)"), cell("5", "center"), cell("4+", "center")],
        [cell("Great-toe extension (L5)"), cell("5", "center"), { ...strong("4-"), align: "center" }],
        [cell("Hip abduction (L5)"), cell("5", "center"), { ...strong("4"), align: "center" }],
        [cell("Plantar flexion (S1)"), cell("5", "center"), cell("5", "center")],
        [
          cell("Light touch and pinprick, L5"),
          cell("normal", "center"),
          { ...strong("reduced"), align: "center" },
        ],
        [cell("Patellar / Achilles reflex"), cell("2+ / 2+", "center"), cell("2+ / 2+", "center")],
      ],
    },
    paragraph("Heel walking is weak on the left. Plantar responses are flexor; there is no clonus."),
  ],
  records: [
    {
      kind: "bulleted",
      items: [
        say(
          "MRI of 24 Feb 2025, images reviewed by me: left subarticular L4-5 extrusion, 8 mm, migrated 6 mm down, compressing the traversing L5 root, with moderate canal narrowing (Schizas B). This matches the pain, the weakness and the sensory loss. The L5-S1 bulge is probably incidental.",
        ),
        say("X-ray of 6 Feb 2025, report only: no fracture or slip."),
      ],
    },
  ],
  instruments: [
    table(
      ["Instrument", "Score", "Band", "Date"],
      [
        ["PEG", "7.7", "", "10 Mar 2025"],
        ["ODI", "48 %", "severe", "10 Mar 2025"],
        ["DN4", "5 of 10", "neuropathic", "10 Mar 2025"],
      ],
    ),
  ],
  coordination: [paragraph("Physical therapy: to restart after the injection. Psychology: not needed now.")],
};

export function sections(replaced: Partial<Record<SectionId, readonly Block[]>> = {}): Section[] {
  return sectionIds.map((id) => ({ id, heading: sectionHeadings[id], blocks: replaced[id] ?? content[id] }));
}

export function sampleLetter(changes: Partial<LetterDocument> = {}): LetterDocument {
  return {
    language: "en-US",
    title: "Consultation letter",
    letterDate: "2025-03-10",
    letterNumber: "2025-000017",
    status: "signed",
    letterhead: {
      name: "Larkmoor Interventional Pain",
      lines: ["1200 Sample Avenue, Suite 4", "Anytown, NY 10001", "Phone 555-0110, Fax 555-0111"],
    },
    addressee: {
      name: "Ona Brackwater, MD",
      lines: ["Made-Up Family Medicine", "45 Example Street", "Anytown, NY 10002"],
    },
    copies: [
      { name: "Tomas Ellery, MD", lines: ["Invented Primary Care", "9 Other Road", "Anytown, NY 10003"] },
    ],
    running: { patientName: "Harlan Quillfeather", dateOfBirth: "14 Sep 1982", mrn: "FIC-0001" },
    reference: [
      say("Re: Harlan Quillfeather, born 14 Sep 1982, MRN FIC-0001."),
      say("Seen 10 Mar 2025."),
      say("Your referral REF-F1-77 of 3 Mar 2025, from primary care."),
      {
        runs: [
          {
            text: "You asked: “Left sciatica not settling; is an injection appropriate and does he need surgery?”",
            style: "emphasis",
          },
        ],
        sources: [{ header: "referral" }],
      },
    ],
    salutation: say("Dear Dr Brackwater,"),
    opening: [say("Thank you for referring Mr Quillfeather, whom I saw on 10 Mar 2025.")],
    sections: sections(),
    closing: [say("He agrees to this letter going to the recipients named here."), say("Sincerely,")],
    signature: {
      name: "Ines Marlowe",
      credentials: "MD",
      npi: "1234567893",
      signedAt: "10 Mar 2025 at 16:42 (UTC-05:00)",
    },
    footer: {
      confidentiality:
        "Confidential medical information for the named recipients only. If it reached you in error, please tell the practice and destroy it.",
      disclaimer:
        "Composed from the physician’s recorded findings with decision-support software. The signing physician answers for its content. It informs clinicians, is not advice to patients, and does not replace professional judgment.",
      rulesVersion: "1.0.0",
    },
    ...changes,
  };
}
