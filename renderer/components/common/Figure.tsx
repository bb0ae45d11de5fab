import { memo, useId } from "react";
import {
  type FigureDrawing,
  type FigureShape,
  figureTextSize,
  type OutlineShape,
  styleOf,
} from "../../../shared/letter/figures/drawing.ts";
import classes from "./Figure.module.css";

interface FigureProps {
  readonly drawing: FigureDrawing;
  /** What it shows in words. */
  readonly alternative: string;
  /** Larger than on paper by this factor. */
  readonly scale?: number;
}

/** A figure of the letter, drawn on the screen as the PDF has it. */
export const Figure = memo(function Figure({ drawing, alternative, scale = 1 }: FigureProps) {
  const clipId = useId();
  const { width, height, shapes } = drawing;
  return (
    <svg
      className={classes.figure}
      viewBox={`0 0 ${width} ${height}`}
      // A point on paper is a twelfth of the screen's text unit: both grow together.
      width={`${(width * scale) / 12}rem`}
      height={`${(height * scale) / 12}rem`}
      role="img"
      aria-label={alternative}
    >
      {shapes.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no identity but their place
        <Shape key={index} shape={shape} clipId={`${clipId}-${index}`} />
      ))}
    </svg>
  );
});

function Shape({ shape, clipId }: { readonly shape: FigureShape; readonly clipId: string }) {
  switch (shape.kind) {
    case "text":
      return (
        <text
          x={shape.at[0]}
          y={shape.at[1]}
          fontSize={figureTextSize}
          textAnchor={shape.anchor}
          className={classes[shape.style]}
        >
          {shape.text}
        </text>
      );
    case "group":
      return (
        <g transform={`translate(${shape.move.join(" ")}) scale(${shape.scale})`}>
          {shape.shapes.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no identity but their place
            <Outline key={index} shape={each} clipId={`${clipId}-${index}`} />
          ))}
        </g>
      );
    default:
      return <Outline shape={shape} clipId={clipId} />;
  }
}

/** Around outlines in a drawing that is no figure of a letter: says which colours its tones are. */
export const figureTones: string | undefined = classes.tones;

/** One outline; also for drawings that are no figures of a letter. */
export function Outline({ shape, clipId }: { readonly shape: OutlineShape; readonly clipId: string }) {
  const look = lookOf(shape);
  switch (shape.kind) {
    case "line":
      return <line x1={shape.from[0]} y1={shape.from[1]} x2={shape.to[0]} y2={shape.to[1]} {...look} />;
    case "circle":
      return <circle cx={shape.center[0]} cy={shape.center[1]} r={shape.radius} {...look} />;
    case "path":
      if (shape.within === undefined) return <path d={shape.path} {...look} />;
      return (
        <>
          <clipPath id={clipId}>
            <path d={shape.within} />
          </clipPath>
          <path d={shape.path} clipPath={`url(#${clipId})`} {...look} />
        </>
      );
  }
}

function lookOf({ style }: OutlineShape) {
  const { fill, stroke, width, round } = styleOf(style);
  return {
    fill: fill === undefined ? "none" : `var(--figure-${fill})`,
    stroke: stroke === undefined ? "none" : `var(--figure-${stroke})`,
    strokeWidth: width ?? 1,
    strokeLinejoin: "round",
    strokeLinecap: round ? "round" : "butt",
  } as const;
}
