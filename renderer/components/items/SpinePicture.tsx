import { useDeferredValue, useMemo } from "react";
import { spineFigure } from "../../../shared/letter/figures/spineFigure.ts";
import { useBinding, useBindingValue } from "../../state/evaluation/context.ts";
import { Figure } from "../common/Figure.tsx";
import classes from "./SpinePicture.module.css";

interface SpinePictureProps {
  readonly itemId: string;
  /** The levels that are asked. */
  readonly levels: readonly string[];
}

/** The schematic spine beside the level grid, as it will stand in the letter. Follows the grades when no key waits. */
export function SpinePicture({ itemId, levels }: SpinePictureProps) {
  const grid = useDeferredValue(useBindingValue(useBinding(itemId)));
  const joined = levels.join("|");
  const figure = useMemo(() => spineFigure(grid, joined.split("|")), [grid, joined]);
  return (
    <details className={classes.picture} open>
      <summary className={classes.summary}>Schematic spine</summary>
      {figure === undefined ? (
        <p className={classes.empty}>Drawn from the grades as soon as a level has one.</p>
      ) : (
        <Figure drawing={figure.drawing} alternative={figure.alternative} scale={1.05} />
      )}
    </details>
  );
}
