import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import type { IntakeError, IntakeSummary } from '../../../src/contract/intake.js';
import { intakeText } from '../strings-intake.js';
import { importFieldName, importSentence } from './import-sentence.js';

const words = intakeText.imports;
const errorsShown = 50;

/** What became of the rows, and a list of those that were left out. */
export function ImportResult({ summary, onAgain }: { summary: IntakeSummary; onAgain: () => void }) {
  const { errors, failed, duplicates } = summary;
  const figures = (['accepted', 'unchanged', 'stale', 'failed'] as const).filter(
    (name) => name === 'accepted' || name === 'failed' || summary[name] > 0,
  );
  return (
    <div className="import-result">
      <Alert
        type={failed > 0 ? 'warning' : 'success'}
        showIcon
        title={failed > 0 ? words.doneWithErrors : words.done}
        description={failed > 0 ? words.failedHint : undefined}
      />
      <dl className="import-figures">
        {figures.map((name) => (
          <div key={name} className={name === 'failed' && failed > 0 ? 'import-failed' : undefined}>
            <dd>{summary[name].toLocaleString('zh-CN')}</dd>
            <dt>{words[name]}</dt>
          </div>
        ))}
      </dl>
      {duplicates > 0 ? <p className="faint">{words.duplicates(duplicates)}</p> : null}
      {errors.length > 0 ? (
        <section>
          <div className="import-errors-head">
            <h3>{words.errorsShown(Math.min(errors.length, errorsShown), errors.length)}</h3>
            <Button size="small" icon={<DownloadOutlined />} onClick={() => download(errors)}>
              {words.download}
            </Button>
          </div>
          <ul className="import-errors">
            {errors.slice(0, errorsShown).map(({ line, field, message }) => (
              <li key={`${line} ${field} ${message}`}>
                <strong>
                  {words.line} {line}
                </strong>
                <span>{importFieldName(field)}</span>
                <span>{importSentence(message)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Button type="primary" onClick={onAgain}>
        {words.again}
      </Button>
    </div>
  );
}

/** A table that Excel opens as it is: with byte order mark, quotes doubled, nothing that a cell would calculate. */
function download(errors: readonly IntakeError[]): void {
  const rows = [
    [...words.downloadHead],
    ...errors.map(({ line, field, message }) => [
      String(line),
      importFieldName(field),
      importSentence(message),
    ]),
  ];
  const table = rows.map((cells) => cells.map(cellOf).join(',')).join('\r\n');
  const address = URL.createObjectURL(new Blob([`\ufeff${table}\r\n`], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = words.downloadName;
  link.click();
  URL.revokeObjectURL(address);
}

function cellOf(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
