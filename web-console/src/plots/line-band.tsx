import { Tooltip } from 'antd';
import type { KeyboardEvent } from 'react';
import { bandPath, extentWithZero, linePath, scaleOf, spread, ticksOf } from './geometry.js';
import { useWidth } from './use-width.js';

export interface LinePoint {
  value: number;
  low?: number | null;
  high?: number | null;
  /** What is told of this point, whole. */
  told: string;
}

export interface PlotLine {
  name: string;
  tone: 1 | 2 | 3;
  dashed?: boolean;
  points: readonly LinePoint[];
}

interface LineBandProps {
  label: string;
  /** One a place along the axis; every line has a point at each. */
  places: readonly string[];
  lines: readonly PlotLine[];
  words(value: number): string;
}

const height = 240;
const margin = { top: 10, right: 14, bottom: 28, left: 58 };

/** A line is one stop for the tab key; arrows go from point to point. */
function walk(event: KeyboardEvent<SVGGElement>): void {
  const { nextElementSibling, previousElementSibling } = event.currentTarget;
  const to =
    event.key === 'ArrowRight'
      ? nextElementSibling
      : event.key === 'ArrowLeft'
        ? previousElementSibling
        : null;
  if (!(to instanceof SVGGElement)) return;
  event.preventDefault();
  to.focus();
}

/** Lines over days or shares, each with the band that it may lie in. Points tell their figures on hover and focus. */
export function LineBand({ label, places, lines, words }: LineBandProps) {
  const [box, width] = useWidth();
  const values = lines.flatMap(({ points }) =>
    points.flatMap(({ value, low, high }) => [value, low ?? null, high ?? null]),
  );
  const extent = extentWithZero(values);
  const x = scaleOf({ low: 0, high: places.length - 1 }, margin.left, width - margin.right);
  const y = scaleOf(extent, height - margin.bottom, margin.top);
  const shownPlaces = spread(places.length, width < 480 ? 3 : 6);
  return (
    <div ref={box} className="plot-box" style={{ minHeight: height }}>
      {width === 0 ? null : (
        // biome-ignore lint/a11y/useSemanticElements: a drawing with parts that take the focus
        <svg width={width} height={height} role="group" aria-label={label}>
          {ticksOf(extent, 5).map((tick) => (
            <g key={tick}>
              <line
                className={tick === 0 ? 'plot-zero' : 'plot-grid'}
                x1={margin.left}
                x2={width - margin.right}
                y1={y(tick)}
                y2={y(tick)}
              />
              <text className="plot-label" x={margin.left - 8} y={y(tick) + 4} textAnchor="end">
                {words(tick)}
              </text>
            </g>
          ))}
          {shownPlaces.map((index) => (
            <text
              key={places[index]}
              className="plot-label"
              x={x(index)}
              y={height - 8}
              textAnchor={places.length === 1 ? 'middle' : index === places.length - 1 ? 'end' : 'middle'}
            >
              {places[index]}
            </text>
          ))}
          {lines.map(({ name, tone, dashed, points }) => (
            <g key={name}>
              <path
                className={`plot-band plot-fill-${tone}`}
                d={bandPath(
                  points.map(({ low, high }, index) => ({
                    x: x(index),
                    low: low === undefined || low === null ? null : y(low),
                    high: high === undefined || high === null ? null : y(high),
                  })),
                )}
              />
              <path
                className={`plot-line plot-stroke-${tone}${dashed === true ? ' plot-dashed' : ''}`}
                d={linePath(points.map(({ value }, index) => ({ x: x(index), y: y(value) })))}
              />
              {points.map(({ value, low, high, told }, index) => (
                <Tooltip key={places[index]} title={told} trigger={['hover', 'focus']}>
                  {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a figure of the drawing, read by keys */}
                  <g
                    className="plot-mark"
                    tabIndex={index === 0 ? 0 : -1}
                    role="img"
                    aria-label={told}
                    onKeyDown={walk}
                  >
                    {points.length === 1 && typeof low === 'number' && typeof high === 'number' ? (
                      <path
                        className={`plot-line plot-stroke-${tone}`}
                        d={`M${x(index)},${y(low)}V${y(high)}`}
                      />
                    ) : null}
                    <circle className="plot-hit" cx={x(index)} cy={y(value)} r={12} />
                    <circle className={`plot-dot plot-fill-${tone}`} cx={x(index)} cy={y(value)} r={3} />
                  </g>
                </Tooltip>
              ))}
            </g>
          ))}
        </svg>
      )}
      {lines.length < 2 ? null : (
        <ul className="plot-legend">
          {lines.map(({ name, tone, dashed }) => (
            <li key={name}>
              <svg width={26} height={10} role="img" aria-label={name}>
                <path
                  className={`plot-line plot-stroke-${tone}${dashed === true ? ' plot-dashed' : ''}`}
                  d="M0,5H26"
                />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
