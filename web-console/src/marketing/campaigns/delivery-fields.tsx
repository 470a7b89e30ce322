import { Radio, Select } from 'antd';
import type { CampaignTrigger } from '../../../../src/contract/campaigns.js';
import { campaignText } from '../../strings-campaigns.js';
import type { DeliveryDraft } from './campaign-draft.js';
import { consentWords } from './campaign-words.js';
import { complaintAt, Field, type FieldErrors, NumberField, Section } from './field.js';

const words = campaignText;
const leastMinutes = 15;
/** Of unpaid orders the server waits no longer. */
const mostMinutes = (on: CampaignTrigger): number => (on === 'unpaid-order' ? 30 : 60);

interface DeliveryFieldsProps {
  value: DeliveryDraft;
  disabled: boolean;
  errors: FieldErrors;
  onChange: (delivery: DeliveryDraft) => void;
}

/** When people get it: in the chat, once, or when something has happened. */
export function DeliveryFields({ value, disabled, errors, onChange }: DeliveryFieldsProps) {
  const { kind, on } = value;
  const waits = on === 'abandoned-cart' || on === 'unpaid-order';
  return (
    <Section title={words.sections.delivery}>
      <Radio.Group
        className="campaign-kinds"
        optionType="button"
        value={kind}
        disabled={disabled}
        aria-label={words.sections.delivery}
        options={Object.entries(words.deliveryKind).map(([id, label]) => ({ value: id, label }))}
        onChange={({ target }) => onChange({ ...value, kind: target.value as DeliveryDraft['kind'] })}
      />
      <p className="faint campaign-note">
        {words.deliveryHint[kind]} {consentWords(value)}
      </p>
      {kind === 'trigger' ? (
        <div className="coupon-grid">
          <Field id="campaign-trigger" label={words.trigger} error={complaintAt(errors, 'delivery.on')}>
            <Select<CampaignTrigger>
              id="campaign-trigger"
              value={on}
              disabled={disabled}
              options={(Object.entries(words.triggers) as [CampaignTrigger, string][]).map(([id, label]) => ({
                value: id,
                label,
              }))}
              onChange={(next) =>
                onChange({
                  ...value,
                  on: next,
                  afterMinutes:
                    value.afterMinutes === null ? null : Math.min(value.afterMinutes, mostMinutes(next)),
                })
              }
            />
          </Field>
          {waits ? (
            <NumberField
              id="campaign-after"
              label={words.afterMinutes}
              hint={words.afterHint(mostMinutes(on))}
              error={complaintAt(errors, 'delivery.afterMinutes')}
              value={value.afterMinutes}
              disabled={disabled}
              min={leastMinutes}
              max={mostMinutes(on)}
              onChange={(afterMinutes) => onChange({ ...value, afterMinutes })}
            />
          ) : on === 'churn-risk' ? (
            <NumberField
              id="campaign-bar"
              label={words.bar}
              hint={words.barHint}
              error={complaintAt(errors, 'delivery.bar')}
              suffix="%"
              value={value.barPercent}
              disabled={disabled}
              min={30}
              max={100}
              onChange={(barPercent) => onChange({ ...value, barPercent })}
            />
          ) : on === 'price-drop' ? (
            <NumberField
              id="campaign-drop"
              label={words.dropPercent}
              hint={words.dropHint}
              error={complaintAt(errors, 'delivery.dropPercent')}
              suffix="%"
              value={value.dropPercent}
              disabled={disabled}
              min={1}
              max={90}
              onChange={(dropPercent) => onChange({ ...value, dropPercent })}
            />
          ) : null}
        </div>
      ) : null}
    </Section>
  );
}
