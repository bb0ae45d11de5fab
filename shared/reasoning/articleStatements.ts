import type { Source } from "./sources.ts";

/** What the founding article (Ref0) says, statement by statement, in other words; the numbers are cited as T01 to T34. */

const statements: readonly string[] = [
  "The spine has many structures from which pain can come.",
  "Most neck and back pain has a simple cause, such as overuse, and settles within days.",
  "Short rest, changed activity and simple pain relievers may be enough.",
  "Pain that is no better after about 4 to 7 days is looked into by a clinician.",
  "Pain that is no better with physical therapy or medicines is a matter for an interventional pain specialist.",
  "Looking further may mean tests such as magnetic resonance imaging.",
  "A pain specialist is trained in how pain arises, in complicated problems, in special tests, in prescribing and in procedures.",
  "Treatments grow in number and in complexity.",
  "Pain that goes on for about 2 to 3 weeks in spite of conservative care is a reason to consider a referral.",
  "A thorough evaluation usually has four parts: history, physical examination, neurological examination, and a review of all records and studies.",
  "A procedure can treat, and it can find the source of pain.",
  "The right diagnosis is the first step, and the most important one.",
  "Epidural injections and nerve blocks are guided by X-ray or ultrasound.",
  "Procedures help to find where the pain really comes from.",
  "Procedures may spare an operation that is not needed.",
  "Nerve blocks deal with pain from the small joints of the spine.",
  "Enough relief after diagnostic blocks may lead to radiofrequency treatment, for longer relief.",
  "Relief after radiofrequency treatment can last for months or for years.",
  "Patients often have more than one source of pain, so that studies do not always match history and examination.",
  "To be seen: patients whom conservative care failed and who are no candidates for surgery.",
  "To be seen: patients with pain that is left after spine surgery and a reasonable time of recovery.",
  "Pain after surgery may come from scar tissue, from a nerve harmed before the repair, from a new source, from a recurrence, and rarely from an operation that failed.",
  "Severe pain that prevents exercise or physical therapy is a reason to be seen earlier than 2 to 3 weeks.",
  "In that case relief may come first, and exercise and physical therapy after it.",
  "The specialist finds the most likely sources and directs the patient to fitting treatment.",
  "A precise diagnosis lets treatment begin at once; medicines or therapy alone are not all there is.",
  "Every kind of treatment is drawn upon.",
  "Physical therapy, psychological therapy and rehabilitation are coordinated.",
  "The best way to the specialist leads through the primary care physician.",
  "Spine surgeons, orthopaedic surgeons, neurologists, rheumatologists and others refer too.",
  "Pain physicians work closely with who referred the patient.",
  "Each patient is unique and is assessed as a whole.",
  "The article is general information and one author's opinion; it replaces no qualified professional.",
  "The article's times are approximate.",
];

export const articleStatements: readonly Source[] = statements.map((title, index) => ({
  id: `T${String(index + 1).padStart(2, "0")}`,
  title,
  where: "Statement of the article of Ref0, in other words",
}));
