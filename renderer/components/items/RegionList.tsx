import { type KeyboardEvent, useRef, useState } from "react";
import type { DrawingRegion, Item } from "../../../shared/checklist/kinds.ts";
import type { BodyDrawing } from "./bodyDrawing.ts";
import drawingClasses from "./drawing.module.css";
import fieldClasses from "./fields.module.css";
import classes from "./items.module.css";
import { choiceLabel, placeForWord, stepForKey, wordPause } from "./keys.ts";

interface RegionListProps {
  readonly item: Extract<Item, { kind: "drawing" }>;
  readonly drawing: BodyDrawing;
  readonly quality: string;
  readonly readOnly: boolean;
  readonly onToggle: (region: string) => void;
  /** By the digit of its place. */
  readonly onQuality: (quality: string) => void;
}

const views = [
  { view: "front", label: "Front" },
  { view: "back", label: "Back" },
] as const;

/**
 * The drawing by keyboard: one stop for Tab; arrows and the letters of a region's name move, Space marks it, and the digits
 * say as what.
 */
export function RegionList({ item, drawing, quality, readOnly, onToggle, onQuality }: RegionListProps) {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ word: "", at: Number.NEGATIVE_INFINITY });
  const [current, setCurrent] = useState(0);
  const regions = views.flatMap(({ view }) => item.regions.filter((region) => region.view === view));
  const labels = regions.map(({ label }) => label);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { word, at } = typed.current;
    // A mark, an arrow or a pause ends the word.
    typed.current = { word: "", at: Number.NEGATIVE_INFINITY };
    if (event.key === " " || event.key === "/") return;
    const meant = item.qualities[Number(event.key) - 1];
    if (meant !== undefined) {
      event.preventDefault();
      onQuality(meant.code);
      return;
    }
    let place = stepForKey(event.key, current, regions.length);
    if (place === undefined && event.key.length === 1) {
      const longer = (event.timeStamp - at < wordPause ? word : "") + event.key;
      place = placeForWord(labels, longer, current);
      typed.current = { word: longer, at: event.timeStamp };
    }
    if (place === undefined) return;
    event.preventDefault();
    setCurrent(place);
    list.current?.querySelectorAll("input")[place]?.focus();
  };

  const qualityWords = (region: DrawingRegion): string => {
    const codes = drawing.regions.find((mark) => mark.region === region.id)?.qualities ?? [];
    return item.qualities
      .filter((choice) => codes.includes(choice.code))
      .map((choice) => choiceLabel(choice).toLowerCase())
      .join(", ");
  };
  const isMarked = (region: DrawingRegion) =>
    drawing.regions.some((mark) => mark.region === region.id && mark.qualities.includes(quality));
  const chosen = item.qualities.find((choice) => choice.code === quality);
  const qualityLabel = chosen === undefined ? quality : choiceLabel(chosen).toLowerCase();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only moves among its own boxes
    <div ref={list} className={drawingClasses.regionList} onKeyDown={onKeyDown}>
      {views.map(({ view, label }) => (
        <fieldset key={view} className={drawingClasses.regionView}>
          <legend className={fieldClasses.sideHeading}>
            {label}
            <span className={classes.hidden}>, mark as {qualityLabel}</span>
          </legend>
          {regions.map((region, position) =>
            region.view === view ? (
              <label key={region.id} className={drawingClasses.regionOption}>
                <input
                  type="checkbox"
                  checked={isMarked(region)}
                  disabled={readOnly}
                  tabIndex={position === current ? 0 : -1}
                  onFocus={() => setCurrent(position)}
                  onChange={() => onToggle(region.id)}
                />
                <span>
                  {region.label}
                  {qualityWords(region) !== "" && (
                    <span className={classes.help}>{qualityWords(region)}</span>
                  )}
                </span>
              </label>
            ) : null,
          )}
        </fieldset>
      ))}
    </div>
  );
}
