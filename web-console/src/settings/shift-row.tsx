import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Tooltip } from 'antd';
import type { Shift } from '../../../src/contract/desk.js';
import { text } from '../strings.js';
import { FieldError } from './document-frame.js';
import { nextShift, tidyTime, trackOf } from './shift-times.js';
import type { FieldErrors } from './use-document.js';

const words = text.settings.hours;
const mostShifts = 6;

interface ShiftRowProps {
  name: string;
  shifts: readonly Shift[];
  /** Where these shifts stand in the document. */
  path: string;
  errors: FieldErrors;
  onChange: (shifts: Shift[]) => void;
}

/** The shifts of one day: times to write, and how they lie in the day. */
export function ShiftRow({ name, shifts, path, errors, onChange }: ShiftRowProps) {
  const set = (index: number, change: Partial<Shift>): void =>
    onChange(shifts.map((shift, at) => (at === index ? { ...shift, ...change } : shift)));
  return (
    <div className="shifts">
      <div className="shift-track" aria-hidden>
        {shifts.map((shift, index) => {
          const place = trackOf(shift);
          // biome-ignore lint/suspicious/noArrayIndexKey: shifts have no name but their place
          return place === undefined ? null : <i key={index} style={place} />;
        })}
      </div>
      <div className="shift-list">
        {shifts.map((shift, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: shifts have no name but their place
          <span key={index} className="shift">
            {(['from', 'until'] as const).map((end) => (
              <Input
                key={end}
                className="shift-time"
                value={shift[end]}
                maxLength={5}
                aria-label={`${name} ${words[end]}`}
                {...(errors[`${path}.${index}.${end}`] === undefined ? {} : { status: 'error' as const })}
                onChange={(event) => set(index, { [end]: event.target.value })}
                onBlur={() => set(index, { [end]: tidyTime(shift[end]) })}
              />
            ))}
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={`${text.settings.remove} ${name} ${shift.from}`}
              onClick={() => onChange(shifts.filter((_, at) => at !== index))}
            />
          </span>
        ))}
        {shifts.length === 0 ? <span className="faint">{words.rest}</span> : null}
        {shifts.length < mostShifts ? (
          <Tooltip title={words.addShift}>
            <Button
              type="text"
              size="small"
              icon={<PlusOutlined />}
              aria-label={`${name} ${words.addShift}`}
              onClick={() => onChange([...shifts, nextShift(shifts)])}
            />
          </Tooltip>
        ) : null}
      </div>
      {[
        errors[path],
        ...shifts.flatMap((_, index) => [errors[`${path}.${index}.from`], errors[`${path}.${index}.until`]]),
      ]
        .filter((told) => told !== undefined)
        .map((told) => (
          <FieldError key={told} words={told} />
        ))}
    </div>
  );
}
