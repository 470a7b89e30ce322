import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Modal, Skeleton, Upload } from 'antd';
import { useState } from 'react';
import type { VocabularyFormat, VocabularyImportResult } from '../../../src/contract/vocabulary.js';
import { describeFailure, fieldSentence, ProblemError } from '../api/problem.js';
import { text } from '../strings.js';
import { vocabularyApi, vocabularyWritten } from './vocabulary-api.js';
import { readWordFile } from './word-file.js';

interface Chosen {
  name: string;
  format: VocabularyFormat;
  text: string;
}
interface LineFault {
  line?: string;
  told: string;
}

const words = text.vocabulary;

/** Takes a file, shows what it would change or what is wrong with each line, and imports it when that is confirmed. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>();
  const [counts, setCounts] = useState<VocabularyImportResult>();
  const [faults, setFaults] = useState<LineFault[]>([]);
  const [busy, setBusy] = useState(false);

  const toldFailure = (failure: unknown): void => {
    const lines =
      failure instanceof ProblemError && failure.errors.length > 0
        ? failure.errors.map(({ path, message: told }): LineFault => {
            const line = /^line (\d+)$/.exec(path)?.[1];
            return { ...(line === undefined ? {} : { line }), told: fieldSentence(told) };
          })
        : [{ told: describeFailure(failure) }];
    setFaults(lines);
  };

  const look = async (file: File): Promise<void> => {
    const read = readWordFile(file.name, await file.arrayBuffer());
    setCounts(undefined);
    setFaults([]);
    if ('refused' in read) {
      setChosen(undefined);
      setFaults([{ told: read.refused === 'too-large' ? words.importTooLarge : words.importUnreadable }]);
      return;
    }
    setChosen({ name: file.name, ...read });
    setBusy(true);
    try {
      setCounts((await vocabularyApi.importFile(read.format, read.text, true)).counts);
    } catch (failure) {
      toldFailure(failure);
    } finally {
      setBusy(false);
    }
  };

  const go = async ({ format, text: content }: Chosen): Promise<void> => {
    setBusy(true);
    try {
      await vocabularyApi.importFile(format, content, false);
      void message.success(words.imported);
      void vocabularyWritten(queries);
      onClose();
    } catch (failure) {
      setCounts(undefined);
      toldFailure(failure);
      setBusy(false);
    }
  };

  const changes = counts === undefined ? 0 : counts.created + counts.updated;
  return (
    <Modal
      open
      title={words.importTitle}
      width={520}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button
            type="primary"
            loading={busy && counts !== undefined}
            disabled={chosen === undefined || changes === 0}
            onClick={() => (chosen === undefined ? undefined : void go(chosen))}
          >
            {words.importGo}
          </Button>
        </>
      }
    >
      <Upload.Dragger
        accept=".csv,.txt,.yml,.yaml"
        maxCount={1}
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          void look(file);
          return false;
        }}
      >
        <div className="import-drop">
          <InboxOutlined />
          <strong>{chosen?.name ?? words.importHint}</strong>
          <span className="faint">{chosen === undefined ? words.importFormat : words.importAnother}</span>
        </div>
      </Upload.Dragger>
      <p className="faint import-more">{words.importMore}</p>
      {busy && counts === undefined ? <Skeleton active title={false} paragraph={{ rows: 2 }} /> : null}
      {counts === undefined ? null : (
        <Alert
          type={changes > 0 ? 'success' : 'info'}
          showIcon
          title={
            changes > 0
              ? words.importCounts(counts.created, counts.updated, counts.unchanged)
              : words.importNothing
          }
        />
      )}
      {faults.length === 0 ? null : (
        <Alert
          type="error"
          showIcon
          title={words.importRefused(faults.length)}
          description={
            <ul className="import-faults">
              {faults.map(({ line, told }) => (
                <li key={`${line}:${told}`}>
                  {line === undefined ? null : <strong>{words.importLine(line)} </strong>}
                  {told}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </Modal>
  );
}
