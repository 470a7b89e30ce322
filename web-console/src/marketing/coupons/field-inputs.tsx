import { Input, InputNumber } from 'antd';
import { couponText } from '../../strings-coupons.js';
import { localIn, momentOf } from './shop-time.js';

interface FieldProps<T> {
  id?: string;
  value?: T | null;
  onChange?: (value: T | null) => void;
  disabled?: boolean;
  placeholder?: string;
}

/** Yuan on the screen, fen in the form. */
export function MoneyInput({ value, onChange, ...rest }: FieldProps<number>) {
  return (
    <InputNumber<number>
      {...rest}
      className="wide"
      min={0}
      max={20_000_000}
      precision={value === null || value === undefined || value % 100 === 0 ? 0 : 2}
      prefix="¥"
      value={value === null || value === undefined ? null : value / 100}
      onChange={(yuan) => onChange?.(yuan === null ? null : Math.round(yuan * 100))}
      parser={(typed) => Number((typed ?? '').replace(/[^\d.]/g, ''))}
      formatter={(shown) => (shown === undefined ? '' : String(shown))}
    />
  );
}

/** 8.5 (折) on the screen, 15 (percent off) in the form. */
export function FoldInput({ value, onChange, ...rest }: FieldProps<number>) {
  return (
    <InputNumber<number>
      {...rest}
      className="wide"
      min={0.1}
      max={9.9}
      step={0.5}
      suffix={couponText.fold}
      value={value === null || value === undefined ? null : (100 - value) / 10}
      onChange={(fold) => onChange?.(fold === null ? null : 100 - Math.round(fold * 10))}
    />
  );
}

export function CountInput(props: FieldProps<number>) {
  return <InputNumber<number> {...props} className="wide" min={1} max={1_000_000_000} precision={0} />;
}

/** The shop's clock on the screen, a moment in the form. */
export function MomentInput({
  value,
  onChange,
  timeZone,
  ...rest
}: FieldProps<string> & { timeZone: string }) {
  return (
    <Input
      {...rest}
      type="datetime-local"
      value={value === null || value === undefined ? '' : localIn(value, timeZone)}
      onChange={({ target }) => onChange?.(momentOf(target.value, timeZone) ?? null)}
    />
  );
}
