/** What a plot shows, as a table: for reading aloud and for taking along. */
export interface PlotTable {
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

/**
 * The table as CSV (RFC 4180), with a mark at the beginning by which spreadsheet programs know UTF-8. Text that such a program
 * would compute as a formula gets an apostrophe before it.
 */
export function csvOf({ columns, rows }: PlotTable): string {
  const line = (cells: readonly (string | number | null)[]): string => cells.map(cellOf).join(',');
  return `\uFEFF${[columns, ...rows].map(line).join('\r\n')}\r\n`;
}

function cellOf(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Gives the browser a file to keep. */
export function downloadTable(name: string, table: PlotTable): void {
  const url = URL.createObjectURL(new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
