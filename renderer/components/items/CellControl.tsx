import type { CellProps } from "./cellProps.ts";
import { DateCell, NumberCell } from "./EntryCell.tsx";
import { MultiCell } from "./MultiCell.tsx";
import { ScaleCell } from "./ScaleCell.tsx";
import { SingleCell } from "./SingleCell.tsx";
import { TextCell } from "./TextCell.tsx";

/** The control of a single value. */
export function CellControl({ kind, ...rest }: CellProps) {
  switch (kind.kind) {
    case "text":
      return <TextCell kind={kind} {...rest} />;
    case "single":
      return <SingleCell kind={kind} {...rest} />;
    case "multi":
      return <MultiCell kind={kind} {...rest} />;
    case "scale":
      return <ScaleCell kind={kind} {...rest} />;
    case "number":
      return <NumberCell kind={kind} {...rest} />;
    case "date":
      return <DateCell kind={kind} {...rest} />;
  }
}
