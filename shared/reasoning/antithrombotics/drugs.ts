import type { EvidenceTag } from "../../checklist/kinds.ts";

/**
 * Antithrombotics before spinal procedures, as data: ASRA, ESRA, AAPM and others, 2018, second edition (clinical reference
 * 3.6). Perioperative guides for surgery give shorter intervals and are not for procedures near the neuraxis.
 */

export type RiskClass = "low" | "intermediate" | "high";

export type Hold =
  /** So long before the procedure. */
  | { readonly kind: "window"; readonly words: string }
  /** Nothing is held. */
  | { readonly kind: "continue" }
  /** No interval is given: prescriber and proceduralist decide together. */
  | { readonly kind: "shared" }
  | { readonly kind: "specialist" };

export interface AntithromboticDrug {
  /** Code of HX.MED.ATC, or the name in HX.MED. */
  readonly drug: string;
  readonly drugClass:
    | "antiplatelet"
    | "anticoagulant"
    | "NSAID"
    | "fibrinolytic"
    | "serotonergic or supplement";
  readonly purpose?: "primary prevention" | "secondary prevention";
  readonly alsoCalled?: readonly string[];
  readonly hold: Readonly<Record<RiskClass, Hold>>;
  /** After the procedure; absent where nothing was held. */
  readonly restart?: string;
  /** Direct oral anticoagulant: cleared by the kidney. */
  readonly directOral?: true;
  readonly note?: string;
  readonly tag: EvidenceTag;
}

export const antithromboticEdition =
  "ASRA, ESRA, AAPM and others, interventional spine and pain guideline, 2nd edition, 2018";

const window = (words: string): Hold => ({ kind: "window", words });
const goesOn: Hold = { kind: "continue" };
const shared: Hold = { kind: "shared" };
const specialist: Hold = { kind: "specialist" };

const nsaidNote = "a cervical interlaminar epidural or a stellate block may merit a hold";

const nsaids = (names: readonly (readonly [string, ...string[]])[], high: string): AntithromboticDrug[] =>
  names.map(([drug, ...alsoCalled]) => ({
    drug,
    drugClass: "NSAID",
    alsoCalled,
    hold: { high: window(high), intermediate: goesOn, low: goesOn },
    restart: "24 h",
    note: nsaidNote,
    tag: "V2",
  }));

const heparinRestart = "4 h after a low-risk procedure, 12 to 24 h after others";

/** Direct oral anticoagulants other than dabigatran. */
const factorTen = (drug: string, brand: string): AntithromboticDrug => ({
  drug,
  drugClass: "anticoagulant",
  alsoCalled: [brand],
  hold: { high: window("3 days"), intermediate: window("3 days"), low: shared },
  restart: "24 h",
  directOral: true,
  tag: "GK",
});

const plateletReceptor = (drug: string, brand: string, words: string): AntithromboticDrug => ({
  drug,
  drugClass: "antiplatelet",
  alsoCalled: [brand],
  hold: { high: window(words), intermediate: window(words), low: shared },
  restart: "12 to 24 h",
  tag: "GK",
});

export const antithromboticDrugs: readonly AntithromboticDrug[] = [
  {
    drug: "aspirin",
    drugClass: "antiplatelet",
    purpose: "primary prevention",
    hold: { high: window("6 days"), intermediate: shared, low: goesOn },
    restart: "24 h",
    tag: "V2",
  },
  {
    drug: "aspirin",
    drugClass: "antiplatelet",
    purpose: "secondary prevention",
    alsoCalled: ["acetylsalicylic acid"],
    hold: { high: shared, intermediate: shared, low: goesOn },
    restart: "24 h",
    tag: "V2",
  },
  ...nsaids(
    [
      ["diclofenac", "Voltaren"],
      ["ketorolac", "Toradol"],
      ["ibuprofen", "Advil", "Motrin"],
    ],
    "1 day",
  ),
  ...nsaids([["etodolac"], ["indomethacin", "indometacin"]], "2 days"),
  ...nsaids(
    [
      ["naproxen", "Aleve", "Naprosyn"],
      ["meloxicam", "Mobic"],
    ],
    "4 days",
  ),
  ...nsaids([["nabumetone"]], "6 days"),
  ...nsaids([["oxaprozin"], ["piroxicam", "Feldene"]], "10 days"),
  {
    drug: "celecoxib",
    drugClass: "NSAID",
    alsoCalled: ["Celebrex"],
    hold: { high: goesOn, intermediate: goesOn, low: goesOn },
    tag: "GK",
  },
  ...(["cilostazol", "dipyridamole"] as const).map(
    (drug): AntithromboticDrug => ({
      drug,
      drugClass: "antiplatelet",
      hold: { high: window("2 days"), intermediate: goesOn, low: goesOn },
      restart: "24 h",
      tag: "V2",
    }),
  ),
  {
    drug: "warfarin",
    drugClass: "anticoagulant",
    alsoCalled: ["Coumadin"],
    hold: {
      high: window("5 days and a normal INR"),
      intermediate: window("5 days and a normal INR"),
      low: shared,
    },
    restart: "6 h (the 1st edition differed)",
    tag: "V2",
  },
  {
    drug: "acenocoumarol",
    drugClass: "anticoagulant",
    hold: {
      high: window("3 days and a normal INR"),
      intermediate: window("3 days and a normal INR"),
      low: shared,
    },
    restart: "24 h",
    tag: "V2",
  },
  {
    drug: "unfractionated heparin IV",
    drugClass: "anticoagulant",
    hold: { high: window("6 h"), intermediate: window("6 h"), low: window("6 h") },
    restart: "2 h",
    tag: "V2",
  },
  {
    drug: "unfractionated heparin SC",
    drugClass: "anticoagulant",
    hold: { high: window("24 h"), intermediate: window("6 h"), low: window("6 h") },
    restart: "2 h after a low- or intermediate-risk procedure, 6 h after a high-risk one",
    tag: "V2",
  },
  {
    drug: "enoxaparin prophylactic",
    drugClass: "anticoagulant",
    alsoCalled: ["Lovenox"],
    hold: { high: window("12 h"), intermediate: window("12 h"), low: window("12 h") },
    restart: heparinRestart,
    tag: "V2",
  },
  ...(["enoxaparin therapeutic", "dalteparin"] as const).map(
    (drug): AntithromboticDrug => ({
      drug,
      drugClass: "anticoagulant",
      hold: { high: window("24 h"), intermediate: window("24 h"), low: window("24 h") },
      restart: heparinRestart,
      tag: "V2",
    }),
  ),
  {
    drug: "fondaparinux",
    drugClass: "anticoagulant",
    hold: { high: window("4 days"), intermediate: window("4 days"), low: shared },
    restart: "6 h after a low-risk procedure, 24 h after others",
    tag: "GK",
  },
  {
    drug: "dabigatran",
    drugClass: "anticoagulant",
    alsoCalled: ["Pradaxa"],
    hold: {
      high: window("4 days, 5 to 6 with impaired kidneys"),
      intermediate: window("4 days, 5 to 6 with impaired kidneys"),
      low: shared,
    },
    restart: "24 h",
    directOral: true,
    tag: "GK",
  },
  factorTen("rivaroxaban", "Xarelto"),
  factorTen("apixaban", "Eliquis"),
  factorTen("edoxaban", "Savaysa"),
  plateletReceptor("clopidogrel", "Plavix", "7 days"),
  plateletReceptor("prasugrel", "Effient", "7 to 10 days"),
  plateletReceptor("ticagrelor", "Brilinta", "5 days"),
  ...(["GP IIb/IIIa inhibitor", "fibrinolytic"] as const).map(
    (drug): AntithromboticDrug => ({
      drug,
      drugClass: drug === "fibrinolytic" ? "fibrinolytic" : "antiplatelet",
      hold: { high: specialist, intermediate: specialist, low: specialist },
      tag: "GK",
    }),
  ),
  ...(
    [
      ["SSRI", "sertraline", "fluoxetine", "paroxetine", "citalopram", "escitalopram", "fluvoxamine"],
      ["SNRI", "duloxetine", "venlafaxine", "desvenlafaxine", "milnacipran", "levomilnacipran"],
      ["fish oil", "omega-3"],
      ["garlic"],
      ["ginkgo"],
      ["vitamin E"],
    ] as const
  ).map(
    ([drug, ...alsoCalled]): AntithromboticDrug => ({
      drug,
      drugClass: "serotonergic or supplement",
      alsoCalled,
      hold: { high: shared, intermediate: goesOn, low: goesOn },
      tag: "GK",
    }),
  ),
];

/** The drug by name, brand or class word, as a whole word; the first kind of aspirin where its purpose is not asked. */
export function antithromboticDrug(name: string, purpose?: string): AntithromboticDrug | undefined {
  const asked = name.toLowerCase();
  const isNamed = (candidate: string) => {
    const word = candidate.toLowerCase();
    const at = asked.indexOf(word);
    return at >= 0 && !/[a-z]/.test(asked[at - 1] ?? "") && !/[a-z]/.test(asked[at + word.length] ?? "");
  };
  return antithromboticDrugs.find(
    (candidate) =>
      [candidate.drug, ...(candidate.alsoCalled ?? [])].some(isNamed) &&
      (candidate.purpose === undefined || purpose === undefined || candidate.purpose === purpose),
  );
}
