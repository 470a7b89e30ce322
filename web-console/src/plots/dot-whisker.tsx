import { Tooltip } from 'antd';
import { extentWithZero, scaleOf, ticksOf } from './geometry.js';
import { useWidth } from './use-width.js';

export interface Whisker {
  name: string;
  value: number;
  low: number | null;
  high: number | null;
}

interface DotWhiskerProps {
  label: string;
  rows: readonly Whisker[];
  words(value: number): string;
  tone?: number;
}

const rowHeight = 44;
const axisHeight = 24;

/** A dot a row with the interval it lies in, and the line of no difference. */
export function DotWhisker({ label, rows, words, tone = 1 }: DotWhiskerProps) {
  const [box, width] = useWidth();
  const names = width < 480 ? 84 : 150;
  const extent = extentWithZero(rows.flatMap(({ value, low, high }) => [value, low, high]));
  const pad = (extent.high - extent.low) * 0.06;
  const shown = { low: extent.low - pad, high: extent.high + pad };
  const x = scaleOf(shown, names, width - 12);
  const height = rows.length * rowHeight + axisHeight;
  return (
    <div ref={box} className="plot-box" style={{ minHeight: height }}>
      {width === 0 ? null : (
        // biome-ignore lint/a11y/useSemanticElements: a drawing with parts that take the focus
        <svg width={width} height={height} role="group" aria-label={label}>
          {ticksOf(shown, width < 480 ? 3 : 6).map((tick) => (
            <g key={tick}>
              <line
                className={tick === 0 ? 'plot-zero' : 'plot-grid'}
                x1={x(tick)}
                x2={x(tick)}
                y1={0}
                y2={height - axisHeight}
              />
              <text className="plot-label" x={x(tick)} y={height - 7} textAnchor="middle">
                {words(tick)}
              </text>
            </g>
          ))}
          {rows.map(({ name, value, low, high }, index) => {
            const y = index * rowHeight + rowHeight / 2;
            const told = `${name} ${words(value)}${low === null || high === null ? '' : `（${words(low)} ~ ${words(high)}）`}`;
            return (
              <Tooltip key={name} title={told} trigger={['hover', 'focus']}>
                {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a figure of the drawing, read by keys */}
                <g className="plot-mark" tabIndex={0} role="img" aria-label={told}>
                  <rect className="plot-hit" x={0} y={y - rowHeight / 2} width={width} height={rowHeight} />
                  <text className="plot-name" x={0} y={y + 4}>
                    {name}
                  </text>
                  {low === null || high === null ? null : (
                    <path
                      className={`plot-line plot-stroke-${tone}`}
                      d={`M${x(low)},${y}H${x(high)}M${x(low)},${y - 6}v12M${x(high)},${y - 6}v12`}
                    />
                  )}
                  <circle className={`plot-fill-${tone}`} cx={x(value)} cy={y} r={5.5} />
                </g>
              </Tooltip>
            );
          })}
        </svg>
      )}
    </div>
  );
}
