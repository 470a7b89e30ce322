import { Select } from 'antd';
import type { ImportMapping, ImportPreview } from '../../../src/contract/imports.js';
import { intakeText } from '../strings-intake.js';
import { importFieldName, importSentence } from './import-sentence.js';

const words = intakeText.imports;
const skipped = '';

/** The first rows, with what each column is, and what is wrong. */
export function PreviewTable({
  preview,
  onMapping,
}: {
  preview: ImportPreview;
  onMapping: (mapping: ImportMapping) => void;
}) {
  const { header, mapping, fields, rows } = preview;
  const fieldOf = (column: number) =>
    Object.entries(mapping).find(([, place]) => place === column)?.[0] ?? skipped;
  const choose = (column: number, field: string): void => {
    const others = Object.entries(mapping).filter(([name, place]) => place !== column && name !== field);
    onMapping(Object.fromEntries(field === skipped ? others : [...others, [field, column]]));
  };
  const options = [
    { value: skipped, label: words.skip },
    ...fields.map(({ field, required }) => ({
      value: field,
      label: `${importFieldName(field)}${required ? ' *' : ''}`,
    })),
  ];
  return (
    <div className="import-table">
      <table>
        <thead>
          <tr>
            <th>{words.line}</th>
            {header.map((name, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are their places
              <th key={column}>
                <span className="ellipsis">{name}</span>
                <Select
                  size="small"
                  aria-label={words.column(name)}
                  value={fieldOf(column)}
                  options={options}
                  popupMatchSelectWidth={false}
                  onChange={(field) => choose(column, field)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells, problems }) => (
            <tr key={line} className={problems.length > 0 ? 'import-wrong' : undefined}>
              <th scope="row">{line}</th>
              {header.map((_name, column) => {
                const wrong = problems.filter(({ field }) => nameOf(field) === fieldOf(column));
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns are their places
                  <td key={column} className={wrong.length > 0 ? 'import-bad-cell' : undefined}>
                    <span className="ellipsis">{cells[column] ?? ''}</span>
                    {wrong.map(({ message }) => (
                      <small key={message}>{importSentence(message)}</small>
                    ))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The column's field for a path of the record. */
function nameOf(path: string): string {
  const last = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';
  if (path.startsWith('lines.') && last === 'title') return 'productTitle';
  return last.replace(/Minor$/, '');
}
