import { describe, expect, it } from "vitest";
import {
  byPriority,
  countsByStage,
  daysWaiting,
  filterRows,
  firstStageWithRows,
  sortRows,
} from "../../../renderer/screens/worklist/worklistRows.ts";
import type { WorklistRow } from "../../../shared/contract.ts";

const day = "2025-03-10";
const row = (changes: Partial<WorklistRow>): WorklistRow => ({
  evaluationId: "00000000-0000-4000-8000-000000000001",
  patientName: "Quillfeather, Harlan",
  dateOfBirth: "1982-09-14",
  mrn: "FIC-0001",
  referrerName: "Dr Ona Brackwater",
  question: "Is an injection appropriate?",
  urgency: "routine",
  referralDate: "2025-03-03",
  visitDate: day,
  stage: "referred",
  loopState: "received",
  redFlag: false,
  owner: "iris",
  ...changes,
});

describe("daysWaiting", () => {
  it.each([
    ["2025-03-03", "referred", 7],
    ["2025-03-10", "inEvaluation", 0],
    // A referral that was dated tomorrow by mistake does not wait a negative time.
    ["2025-03-11", "referred", 0],
    ["2025-03-03", "closed", undefined],
  ] as const)("referred %s, %s: %s", (referralDate, stage, expected) => {
    expect(daysWaiting(row({ referralDate, stage }), day)).toBe(expected);
  });
});

describe("daysWaiting of a follow-up", () => {
  it.each([
    ["2025-03-01", 9],
    ["2025-03-10", 0],
    ["2025-05-12", 0],
  ])("counts from its visit %s, for the referral was answered before", (visitDate, expected) => {
    const followUp = row({ referralDate: "2024-01-01", visitDate, followUp: true });
    expect(daysWaiting(followUp, day)).toBe(expected);
  });
});

describe("sortRows", () => {
  const rows = [
    row({ patientName: "A", urgency: "routine", referralDate: "2025-01-01" }),
    row({ patientName: "B", urgency: "urgent", referralDate: "2025-03-01" }),
    row({ patientName: "C", urgency: "emergency", referralDate: "2025-03-09" }),
    row({ patientName: "D", urgency: "routine", referralDate: "2025-03-09", redFlag: true }),
    row({ patientName: "E", urgency: "urgent", referralDate: "2025-02-01" }),
  ];
  const names = (sorted: readonly WorklistRow[]) => sorted.map((one) => one.patientName).join("");

  it("puts red flags first, then urgency, then the longest wait", () => {
    expect(names(sortRows(rows, byPriority, day))).toBe("DCEBA");
  });

  it("sorts by a column either way and leaves the given list alone", () => {
    const before = names(rows);
    expect(names(sortRows(rows, { key: "daysWaiting", descending: true }, day))).toBe("AEBCD");
    expect(names(sortRows(rows, { key: "urgency", descending: false }, day))).toBe("CBEAD");
    expect(names(sortRows(rows, { key: "patientName", descending: true }, day))).toBe("EDCBA");
    expect(names(rows)).toBe(before);
  });

  it("sorts by age with the youngest first", () => {
    const old = row({ patientName: "old", dateOfBirth: "1940-01-01" });
    const young = row({ patientName: "young", dateOfBirth: "2001-01-01" });
    expect(sortRows([old, young], { key: "age", descending: false }, day)[0]?.patientName).toBe("young");
  });
});

describe("filterRows", () => {
  const rows = [
    row({ patientName: "Müller, Jürgen", mrn: "FIC-1009" }),
    row({ patientName: "Nguyễn, Hồng", referrerName: "Dr Osei" }),
    row({ patientName: "Παπαδόπουλος, Ελένη" }),
  ];
  it.each([
    ["", 3],
    ["   ", 3],
    ["muller", 1],
    ["MÜLLER jur", 1],
    ["nguyen osei", 1],
    ["muller osei", 0],
    ["1009", 1],
    ["παπα", 1],
    ["1982-09", 3],
  ])("%j leaves %d rows", (typed, count) => {
    expect(filterRows(rows, typed)).toHaveLength(count);
  });
});

describe("stages", () => {
  it("counts every stage, empty ones too", () => {
    expect(countsByStage([row({}), row({ stage: "closed" })])).toEqual({
      referred: 1,
      inEvaluation: 0,
      readyToSign: 0,
      letterToSend: 0,
      awaitingAcknowledgement: 0,
      closed: 1,
    });
  });

  it("begins with the first stage that holds anything", () => {
    expect(firstStageWithRows([row({ stage: "closed" }), row({ stage: "readyToSign" })])).toBe("readyToSign");
    expect(firstStageWithRows([])).toBe("referred");
  });
});
