import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Tabs } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { EntryContent, KnowledgeEntry } from '../../../src/contract/knowledge.js';
import { api } from '../api/endpoints.js';
import { describeFailure, fieldSentences } from '../api/problem.js';
import { useNewerVersion } from '../editing/use-newer-version.js';
import { navigate, pathTo } from '../routing/router.js';
import { text } from '../strings.js';
import { ConflictNote } from './conflict-note.js';
import { EntryForm } from './entry-form.js';
import { EntryHistory } from './entry-history.js';
import { entryWritten } from './entry-queries.js';
import { EntryStatusTag } from './entry-status.js';
import { TryOut } from './try-out.js';

interface EntryEditorProps {
  /** What the server has; undefined for a new entry. */
  stored: KnowledgeEntry | undefined;
  onDirty: (dirty: boolean) => void;
  /** Asks the server again for the newest version. */
  reload: () => Promise<KnowledgeEntry | undefined>;
}

type Busy = 'save' | 'publish' | 'archive' | undefined;

const emptyContent: EntryContent = { category: '', question: '', similar: [], answer: '', followUps: [] };
const words = text.knowledge;

export function contentOf({ category, question, similar, answer, followUps }: EntryContent): EntryContent {
  return { category, question, similar, answer, followUps };
}

function trimmed(content: EntryContent): EntryContent {
  return {
    category: content.category.trim(),
    question: content.question.trim(),
    similar: content.similar.map((line) => line.trim()).filter((line) => line !== ''),
    answer: content.answer.trim(),
    followUps: content.followUps,
  };
}

/** Form, history and try-out of one entry, with saving, publishing and what happens when a colleague was faster. */
export function EntryEditor({ stored, onDirty, reload }: EntryEditorProps) {
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<EntryContent>();
  const [entry, setEntry] = useState(stored);
  const [busy, setBusy] = useState<Busy>();
  const [tab, setTab] = useState('content');
  const dirtyRef = useRef(false);
  const [dirty, setDirtyState] = useState(false);
  const newer = useNewerVersion(entry?.version, reload);
  const { theirs } = newer;
  const archived = entry?.status === 'archived';

  const setDirty = (next: boolean): void => {
    dirtyRef.current = next;
    setDirtyState(next);
    onDirty(next);
  };
  useEffect(() => () => onDirty(false), [onDirty]);

  const accept = (next: KnowledgeEntry): void => {
    setEntry(next);
    form.setFieldsValue(contentOf(next));
    newer.settle();
    setDirty(false);
    entryWritten(queries, next);
  };
  const toldFailure = (failure: unknown): void => {
    const fields = fieldSentences(failure).filter(({ path }) => String(path[0]) in emptyContent);
    form.setFields(
      fields.map(({ path, message: told }) => ({ name: path[0] as keyof EntryContent, errors: [told] })),
    );
    if (fields.length > 0) setTab('content');
    void message.error(fields[0]?.message ?? describeFailure(failure));
  };

  /** @returns the stored entry, or undefined when it was not stored (and the reason has been shown) */
  const store = async (): Promise<KnowledgeEntry | undefined> => {
    let content: EntryContent;
    try {
      content = trimmed(await form.validateFields().then(() => form.getFieldsValue(true) as EntryContent));
    } catch {
      setTab('content');
      return undefined;
    }
    try {
      const reply =
        entry === undefined
          ? await api.createEntry(content)
          : await api.updateEntry(entry.id, content, entry.version);
      accept(reply.entry);
      return reply.entry;
    } catch (failure) {
      const newest = await newer.behind(failure);
      if (newest === undefined) toldFailure(failure);
      else {
        newer.show(newest);
        setTab('content');
      }
      return undefined;
    }
  };

  const save = async (): Promise<void> => {
    setBusy('save');
    const saved = await store();
    setBusy(undefined);
    if (saved === undefined) return;
    void message.success(words.savedDraft);
    if (entry === undefined) navigate(pathTo('knowledge', saved.id), { replace: true, saved: true });
  };

  const publish = async (): Promise<void> => {
    setBusy('publish');
    const ready = entry === undefined || dirtyRef.current ? await store() : entry;
    if (ready !== undefined) {
      try {
        accept((await api.publish(ready.id)).entry);
        void message.success(words.published);
      } catch (failure) {
        toldFailure(failure);
      }
      if (entry === undefined) navigate(pathTo('knowledge', ready.id), { replace: true, saved: true });
    }
    setBusy(undefined);
  };

  const archive = (id: string): void => {
    modal.confirm({
      title: words.archiveTitle,
      content: words.archiveHint,
      okText: words.archive,
      cancelText: text.cancel,
      okButtonProps: { danger: true },
      async onOk() {
        try {
          accept((await api.archiveEntry(id)).entry);
          void message.success(words.archived);
        } catch (failure) {
          toldFailure(failure);
        }
      },
    });
  };

  const isLive = entry?.status === 'published' && entry.publishedVersion === entry.version;
  return (
    <div className="editor">
      <Tabs
        className="editor-tabs"
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: 'content',
            label: words.tabs.content,
            forceRender: true,
            children: (
              <>
                {theirs === undefined ? null : (
                  <ConflictNote
                    theirs={theirs}
                    mine={trimmed(form.getFieldsValue(true) as EntryContent)}
                    onKeepMine={() => {
                      setEntry(theirs);
                      newer.settle();
                    }}
                    onTakeTheirs={() => accept(theirs)}
                  />
                )}
                <EntryForm
                  form={form}
                  initial={entry === undefined ? emptyContent : contentOf(entry)}
                  entryId={entry?.id}
                  disabled={archived}
                  onEdited={() => setDirty(true)}
                />
              </>
            ),
          },
          ...(entry === undefined
            ? []
            : [
                {
                  key: 'history',
                  label: words.tabs.history,
                  children: <EntryHistory entry={entry} unsaved={dirty} onRolledBack={accept} />,
                },
                {
                  key: 'try-out',
                  label: words.tabs.tryOut,
                  children: (
                    <TryOut key={entry.publishedVersion ?? 0} entry={entry} unpublished={dirty || !isLive} />
                  ),
                },
              ]),
        ]}
      />
      <footer className="editor-foot">
        {entry === undefined ? null : (
          <>
            <EntryStatusTag entry={entry} />
            <span className="faint editor-version">
              {words.version(entry.version)}
              {entry.publishedVersion === undefined
                ? ''
                : ` · ${words.publishedVersion(entry.publishedVersion)}`}
            </span>
          </>
        )}
        {dirty ? <span className="editor-dirty">{words.unsaved}</span> : null}
        <span className="grow" />
        {entry === undefined || archived ? null : (
          <Button type="text" danger disabled={busy !== undefined} onClick={() => archive(entry.id)}>
            {words.archive}
          </Button>
        )}
        {archived ? null : (
          <Button
            loading={busy === 'save'}
            disabled={busy !== undefined || (entry !== undefined && !dirty)}
            onClick={() => void save()}
          >
            {words.saveDraft}
          </Button>
        )}
        <Button
          type="primary"
          loading={busy === 'publish'}
          disabled={busy !== undefined || (isLive && !dirty)}
          onClick={() => void publish()}
        >
          {dirty || entry === undefined ? words.saveAndPublish : words.publish}
        </Button>
      </footer>
    </div>
  );
}
