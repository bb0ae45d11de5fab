import type { CellKind } from "../../../shared/checklist/kinds.ts";
import type { Binding } from "../../state/evaluation/binding.ts";

/** What every control of a single value gets. */
export interface CellProps<Kind extends CellKind = CellKind> {
  readonly kind: Kind;
  readonly binding: Binding;
  /** As a person would call it: "Great-toe extension (L5), left". */
  readonly name: string;
  readonly readOnly: boolean;
  /** Id of words that belong to it: help, an error, "filled, not confirmed". */
  readonly describedBy?: string;
  /** Stands in a table or between other fields: as narrow as can be, the range in the tooltip. */
  readonly compact?: boolean;
  /** Where it stands in a table that the arrow keys walk. */
  readonly cellProps?: { readonly "data-row": number; readonly "data-column": number };
  /** Filled with normal and not looked at since. */
  readonly unconfirmed?: boolean;
}

export type KindOf<Name extends CellKind["kind"]> = Extract<CellKind, { kind: Name }>;
