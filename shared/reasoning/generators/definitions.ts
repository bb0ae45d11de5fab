import type { GeneratorDefinition } from "./feature.ts";
import { discogenic, lumbarFacet } from "./lowBack.ts";
import { hip, myofascial } from "./muscleAndHip.ts";
import { carpalTunnel, cervicalFacet } from "./neck.ts";
import { neuropathicMechanism, nociplastic, vertebralFracture } from "./otherSources.ts";
import { sacroiliac } from "./sacroiliac.ts";
import { lumbarStenosis } from "./stenosis.ts";

/** Generators whose points come from a table; roots and pain after surgery have their own way. */
export const definitions: readonly GeneratorDefinition[] = [
  discogenic,
  lumbarFacet,
  cervicalFacet,
  sacroiliac,
  lumbarStenosis,
  myofascial,
  hip,
  carpalTunnel,
  vertebralFracture,
  nociplastic,
  neuropathicMechanism,
];
