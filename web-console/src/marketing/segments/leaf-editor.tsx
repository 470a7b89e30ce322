import { InputNumber, Select } from 'antd';
import type { SegmentFields, SegmentView } from '../../../../src/contract/segments.js';
import { segmentText } from '../../strings-marketing.js';
import { ProductPicker } from '../product-picker.js';
import type { LeafDraft } from './rule-draft.js';

const words = segmentText;

interface LeafEditorProps<Leaf extends LeafDraft = LeafDraft> {
  leaf: Leaf;
  fields: SegmentFields;
  /** Those that a condition may refer to. */
  segments: readonly SegmentView[];
  disabled: boolean;
  onChange: (leaf: LeafDraft) => void;
}

/** The inputs that fit what a condition looks at. */
export function LeafEditor(props: LeafEditorProps) {
  const { leaf, fields, segments, disabled, onChange } = props;
  switch (leaf.kind) {
    case 'number':
      return <NumberLeaf {...props} leaf={leaf} />;
    case 'date':
      return <DateLeaf {...props} leaf={leaf} />;
    case 'choice': {
      const choice = fields.choices.find(({ figure }) => figure === leaf.figure);
      return (
        <>
          <span className="leaf-word">{words.isOneOf}</span>
          <Values
            values={leaf.values}
            options={choice?.values ?? []}
            names={choice?.names}
            disabled={disabled}
            onChange={(values) => onChange({ ...leaf, values })}
          />
        </>
      );
    }
    case 'bought':
      return <BoughtLeaf {...props} leaf={leaf} />;
    case 'consent':
      return (
        <>
          <Select
            value={leaf.purpose}
            disabled={disabled}
            aria-label={words.other.consent}
            options={optionsOf(words.purpose)}
            onChange={(purpose) => onChange({ ...leaf, purpose })}
          />
          <Select
            value={leaf.state}
            disabled={disabled}
            aria-label={words.value}
            options={optionsOf(words.state)}
            onChange={(state) => onChange({ ...leaf, state })}
          />
        </>
      );
    case 'tag':
      return (
        <>
          <span className="leaf-word">{words.isOneOf}</span>
          <Values
            values={leaf.values}
            options={fields.tags}
            disabled={disabled}
            onChange={(values) => onChange({ ...leaf, values })}
          />
        </>
      );
    case 'birthday':
      return (
        <>
          <Days
            value={leaf.withinDays}
            most={183}
            disabled={disabled}
            onChange={(withinDays) => onChange({ ...leaf, withinDays })}
          />
          <span className="leaf-word">{words.birthdayIn}</span>
        </>
      );
    case 'segment':
      return (
        <Select<string | null>
          className="leaf-values"
          value={leaf.segmentId}
          disabled={disabled}
          placeholder={words.pick}
          aria-label={words.other.segment}
          showSearch={{ optionFilterProp: 'label' }}
          options={segments.map(({ segmentId, name }) => ({ value: segmentId, label: name }))}
          onChange={(segmentId) => onChange({ ...leaf, segmentId })}
        />
      );
    default:
      return leaf satisfies never;
  }
}

/** Money is kept in fen and shares from 0 to 1; people write yuan and percent. */
const factor = { money: 100, share: 0.01, count: 1, score: 1, points: 1 } as const;
const decimals = { money: 2, share: 0, count: 1, score: 1, points: 0 } as const;

function NumberLeaf({
  leaf,
  fields,
  disabled,
  onChange,
}: LeafEditorProps<Extract<LeafDraft, { kind: 'number' }>>) {
  const unit = fields.numbers.find(({ figure }) => figure === leaf.figure)?.unit ?? 'count';
  const places = 10 ** decimals[unit];
  const shown = leaf.value === null ? null : Math.round((leaf.value / factor[unit]) * places) / places;
  return (
    <>
      <Select
        value={leaf.op}
        disabled={disabled}
        aria-label={words.field}
        options={optionsOf(words.op)}
        onChange={(op) => onChange({ ...leaf, op })}
      />
      <InputNumber<number>
        className="leaf-number"
        value={shown}
        disabled={disabled}
        min={0}
        max={unit === 'share' ? 100 : 10_000_000}
        step={unit === 'score' ? 0.5 : 1}
        parser={(typed) =>
          round(Number(Number((typed ?? '').replace(/[^\d.]/g, '')).toFixed(decimals[unit])))
        }
        aria-label={words.value}
        placeholder={words.value}
        {...(unit === 'count' ? {} : { suffix: words.unit[unit] })}
        onChange={(value) =>
          onChange({ ...leaf, value: value === null ? null : round(value * factor[unit]) })
        }
      />
    </>
  );
}

/** Without the tail that 0.07 × 100 has. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6;

function DateLeaf({
  leaf,
  fields,
  disabled,
  onChange,
}: LeafEditorProps<Extract<LeafDraft, { kind: 'date' }>>) {
  const ahead = fields.dates.find(({ figure }) => figure === leaf.figure)?.ahead === true;
  const ops = ahead
    ? (['within-next', 'within-last', 'longer-ago'] as const)
    : (['within-last', 'longer-ago'] as const);
  const tail = {
    'within-last': words.daysIn,
    'longer-ago': words.daysAgo,
    'within-next': words.withinNext,
  }[leaf.op];
  return (
    <>
      <Select
        value={leaf.op}
        disabled={disabled}
        aria-label={words.field}
        options={ops.map((value) => ({ value, label: words.dateOp[value] }))}
        onChange={(op) => onChange({ ...leaf, op })}
      />
      <Days
        value={leaf.days}
        most={3650}
        disabled={disabled}
        onChange={(days) => onChange({ ...leaf, days })}
      />
      <span className="leaf-word">{tail}</span>
    </>
  );
}

function BoughtLeaf({
  leaf,
  fields,
  disabled,
  onChange,
}: LeafEditorProps<Extract<LeafDraft, { kind: 'bought' }>>) {
  const { withinDays, ...anyTime } = leaf;
  return (
    <>
      <Select
        value={leaf.what}
        disabled={disabled}
        aria-label={words.other.bought}
        options={optionsOf(words.what)}
        onChange={(what) => onChange({ ...leaf, what, values: [] })}
      />
      {leaf.what === 'product' ? (
        <span className="leaf-values">
          <ProductPicker
            value={leaf.values}
            disabled={disabled}
            placeholder={words.pick}
            onChange={(values) => onChange({ ...leaf, values })}
          />
        </span>
      ) : (
        <Values
          values={leaf.values}
          options={leaf.what === 'category' ? fields.categories : fields.brands}
          disabled={disabled}
          onChange={(values) => onChange({ ...leaf, values })}
        />
      )}
      <Select
        value={withinDays === undefined ? 'any' : 'within'}
        disabled={disabled}
        aria-label={words.anyTime}
        options={[
          { value: 'any', label: words.anyTime },
          { value: 'within', label: words.within },
        ]}
        onChange={(when) => onChange(when === 'any' ? anyTime : { ...leaf, withinDays: 90 })}
      />
      {withinDays === undefined ? null : (
        <>
          <Days
            value={withinDays}
            most={3650}
            disabled={disabled}
            onChange={(days) => onChange({ ...leaf, withinDays: days })}
          />
          <span className="leaf-word">{words.daysIn}</span>
        </>
      )}
    </>
  );
}

interface DaysProps {
  value: number | null;
  most: number;
  disabled: boolean;
  onChange: (days: number | null) => void;
}

function Days({ value, most, disabled, onChange }: DaysProps) {
  return (
    <InputNumber<number>
      className="leaf-days"
      value={value}
      min={0}
      max={most}
      precision={0}
      disabled={disabled}
      aria-label={words.days}
      placeholder={words.days}
      onChange={onChange}
    />
  );
}

interface ValuesProps {
  values: string[];
  options: readonly string[];
  names?: Record<string, string> | undefined;
  disabled: boolean;
  onChange: (values: string[]) => void;
}

function Values({ values, options, names, disabled, onChange }: ValuesProps) {
  return (
    <Select<string[]>
      mode="multiple"
      className="leaf-values"
      value={values}
      disabled={disabled}
      placeholder={words.pick}
      aria-label={words.pick}
      showSearch={{ optionFilterProp: 'label' }}
      options={[...new Set([...options, ...values])].map((value) => ({
        value,
        label: names?.[value] ?? value,
      }))}
      onChange={onChange}
    />
  );
}

function optionsOf<Key extends string>(names: Record<Key, string>): { value: Key; label: string }[] {
  return (Object.entries(names) as [Key, string][]).map(([value, label]) => ({ value, label }));
}
