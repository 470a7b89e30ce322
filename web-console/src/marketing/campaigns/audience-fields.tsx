import { Radio, Select } from 'antd';
import type { CouponFields as Choices } from '../../../../src/contract/marketing-console.js';
import type { SegmentFields, SegmentView } from '../../../../src/contract/segments.js';
import { campaignText, dryRunText } from '../../strings-campaigns.js';
import { RuleBuilder } from '../segments/rule-builder.js';
import { type AudienceDraft, habitNumbers } from './campaign-draft.js';
import { complaintAt, Field, type FieldErrors, NumberField, Section } from './field.js';

const words = campaignText;
const mostDays = 3650;
const mostOrders = 10_000;
const mostReplenishDays = 365;

export interface AudienceChoices extends Choices {
  segments: readonly SegmentView[];
  segmentFields: SegmentFields;
}

interface AudienceFieldsProps {
  value: AudienceDraft;
  choices: AudienceChoices;
  disabled: boolean;
  errors: FieldErrors;
  onChange: (audience: AudienceDraft) => void;
}

/** Whom a campaign is for: everybody, a segment, a rule of its own, or buying habits. */
export function AudienceFields({ value, choices, disabled, errors, onChange }: AudienceFieldsProps) {
  const { kind } = value;
  const error = complaintAt(errors, 'audience');
  return (
    <Section title={words.sections.audience}>
      <Radio.Group
        className="campaign-kinds"
        optionType="button"
        value={kind}
        disabled={disabled}
        aria-label={words.sections.audience}
        options={Object.entries(words.audienceKind).map(([id, label]) => ({ value: id, label }))}
        onChange={({ target }) => onChange({ ...value, kind: target.value as AudienceDraft['kind'] })}
      />
      {kind === 'segment' ? (
        <div className="coupon-grid">
          <Field id="campaign-segment" label={words.segment} error={error} wide>
            <Select<string | null>
              id="campaign-segment"
              value={value.segmentId}
              disabled={disabled}
              placeholder={words.pickSegment}
              showSearch={{ optionFilterProp: 'label' }}
              options={choices.segments.map(({ segmentId, name, size }) => ({
                value: segmentId,
                label: name,
                size,
              }))}
              optionRender={({ label, data }) => (
                <span className="segment-option">
                  <span className="grow ellipsis">{label}</span>
                  <span className="faint">{dryRunText.people(data.size)}</span>
                </span>
              )}
              onChange={(segmentId) => onChange({ ...value, segmentId })}
            />
          </Field>
        </div>
      ) : kind === 'rule' ? (
        <div className="campaign-rule">
          <RuleBuilder
            root={value.rule}
            fields={choices.segmentFields}
            segments={choices.segments}
            disabled={disabled}
            onChange={(rule) => onChange({ ...value, rule })}
          />
          {error === undefined ? null : (
            <p className="setting-error" role="alert">
              {error}
            </p>
          )}
        </div>
      ) : kind === 'habits' ? (
        <HabitFields
          value={value}
          choices={choices}
          disabled={disabled}
          errors={errors}
          onChange={onChange}
        />
      ) : null}
    </Section>
  );
}

const mostOf = {
  minOrders: mostOrders,
  maxOrders: mostOrders,
  inactiveDays: mostDays,
  registeredWithinDays: mostDays,
  replenishmentDueWithinDays: mostReplenishDays,
} as const;

function HabitFields({ value, choices, disabled, errors, onChange }: AudienceFieldsProps) {
  const { habits } = value;
  const change = (part: Partial<AudienceDraft['habits']>): void =>
    onChange({ ...value, habits: { ...habits, ...part } });
  const own = errors['audience.rule'] ?? errors.audience;
  return (
    <>
      <p className={own === undefined ? 'faint campaign-note' : 'setting-error campaign-note'}>
        {own ?? words.habits.hint}
      </p>
      <div className="coupon-grid">
        <Field
          id="habit-categories"
          label={words.habits.categories}
          error={complaintAt(errors, 'audience.rule.categories')}
        >
          <Select
            id="habit-categories"
            mode="multiple"
            value={habits.categories}
            disabled={disabled}
            placeholder={words.habits.any}
            options={choices.categories.map((name) => ({ value: name, label: name }))}
            onChange={(categories: string[]) => change({ categories })}
          />
        </Field>
        <Field
          id="habit-tiers"
          label={words.habits.memberTiers}
          error={complaintAt(errors, 'audience.rule.memberTiers')}
        >
          <Select
            id="habit-tiers"
            mode="multiple"
            value={habits.memberTiers}
            disabled={disabled}
            placeholder={words.habits.any}
            options={choices.tiers.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(memberTiers: string[]) => change({ memberTiers })}
          />
        </Field>
        {habitNumbers.map((name) => (
          <NumberField
            key={name}
            id={`habit-${name}`}
            label={words.habits[name]}
            error={complaintAt(errors, `audience.rule.${name}`)}
            value={habits[name] ?? null}
            disabled={disabled}
            min={0}
            max={mostOf[name]}
            placeholder={words.habits.any}
            onChange={(next) => change({ [name]: next })}
          />
        ))}
      </div>
    </>
  );
}
