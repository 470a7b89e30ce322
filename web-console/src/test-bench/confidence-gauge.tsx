import { text } from '../strings.js';
import { Explained } from './explained.js';

interface ConfidenceGaugeProps {
  /** 0..1 */
  value: number;
  bars: { answer: number; clarify: number } | undefined;
}

const radius = 74;
const centre = { x: 100, y: 92 };

/** A point on the half circle; 0 is left, 1 is right. */
function pointAt(share: number, distance: number): { x: number; y: number } {
  const angle = Math.PI * (1 - Math.min(1, Math.max(0, share)));
  return { x: centre.x + Math.cos(angle) * distance, y: centre.y - Math.sin(angle) * distance };
}

function arc(from: number, to: number): string {
  const start = pointAt(from, radius);
  const end = pointAt(to, radius);
  return `M${start.x} ${start.y}A${radius} ${radius} 0 0 1 ${end.x} ${end.y}`;
}

/** The calibrated probability on a half circle, with the two bars that decide what it leads to. */
export function ConfidenceGauge({ value, bars }: ConfidenceGaugeProps) {
  const level =
    bars === undefined ? 'mid' : value >= bars.answer ? 'high' : value >= bars.clarify ? 'mid' : 'low';
  const percent = `${(value * 100).toFixed(0)}%`;
  return (
    <figure className="gauge">
      <svg viewBox="0 0 200 104" role="img" aria-label={`${text.bench.confidence} ${percent}`}>
        <title>{`${text.bench.confidence} ${percent}`}</title>
        <path className="gauge-rail" d={arc(0, 1)} />
        {value > 0.004 ? <path className={`gauge-fill gauge-${level}`} d={arc(0, value)} /> : null}
        {bars === undefined
          ? null
          : [bars.clarify, bars.answer].map((bar) => {
              const inner = pointAt(bar, radius - 11);
              const outer = pointAt(bar, radius + 11);
              return (
                <line key={bar} className="gauge-bar" x1={inner.x} y1={inner.y} x2={outer.x} y2={outer.y} />
              );
            })}
        <text x={centre.x} y={centre.y - 12} className="gauge-figure">
          {percent}
        </text>
      </svg>
      {bars === undefined ? null : (
        <figcaption className="gauge-legend">
          <span>
            <Explained told={text.trace.told.barClarify}>{text.bench.barClarify}</Explained>{' '}
            {(bars.clarify * 100).toFixed(0)}%
          </span>
          <span>
            <Explained told={text.trace.told.barAnswer}>{text.bench.barAnswer}</Explained>{' '}
            {(bars.answer * 100).toFixed(0)}%
          </span>
        </figcaption>
      )}
    </figure>
  );
}
