import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Progress, Segmented, Select, Skeleton, Switch, Upload } from 'antd';
import { useRef, useState } from 'react';
import type { ImportKind, ImportPreview } from '../../../src/contract/imports.js';
import type { IntakeSummary } from '../../../src/contract/intake.js';
import { describeFailure, ProblemError } from '../api/problem.js';
import { useLeaveGuard } from '../settings/use-document.js';
import { intakeText } from '../strings-intake.js';
import { importFile, mostFileBytes, previewFile, type TableForm } from './import-request.js';
import { ImportResult } from './import-result.js';
import { importFieldName, importSentence } from './import-sentence.js';
import { PreviewTable } from './preview-table.js';
import './imports.css';

const words = intakeText.imports;
const kinds: readonly ImportKind[] = ['products', 'customers', 'orders'];

/** A table of the shop's: chosen, looked at, taken. */
export function ImportsPage() {
  const [kind, setKind] = useState<ImportKind>('products');
  const [file, setFile] = useState<File>();
  const [preview, setPreview] = useState<ImportPreview>();
  const [createMissing, setCreateMissing] = useState(false);
  const [share, setShare] = useState<number>();
  const [summary, setSummary] = useState<IntakeSummary>();
  const [failure, setFailure] = useState<string>();
  /** Of several answers only that to the newest question counts. */
  const asked = useRef(0);
  useLeaveGuard(share !== undefined);

  const look = async (chosenKind: ImportKind, chosen: File, form: Partial<TableForm>): Promise<void> => {
    const question = ++asked.current;
    setFailure(undefined);
    try {
      const seen = await previewFile(chosenKind, chosen, form);
      if (question === asked.current) setPreview(seen);
    } catch (error) {
      if (question !== asked.current) return;
      setFailure(toldOf(error));
      // A first look that failed leaves nothing to show; a later one leaves what was there.
      if (Object.keys(form).length === 0) setFile(undefined);
    }
  };
  const choose = (chosen: File): void => {
    setSummary(undefined);
    setPreview(undefined);
    const refused = /\.xlsx?$/i.test(chosen.name)
      ? words.notCsv
      : chosen.size > mostFileBytes
        ? words.tooLarge
        : undefined;
    setFailure(refused);
    setFile(refused === undefined ? chosen : undefined);
    if (refused === undefined) void look(kind, chosen, {});
  };
  const restart = (): void => {
    asked.current += 1;
    setFile(undefined);
    setPreview(undefined);
    setSummary(undefined);
    setFailure(undefined);
  };
  const go = async (chosen: File, form: ImportPreview): Promise<void> => {
    setShare(0);
    setFailure(undefined);
    try {
      setSummary(await importFile(kind, chosen, { ...form, createMissing }, setShare));
      setFile(undefined);
      setPreview(undefined);
    } catch (error) {
      setFailure(toldOf(error));
    } finally {
      setShare(undefined);
    }
  };

  return (
    <div className="imports">
      <div className="imports-kind">
        <Segmented
          value={kind}
          disabled={share !== undefined}
          options={kinds.map((value) => ({ value, label: words.kind[value] }))}
          onChange={(next) => {
            setKind(next);
            setSummary(undefined);
            if (file !== undefined) void look(next, file, {});
          }}
        />
        <span className="faint">{words.kindHint[kind]}</span>
      </div>
      {failure === undefined ? null : <Alert type="error" showIcon title={failure} />}
      {summary !== undefined ? (
        <ImportResult summary={summary} onAgain={restart} />
      ) : file === undefined ? (
        <Upload.Dragger
          accept=".csv,text/csv,text/plain"
          showUploadList={false}
          beforeUpload={(chosen) => {
            choose(chosen);
            return false;
          }}
        >
          <p>
            <InboxOutlined className="imports-box" />
          </p>
          <p>{words.drop}</p>
          <p className="faint">{words.dropHint}</p>
        </Upload.Dragger>
      ) : preview === undefined ? (
        <Skeleton active className="page-skeleton" paragraph={{ rows: 6 }} />
      ) : (
        <Look
          file={file}
          preview={preview}
          share={share}
          onForm={(form) => void look(kind, file, form)}
          onRestart={restart}
          onGo={() => void go(file, preview)}
        >
          {kind === 'orders' ? (
            // biome-ignore lint/a11y/noLabelWithoutControl: Ant Design's switch is the control
            <label className="imports-switch">
              <Switch size="small" checked={createMissing} onChange={setCreateMissing} />
              <span>
                {words.createMissing}
                <span className="faint">{words.createMissingHint}</span>
              </span>
            </label>
          ) : null}
        </Look>
      )}
    </div>
  );
}

interface LookProps {
  file: File;
  preview: ImportPreview;
  /** How much has been sent, 0 to 1; absent before it began. */
  share: number | undefined;
  onForm: (form: Partial<TableForm>) => void;
  onRestart: () => void;
  onGo: () => void;
  children: React.ReactNode;
}

function Look({ file, preview, share, onForm, onRestart, onGo, children }: LookProps) {
  const { encoding, delimiter, mapping, missing, rows } = preview;
  const wrong = rows.filter(({ problems }) => problems.length > 0).length;
  const [first] = rows.flatMap(({ problems }) => problems);
  const percent = Math.floor((share ?? 0) * 100);
  return (
    <>
      <div className="imports-form">
        <strong className="ellipsis">{file.name}</strong>
        <span className="imports-choice">
          <span className="faint">{words.encoding}</span>
          <Select
            size="small"
            aria-label={words.encoding}
            value={encoding}
            options={(['utf-8', 'gb18030'] as const).map((value) => ({
              value,
              label: words.encodings[value],
            }))}
            onChange={(next) => onForm({ encoding: next })}
          />
        </span>
        <span className="imports-choice">
          <span className="faint">{words.delimiter}</span>
          <Select
            size="small"
            aria-label={words.delimiter}
            value={delimiter}
            options={([',', ';', '\t', '|'] as const).map((value) => ({
              value,
              label: words.delimiters[value],
            }))}
            onChange={(next) => onForm({ encoding, delimiter: next })}
          />
        </span>
        {children}
      </div>
      {missing.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={words.missing(missing.map((field) => words.field[field] ?? field).join('、'))}
        />
      )}
      <div className="imports-count faint">
        <span>{words.preview(rows.length)}</span>
        {wrong === 0 ? null : <span className="import-failed">{words.wrongRows(wrong)}</span>}
        {first === undefined ? null : (
          <span>
            {words.firstWrong(first.line, importFieldName(first.field), importSentence(first.message))}
          </span>
        )}
      </div>
      <PreviewTable preview={preview} onMapping={(next) => onForm({ encoding, delimiter, mapping: next })} />
      <div className="imports-foot">
        {share === undefined ? (
          <>
            <Button onClick={onRestart}>{words.another}</Button>
            <span className="grow" />
            <Button
              type="primary"
              disabled={missing.length > 0 || Object.keys(mapping).length === 0}
              onClick={onGo}
            >
              {words.go}
            </Button>
          </>
        ) : (
          <div className="grow" role="status">
            <Progress percent={percent} status="active" showInfo={false} />
            <span>{percent < 100 ? words.sending(percent) : words.finishing}</span>{' '}
            <span className="faint">{words.keepOpen}</span>
          </div>
        )}
      </div>
    </>
  );
}

/** With the line, where the trouble has one. */
function toldOf(error: unknown): string {
  const [first] = error instanceof ProblemError ? error.errors : [];
  if (first === undefined) return describeFailure(error);
  const line = /^line (\d+)/.exec(first.path)?.[1];
  const said = importSentence(first.message);
  return line === undefined ? said : `${words.line} ${line}：${said}`;
}
