import { number } from './figures.ts';

export interface Point {
  readonly start: string;
  readonly succeeded: number;
  readonly failed: number;
}

const sum = (points: readonly Point[], part: 'succeeded' | 'failed') =>
  points.reduce((total, point) => total + point[part], 0);

export const summaryOf = (points: readonly Point[]) =>
  `${number(sum(points, 'succeeded'))} succeeded, ${number(sum(points, 'failed'))} failed`;

/** What succeeded, and what failed on top of it. */
export function Bar({
  point: { succeeded, failed },
  x,
  width,
  bottom,
  scale,
  failedFill,
}: {
  point: Point;
  x: number;
  width: number;
  bottom: number;
  scale: number;
  failedFill?: string;
}) {
  // A single failure among thousands is still seen.
  const good = succeeded && Math.max(1, succeeded * scale);
  const bad = failed && Math.max(1.5, failed * scale);
  const gap = width > 3 ? Math.min(2, width * 0.25) : 0;
  return (
    <>
      {good > 0 && <rect class="good" x={x} y={bottom - good} width={width - gap} height={good} />}
      {bad > 0 && (
        <rect
          class="bad"
          x={x}
          y={bottom - good - bad}
          width={width - gap}
          height={bad}
          {...(failedFill && { fill: failedFill })}
        />
      )}
    </>
  );
}
