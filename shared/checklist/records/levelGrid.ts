import type { Choice, Condition, Field, Group } from "../kinds.ts";
import { lowBackComplaint, midBackComplaint, neckComplaint } from "../physical/regions.ts";
import {
  cervicalLevels,
  choicesOf,
  laterality,
  lumbarLevels,
  plainYesNo,
  thoracicLevels,
} from "../valueSets.ts";
import { spinalImaging } from "./studies.ts";

/**
 * Imaging findings level by level (clinical reference 2.4.2). Disc words follow the 2014 lumbar disc nomenclature:
 * a bulge passes the margin over more than a quarter of the circumference and is no herniation; a protrusion has a base
 * wider than its dome; an extrusion a narrower one; a sequestration has lost its disc.
 */

const grades = (...pairs: readonly (readonly [string, string, string?])[]): readonly Choice[] =>
  pairs.map(([code, label, phrase]) => (phrase === undefined ? { code, label } : { code, label, phrase }));

const discTypes = grades(
  ["normal", "Normal"],
  ["annular fissure", "Annular fissure"],
  ["bulge-symmetric", "Bulge, symmetric", "symmetric bulge"],
  ["bulge-asymmetric", "Bulge, asymmetric", "asymmetric bulge"],
  ["bulge", "Bulge, symmetry not stated", "bulge"],
  ["protrusion", "Protrusion"],
  ["extrusion", "Extrusion"],
  ["sequestration", "Sequestration"],
  ["herniation", "Herniation, kind not stated", "herniation"],
  ["post-op change", "Postoperative change"],
  ["not seen", "Not seen"],
);

const discZones = grades(
  ["central", "Central"],
  ["R subarticular", "Right lateral recess", "right subarticular"],
  ["L subarticular", "Left lateral recess", "left subarticular"],
  ["R foraminal", "Right foraminal"],
  ["L foraminal", "Left foraminal"],
  ["R extraforaminal", "Right far lateral", "right extraforaminal"],
  ["L extraforaminal", "Left far lateral", "left extraforaminal"],
  ["anterior", "Anterior"],
);

const severity = grades(
  ["none", "None"],
  ["mild", "Mild"],
  ["moderate", "Moderate"],
  ["severe", "Severe"],
  ["present", "Present, not graded", "present, not graded"],
);

/** Words for any region, and the numbers of the lumbar grading by perineural fat. */
const foramen = [
  ...severity,
  ...grades(
    ["0", "0 no fat lost", "grade 0"],
    ["1", "1 fat lost in two directions", "grade 1"],
    ["2", "2 fat lost in four directions", "grade 2"],
    ["3", "3 root collapsed", "grade 3"],
  ),
];

const rootEffect = grades(
  ["none", "None", "root free"],
  ["contact", "Contact", "root contacted"],
  ["possibly displaced", "Possibly displaced", "root possibly displaced"],
  ["displaced", "Displaced", "root displaced"],
  ["compressed", "Compressed", "root compressed"],
);

const facet = [
  ...grades(
    ["0", "0 normal", "grade 0"],
    ["1", "1 narrowing, small osteophytes", "grade 1"],
    ["2", "2 moderate, mild erosions", "grade 2"],
    ["3", "3 severe, large osteophytes", "grade 3"],
    ["present", "Arthropathy, not graded", "arthropathy"],
  ),
];

const facetSigns = grades(
  ["effusion", "Effusion"],
  ["oedema", "Oedema"],
  ["synovial cyst", "Synovial cyst"],
  ["possible synovial cyst", "Possible synovial cyst"],
);

const single = (id: string, label: string, choices: readonly Choice[]): Field => ({
  id,
  label,
  kind: "single",
  choices,
});
const multi = (id: string, label: string, choices: readonly Choice[]): Field => ({
  id,
  label,
  kind: "multi",
  choices,
});
const millimetres = (id: string, label: string, max: number): Field => ({
  id,
  label,
  kind: "number",
  min: 0,
  max,
  unit: "mm",
});

/** What is graded most comes first. */
const columns: readonly Field[] = [
  single("discType", "Disc", discTypes),
  multi("discZone", "Zone", discZones),
  single("discSide", "Side of a bulge", choicesOf("right", "left")),
  single(
    "discPfirrmann",
    "Pfirrmann",
    grades(["I", "I"], ["II", "II"], ["III", "III"], ["IV", "IV"], ["V", "V"]),
  ),
  single(
    "endplateModic",
    "Modic",
    grades(["0", "0"], ["1", "1 oedema"], ["2", "2 fat"], ["3", "3 sclerosis"]),
  ),
  single("canalLurie", "Canal", severity),
  single("foramenRight", "Foramen, right", foramen),
  single("foramenLeft", "Foramen, left", foramen),
  single("recessRight", "Lateral recess, right", rootEffect),
  single("recessLeft", "Lateral recess, left", rootEffect),
  single("facetRight", "Facet, right", facet),
  single("facetLeft", "Facet, left", facet),
  multi("facetRightSigns", "Facet signs, right", facetSigns),
  multi("facetLeftSigns", "Facet signs, left", facetSigns),
  single("ligamentumFlavum", "Ligamentum flavum", choicesOf("normal", "thickened")),
  single(
    "discHeight",
    "Disc height",
    grades(
      ["normal", "Normal"],
      ["mild", "Mildly narrowed"],
      ["moderate", "Moderately narrowed"],
      ["severe", "Severely narrowed"],
    ),
  ),
  single("discDegeneration", "Degeneration, not graded", plainYesNo),
  single("annularFissure", "Annular fissure with the above", plainYesNo),
  single("discMigration", "Migration", choicesOf("none", "up", "down")),
  millimetres("discMigrationMm", "Migration", 30),
  millimetres("discSizeMm", "Size, anteroposterior", 25),
  single("discHiz", "High-intensity zone", plainYesNo),
  single(
    "canalSchizas",
    "Schizas, lumbar",
    grades(
      ["A1", "A1"],
      ["A2", "A2"],
      ["A3", "A3"],
      ["A4", "A4"],
      ["B", "B fluid still seen"],
      ["C", "C no fluid"],
      ["D", "D no fluid, no fat"],
    ),
  ),
  single(
    "canalLee",
    "Canal by Lee, lumbar",
    grades(
      ["0", "0 none", "grade 0"],
      ["1", "1 roots separable", "grade 1"],
      ["2", "2 some aggregated", "grade 2"],
      ["3", "3 one bundle", "grade 3"],
    ),
  ),
  single(
    "canalKang",
    "Canal by Kang, cervical",
    grades(
      ["0", "0 none", "grade 0"],
      ["1", "1 fluid obliterated", "grade 1"],
      ["2", "2 cord deformed", "grade 2"],
      ["3", "3 cord signal change", "grade 3"],
    ),
  ),
  single("exitingRootRight", "Exiting root, right", rootEffect),
  single("exitingRootLeft", "Exiting root, left", rootEffect),
  single(
    "softTissueDensity",
    "Soft-tissue density in the foramen",
    choicesOf("none", "right", "left", "both"),
  ),
  single(
    "listhesis",
    "Slip (Meyerding)",
    grades(["none", "None"], ["I", "I"], ["II", "II"], ["III", "III"], ["IV", "IV"], ["V", "V ptosis"]),
  ),
  single("listhesisDirection", "Direction of slip", choicesOf("antero", "retro", "lateral")),
  millimetres("listhesisMm", "Slip", 50),
  millimetres("listhesisDynamicMm", "Change on flexion-extension", 30),
  single("parsDefect", "Pars defect", choicesOf("none", "right", "left", "both")),
  single("fracture", "Fracture", choicesOf("none", "acute", "healing", "old")),
  single(
    "fractureType",
    "Kind of fracture",
    choicesOf("wedge", "biconcave", "crush", "burst", "pathological"),
  ),
  single(
    "fractureGenant",
    "Genant",
    grades(
      ["0", "0", "grade 0"],
      ["1", "1: 20-25 %", "grade 1"],
      ["2", "2: 25-40 %", "grade 2"],
      ["3", "3: > 40 %", "grade 3"],
    ),
  ),
  { id: "fractureHeightLoss", label: "Height lost", kind: "number", min: 0, max: 100, unit: "%" },
  single("fractureOedema", "STIR oedema", plainYesNo),
  single("fractureRetropulsion", "Retropulsion", plainYesNo),
  multi("cord", "Cord", choicesOf("normal", "compression", "signal change", "syrinx")),
  multi(
    "postop",
    "After surgery",
    grades(
      ["hardware intact", "Hardware intact"],
      ["hardware loose", "Hardware loose"],
      ["hardware broken", "Hardware broken"],
      ["fusion solid", "Fusion solid"],
      ["fusion indeterminate", "Fusion indeterminate"],
      ["non-union", "Non-union"],
      ["epidural fibrosis", "Epidural fibrosis (enhances)", "enhancing epidural fibrosis"],
      ["recurrent disc", "Recurrent disc (core does not enhance)", "recurrent disc herniation"],
      ["arachnoiditis", "Arachnoiditis"],
      ["pseudomeningocele", "Pseudomeningocele"],
      ["adjacent-segment disease", "Adjacent-segment disease"],
    ),
  ),
  single("postopSide", "Side after surgery", laterality),
  multi(
    "other",
    "Other",
    grades(
      ["tumour", "Tumour"],
      ["infection/discitis", "Infection, discitis", "infection or discitis"],
      ["SIJ erosion", "Sacroiliac erosion", "sacroiliac erosion"],
      ["SIJ oedema", "Sacroiliac oedema", "sacroiliac oedema"],
      ["SIJ sclerosis", "Sacroiliac sclerosis", "sacroiliac sclerosis"],
      ["hip OA", "Hip osteoarthritis", "hip osteoarthritis"],
      ["AAA", "Aortic aneurysm", "aortic aneurysm"],
      ["renal", "Renal finding"],
      ["incidental", "Incidental finding"],
    ),
  ),
  single("otherSide", "Side of the other finding", laterality),
  millimetres("otherMm", "Size of the other finding", 200),
  { id: "comment", label: "Comment", kind: "text", maxLength: 500 },
];

const imagedRegion = (...regions: readonly string[]): Condition => ({
  item: "IM.STUDY",
  anyRow: { field: "region", isOneOf: regions },
});
const rowsOf = (levels: readonly string[], when: Condition) =>
  levels.map((level) => ({ id: level, label: level, when }));

const neckRows: Condition = { any: [neckComplaint, imagedRegion("cervical")] };
const thoracicRows: Condition = { any: [midBackComplaint, imagedRegion("thoracic")] };
const lumbarRows: Condition = { any: [lowBackComplaint, imagedRegion("lumbar")] };
const sacroiliacRows: Condition = { any: [lowBackComplaint, imagedRegion("lumbar", "SIJ", "pelvis")] };

export const levelGrid: Group = {
  id: "records.levels",
  label: "Findings by level",
  layout: "list",
  items: [
    {
      id: "IM.GRID",
      label: "Findings by level",
      help: "Every imaged level, also a normal one",
      kind: "grid",
      rows: [
        ...rowsOf(cervicalLevels, neckRows),
        ...rowsOf(thoracicLevels, thoracicRows),
        ...rowsOf(lumbarLevels, lumbarRows),
        { id: "SIJ", label: "Sacroiliac joints", when: sacroiliacRows },
      ],
      columns,
      normal: {
        discType: "normal",
        canalLurie: "none",
        foramenRight: "none",
        foramenLeft: "none",
      },
      requirement: { requiredWhen: spinalImaging },
      source: "Ref29, Ref30, Ref31, Ref32",
      tag: "V",
    },
    {
      id: "IM.CONUS",
      label: "Level of the conus",
      kind: "single",
      choices: choicesOf("T11", "T12", "T12-L1", "L1", "L1-2", "L2", "L2-3", "L3 or lower"),
      requirement: "optional",
      source: "GK",
      tag: "GK",
    },
    {
      id: "IM.OVERALL",
      label: "The images as a whole",
      kind: "record",
      fields: [
        single("degeneration", "Disc degeneration", [
          { code: "none", label: "None" },
          { code: "single level", label: "One level", phrase: "at one level" },
          { code: "several levels", label: "Several levels", phrase: "at several levels" },
          { code: "throughout", label: "Throughout" },
        ]),
        ...(
          [
            ["alignment", "Alignment"],
            ["boneDensity", "Bone density"],
            ["sacroiliacJoints", "Sacroiliac joints"],
            ["sacrumCoccyx", "Sacrum and coccyx"],
            ["hipJoints", "Hip joints"],
          ] as const
        ).map(([id, label]) =>
          single(id, label, [
            { code: "normal", label: "Normal" },
            { code: "abnormal", label: "Abnormal" },
          ]),
        ),
        { id: "comment", label: "Comment", kind: "text", maxLength: 500 },
      ],
      requirement: "optional",
      source: "DESIGN",
      tag: "DESIGN",
    },
  ],
};
