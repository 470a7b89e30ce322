import { DownloadOutlined, InfoCircleOutlined } from '@ant-design/icons';
import { Button, Switch, Tooltip } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { resultsText } from '../strings-results.js';
import { downloadTable, type PlotTable } from './table-file.js';
import './plots.css';

interface PlotPanelProps {
  title: string;
  /** One sentence of what is seen. */
  note?: ReactNode;
  /** What the figures mean, each under its name. */
  definitions?: readonly (readonly [name: string, meaning: string | undefined])[];
  table: PlotTable;
  children: ReactNode;
}

/** A plot with its name, its definitions, the same as a table, and a file to take along. */
export function PlotPanel({ title, note, definitions = [], table, children }: PlotPanelProps) {
  const [asTable, setAsTable] = useState(false);
  const heading = useId();
  return (
    <section className="plot-panel" aria-labelledby={heading}>
      <header className="plot-head">
        <h2 id={heading}>{title}</h2>
        {definitions.length === 0 ? null : (
          <Tooltip
            trigger={['hover', 'focus', 'click']}
            title={definitions.map(([name, meaning]) => (
              <p key={name} className="plot-definition">
                <b>{name}</b> {meaning}
              </p>
            ))}
          >
            <Button
              type="text"
              size="small"
              icon={<InfoCircleOutlined />}
              aria-label={resultsText.meaningOf(title)}
            />
          </Tooltip>
        )}
        <span className="grow" />
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is a button, which a label may name */}
        <label className="plot-switch">
          <Switch size="small" checked={asTable} onChange={setAsTable} /> {resultsText.asTable}
        </label>
        <Tooltip title={resultsText.download}>
          <Button
            type="text"
            size="small"
            icon={<DownloadOutlined />}
            aria-label={`${resultsText.download} ${title}`}
            onClick={() => downloadTable(title, table)}
          />
        </Tooltip>
      </header>
      {note === undefined ? null : <div className="plot-note">{note}</div>}
      {asTable ? <PlotTableView title={title} table={table} /> : children}
    </section>
  );
}

function PlotTableView({ title, table }: { title: string; table: PlotTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="plot-scroll" tabIndex={0} aria-label={title}>
      <table className="plot-table">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join(' ')}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key={table.columns[index]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.columns[index]}>{cell ?? '–'}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
