import { Form, InputNumber } from 'antd';
import type { ReactNode } from 'react';

/** Complaints by path, as `arms.0.message`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The first complaint about a path or anything in it. */
export function complaintAt(errors: FieldErrors, path: string): string | undefined {
  return errors[path] ?? Object.entries(errors).find(([at]) => at.startsWith(`${path}.`))?.[1];
}

interface FieldProps {
  /** Of the input, for its label. */
  id?: string;
  /** Absent: what is inside has its own words. */
  label?: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  wide?: boolean;
  children: ReactNode;
}

/** A label, what is filled in, and what is wrong with it or else what it is for. */
export function Field({ id, label, hint, error, wide = false, children }: FieldProps) {
  return (
    <Form.Item
      {...(label === undefined ? {} : { label })}
      {...(id === undefined ? {} : { htmlFor: id })}
      className={wide ? 'span' : ''}
      {...(error === undefined ? {} : { validateStatus: 'error' as const, help: error })}
      {...(hint === undefined ? {} : { extra: hint })}
    >
      {children}
    </Form.Item>
  );
}

interface NumberFieldProps extends Omit<FieldProps, 'children'> {
  id: string;
  value: number | null;
  disabled?: boolean;
  min: number;
  max: number;
  suffix?: string;
  placeholder?: string;
  /** Takes more than whole numbers. */
  fractions?: boolean;
  /** As wide as a number needs, where the field has a line of its own. */
  narrow?: boolean;
  onChange: (value: number | null) => void;
}

/** A number with its label, bounds and complaint. */
export function NumberField({
  id,
  value,
  disabled = false,
  min,
  max,
  suffix,
  placeholder,
  fractions = false,
  narrow = false,
  onChange,
  ...frame
}: NumberFieldProps) {
  return (
    <Field id={id} {...frame}>
      <InputNumber<number>
        id={id}
        className={narrow ? 'campaign-number' : 'wide'}
        value={value}
        disabled={disabled}
        min={min}
        max={max}
        onChange={onChange}
        {...(fractions ? {} : { precision: 0 })}
        {...(suffix === undefined ? {} : { suffix })}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </Field>
  );
}

interface SectionProps {
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}

export function Section({ title, hint, children }: SectionProps) {
  return (
    <section className="coupon-group campaign-section">
      <h3>{title}</h3>
      {hint === undefined ? null : <p className="faint">{hint}</p>}
      {children}
    </section>
  );
}
