import type { Choice, DrawingRegion } from "./kinds.ts";

/**
 * The two figures of the body drawing: front and back, made of adjacent areas in a 200 x 420 view box each.
 * Drawn for this app. Areas follow the 19 of the widespread pain index (Ref45) and, on the limbs, the usual root
 * zones (Ref34), so that a mark is data: a place, a side, an index area, a root.
 *
 * Anatomical position: in the front view the patient's right is on the viewer's left, in the back view on the right;
 * the thumb side of the hand is the outer one in both.
 */

/** One area as it lies on the viewer's left half, or across the middle. */
interface Zone {
  readonly name: string;
  readonly label: string;
  readonly path: string;
  /** Area of the widespread pain index; the side is appended where the index counts the sides apart. */
  readonly area?: string;
  readonly areaHasSides?: boolean;
  readonly roots?: readonly string[];
  readonly midline?: boolean;
}

const upperArm =
  "M50 112 C56 115 61 115.5 66 114 C65 128 63 140 60 153 C55 155 49 154 45 151 C46 138 48 125 50 112 Z";
const forearmThumbSide = "M45 151 C47.5 153 50 154 52.5 154.2 L40 202 L34 200 C36 184 40 167 45 151 Z";
const forearmLittleFingerSide = "M52.5 154.2 C55.5 154.5 58 154 60 153 C59 169 53 189 46 204 L40 202 Z";
const handThumb =
  "M34 200 L38 201.3 L36.6 218 L34.4 236 C33.6 239.5 29.6 239 29.6 235.4 L30.6 216 C29 218 28 220.5 26.6 223 C24.6 226 20.8 224.4 22 220.6 C24 213 28.5 205.5 34 200 Z";
const handMiddle =
  "M38 201.3 L42 202.7 L41.2 219 L39.4 239 C38.6 242.6 34.6 242 34.6 238.4 L34.4 236 L36.6 218 Z";
const handLittleFinger =
  "M42 202.7 L46 204 C48.6 210 48.4 216 47.6 222 L45.6 235 C44.8 238.4 40.6 240 39.6 237 L41.2 219 Z";
const knee = "M69 298 L91 298 C90 306 89.6 314 90 322 L70 322 C70.4 314 70 306 69 298 Z";

const armZones: readonly Zone[] = [
  {
    name: "upper-arm",
    label: "upper arm",
    path: upperArm,
    area: "upperArm",
    areaHasSides: true,
    roots: ["C5"],
  },
  {
    name: "forearm-thumb-side",
    label: "forearm, thumb side",
    path: forearmThumbSide,
    area: "lowerArm",
    areaHasSides: true,
    roots: ["C6"],
  },
  {
    name: "forearm-little-finger-side",
    label: "forearm, little finger side",
    path: forearmLittleFingerSide,
    area: "lowerArm",
    areaHasSides: true,
    roots: ["C8", "T1"],
  },
  { name: "hand-thumb", label: "hand, thumb and index finger", path: handThumb, roots: ["C6"] },
  { name: "hand-middle-finger", label: "hand, middle finger", path: handMiddle, roots: ["C7"] },
  {
    name: "hand-little-finger",
    label: "hand, ring and little finger",
    path: handLittleFinger,
    roots: ["C8"],
  },
];

const shoulderPath =
  "M89 71 C85 78 71 80 62 84 C54 88 51 98 50 112 C56 115 61 115.5 66 114 C67 104 70 94 76 86 Z";

const front: readonly Zone[] = [
  {
    name: "head",
    label: "head and face",
    path: "M84 42 L83 32 C83 2 117 2 117 32 L116 42 Z",
    midline: true,
  },
  {
    name: "jaw",
    label: "jaw",
    path: "M84 42 L100 42 L100 61 C92 60 86 54 84 42 Z",
    area: "jaw",
    areaHasSides: true,
  },
  {
    name: "neck",
    label: "neck, front",
    path: "M90 56.5 C93 60 97 61 100 61 C103 61 107 60 110 56.5 L111 71 C107 76 93 76 89 71 Z",
    area: "neck",
    roots: ["C3", "C4"],
    midline: true,
  },
  {
    name: "shoulder",
    label: "shoulder, front",
    path: shoulderPath,
    area: "shoulderGirdle",
    areaHasSides: true,
    roots: ["C4", "C5"],
  },
  {
    name: "chest",
    label: "chest",
    path: "M89 71 C92 74.5 96 75 100 75 L100 132 L70 132 L66 114 C67 104 70 94 76 86 Z",
    area: "chest",
  },
  {
    name: "abdomen",
    label: "abdomen",
    path: "M70 132 L100 132 L100 178 L68 178 C70.5 164 72.5 148 70 132 Z",
    area: "abdomen",
  },
  {
    name: "hip",
    label: "hip, outer side",
    path: "M68 178 L81 178 L77 217 L63 217 C63 203 65 191 68 178 Z",
    area: "hip",
    areaHasSides: true,
  },
  {
    name: "groin",
    label: "groin",
    path: "M81 178 L100 178 L100 220 L77 217 Z",
    roots: ["L1"],
  },
  ...armZones,
  {
    name: "thigh-outer",
    label: "thigh, outer side",
    path: "M63 217 L77 217 L77.5 298 L69 298 C66 270 62 242 63 217 Z",
    area: "upperLeg",
    areaHasSides: true,
    roots: ["L5"],
  },
  {
    name: "thigh-upper",
    label: "thigh, upper front",
    path: "M77 217 L100 220 C99 236 97.5 247 96 258 L77.2 258 Z",
    area: "upperLeg",
    areaHasSides: true,
    roots: ["L2"],
  },
  {
    name: "thigh-lower",
    label: "thigh, lower front",
    path: "M77.2 258 L96 258 C94.2 274 92.4 286 91 298 L77.5 298 Z",
    area: "upperLeg",
    areaHasSides: true,
    roots: ["L3"],
  },
  { name: "knee", label: "knee, front", path: knee, roots: ["L3", "L4"] },
  {
    name: "lower-leg-outer",
    label: "lower leg, outer side",
    path: "M70 322 L80 322 L79 388 L73 388 C68 364 65 342 70 322 Z",
    area: "lowerLeg",
    areaHasSides: true,
    roots: ["L5"],
  },
  {
    name: "lower-leg-inner",
    label: "lower leg, inner side",
    path: "M80 322 L90 322 C93 342 89 366 85 388 L79 388 Z",
    area: "lowerLeg",
    areaHasSides: true,
    roots: ["L4"],
  },
  {
    name: "foot-outer",
    label: "foot, outer edge",
    path: "M73 388 L77 388 L71.5 410.5 C67 412 62.5 411.5 62.5 408 C64.5 401 71 397 73 388 Z",
    roots: ["S1"],
  },
  {
    name: "foot-back",
    label: "back of foot and great toe",
    path: "M77 388 L85 388 C85.6 396 87.6 402 87.4 408 C86.6 413 75.5 413.5 71.5 410.5 Z",
    roots: ["L5"],
  },
];

const back: readonly Zone[] = [
  {
    name: "head",
    label: "back of head",
    path: "M84 42 L83 32 C83 2 117 2 117 32 L116 42 C115 50 112 55 109 57 L91 57 C88 55 85 50 84 42 Z",
    roots: ["C2", "C3"],
    midline: true,
  },
  {
    name: "neck",
    label: "back of neck",
    path: "M91 57 L100 57 L100 74 C96 74 92 73 89 71 C90.5 66 91 62 91 57 Z",
    area: "neck",
    roots: ["C3", "C4"],
  },
  {
    name: "shoulder",
    label: "shoulder, back",
    path: shoulderPath,
    area: "shoulderGirdle",
    areaHasSides: true,
    roots: ["C4", "C5"],
  },
  {
    name: "upper-back",
    label: "upper back",
    path: "M89 71 C92 73 96 74 100 74 L100 108 L66.9 108 C69 99 71.5 92 76 86 Z",
    area: "upperBack",
  },
  {
    name: "mid-back",
    label: "mid back",
    path: "M66.9 108 L100 108 L100 142 L71.3 142 L70 132 L66 114 Z",
    area: "upperBack",
  },
  {
    name: "low-back-midline",
    label: "low back, midline",
    path: "M94 142 L106 142 L106 178 L94 178 Z",
    area: "lowerBack",
    midline: true,
  },
  {
    name: "low-back",
    label: "low back",
    path: "M71.3 142 L94 142 L94 178 L68 178 C70 166 71.8 154 71.3 142 Z",
    area: "lowerBack",
  },
  {
    name: "sacrum",
    label: "sacrum and tailbone",
    path: "M94 178 L106 178 L106 198 L100 207 L94 198 Z",
    area: "lowerBack",
    roots: ["S3", "S4-5"],
    midline: true,
  },
  {
    name: "sacroiliac",
    label: "sacroiliac joint",
    path: "M83 178 L94 178 L94 198 L84 193 Z",
    area: "lowerBack",
  },
  {
    name: "buttock",
    label: "buttock",
    path: "M68 178 L83 178 L84 193 L94 198 L100 207 L100 222 C92 227 84 227 76 224 L63 217 C63 203 65 191 68 178 Z",
    area: "hip",
    areaHasSides: true,
    roots: ["L5", "S1"],
  },
  ...armZones,
  {
    name: "thigh-outer",
    label: "thigh, outer back",
    path: "M63 217 L76 224 L77.5 298 L69 298 C66 270 62 242 63 217 Z",
    area: "upperLeg",
    areaHasSides: true,
    roots: ["L5"],
  },
  {
    name: "thigh",
    label: "back of thigh",
    path: "M76 224 C84 227 92 227 100 222 C98.5 248 94.6 274 91 298 L77.5 298 Z",
    area: "upperLeg",
    areaHasSides: true,
    roots: ["S1", "S2"],
  },
  { name: "knee", label: "back of knee", path: knee, roots: ["S2"] },
  {
    name: "lower-leg-outer",
    label: "calf, outer side",
    path: "M70 322 L77 322 L77 388 L73 388 C66 364 63 342 70 322 Z",
    area: "lowerLeg",
    areaHasSides: true,
    roots: ["L5"],
  },
  {
    name: "calf",
    label: "calf",
    path: "M77 322 L90 322 C94.5 342 89.5 366 85 388 L77 388 Z",
    area: "lowerLeg",
    areaHasSides: true,
    roots: ["S1"],
  },
  {
    name: "heel",
    label: "heel and sole",
    path: "M73 388 L85 388 C86.4 396 88.4 402 87.4 407 C85 412.5 72 412.5 69 408 C68 403 72 397 73 388 Z",
    roots: ["S1"],
  },
];

/** The same path on the other half of the figure. */
function mirrored(path: string): string {
  let isHorizontal = true;
  return path.replace(/-?\d+(?:\.\d+)?/g, (number) => {
    const value = isHorizontal ? 200 - Number(number) : Number(number);
    isHorizontal = !isHorizontal;
    return String(Math.round(value * 10) / 10);
  });
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

interface PlacedRegion {
  readonly region: DrawingRegion;
  readonly roots: readonly string[];
}

function place(view: "front" | "back", zone: Zone): readonly PlacedRegion[] {
  const roots = zone.roots ?? [];
  if (zone.midline) {
    const region: DrawingRegion = {
      id: `${view}-${zone.name}`,
      label: capitalised(zone.label),
      view,
      side: "midline",
      ...(zone.area === undefined ? {} : { widespreadPainArea: zone.area }),
      path: zone.path,
    };
    return [{ region, roots }];
  }
  const onViewersLeft = view === "front" ? "right" : "left";
  return (["right", "left"] as const).map((side) => ({
    region: {
      id: `${view}-${zone.name}-${side}`,
      label: `${capitalised(side)} ${zone.label}`,
      view,
      side,
      ...(zone.area === undefined
        ? {}
        : { widespreadPainArea: zone.areaHasSides ? `${zone.area}${capitalised(side)}` : zone.area }),
      path: side === onViewersLeft ? zone.path : mirrored(zone.path),
    },
    roots,
  }));
}

const placed: readonly PlacedRegion[] = [
  ...front.flatMap((zone) => place("front", zone)),
  ...back.flatMap((zone) => place("back", zone)),
];

export const bodyRegions: readonly DrawingRegion[] = placed.map(({ region }) => region);

/** Roots whose usual zone a region lies in; empty where the trunk or a joint gives no root. Zones vary and overlap. */
export const rootsOfRegion: ReadonlyMap<string, readonly string[]> = new Map(
  placed.map(({ region, roots }) => [region.id, roots]),
);

export const drawingQualities = [
  { code: "aching", label: "Aching" },
  { code: "burning", label: "Burning" },
  { code: "stabbing", label: "Stabbing" },
  { code: "numb", label: "Numb" },
  { code: "pins and needles", label: "Pins and needles" },
] as const satisfies readonly Choice[];
