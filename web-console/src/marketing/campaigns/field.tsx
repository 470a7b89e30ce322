import { Form } from 'antd';
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
