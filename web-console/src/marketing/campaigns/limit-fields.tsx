import { Checkbox, Input, Select } from 'antd';
import { campaignText } from '../../strings-campaigns.js';
import { MomentInput, MoneyInput } from '../coupons/field-inputs.js';
import type { CampaignDraft } from './campaign-draft.js';
import { complaintAt, Field, type FieldErrors, NumberField, Section } from './field.js';

const words = campaignText;
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: words.hour(hour) }));
const usualQuiet = { from: 12, until: 14 };

interface FieldsProps {
  draft: CampaignDraft;
  disabled: boolean;
  errors: FieldErrors;
  onChange: (part: Partial<CampaignDraft>, left?: 'layer' | 'quiet') => void;
}

export function GoalFields({ draft, disabled, errors, onChange }: FieldsProps) {
  return (
    <Section title={words.sections.basic}>
      <div className="coupon-grid">
        <Field id="campaign-name" label={words.title} error={complaintAt(errors, 'name')} wide>
          <Input
            id="campaign-name"
            value={draft.name}
            disabled={disabled}
            maxLength={40}
            placeholder={words.titlePlaceholder}
            autoComplete="off"
            onChange={({ target }) => onChange({ name: target.value })}
          />
        </Field>
        <Field id="campaign-goal" label={words.goal} error={complaintAt(errors, 'goal')} wide>
          <Input.TextArea
            id="campaign-goal"
            value={draft.goal}
            disabled={disabled}
            maxLength={200}
            autoSize={{ minRows: 1, maxRows: 4 }}
            placeholder={words.goalPlaceholder}
            onChange={({ target }) => onChange({ goal: target.value })}
          />
        </Field>
      </div>
    </Section>
  );
}

const layerEdges = [
  { id: 'layer-from', name: 'layerFrom', path: 'layer.from', percent: 'fromPercent' },
  { id: 'layer-to', name: 'layerTo', path: 'layer.to', percent: 'toPercent' },
] as const;

/** Who is left alone, and which other campaigns the same person never gets. */
export function HoldoutFields({ draft, disabled, errors, onChange }: FieldsProps) {
  const { layer } = draft;
  return (
    <Section title={words.sections.holdout}>
      <div className="coupon-grid">
        <NumberField
          id="campaign-holdout"
          label={words.holdout}
          hint={words.holdoutHint}
          error={complaintAt(errors, 'holdoutShare')}
          wide
          narrow
          fractions
          suffix="%"
          value={draft.holdoutPercent}
          disabled={disabled}
          min={1}
          max={50}
          onChange={(holdoutPercent) => onChange({ holdoutPercent })}
        />
        <Field hint={words.layerHint} error={errors.layer} wide>
          <Checkbox
            checked={layer !== undefined}
            disabled={disabled}
            onChange={({ target }) =>
              target.checked
                ? onChange({ layer: { name: '', fromPercent: 0, toPercent: 50 } })
                : onChange({}, 'layer')
            }
          >
            {words.layerOn}
          </Checkbox>
        </Field>
      </div>
      {layer === undefined ? null : (
        <div className="coupon-grid campaign-thirds">
          <Field id="layer-name" label={words.layerName} error={complaintAt(errors, 'layer.name')}>
            <Input
              id="layer-name"
              value={layer.name}
              disabled={disabled}
              maxLength={40}
              onChange={({ target }) => onChange({ layer: { ...layer, name: target.value } })}
            />
          </Field>
          {layerEdges.map(({ id, name, path, percent }) => (
            <NumberField
              key={id}
              id={id}
              label={words[name]}
              error={complaintAt(errors, path)}
              fractions
              suffix="%"
              value={layer[percent]}
              disabled={disabled}
              min={0}
              max={100}
              onChange={(value) => onChange({ layer: { ...layer, [percent]: value } })}
            />
          ))}
        </div>
      )}
    </Section>
  );
}

export function TimeFields({
  draft,
  disabled,
  errors,
  onChange,
  timeZone,
}: FieldsProps & { timeZone: string }) {
  const { quiet } = draft;
  return (
    <Section title={words.sections.time} hint={words.zone(timeZone)}>
      <div className="coupon-grid">
        <Field id="campaign-starts" label={words.startsAt} error={complaintAt(errors, 'startsAt')}>
          <MomentInput
            id="campaign-starts"
            timeZone={timeZone}
            disabled={disabled}
            value={draft.startsAt}
            onChange={(startsAt) => onChange({ startsAt })}
          />
        </Field>
        <Field id="campaign-ends" label={words.endsAt} error={complaintAt(errors, 'endsAt')}>
          <MomentInput
            id="campaign-ends"
            timeZone={timeZone}
            disabled={disabled}
            value={draft.endsAt}
            onChange={(endsAt) => onChange({ endsAt })}
          />
        </Field>
        <Field hint={words.quietHint} error={errors.quiet} wide>
          <Checkbox
            checked={quiet !== undefined}
            disabled={disabled}
            onChange={({ target }) =>
              target.checked ? onChange({ quiet: usualQuiet }) : onChange({}, 'quiet')
            }
          >
            {words.quietOn}
          </Checkbox>
        </Field>
        {quiet === undefined ? null : (
          <>
            <Field id="quiet-from" label={words.quietFrom} error={complaintAt(errors, 'quiet.from')}>
              <Select<number>
                id="quiet-from"
                value={quiet.from}
                disabled={disabled}
                options={hours}
                onChange={(from) => onChange({ quiet: { ...quiet, from } })}
              />
            </Field>
            <Field id="quiet-until" label={words.quietUntil} error={complaintAt(errors, 'quiet.until')}>
              <Select<number>
                id="quiet-until"
                value={quiet.until}
                disabled={disabled}
                options={hours}
                onChange={(until) => onChange({ quiet: { ...quiet, until } })}
              />
            </Field>
          </>
        )}
      </div>
    </Section>
  );
}

const caps = [
  { name: 'perCustomer', most: 100 },
  { name: 'perDay', most: 1_000_000 },
  { name: 'total', most: 100_000_000 },
] as const;

export function LimitFields({ draft, disabled, errors, onChange }: FieldsProps) {
  return (
    <Section title={words.sections.limits}>
      <div className="coupon-grid">
        <Field
          id="campaign-budget"
          label={words.budgetMinor}
          hint={words.budgetHint}
          error={complaintAt(errors, 'budgetMinor')}
        >
          <MoneyInput
            id="campaign-budget"
            disabled={disabled}
            value={draft.budgetMinor}
            placeholder={words.budgetPlaceholder}
            onChange={(budgetMinor) => onChange({ budgetMinor })}
          />
        </Field>
        <NumberField
          id="campaign-priority"
          label={words.priority}
          hint={words.priorityHint}
          error={complaintAt(errors, 'priority')}
          value={draft.priority}
          disabled={disabled}
          min={-100}
          max={100}
          onChange={(priority) => onChange({ priority })}
        />
      </div>
      <div className="coupon-grid campaign-thirds">
        {caps.map(({ name, most }) => (
          <NumberField
            key={name}
            id={`cap-${name}`}
            label={words[name]}
            error={complaintAt(errors, `caps.${name}`)}
            value={draft[name]}
            disabled={disabled}
            min={1}
            max={most}
            placeholder={words.unlimited}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
      </div>
    </Section>
  );
}
