import { Input, InputNumber, Radio, Select, Switch } from 'antd';
import type { MemberRules } from '../../../../src/contract/member-rules.js';
import { Field, Group } from '../../settings/document-frame.js';
import type { FieldErrors } from '../../settings/use-document.js';
import { memberRulesText as words } from '../../strings-member-rules.js';
import { withPoints } from './rules-draft.js';

interface PointsFieldsProps {
  rules: MemberRules;
  errors: FieldErrors;
  disabled: boolean;
  onChange: (rules: MemberRules) => void;
}

export const fromOptions = (['rules', 'shop'] as const).map((value) => ({ value, label: words.from[value] }));

/** How points are earned, and how long they last. */
export function PointsFields({ rules, errors, disabled, onChange }: PointsFieldsProps) {
  const { perYuan, birthday, expiry, countFrom } = rules.points;
  const change = (part: Parameters<typeof withPoints>[1]): void => onChange(withPoints(rules, part));
  return (
    <Group title={words.points}>
      <Field id="points-from" label={words.pointsFrom}>
        <Radio.Group
          id="points-from"
          options={fromOptions}
          value={rules.pointsFrom}
          disabled={disabled}
          onChange={({ target }) => onChange({ ...rules, pointsFrom: target.value })}
        />
      </Field>
      <Field
        id="per-yuan"
        label={words.perYuan}
        hint={words.perYuanHint}
        error={errors['rules.points.perYuan']}
      >
        <InputNumber<number>
          id="per-yuan"
          className="number-field"
          value={perYuan}
          min={0}
          max={1000}
          suffix={words.point}
          disabled={disabled}
          onChange={(value) => change({ perYuan: value ?? 0 })}
        />
      </Field>
      <Field id="birthday" label={words.birthday} error={errors['rules.points.birthday.multiplier']}>
        <div className="points-choice">
          <Switch
            id="birthday"
            checked={birthday !== undefined}
            disabled={disabled}
            onChange={(on) => change({ birthday: on ? { multiplier: 2, during: 'month' } : undefined })}
          />
          {birthday === undefined ? null : (
            <>
              <Select
                aria-label={words.birthday}
                value={birthday.during}
                disabled={disabled}
                options={(['month', 'day'] as const).map((value) => ({ value, label: words.during[value] }))}
                onChange={(during) => change({ birthday: { ...birthday, during } })}
              />
              <InputNumber<number>
                className="multiplier-field"
                aria-label={words.ofLevel(words.birthday, words.multiplier)}
                value={birthday.multiplier}
                min={1}
                max={20}
                step={0.5}
                suffix={words.times}
                disabled={disabled}
                onChange={(value) => change({ birthday: { ...birthday, multiplier: value ?? 1 } })}
              />
            </>
          )}
        </div>
      </Field>
      <Field id="expiry" label={words.expiry} error={errors['rules.points.expiry']}>
        <div className="points-choice">
          <Select
            id="expiry"
            value={expiry === undefined ? 'never' : 'months' in expiry ? 'months' : 'endOfYear'}
            disabled={disabled}
            options={(['never', 'endOfYear', 'months'] as const).map((value) => ({
              value,
              label: words.expiryKind[value],
            }))}
            onChange={(kind) =>
              change({
                expiry: kind === 'never' ? undefined : kind === 'months' ? { months: 12 } : { endOfYear: 1 },
              })
            }
          />
          {expiry === undefined ? null : 'months' in expiry ? (
            <InputNumber<number>
              className="multiplier-field"
              aria-label={words.ofLevel(words.expiry, words.months)}
              value={expiry.months}
              min={1}
              max={120}
              precision={0}
              suffix={words.months}
              disabled={disabled}
              onChange={(months) => change({ expiry: { months: months ?? 1 } })}
            />
          ) : (
            <Select
              aria-label={words.expiryKind.endOfYear}
              value={expiry.endOfYear}
              disabled={disabled}
              options={[...new Set([0, 1, 2, 3, expiry.endOfYear])].map((years) => ({
                value: years,
                label: words.endOfYear[years] ?? words.laterYear(years),
              }))}
              onChange={(endOfYear) => change({ expiry: { endOfYear } })}
            />
          )}
        </div>
      </Field>
      <Field
        id="count-from"
        label={words.countFrom}
        hint={words.countFromHint}
        error={errors['rules.points.countFrom']}
      >
        <Input
          id="count-from"
          type="date"
          className="number-field"
          value={countFrom ?? ''}
          disabled={disabled}
          onChange={({ target }) => change({ countFrom: target.value === '' ? undefined : target.value })}
        />
      </Field>
    </Group>
  );
}
