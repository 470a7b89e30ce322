import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import type { OrderAction } from '../../../src/contract/order-actions.js';
import type { OrderRule, OrderRules } from '../../../src/contract/order-rules.js';
import { describeFailure, ProblemError } from '../api/problem.js';
import { navigate, pathTo, usePlace } from '../routing/router.js';
import { useLeaveGuard } from '../settings/use-document.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { text } from '../strings.js';
import { ChangeList } from './change-list.js';
import { HistoryView } from './history-view.js';
import { RuleCard } from './rule-card.js';
import { RuleEditor } from './rule-editor.js';
import { rulesApi, rulesKey, useRules } from './rules-api.js';
import { diffRules } from './rules-diff.js';
import { YamlView } from './yaml-view.js';
import '../knowledge/knowledge.css';
import './order-rules.css';

const words = text.orderRules;
const actions = Object.keys(text.orderRequests.action) as OrderAction[];
const views = ['cards', 'yaml', 'history'] as const;
type View = (typeof views)[number];

/** The rules of what may be done with an order: read as cards, changed there or as YAML, put in force after a look. */
export function OrderRulesPage() {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const asked = usePlace().parts[1];
  const view: View = views.find((each) => each === asked) ?? 'cards';
  const stored = useRules();
  const [draft, setDraft] = useState<{ rules: OrderRules; base: number }>();
  const [yaml, setYaml] = useState<string>();
  const [editing, setEditing] = useState<string>();
  const [isReviewing, setReviewing] = useState(false);
  const [busy, setBusy] = useState(false);

  const inForce = stored.data?.rules;
  const rules = draft?.rules ?? inForce;
  const changes = draft ? diffRules(inForce, draft.rules) : [];
  const isDirty = changes.length > 0 || yaml !== undefined;
  // Going from view to view keeps what was changed; leaving the page would not.
  useLeaveGuard(isDirty);

  const discard = (): void => {
    setDraft(undefined);
    setYaml(undefined);
  };
  const propose = (wanted: OrderRules): void => {
    setDraft({ rules: wanted, base: draft?.base ?? stored.data?.version ?? 0 });
    setYaml(undefined);
  };
  const save = async (): Promise<void> => {
    if (!draft) return;
    setBusy(true);
    try {
      await rulesApi.save(draft.rules, draft.base);
      discard();
      setReviewing(false);
      void message.success(words.saved);
    } catch (failure) {
      const isOld = failure instanceof ProblemError && failure.code === 'conflict';
      // Base moves on, so that the next look compares with what the colleague has saved.
      if (isOld) setReviewing(false);
      void message.error(isOld ? words.conflict : describeFailure(failure));
      const [first] = failure instanceof ProblemError ? failure.errors : [];
      if (first) void message.error(`${first.path} ${first.message}`);
    }
    await queries.invalidateQueries({ queryKey: [rulesKey] });
    setBusy(false);
  };

  if (stored.data === undefined) {
    return stored.error === null ? (
      <Skeleton active className="page-skeleton" paragraph={{ rows: 8 }} />
    ) : (
      <FailureNote words={describeFailure(stored.error)} retry={() => void stored.refetch()} />
    );
  }
  const isOutdated = draft !== undefined && draft.base !== stored.data.version;
  const edited = rules?.rules.find(({ id }) => id === editing);
  const apply = (rule: OrderRule): void => {
    if (rules) propose({ ...rules, rules: rules.rules.map((each) => (each.id === rule.id ? rule : each)) });
    setEditing(undefined);
  };

  return (
    <div className="rules">
      <Tabs
        activeKey={view}
        onChange={(key) => navigate(pathTo('order-rules', key), { saved: true })}
        items={views.map((key) => ({ key, label: words.views[key] }))}
      />
      <div className="rules-body">
        {view === 'cards' ? (
          rules ? (
            <RuleGroups rules={rules} changed={new Set(changes.map(({ key }) => key))} onEdit={setEditing} />
          ) : (
            <EmptyNote icon={<SafetyCertificateOutlined />} title={words.none} hint={words.noneHint} />
          )
        ) : view === 'yaml' ? (
          <YamlView
            yaml={yaml ?? stored.data.yaml ?? ''}
            onChange={setYaml}
            onChecked={(wanted) => {
              const isSame = diffRules(inForce, wanted).length === 0;
              propose(wanted);
              void message.info(isSame ? words.unchanged : words.checked);
            }}
          />
        ) : (
          <HistoryView current={inForce} />
        )}
      </div>
      {changes.length === 0 ? null : (
        <div className="rules-changes" role="status">
          <span className="grow">{isOutdated ? words.conflict : words.changes(changes.length)}</span>
          <Button onClick={discard}>{isOutdated ? words.reload : words.discard}</Button>
          <Button type="primary" disabled={isOutdated} onClick={() => setReviewing(true)}>
            {words.review}
          </Button>
        </div>
      )}
      {edited ? <RuleEditor rule={edited} onApply={apply} onClose={() => setEditing(undefined)} /> : null}
      <Modal
        open={isReviewing}
        title={words.reviewTitle}
        okText={words.save}
        cancelText={text.cancel}
        confirmLoading={busy}
        onOk={() => void save()}
        onCancel={() => setReviewing(false)}
        width={680}
      >
        <p className="faint">{words.reviewHint}</p>
        <ChangeList changes={changes} />
      </Modal>
    </div>
  );
}

interface RuleGroupsProps {
  rules: OrderRules;
  /** Keys of what differs from the rules in force. */
  changed: ReadonlySet<string>;
  onEdit: (id: string) => void;
}

function RuleGroups({ rules, changed, onEdit }: RuleGroupsProps) {
  return actions.map((action) => (
    <section key={action} className="rules-group">
      <h2>
        {text.orderRequests.action[action]} <span className="rules-order">{words.order}</span>
      </h2>
      <ol>
        {rules.rules
          .filter((rule) => rule.action === action)
          .map((rule) => (
            <RuleCard
              key={rule.id}
              rule={rule}
              rules={rules}
              isChanged={changed.has(`rules.${rule.id}`)}
              onEdit={() => onEdit(rule.id)}
            />
          ))}
      </ol>
    </section>
  ));
}
