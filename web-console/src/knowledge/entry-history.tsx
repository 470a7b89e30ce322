import { RollbackOutlined } from '@ant-design/icons';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import type { KnowledgeEntry, KnowledgeVersion } from '../../../src/contract/knowledge.js';
import { api } from '../api/endpoints.js';
import { describeFailure } from '../api/problem.js';
import { clockWords, dayWords } from '../conversations/waiting-time.js';
import { FailureNote } from '../shell/failure-note.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { DiffView } from './diff-view.js';
import { useVersions } from './entry-queries.js';
import { diffContent } from './text-diff.js';

interface EntryHistoryProps {
  entry: KnowledgeEntry;
  unsaved: boolean;
  onRolledBack: (entry: KnowledgeEntry) => void;
}

const words = text.knowledge;

/** Every version, newest first; opening one shows how it differs from the one before it. */
export function EntryHistory({ entry, unsaved, onRolledBack }: EntryHistoryProps) {
  const { modal, message } = App.useApp();
  const loaded = useVersions(entry.id);
  const [open, setOpen] = useState<number>();
  if (loaded.data === undefined) {
    return loaded.error === null ? (
      <Skeleton active paragraph={{ rows: 5 }} />
    ) : (
      <FailureNote words={describeFailure(loaded.error)} retry={() => void loaded.refetch()} />
    );
  }
  const versions = [...loaded.data.versions].sort((a, b) => b.version - a.version);
  const shown = open ?? versions[0]?.version;

  const rollback = (version: number): void => {
    modal.confirm({
      title: words.rollbackTitle(version),
      content: unsaved ? `${words.rollbackHint}${text.shell.leaveHint}` : words.rollbackHint,
      okText: words.rollback,
      cancelText: text.cancel,
      async onOk() {
        try {
          onRolledBack((await api.rollback(entry.id, version)).entry);
          void message.success(words.rolledBack(version));
        } catch (failure) {
          void message.error(describeFailure(failure));
        }
      },
    });
  };

  return (
    <div className="history">
      <p className="faint">{words.historyHint}</p>
      <ol className="history-list">
        {versions.map((each, index) => (
          <li key={each.version} className={each.version === shown ? 'history-open' : ''}>
            <div className="history-head">
              <button
                type="button"
                className="history-toggle"
                aria-expanded={each.version === shown}
                onClick={() => setOpen(each.version === shown ? 0 : each.version)}
              >
                <strong>{words.version(each.version)}</strong>
                {each.version === entry.publishedVersion && entry.status !== 'archived' ? (
                  <Pill tone="good">{words.onlineNow}</Pill>
                ) : null}
                <span className="faint">{versionMeta(each)}</span>
              </button>
              {each.version === entry.publishedVersion && entry.status !== 'archived' ? null : (
                <Button size="small" icon={<RollbackOutlined />} onClick={() => rollback(each.version)}>
                  {words.rollback}
                </Button>
              )}
            </div>
            {each.version === shown ? <Change version={each} before={versions[index + 1]} /> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

function versionMeta({ createdAt, createdBy }: KnowledgeVersion): string {
  const when = `${dayWords(createdAt, Date.now())} ${clockWords(createdAt)}`;
  return createdBy === undefined ? when : `${when} · ${createdBy}`;
}

function Change({ version, before }: { version: KnowledgeVersion; before: KnowledgeVersion | undefined }) {
  if (before === undefined) return <p className="faint">{words.firstVersion}</p>;
  const fields = diffContent(before.content, version.content);
  return fields.length === 0 ? <p className="faint">{words.same}</p> : <DiffView fields={fields} />;
}
