import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { shadeOf } from './geometry.js';

export interface HeatCell {
  key: string;
  value: number;
  /** What stands in it. */
  shown: ReactNode;
  /** All of it, for the tooltip and for reading aloud. */
  told: string;
  /** Goes to what is counted in it. */
  onOpen?: () => void;
  /** Not over yet: drawn with a dashed edge. */
  running?: boolean;
}

interface HeatMapProps {
  label: string;
  corner: string;
  columns: readonly string[];
  rows: readonly { name: ReactNode; key: string; cells: readonly (HeatCell | undefined)[] }[];
  /** The value that is coloured most strongly. */
  most: number;
}

/** A table whose cells are coloured by their value, from pale to strong in one colour. */
export function HeatMap({ label, corner, columns, rows, most }: HeatMapProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="plot-scroll" tabIndex={0} aria-label={label}>
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, key, cells }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {columns.map((column, index) => {
                const cell = cells[index];
                return <td key={column}>{cell === undefined ? null : <Heat cell={cell} most={most} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/**
 * From here on black is read better than white on the dark ground's blue; on the light ground black always is. Letters then have
 * 4.5:1 or more at every shade (WCAG 2.2, 1.4.3).
 */
const strongFrom = 63;

function Heat({ cell: { value, shown, told, running, onOpen }, most }: { cell: HeatCell; most: number }) {
  const shade = shadeOf(value, most);
  return (
    <Tooltip title={told} trigger={['hover', 'focus']}>
      <button
        type="button"
        className={`heat-cell${shade > strongFrom ? ' heat-strong' : ''}${running === true ? ' heat-running' : ''}${onOpen === undefined ? '' : ' heat-open'}`}
        style={{ background: `color-mix(in srgb, var(--plot-1) ${shade}%, var(--zg-panel))` }}
        aria-label={told}
        {...(onOpen === undefined ? {} : { onClick: onOpen })}
      >
        {shown}
      </button>
    </Tooltip>
  );
}
