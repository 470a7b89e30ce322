import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import type { SegmentFields, SegmentView } from '../../../../src/contract/segments.js';
import { describeFailure } from '../../api/problem.js';
import { ConflictChoice } from '../../editing/conflict-choice.js';
import { useNewerVersion } from '../../editing/use-newer-version.js';
import { Link } from '../../routing/link.js';
import { navigate, pathTo } from '../../routing/router.js';
import { fieldErrors, useLeaveGuard } from '../../settings/use-document.js';
import { FailureNote } from '../../shell/failure-note.js';
import { text } from '../../strings.js';
import { marketingText, segmentText } from '../../strings-marketing.js';
import { RuleBuilder } from './rule-builder.js';
import { draftOf, emptyGroup, type GroupNode, ruleOf } from './rule-draft.js';
import { SegmentMembers, SegmentPreviewPane } from './segment-preview.js';
import { segmentsApi, segmentWritten, useSegment, useSegmentFields, useSegments } from './segments-api.js';

const words = segmentText;
const listPath = pathTo('marketing', 'segments');

/** One segment: its rule on the left, who it holds on the right. */
export function SegmentEditor({ id, canChange }: { id: string | undefined; canChange: boolean }) {
  const stored = useSegment(id);
  const fields = useSegmentFields();
  const all = useSegments();
  const failure = stored.error ?? fields.error;
  if (failure !== null && (fields.data === undefined || (id !== undefined && stored.data === undefined)))
    return (
      <FailureNote
        {...(stored.error === null ? {} : { title: words.missing })}
        words={describeFailure(failure)}
        retry={() => void (stored.error === null ? fields.refetch() : stored.refetch())}
      />
    );
  if (fields.data === undefined || (id !== undefined && stored.data === undefined))
    return <Skeleton active className="page-skeleton" paragraph={{ rows: 8 }} />;
  return (
    <Editor
      stored={stored.data}
      fields={fields.data}
      others={(all.data ?? []).filter(({ segmentId }) => segmentId !== id)}
      canChange={canChange}
      reload={async () => (await stored.refetch()).data}
    />
  );
}

interface EditorProps {
  /** What the server has; undefined for a new one. */
  stored: SegmentView | undefined;
  fields: SegmentFields;
  others: readonly SegmentView[];
  canChange: boolean;
  reload: () => Promise<SegmentView | undefined>;
}

interface Draft {
  name: string;
  description: string;
  root: GroupNode;
}

const draftFrom = (stored: SegmentView | undefined): Draft => ({
  name: stored?.name ?? '',
  description: stored?.description ?? '',
  root: stored === undefined ? emptyGroup() : draftOf(stored.rule),
});
/** Without what is for drawing only. */
const saidBy = ({ name, description, root }: Draft): string =>
  JSON.stringify([name, description, root], (key, value: unknown) => (key === 'id' ? undefined : value));

function Editor({ stored, fields, others, canChange, reload }: EditorProps) {
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(() => draftFrom(stored));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const rule = ruleOf(draft.root);
  const dirty = canChange && saidBy(draft) !== saidBy(draftFrom(base));
  const newer = useNewerVersion(base?.version, reload);
  useLeaveGuard(dirty);

  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
    setErrors({});
  };
  const accept = (next: SegmentView): void => {
    setBase(next);
    setDraft(draftFrom(next));
    newer.settle();
    queries.setQueryData(['segments', next.segmentId], next);
  };
  const toldFailure = async (failure: unknown): Promise<void> => {
    const newest = await newer.behind(failure);
    if (newest !== undefined) {
      newer.show(newest);
      return;
    }
    const found = fieldErrors(failure);
    setErrors(found);
    void message.error(Object.values(found)[0] ?? describeFailure(failure));
  };
  const save = async (): Promise<void> => {
    if (rule === undefined) return;
    const content = { name: draft.name.trim(), description: draft.description.trim(), rule };
    setBusy(true);
    try {
      const saved =
        base === undefined
          ? await segmentsApi.create(content)
          : await segmentsApi.update(base.segmentId, { ...content, version: base.version });
      accept(saved);
      void message.success(marketingText.saved);
      void segmentWritten(queries);
      if (base === undefined)
        navigate(pathTo('marketing', 'segments', saved.segmentId), { replace: true, saved: true });
    } catch (failure) {
      await toldFailure(failure);
    } finally {
      setBusy(false);
    }
  };
  const remove = ({ segmentId, name }: SegmentView): void => {
    modal.confirm({
      title: words.removeTitle(name),
      content: words.removeHint,
      okText: words.remove,
      cancelText: text.cancel,
      okButtonProps: { danger: true },
      async onOk() {
        try {
          await segmentsApi.remove(segmentId);
          void message.success(words.removed);
          navigate(listPath, { saved: true });
          queries.removeQueries({ queryKey: ['segments', segmentId] });
          void segmentWritten(queries);
        } catch (failure) {
          void message.error(describeFailure(failure));
        }
      },
    });
  };

  return (
    <div className="segment-editor">
      <div className="editing">
        <div className="editing-form">
          <Link className="back-link" href={listPath}>
            <ArrowLeftOutlined /> {marketingText.back}
          </Link>
          {canChange ? null : <Alert type="info" showIcon title={words.readOnly} />}
          {newer.theirs === undefined ? null : (
            <ConflictChoice
              title={words.conflictTitle}
              onKeepMine={() => {
                setBase(newer.theirs);
                newer.settle();
              }}
              onTakeTheirs={() => newer.theirs && accept(newer.theirs)}
            >
              <p className="rule-sentence">{newer.theirs.ruleText}</p>
            </ConflictChoice>
          )}
          <div className="segment-name">
            <label htmlFor="segment-name">{words.name}</label>
            <Input
              id="segment-name"
              value={draft.name}
              maxLength={30}
              disabled={!canChange}
              placeholder={words.namePlaceholder}
              status={errors.name === undefined ? '' : 'error'}
              onChange={({ target }) => change({ name: target.value })}
            />
            {errors.name === undefined ? null : <div className="setting-error">{errors.name}</div>}
            <label htmlFor="segment-description">{words.description}</label>
            <Input
              id="segment-description"
              value={draft.description}
              maxLength={200}
              disabled={!canChange}
              placeholder={words.descriptionPlaceholder}
              onChange={({ target }) => change({ description: target.value })}
            />
          </div>
          <RuleBuilder
            root={draft.root}
            fields={fields}
            segments={others}
            disabled={!canChange}
            onChange={(root) => change({ root })}
          />
        </div>
        <aside className="editing-aside" aria-label={words.size}>
          {canChange || base === undefined ? (
            <SegmentPreviewPane rule={rule} />
          ) : (
            <SegmentMembers segmentId={base.segmentId} size={base.size} />
          )}
        </aside>
      </div>
      {canChange ? (
        <footer className="editing-foot">
          {dirty ? <span className="editing-dirty">{marketingText.unsaved}</span> : null}
          {base === undefined || base.usedBy.length === 0 ? null : (
            <span className="faint ellipsis">{words.usedBy(base.usedBy)}</span>
          )}
          <span className="grow" />
          {base === undefined ? null : (
            <Button type="text" danger disabled={busy || base.usedBy.length > 0} onClick={() => remove(base)}>
              {words.remove}
            </Button>
          )}
          <Button
            type="primary"
            loading={busy}
            disabled={rule === undefined || !dirty || draft.name.trim() === ''}
            onClick={() => void save()}
          >
            {marketingText.save}
          </Button>
        </footer>
      ) : null}
    </div>
  );
}
