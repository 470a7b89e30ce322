import { Alert, Button, Form } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { CampaignState, CampaignView } from '../../../../src/contract/campaigns.js';
import { Pill, type Tone } from '../../shell/pill.js';
import { campaignText } from '../../strings-campaigns.js';
import { marketingText } from '../../strings-marketing.js';
import { ArmFields } from './arm-fields.js';
import { type AudienceChoices, AudienceFields } from './audience-fields.js';
import { CampaignActions } from './campaign-actions.js';
import { CampaignConflict } from './campaign-conflict.js';
import { CampaignPreview } from './campaign-preview.js';
import { DeliveryFields } from './delivery-fields.js';
import { GoalFields, HoldoutFields, LimitFields, TimeFields } from './limit-fields.js';
import { useCampaignEditing } from './use-campaign-editing.js';

const words = campaignText;
const tones: Record<CampaignState, Tone> = {
  draft: 'plain',
  scheduled: 'info',
  running: 'good',
  paused: 'warn',
  ended: 'plain',
};

export function CampaignStatePill({ state }: { state: CampaignState }) {
  return <Pill tone={tones[state]}>{words.state[state]}</Pill>;
}

interface CampaignEditorProps {
  /** What the server has; undefined for a new one. */
  stored: CampaignView | undefined;
  choices: AudienceChoices;
  back: ReactNode;
  reload: () => Promise<CampaignView | undefined>;
}

/** Whom, when, with what and how often, with what the customer will see beside it, and the way from draft to end. */
export function CampaignEditor({ stored, choices, back, reload }: CampaignEditorProps) {
  const editing = useCampaignEditing(stored, reload);
  const { base, draft, errors, theirs, busy, dirty, change } = editing;
  const over = base?.state === 'ended';
  /** People have been drawn, or may be at any moment: by what they are drawn stays. */
  const locked = base !== undefined && base.state !== 'draft';
  const form = useRef<HTMLDivElement>(null);
  const wrong = Object.keys(errors).length;

  useEffect(() => {
    if (wrong > 0)
      form.current
        ?.querySelector('.ant-form-item-has-error, .setting-error')
        ?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }, [wrong]);

  return (
    <div className="coupon-editor">
      <div className="editing">
        <div className="editing-form" ref={form}>
          {back}
          {over ? (
            <Alert type="info" showIcon title={words.ended} />
          ) : locked ? (
            <Alert type="info" showIcon title={words.locked} />
          ) : null}
          {base?.warnings.map((warning) => (
            <Alert key={warning} type="warning" showIcon title={warning} />
          ))}
          <Form component={false} layout="vertical" requiredMark={false}>
            <GoalFields draft={draft} disabled={over} errors={errors} onChange={change} />
            <AudienceFields
              value={draft.audience}
              choices={choices}
              disabled={locked}
              errors={errors}
              onChange={(audience) => change({ audience })}
            />
            <DeliveryFields
              value={draft.delivery}
              disabled={locked}
              errors={errors}
              onChange={(delivery) => change({ delivery })}
            />
            <ArmFields
              draft={draft}
              disabled={locked}
              errors={errors}
              onChange={(arms) => change({ arms })}
            />
            <HoldoutFields draft={draft} disabled={locked} errors={errors} onChange={change} />
            <TimeFields
              draft={draft}
              disabled={over}
              errors={errors}
              onChange={change}
              timeZone={choices.timeZone}
            />
            <LimitFields draft={draft} disabled={over} errors={errors} onChange={change} />
          </Form>
        </div>
        <aside className="editing-aside">
          <CampaignPreview draft={draft} />
        </aside>
      </div>
      <footer className="editing-foot campaign-foot">
        {base === undefined ? null : <CampaignStatePill state={base.state} />}
        {dirty ? <span className="editing-dirty">{marketingText.unsaved}</span> : null}
        <span className="grow" />
        {base === undefined ? null : (
          <CampaignActions campaign={base} editing={editing} timeZone={choices.timeZone} />
        )}
        {over ? null : (
          <Button
            type={dirty || base === undefined ? 'primary' : 'default'}
            loading={busy === 'save'}
            disabled={busy !== undefined || !dirty}
            onClick={() => void editing.save()}
          >
            {marketingText.save}
          </Button>
        )}
      </footer>
      {theirs === undefined || base === undefined ? null : (
        <CampaignConflict
          base={base}
          theirs={theirs}
          onKeepMine={editing.keepMine}
          onTakeTheirs={editing.takeTheirs}
        />
      )}
    </div>
  );
}
