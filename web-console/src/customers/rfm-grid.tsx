import { customersText } from '../strings-marketing.js';

const words = customersText;
const steps = [1, 2, 3, 4, 5] as const;
const cell = 26;
const gap = 3;
const side = steps.length * (cell + gap) - gap;
const margin = 18;

/** Where a customer stands: recency to the right, frequency upwards, and how dark the place is says the money. */
export function RfmGrid({ r, f, m }: { r: number; f: number; m: number }) {
  const at = (step: number): number => (step - 1) * (cell + gap);
  return (
    <svg
      className="rfm-grid"
      viewBox={`0 0 ${side + margin} ${side + margin}`}
      role="img"
      aria-label={words.rfmCell(r, f, m)}
    >
      <title>{words.rfmCell(r, f, m)}</title>
      {steps.flatMap((column) =>
        steps.map((row) => {
          const here = column === Math.round(r) && row === Math.round(f);
          return (
            <rect
              key={`${column}:${row}`}
              x={margin + at(column)}
              y={side - at(row) - cell}
              width={cell}
              height={cell}
              rx={5}
              className={here ? 'rfm-here' : 'rfm-cell'}
              {...(here ? { fillOpacity: 0.35 + 0.13 * m } : {})}
            />
          );
        }),
      )}
      <text className="rfm-axis" x={margin + side / 2} y={side + margin - 4} textAnchor="middle">
        {words.recency}
      </text>
      <text className="rfm-axis" x={-side / 2} y={12} textAnchor="middle" transform="rotate(-90)">
        {words.frequency}
      </text>
    </svg>
  );
}
