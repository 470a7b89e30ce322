import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, InputNumber, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import type {
  MemberRules,
  MemberRulesEffect,
  MemberRulesInForce,
} from '../../../../src/contract/member-rules.js';
import { describeFailure } from '../../api/problem.js';
import { tierNamesKey } from '../../customer/use-tier-names.js';
import { ConflictChoice } from '../../editing/conflict-choice.js';
import { useNewerVersion } from '../../editing/use-newer-version.js';
import { useDesk } from '../../live/desk-context.js';
import { mayActAs } from '../../session/access.js';
import { Field, Group } from '../../settings/document-frame.js';
import { type FieldErrors, fieldErrors, useLeaveGuard } from '../../settings/use-document.js';
import { FailureNote } from '../../shell/failure-note.js';
import { marketingText } from '../../strings-marketing.js';
import { memberRulesText as words } from '../../strings-member-rules.js';
import { EffectDialog } from './effect-dialog.js';
import { LevelsTable } from './levels-table.js';
import { memberRulesApi, memberRulesKey, useMemberRules } from './member-rules-api.js';
import { fromOptions, PointsFields } from './points-fields.js';
import { draftOf, saysTheSame } from './rules-draft.js';
import '../../settings/settings.css';
import './member-rules.css';

/** Tiers and points of members: changed as a whole, and put in force after a look at who would move. */
export function MemberRulesPage() {
  const { staff } = useDesk();
  const stored = useMemberRules();
  if (stored.data === undefined)
    return stored.error === null ? (
      <Skeleton active className="page-skeleton" paragraph={{ rows: 8 }} />
    ) : (
      <FailureNote
        title={words.failed}
        words={describeFailure(stored.error)}
        retry={() => void stored.refetch()}
      />
    );
  return (
    <Editor
      stored={stored.data}
      disabled={!mayActAs(staff.role, 'admin')}
      reload={async () => (await stored.refetch()).data}
    />
  );
}

interface EditorProps {
  stored: MemberRulesInForce;
  disabled: boolean;
  reload: () => Promise<MemberRulesInForce | undefined>;
}

function Editor({ stored, disabled, reload }: EditorProps) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [base, setBase] = useState(stored);
  const [rules, setRules] = useState<MemberRules>(() => draftOf(stored));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [effect, setEffect] = useState<MemberRulesEffect>();
  const [busy, setBusy] = useState(false);
  const newer = useNewerVersion(base.version, reload);
  const dirty = !saysTheSame(rules, draftOf(base));
  useLeaveGuard(dirty);

  const change = (next: MemberRules): void => {
    setRules(next);
    setErrors({});
  };
  const accept = (next: MemberRulesInForce): void => {
    setBase(next);
    change(draftOf(next));
    newer.settle();
    queries.setQueryData(memberRulesKey, next);
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (failure) {
      setEffect(undefined);
      const newest = await newer.behind(failure);
      if (newest !== undefined) newer.show(newest);
      else {
        const found = fieldErrors(failure);
        setErrors(found);
        void message.error(Object.keys(found).length > 0 ? marketingText.fix : describeFailure(failure));
      }
    } finally {
      setBusy(false);
    }
  };
  const save = (): Promise<void> =>
    attempt(async () => {
      accept(await memberRulesApi.save(rules, base.version));
      setEffect(undefined);
      void queries.invalidateQueries({ queryKey: tierNamesKey });
      void message.success(words.saved);
    });
  const { tiers } = rules;
  const named = [...(base.rules ?? base.standard).tiers.levels, ...tiers.levels];

  return (
    <div className="settings-form">
      <div className="settings-fields">
        <p className="faint member-rules-intro">{disabled ? words.readOnly : words.intro}</p>
        {newer.theirs === undefined ? null : (
          <ConflictChoice
            title={words.conflictTitle}
            onKeepMine={() => {
              if (newer.theirs) setBase(newer.theirs);
              newer.settle();
            }}
            onTakeTheirs={() => newer.theirs && accept(newer.theirs)}
          />
        )}
        <Group title={words.tiers}>
          <Field id="tiers-from" label={words.tiersFrom} hint={words.tiersFromHint}>
            <Radio.Group
              id="tiers-from"
              options={fromOptions}
              value={rules.tiersFrom}
              disabled={disabled}
              onChange={({ target }) => change({ ...rules, tiersFrom: target.value })}
            />
          </Field>
          {(
            [
              ['windowMonths', words.window, words.windowHint],
              ['holdMonths', words.hold, words.holdHint],
            ] as const
          ).map(([name, label, hint]) => (
            <Field key={name} id={name} label={label} hint={hint} error={errors[`rules.tiers.${name}`]}>
              <InputNumber<number>
                id={name}
                className="number-field"
                value={tiers[name]}
                min={1}
                max={120}
                precision={0}
                suffix={words.months}
                disabled={disabled}
                onChange={(months) => change({ ...rules, tiers: { ...tiers, [name]: months ?? 1 } })}
              />
            </Field>
          ))}
          <LevelsTable rules={rules} errors={errors} disabled={disabled} onChange={change} />
        </Group>
        <PointsFields rules={rules} errors={errors} disabled={disabled} onChange={change} />
        {Object.keys(errors).length > 0 ? <Alert type="error" showIcon title={marketingText.fix} /> : null}
      </div>
      {disabled ? null : (
        <footer className="editing-foot">
          <span className="faint member-rules-version">{words.version(base.version)}</span>
          {dirty ? <span className="editing-dirty">{marketingText.unsaved}</span> : null}
          <span className="grow" />
          <Button
            type="text"
            disabled={busy || saysTheSame(rules, base.standard)}
            title={saysTheSame(rules, base.standard) ? words.isStandard : ''}
            onClick={() => change(base.standard)}
          >
            {words.standard}
          </Button>
          <Button disabled={busy || !dirty} onClick={() => change(draftOf(base))}>
            {words.discard}
          </Button>
          <Button
            type="primary"
            loading={busy && effect === undefined}
            disabled={busy || !dirty}
            onClick={() => void attempt(async () => setEffect(await memberRulesApi.preview(rules)))}
          >
            {words.review}
          </Button>
        </footer>
      )}
      {effect === undefined ? null : (
        <EffectDialog
          effect={effect}
          rules={rules}
          names={new Map(named.map(({ id, name }) => [id, name]))}
          busy={busy}
          onSave={() => void save()}
          onClose={() => setEffect(undefined)}
        />
      )}
    </div>
  );
}
