import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber } from 'antd';
import type { MemberRules } from '../../../../src/contract/member-rules.js';
import { FieldError } from '../../settings/document-frame.js';
import type { FieldErrors } from '../../settings/use-document.js';
import { memberRulesText as words } from '../../strings-member-rules.js';
import { withChangedLevel, withLevel, withMultiplier, withoutLevel } from './rules-draft.js';

/** The server's limit. */
const mostLevels = 20;

interface LevelsTableProps {
  rules: MemberRules;
  errors: FieldErrors;
  disabled: boolean;
  onChange: (rules: MemberRules) => void;
}

/** Every tier with what reaches it, what keeps it and what it multiplies, lowest first. */
export function LevelsTable({ rules, errors, disabled, onChange }: LevelsTableProps) {
  const { levels } = rules.tiers;
  return (
    <>
      <table className="levels member-levels">
        <thead>
          <tr>
            {[words.level, words.reach, words.keep, words.multiplier].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {levels.map(({ id, name, reach, keep }, index) => {
            const error = (field: string) => errors[`rules.tiers.levels.${index}.${field}`];
            const status = (field: string) =>
              error(field) === undefined ? {} : { status: 'error' as const };
            return (
              <tr key={id}>
                <td data-label={words.level}>
                  <Input
                    aria-label={words.levelName(index + 1)}
                    value={name}
                    maxLength={20}
                    disabled={disabled}
                    {...status('name')}
                    onChange={({ target }) => onChange(withChangedLevel(rules, id, { name: target.value }))}
                  />
                  <FieldError words={error('name') ?? error('id')} />
                </td>
                <td data-label={words.reach}>
                  {index === 0 ? (
                    <span className="faint">{words.first}</span>
                  ) : (
                    <InputNumber<number>
                      className="number-field"
                      aria-label={words.ofLevel(name, words.reach)}
                      value={reach}
                      min={0}
                      max={100_000_000}
                      suffix={words.yuan}
                      disabled={disabled}
                      {...status('reach')}
                      onChange={(value) => onChange(withChangedLevel(rules, id, { reach: value ?? 0 }))}
                    />
                  )}
                  <FieldError words={error('reach')} />
                </td>
                <td data-label={words.keep}>
                  {index === 0 ? (
                    <span className="faint">—</span>
                  ) : (
                    <InputNumber<number>
                      className="number-field"
                      aria-label={words.ofLevel(name, words.keep)}
                      value={keep ?? null}
                      min={0}
                      max={100_000_000}
                      placeholder={words.keepSame}
                      suffix={words.yuan}
                      disabled={disabled}
                      {...status('keep')}
                      onChange={(value) =>
                        onChange(withChangedLevel(rules, id, { keep: value ?? undefined }))
                      }
                    />
                  )}
                  <FieldError words={error('keep')} />
                </td>
                <td data-label={words.multiplier}>
                  <InputNumber<number>
                    className="multiplier-field"
                    aria-label={words.ofLevel(name, words.multiplier)}
                    value={rules.points.tierMultipliers[id] ?? 1}
                    min={0}
                    max={20}
                    step={0.1}
                    suffix={words.times}
                    disabled={disabled}
                    onChange={(value) => onChange(withMultiplier(rules, id, value ?? 1))}
                  />
                </td>
                <td>
                  {index === 0 || disabled ? null : (
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={words.remove(name)}
                      onClick={() => onChange(withoutLevel(rules, id))}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {disabled ? null : (
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          disabled={levels.length >= mostLevels}
          onClick={() => onChange(withLevel(rules))}
        >
          {words.add}
        </Button>
      )}
    </>
  );
}
