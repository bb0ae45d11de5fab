import { describe, expect, test } from "vitest";
import { findItem } from "../../../../shared/checklist/index.ts";
import { spinalLevels } from "../../../../shared/checklist/valueSets.ts";
import {
  jointsOfNerves,
  nervesOfJoint,
  nervesOfJoints,
  nerveWords,
  regionOf,
  rootOfDisc,
  sideOfZone,
} from "../../../../shared/reasoning/pathways/nerves.ts";

describe("fact 1: a facet joint is not one nerve", () => {
  test.each([
    ["L4-5", ["L3 medial branch", "L4 medial branch"]],
    ["L5-S1", ["L4 medial branch", "L5 dorsal ramus"]],
    ["L3-4", ["L2 medial branch", "L3 medial branch"]],
    ["L1-2", ["T12 medial branch", "L1 medial branch"]],
    ["T12-L1", ["T11 medial branch", "T12 medial branch"]],
    ["T11-12", ["T10 medial branch", "T11 medial branch"]],
    ["T2-3", ["T1 medial branch", "T2 medial branch"]],
    ["T1-2", ["C8 medial branch", "T1 medial branch"]],
    ["C7-T1", ["C7 medial branch", "C8 medial branch"]],
    ["C5-6", ["C5 medial branch", "C6 medial branch"]],
    ["C2-3", ["third occipital nerve"]],
    ["C1-2", []],
    ["C0-1", []],
  ])("%s", (joint, nerves) => {
    expect(nervesOfJoint(joint)).toEqual(nerves);
  });

  test("two neighbouring joints share a nerve", () => {
    expect(nervesOfJoints(["L4-5", "L5-S1"])).toEqual([
      "L3 medial branch",
      "L4 medial branch",
      "L5 dorsal ramus",
    ]);
  });

  test("a joint counts as blocked only with all of its nerves", () => {
    expect(jointsOfNerves(["L3 medial branch", "L4 medial branch"])).toEqual(["L4-5"]);
    expect(jointsOfNerves(["L4 medial branch"])).toEqual([]);
    expect(jointsOfNerves(["L3 medial branch", "L4 medial branch", "L5 dorsal ramus"])).toEqual([
      "L4-5",
      "L5-S1",
    ]);
  });

  test.each([
    [
      ["L3 medial branch", "L4 medial branch", "L5 dorsal ramus"],
      "L3 and L4 medial branches and L5 dorsal ramus",
    ],
    [["L4 medial branch", "L5 dorsal ramus"], "L4 medial branch and L5 dorsal ramus"],
    [["C4 medial branch", "C5 medial branch", "C6 medial branch"], "C4, C5 and C6 medial branches"],
    [["third occipital nerve"], "third occipital nerve"],
    [[], ""],
  ])("in words: %j", (nerves, words) => {
    expect(nerveWords(nerves)).toBe(words);
  });

  test("every nerve is one that a plan and a diary can name", () => {
    const item = findItem("BLK.DIARY");
    const fields = item?.kind === "repeat" ? item.fields : [];
    const field = fields.find(({ id }) => id === "targetNerves");
    const known = field?.kind === "multi" ? field.choices.map(({ code }) => code) : [];
    expect(nervesOfJoints(spinalLevels).filter((nerve) => !known.includes(nerve))).toEqual([]);
  });

  test("every level but the upper two cervical ones has nerves", () => {
    expect(spinalLevels.filter((level) => nervesOfJoint(level).length === 0)).toEqual(["C0-1", "C1-2"]);
  });
});

describe("fact 2: the zone of a disc decides the root", () => {
  test.each([
    ["L4-5", "L subarticular", "L5", "traversing"],
    ["L4-5", "central", "L5", "traversing"],
    ["L4-5", undefined, "L5", "traversing"],
    ["L4-5", "R foraminal", "L4", "exiting"],
    ["L4-5", "L extraforaminal", "L4", "exiting"],
    ["L3-4", "R subarticular", "L4", "traversing"],
    ["L5-S1", "R subarticular", "S1", "traversing"],
    ["L5-S1", "R foraminal", "L5", "exiting"],
    ["C4-5", "R foraminal", "C5", "exiting"],
    ["C5-6", "central", "C6", "exiting"],
    ["C6-7", "L subarticular", "C7", "exiting"],
    ["C6-7", "R foraminal", "C7", "exiting"],
    ["C7-T1", "L foraminal", "C8", "exiting"],
    ["T8-9", "central", "T8", "exiting"],
  ])("%s %s", (level, zone, root, relation) => {
    expect(rootOfDisc(level, zone)).toEqual({ root, relation });
  });

  test.each([
    ["L4-5", "anterior"],
    ["C1-2", "central"],
    ["SIJ", undefined],
  ])("no root: %s %s", (level, zone) => {
    expect(rootOfDisc(level, zone)).toBeUndefined();
  });

  test.each([
    ["L foraminal", "left"],
    ["R extraforaminal", "right"],
    ["central", undefined],
    ["anterior", undefined],
  ])("side of %s", (zone, side) => {
    expect(sideOfZone(zone)).toBe(side);
  });
});

test.each([
  ["C7-T1", "cervical/thoracic"],
  ["T12-L1", "cervical/thoracic"],
  ["third occipital nerve", "cervical/thoracic"],
  ["L1-2", "lumbar/sacral"],
  ["L5 dorsal ramus", "lumbar/sacral"],
  ["S1 root", "lumbar/sacral"],
  ["SIJ", "lumbar/sacral"],
  ["greater occipital nerve", "cervical/thoracic"],
  ["genicular nerves", undefined],
])("region of %s", (name, region) => {
  expect(regionOf(name)).toBe(region);
});
