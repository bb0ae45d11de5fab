import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import type { CellKind, Field, Item } from "../../../shared/checklist/kinds.ts";
import { neurologicalPart } from "../../../shared/checklist/neurological/index.ts";
import { physicalPart } from "../../../shared/checklist/physical/index.ts";

function itemOf(id: string): Item {
  const item = findItem(id);
  if (item === undefined) throw new Error(`no item ${id}`);
  return item;
}

function fieldsOf(item: Item): readonly Field[] {
  if (item.kind === "record" || item.kind === "repeat") return item.fields;
  if (item.kind === "grid") return item.columns;
  if (item.kind === "pair" && item.entry.kind === "record") return item.entry.fields;
  return [];
}

function cellOf(id: string, field?: string): CellKind {
  const item = itemOf(id);
  if (field !== undefined) {
    const found = fieldsOf(item).find((candidate) => candidate.id === field);
    if (found === undefined) throw new Error(`no field ${id}.${field}`);
    return found;
  }
  if (item.kind === "pair") {
    if (item.entry.kind === "record") throw new Error(`${id} holds records`);
    return item.entry;
  }
  if (["record", "repeat", "grid", "drawing", "computed"].includes(item.kind))
    throw new Error(`${id} is no cell`);
  return item as CellKind;
}

function codesOf(id: string, field?: string): readonly string[] {
  const cell = cellOf(id, field);
  if (cell.kind !== "single" && cell.kind !== "multi") throw new Error(`${id} has no choices`);
  return cell.choices.map((choice) => choice.code);
}

const idsWith = (prefix: RegExp) =>
  [physicalPart, neurologicalPart]
    .flatMap((part) => part.groups.flatMap((group) => group.items.map((item) => item.id)))
    .filter((id) => prefix.test(id));

describe("numbers are accepted within", () => {
  test.each<[string, string | undefined, number, number]>([
    ["PE.VIT.BP", "systolic", 60, 260],
    ["PE.VIT.BP", "diastolic", 30, 160],
    ["PE.VIT.HR", undefined, 30, 220],
    ["PE.VIT.RR", undefined, 6, 60],
    ["PE.VIT.SPO2", undefined, 50, 100],
    ["PE.VIT.TEMP", undefined, 34, 42],
    ["PE.VIT.HT", undefined, 100, 230],
    ["PE.VIT.WT", undefined, 25, 300],
    ["PE.POST.LLD", "difference", 0, 60],
    ["PE.ROM.C.FLEX", "degrees", 0, 90],
    ["PE.ROM.C.EXT", "degrees", 0, 90],
    ["PE.ROM.C.LF", "degrees", 0, 60],
    ["PE.ROM.C.ROT", "degrees", 0, 100],
    ["PE.ROM.L.FLEX", "degrees", 0, 110],
    ["PE.ROM.L.FTF", undefined, 0, 60],
    ["PE.ROM.L.EXT", "degrees", 0, 50],
    ["PE.ROM.L.LF", "degrees", 0, 50],
    ["PE.ROM.L.ROT", "degrees", 0, 60],
    ["PE.ROM.SCHOBER", undefined, 0, 120],
    ["PE.ROM.HIP.IR", "degrees", 0, 90],
    ["PE.ROM.HIP.ER", "degrees", 0, 90],
    ["PE.ROM.HIP.FLEX", "degrees", 0, 140],
    ["PE.T.SLR", "angle", 0, 90],
    ["PE.T.ASLR", "difficulty", 0, 5],
    ["PE.T.WADD", "count", 0, 5],
    ["NE.U.CLON", "beats", 0, 20],
    ["NE.PVR", undefined, 0, 2000],
    ["IM.GRID", "discMigrationMm", 0, 30],
    ["IM.GRID", "discSizeMm", 0, 25],
    ["PLAN.PROC", "passCriterionPercent", 0, 100],
    ["BLK.DIARY", "before", 1, 10],
    ["BLK.DIARY", "after8h", 0, 10],
  ])("%s %s: %d to %d", (id, field, min, max) => {
    expect(cellOf(id, field)).toMatchObject({ min, max });
  });
});

describe("codes are exactly those of the clinical reference", () => {
  const strength = ["0", "1", "2", "3", "4-", "4", "4+", "5", "NT"];
  test.each(idsWith(/^NE\.M\./))("strength: %s", (id) => expect(codesOf(id, "grade")).toEqual(strength));

  const sensation = ["0", "1", "2", "NT"];
  test.each(idsWith(/^NE\.S\.([CTLS]\d|SADDLE|ARM|LEG)/))("sensation: %s", (id) => {
    expect(codesOf(id, "lightTouch")).toEqual(sensation);
    expect(codesOf(id, "pinprick")).toEqual(sensation);
  });

  test.each(idsWith(/^NE\.R\.(?!REINF)/))("reflex: %s", (id) =>
    expect(codesOf(id)).toEqual(["0", "1+", "2+", "3+", "4+"]),
  );

  test.each(idsWith(/^PE\.T\.(?!TRIG|CENTR|WADD)/))("provocative test: %s", (id) => {
    expect(codesOf(id, "result")).toEqual(["negative", "positive", "equivocal"]);
    expect(codesOf(id, "pain")).toEqual(["usual pain", "pain elsewhere"]);
  });

  test.each<[string, string | undefined, readonly string[]]>([
    ["NE.U.BAB", undefined, ["down", "up", "mute"]],
    ["NE.U.HOFF", undefined, ["negative", "positive", "equivocal"]],
    ["NE.GAIT.HEEL", undefined, ["able", "weak", "unable"]],
    ["NE.RECT", "tone", ["normal", "reduced", "absent"]],
    ["PE.T.CENTR", undefined, ["centralises", "peripheralises", "no effect"]],
    ["IM.GRID", "discPfirrmann", ["I", "II", "III", "IV", "V"]],
    ["IM.GRID", "endplateModic", ["0", "1", "2", "3"]],
    ["IM.GRID", "canalSchizas", ["A1", "A2", "A3", "A4", "B", "C", "D"]],
    ["IM.GRID", "listhesis", ["none", "I", "II", "III", "IV", "V"]],
    ["IM.GRID", "recessLeft", ["none", "contact", "possibly displaced", "displaced", "compressed"]],
    [
      "IM.CONC",
      "concordance",
      ["concordant", "partly concordant", "discordant", "incidental-likely", "not assessed"],
    ],
    ["PLAN.PROC", "intent", ["diagnostic", "therapeutic", "both"]],
    ["PLAN.PROC", "guidance", ["fluoroscopy", "CT", "ultrasound", "none"]],
    ["PLAN.PROC", "contrast", ["yes", "no", "contraindicated"]],
    ["PLAN.COORD", "status", ["requested", "booked", "done", "declined"]],
    ["PLAN.MECH", undefined, ["nociceptive", "neuropathic", "nociplastic", "mixed"]],
  ])("%s %s", (id, field, codes) => expect(codesOf(id, field)).toEqual(codes));
});

describe("the level grid", () => {
  test("has every level from the skull to the sacroiliac joint", () => {
    const grid = itemOf("IM.GRID");
    const rows = grid.kind === "grid" ? grid.rows.map((row) => row.id) : [];
    expect(rows).toHaveLength(26);
    expect(rows).toEqual(expect.arrayContaining(["C0-1", "C7-T1", "T12-L1", "L1-2", "L5-S1", "SIJ"]));
  });

  test("has every column of the clinical reference", () => {
    expect(fieldsOf(itemOf("IM.GRID")).map((field) => field.id)).toEqual(
      expect.arrayContaining([
        ...[
          "discType",
          "discZone",
          "discMigration",
          "discMigrationMm",
          "discSizeMm",
          "discHiz",
          "discPfirrmann",
        ],
        ...[
          "endplateModic",
          "canalLurie",
          "canalSchizas",
          "canalLee",
          "canalKang",
          "recessLeft",
          "recessRight",
        ],
        ...["foramenLeft", "foramenRight", "facetLeft", "facetRight", "facetLeftSigns", "facetRightSigns"],
        ...["listhesis", "listhesisDirection", "listhesisMm", "listhesisDynamicMm", "parsDefect", "fracture"],
        ...["fractureType", "fractureGenant", "fractureHeightLoss", "fractureOedema", "fractureRetropulsion"],
        ...["cord", "postop", "other", "otherMm"],
      ]),
    );
  });
});

describe("nerves of a procedure", () => {
  const nerves = codesOf("PLAN.PROC", "targetNerves");

  test("a facet joint has two nerves, with the exceptions at C2-3 and L5-S1", () => {
    expect(nerves).toEqual(
      expect.arrayContaining([
        "third occipital nerve",
        "L3 medial branch",
        "L4 medial branch",
        "L5 dorsal ramus",
      ]),
    );
    expect(nerves).not.toContain("L5 medial branch");
  });

  test("are the same in the diary of a block", () => {
    expect(codesOf("BLK.DIARY", "targetNerves")).toEqual(nerves);
  });
});

describe("every item of the clinical reference is there", () => {
  test.each([
    ...["BP", "HR", "RR", "SPO2", "TEMP", "HT", "WT", "BMI"].map((part) => `PE.VIT.${part}`),
    ...["GEN", "GAIT", "POST", "INSP", "PERC", "STEP", "ABD", "PULSE", "SKIN.SITE"].map(
      (part) => `PE.${part}`,
    ),
    ...["C.FLEX", "C.EXT", "C.LF", "C.ROT", "L.FLEX", "L.EXT", "L.LF", "L.ROT"].map(
      (part) => `PE.ROM.${part}`,
    ),
    ...["SCHOBER", "HIP.IR", "HIP.ER", "HIP.FLEX"].map((part) => `PE.ROM.${part}`),
    ...[
      "SLR",
      "XSLR",
      "SLUMP",
      "FNS",
      "BOW",
      "BRAG",
      "EXT30",
      "SPURL",
      "CDIST",
      "SHABD",
      "ULTT",
      "LHER",
      "KEMP",
    ].map((part) => `PE.T.${part}`),
    ...[
      "CER",
      "FABER",
      "SIDIST",
      "THIGH",
      "COMP",
      "SACR",
      "GAEN",
      "ASLR",
      "FORT",
      "FADIR",
      "LOGR",
      "PIRI",
    ].map((part) => `PE.T.${part}`),
    ...["CENTR", "TRIG", "SUPINE", "WADD"].map((part) => `PE.T.${part}`),
    ...["WAIN", "LAS", "VDW"].map((part) => `PE.C.${part}`),
    ...["C5", "C6", "C7", "C8", "T1", "L2", "L3", "L4", "L5", "S1"].map((root) => `NE.M.${root}`),
    ...[
      "C5",
      "C6",
      "C7",
      "C8",
      "T1",
      "T4",
      "T10",
      "L1",
      "L2",
      "L3",
      "L4",
      "L5",
      "S1",
      "S2",
      "S3",
      "S4-5",
    ].map((root) => `NE.S.${root}`),
    ...["VIB", "PROP", "STOCK", "SADDLE"].map((part) => `NE.S.${part}`),
    ...["BIC", "BR", "TRI", "PAT", "ACH", "MHAM"].map((part) => `NE.R.${part}`),
    ...["HOFF", "BAB", "CLON", "ISS"].map((part) => `NE.U.${part}`),
    ...[
      "TONE",
      "COORD",
      "GAIT.HEEL",
      "GAIT.TOE",
      "GAIT.TAND",
      "ROMB",
      "CN",
      "RECT",
      "PVR",
      "MENT",
      "CRPS",
    ].map((part) => `NE.${part}`),
    ...["STUDY", "LAB", "EMG", "GAP", "GRID", "CONC"].map((part) => `IM.${part}`),
    ...["DX", "MECH", "MOD", "PROC", "SEQ", "COORD", "REC", "PROG", "FU", "SDM"].map(
      (part) => `PLAN.${part}`,
    ),
  ])("%s", (id) => expect(itemOf(id).source).not.toBe(""));
});
