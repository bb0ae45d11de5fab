import type { Part } from "../kinds.ts";
import { concordanceMatrix } from "./concordance.ts";
import { levelGrid } from "./levelGrid.ts";
import { studies } from "./studies.ts";

/** Records and imaging review (clinical reference 2.4). */
export const recordsPart: Part = {
  id: "records",
  label: "Records and imaging",
  groups: [studies, levelGrid, concordanceMatrix],
};
