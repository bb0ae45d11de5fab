import { useMemo } from "react";
import {
  atVisit,
  type Measure,
  measures,
  type Point,
  pointOf,
  pointWords,
} from "../../../shared/evaluation/trends.ts";
import { formatDate } from "../../components/common/dates.ts";
import { useEvaluationState, useOpenedEvaluation } from "../../state/evaluation/context.ts";
import { useRead } from "../../state/queries.ts";
import classes from "./Trends.module.css";

/** How the scores of a group went from visit to visit. Nothing at a first visit. */
export function Trends({ groupId }: { readonly groupId: string }) {
  const isFollowUp = useEvaluationState((state) => state.evaluation.followUpOf !== undefined);
  const shown = useMemo(() => measures.filter((measure) => measure.groups.includes(groupId)), [groupId]);
  if (!isFollowUp || shown.length === 0) return null;
  return <TrendList measures={shown} />;
}

function TrendList({ measures: shown }: { readonly measures: readonly Measure[] }) {
  const { evaluationId, store } = useOpenedEvaluation();
  const earlier = useRead("evaluation.earlier", { evaluationId });
  const before = useMemo(() => {
    const { evaluation } = store.getState();
    return [...(earlier.data?.evaluations ?? [])]
      .reverse()
      .filter((visit) => visit.isSigned)
      .map((visit) => atVisit(evaluation, visit));
  }, [earlier.data, store]);
  return (
    <div className={classes.trends}>
      {shown.map((measure) => (
        <Trend key={measure.id} measure={measure} before={before} />
      ))}
    </div>
  );
}

interface TrendProps {
  readonly measure: Measure;
  readonly before: readonly Parameters<typeof pointOf>[1][];
}

function Trend({ measure, before }: TrendProps) {
  const past = useMemo(() => before.flatMap((visit) => pointOf(measure, visit) ?? []), [before, measure]);
  const visitDate = useEvaluationState((state) => state.evaluation.visitDate);
  // As a number, so that the line is drawn again only when the score changes.
  const now = useEvaluationState((state) => pointOf(measure, state.evaluation)?.value);
  if (past.length === 0) return null;
  const points: readonly Omit<Point, "basis">[] =
    now === undefined ? past : [...past, { visitDate, value: now }];
  const spoken = points
    .map((point) => `${pointWords(measure, point.value)} on ${formatDate(point.visitDate)}`)
    .join(", ");
  return (
    <figure className={classes.trend}>
      <figcaption className={classes.label}>{measure.label}</figcaption>
      <TrendLine points={points} most={measure.most} label={`${measure.label}: ${spoken}`} />
      <span className={classes.values} aria-hidden>
        {points.map((point) => Number(point.value.toFixed(1))).join(" → ")}
        {measure.unit === "%" ? " %" : ` of ${measure.most}`}
      </span>
    </figure>
  );
}

const [width, height, margin] = [140, 36, 5];

interface TrendLineProps {
  readonly points: readonly { readonly visitDate: string; readonly value: number }[];
  /** Top of the scale; its foot is 0. */
  readonly most: number;
  /** The same in words. */
  readonly label: string;
}

/** Points at even distances: visits are few, and their dates are in the words. */
function TrendLine({ points, most, label }: TrendLineProps) {
  const step = (width - 2 * margin) / Math.max(1, points.length - 1);
  const places = points.map((point, index) => ({
    key: `${point.visitDate}/${index}`,
    x: margin + index * step,
    y: height - margin - (Math.min(point.value, most) / most) * (height - 2 * margin),
    title: `${formatDate(point.visitDate)}: ${point.value}`,
  }));
  return (
    <svg className={classes.line} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line className={classes.foot} x1={0} x2={width} y1={height - 1} y2={height - 1} />
      <polyline points={places.map(({ x, y }) => `${x},${y}`).join(" ")} />
      {places.map(({ key, x, y, title }) => (
        <circle key={key} cx={x} cy={y} r={3}>
          <title>{title}</title>
        </circle>
      ))}
    </svg>
  );
}
