import { Bar, type Point, summaryOf } from './bar.tsx';

const SPARK = { width: 96, height: 24 };

/** Attempts as small bars, failed ones on top. */
export function Sparkline({ points, span }: { points: readonly Point[]; span: string }) {
  const peak = Math.max(1, ...points.map(({ succeeded, failed }) => succeeded + failed));
  const step = SPARK.width / Math.max(1, points.length);
  const scale = (SPARK.height - 2) / peak;
  return (
    <svg
      class="sparkline"
      role="img"
      aria-label={`Attempts in the last ${span}: ${summaryOf(points)}`}
      width={SPARK.width}
      height={SPARK.height}
      viewBox={`0 0 ${SPARK.width} ${SPARK.height}`}
    >
      <line class="base" x1={0} x2={SPARK.width} y1={SPARK.height - 0.5} y2={SPARK.height - 0.5} />
      {points.map((point, index) => (
        <Bar
          key={point.start}
          point={point}
          x={index * step}
          width={step}
          bottom={SPARK.height - 1}
          scale={scale}
        />
      ))}
    </svg>
  );
}
