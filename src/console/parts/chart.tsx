import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Bar, type Point, summaryOf } from './bar.tsx';
import { number } from './figures.ts';

const HEIGHT = 148;
const MARGIN = { left: 36, bottom: 18, top: 8 };
const BOTTOM = HEIGHT - MARGIN.bottom;
/** However many there are, it fits into the margin. */
const brief = new Intl.NumberFormat('en', { notation: 'compact' });

interface ChartProps {
  readonly label: string;
  readonly points: readonly Point[];
  /** Of a bucket's start. */
  readonly format: (start: string) => string;
}

/** Attempts by time, as stacked bars; the same as a table beneath. */
export function StackedBars(chart: ChartProps) {
  const id = useId();
  const [width, box] = useWidth();
  const { label, points, format } = chart;
  const peak = niceCeiling(Math.max(1, ...points.map(({ succeeded, failed }) => succeeded + failed)));
  const scale = (BOTTOM - MARGIN.top) / peak;
  const step = (width - MARGIN.left) / Math.max(1, points.length);
  return (
    <figure class="chart">
      <div ref={box}>
        <svg
          role="img"
          aria-labelledby={`${id}-title ${id}-text`}
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
        >
          <title id={`${id}-title`}>{label}</title>
          <desc id={`${id}-text`}>{summaryOf(points)}</desc>
          <Hatch id={`${id}-hatch`} />
          <Grid peak={peak} scale={scale} width={width} />
          {points.map((point, index) => (
            <g key={point.start}>
              <title>{`${format(point.start)}: ${summaryOf([point])}`}</title>
              <rect
                class="hit"
                x={MARGIN.left + index * step}
                y={MARGIN.top}
                width={step}
                height={BOTTOM - MARGIN.top}
              />
              <Bar
                point={point}
                x={MARGIN.left + index * step}
                width={step}
                bottom={BOTTOM}
                scale={scale}
                failedFill={`url(#${id}-hatch)`}
              />
            </g>
          ))}
          <TimeAxis {...chart} step={step} width={width} />
        </svg>
      </div>
      <figcaption>
        <span class="key good" /> succeeded <span class="key bad" /> failed
      </figcaption>
      <AsTable {...chart} />
    </figure>
  );
}

/** So that failed attempts are told apart without colour too. */
function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="bad" width="4" height="4" />
        <line class="hatch" x1="0" y1="0" x2="0" y2="4" />
      </pattern>
    </defs>
  );
}

function Grid({ peak, scale, width }: { peak: number; scale: number; width: number }) {
  return (
    <>
      {[...new Set([0, Math.round(peak / 2), peak])].map((value) => {
        const y = BOTTOM - value * scale;
        return (
          <g key={value}>
            <line class={value === 0 ? 'base' : 'grid'} x1={MARGIN.left} x2={width} y1={y} y2={y} />
            <text x={MARGIN.left - 6} y={y + 4} text-anchor="end">
              {brief.format(value)}
            </text>
          </g>
        );
      })}
    </>
  );
}

function TimeAxis({ points, format, step, width }: ChartProps & { step: number; width: number }) {
  return (
    <>
      {ticksOf(points).map(({ index, anchor }) => (
        <text
          key={index}
          x={anchor === 'end' ? width : MARGIN.left + index * step}
          y={HEIGHT - 4}
          text-anchor={anchor}
        >
          {format((points[index] as Point).start)}
        </text>
      ))}
    </>
  );
}

function AsTable({ points, format }: ChartProps) {
  return (
    <details>
      <summary>As a table</summary>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Succeeded</th>
            <th scope="col">Failed</th>
          </tr>
        </thead>
        <tbody>
          {points
            .filter(({ succeeded, failed }) => succeeded + failed > 0)
            .map((point) => (
              <tr key={point.start}>
                <th scope="row">{format(point.start)}</th>
                <td>{number(point.succeeded)}</td>
                <td>{number(point.failed)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}

function ticksOf(points: readonly Point[]): { index: number; anchor: 'start' | 'middle' | 'end' }[] {
  if (points.length < 3) return points.map((_, index) => ({ index, anchor: 'start' }));
  return [
    { index: 0, anchor: 'start' },
    { index: Math.floor(points.length / 2), anchor: 'middle' },
    { index: points.length - 1, anchor: 'end' },
  ];
}

/** 1, 2, 4 or 10 times a power of ten: half of it is a whole number from 2 on. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(200, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, box] as const;
}
