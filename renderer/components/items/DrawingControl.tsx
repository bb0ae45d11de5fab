import { useCallback, useState } from "react";
import type { Item } from "../../../shared/checklist/kinds.ts";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { useBinding, useBindingValue, useReadOnly } from "../../state/evaluation/context.ts";
import { BodyFigure } from "./BodyFigure.tsx";
import { type BodyDrawing, drawingOf, toggleRegion, withStroke } from "./bodyDrawing.ts";
import drawingClasses from "./drawing.module.css";
import classes from "./items.module.css";
import { QualityChoice } from "./QualityChoice.tsx";
import { RegionList } from "./RegionList.tsx";

type DrawingItem = Extract<Item, { kind: "drawing" }>;

/**
 * Front and back of the body: choose a quality, then click a region or draw over it. The list beside the figures does the
 * same by keyboard; both only ever record which regions hurt, and how.
 */
export function DrawingControl({ item }: { readonly item: DrawingItem }) {
  const binding = useBinding(item.id);
  const value = useBindingValue(binding);
  const readOnly = useReadOnly();
  const [quality, setQuality] = useState(item.qualities[0]?.code ?? "");
  const drawing = drawingOf(value);

  const write = useCallback(
    (next: BodyDrawing) => {
      const empty = next.regions.length === 0 && next.strokes.length === 0;
      binding.write(empty ? undefined : (next as unknown as AnswerValue));
    },
    [binding],
  );
  const toggle = (region: string) => {
    if (!readOnly) write(toggleRegion(drawingOf(binding.read()), region, quality));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: the label stands in the row's own column, not in a legend
    <div role="group" aria-label={item.label}>
      <QualityChoice qualities={item.qualities} value={quality} onChange={setQuality} disabled={readOnly} />
      <div className={drawingClasses.drawing}>
        <div className={drawingClasses.figures}>
          {(["front", "back"] as const).map((view) => (
            <BodyFigure
              key={view}
              view={view}
              regions={item.regions}
              drawing={drawing}
              quality={quality}
              readOnly={readOnly}
              onRegion={toggle}
              onStroke={(points, touched) =>
                write(withStroke(drawingOf(binding.read()), { view, quality, points }, touched))
              }
            />
          ))}
        </div>
        <div>
          <RegionList
            item={item}
            drawing={drawing}
            quality={quality}
            readOnly={readOnly}
            onToggle={toggle}
            onQuality={setQuality}
          />
          {!readOnly && (
            <div className={classes.actions}>
              <button
                type="button"
                className={classes.quietButton}
                disabled={value === undefined}
                onClick={() => binding.write(undefined)}
              >
                Clear the drawing
              </button>
              {drawing.strokes.length > 0 && (
                <button
                  type="button"
                  className={classes.quietButton}
                  onClick={() => write({ ...drawing, strokes: [] })}
                >
                  Remove the lines, keep the regions
                </button>
              )}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
