import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Dropdown, Input, Segmented } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { ServiceHours, ServicePreview, Shift, Weekday } from '../../../src/contract/desk.js';
import { request } from '../api/http.js';
import { text } from '../strings.js';
import { DocumentFrame, Field, FieldError, Group } from './document-frame.js';
import { ShiftRow } from './shift-row.js';
import { type FieldErrors, useDocument } from './use-document.js';
import { useSkills } from './use-skills.js';

const words = text.settings.hours;
const days = Object.keys(text.weekday) as Weekday[];
const workdays = days.slice(0, 5);
const timeZones = ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Taipei', 'Asia/Singapore', 'UTC'];
const shopWide = '';

type Calendar = Pick<ServiceHours, 'weekdays' | 'specialDays'>;

/** When people are there: the week with its breaks, special days, and how it stands now. */
export function HoursPage() {
  const document = useDocument<ServiceHours>('/v1/service-hours');
  const [asked, setAsked] = useState(shopWide);
  const skills = useSkills();
  return (
    <DocumentFrame document={document}>
      {(value) => {
        const own = Object.keys(value.skills);
        const skill = own.includes(asked) ? asked : shopWide;
        const calendar: Calendar = value.skills[skill] ?? value;
        const path = skill === shopWide ? '' : `skills.${skill}.`;
        const change = (part: Partial<Calendar>): void =>
          document.change(
            skill === shopWide
              ? { ...value, ...part }
              : {
                  ...value,
                  skills: {
                    ...value.skills,
                    [skill]: {
                      weekdays: calendar.weekdays,
                      specialDays: calendar.specialDays,
                      ...part,
                    },
                  },
                },
          );
        const free = skills.filter((each) => !own.includes(each));
        return (
          <>
            <Preview value={value} dirty={document.dirty} />
            <Group title={words.week}>
              <Field id="time-zone" label={words.timeZone} error={document.errors.timeZone}>
                <AutoComplete
                  id="time-zone"
                  value={value.timeZone}
                  options={timeZones.map((zone) => ({ value: zone }))}
                  style={{ width: 220 }}
                  onChange={(timeZone: string) => document.change({ ...value, timeZone })}
                />
              </Field>
              {own.length > 0 || free.length > 0 ? (
                <Field id="calendar" label={words.calendar}>
                  <div className="calendar-choice">
                    <Segmented
                      value={skill}
                      options={[
                        { value: shopWide, label: words.shop },
                        ...own.map((each) => ({ value: each, label: each })),
                      ]}
                      onChange={setAsked}
                    />
                    {free.length > 0 ? (
                      <Dropdown
                        trigger={['click']}
                        menu={{
                          items: free.map((each) => ({ key: each, label: each })),
                          onClick({ key }) {
                            const { weekdays, specialDays } = value;
                            document.change({
                              ...value,
                              skills: { ...value.skills, [key]: { weekdays, specialDays } },
                            });
                            setAsked(key);
                          },
                        }}
                      >
                        <Button type="text" size="small" icon={<PlusOutlined />}>
                          {words.addSkill}
                        </Button>
                      </Dropdown>
                    ) : null}
                    {skill === shopWide ? null : (
                      <Button
                        type="text"
                        size="small"
                        onClick={() => {
                          const { [skill]: _, ...others } = value.skills;
                          document.change({ ...value, skills: others });
                        }}
                      >
                        {words.removeSkill}
                      </Button>
                    )}
                  </div>
                </Field>
              ) : null}
              <FieldError words={document.errors[`${path}weekdays`]} />
              <div className="week">
                {days.map((day) => (
                  <WeekdayRow
                    key={day}
                    day={day}
                    calendar={calendar}
                    path={`${path}weekdays.${day}`}
                    errors={document.errors}
                    onChange={(weekdays) => change({ weekdays })}
                  />
                ))}
              </div>
            </Group>
            <SpecialDays
              days={calendar.specialDays}
              path={`${path}specialDays`}
              errors={document.errors}
              onChange={(specialDays) => change({ specialDays })}
            />
          </>
        );
      }}
    </DocumentFrame>
  );
}

interface WeekdayRowProps {
  day: Weekday;
  calendar: Calendar;
  path: string;
  errors: FieldErrors;
  onChange: (weekdays: Calendar['weekdays']) => void;
}

function WeekdayRow({ day, calendar, path, errors, onChange }: WeekdayRowProps) {
  const { weekdays } = calendar;
  const copyTo = (targets: readonly Weekday[]): void =>
    onChange({ ...weekdays, ...Object.fromEntries(targets.map((each) => [each, weekdays[day]])) });
  return (
    <div className="week-row">
      <strong>{text.weekday[day]}</strong>
      <ShiftRow
        name={text.weekday[day]}
        shifts={weekdays[day]}
        path={path}
        errors={errors}
        onChange={(shifts) => onChange({ ...weekdays, [day]: shifts })}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'all', label: words.copyAll, onClick: () => copyTo(days) },
            { key: 'workdays', label: words.copyWorkdays, onClick: () => copyTo(workdays) },
          ],
        }}
      >
        <Button type="text" size="small" className="faint">
          {text.copy}
        </Button>
      </Dropdown>
    </div>
  );
}

type SpecialDay = ServiceHours['specialDays'][number];

interface SpecialDaysProps {
  days: readonly SpecialDay[];
  path: string;
  errors: FieldErrors;
  onChange: (days: SpecialDay[]) => void;
}

function SpecialDays({ days: special, path, errors, onChange }: SpecialDaysProps) {
  const set = (index: number, change: Partial<SpecialDay>): void =>
    onChange(special.map((day, at) => (at === index ? { ...day, ...change } : day)));
  return (
    <Group title={words.special} hint={words.specialHint}>
      {special.length === 0 ? <p className="faint">{words.specialEmpty}</p> : null}
      {special.map((day, index) => {
        const error = (field: string): string | undefined => errors[`${path}.${index}.${field}`];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the date, its only name, is what is edited
          <div key={index} className="special-day">
            <input
              type="date"
              className="date-field"
              value={day.date}
              aria-label={words.date}
              aria-invalid={error('date') !== undefined}
              onChange={(event) => set(index, { date: event.target.value })}
            />
            <Input
              value={day.name}
              maxLength={40}
              placeholder={words.namePlaceholder}
              aria-label={words.name}
              {...(error('name') === undefined ? {} : { status: 'error' as const })}
              onChange={(event) => set(index, { name: event.target.value })}
            />
            <ShiftRow
              name={day.name}
              shifts={day.shifts}
              path={`${path}.${index}.shifts`}
              errors={errors}
              onChange={(shifts: Shift[]) => set(index, { shifts })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`${text.settings.remove} ${day.name}`}
              onClick={() => onChange(special.filter((_, at) => at !== index))}
            />
            <FieldError words={error('date') ?? error('name')} />
          </div>
        );
      })}
      <Button
        icon={<PlusOutlined />}
        onClick={() => onChange([...special, { date: '', name: '', shifts: [] }])}
      >
        {words.addDay}
      </Button>
    </Group>
  );
}

/** What the server would make of these hours now. */
function Preview({ value, dirty }: { value: ServiceHours; dirty: boolean }) {
  const asked = useDeferredValue(value);
  const { data, isError } = useQuery({
    queryKey: ['settings', 'hours-preview', JSON.stringify(asked)],
    queryFn: () => request<ServicePreview>('/v1/service-hours/preview', { method: 'POST', body: asked }),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
    retry: false,
  });
  if (data === undefined || isError)
    return <div className="hours-now hours-unknown">{text.settings.fix}</div>;
  const { open, changesAt, localTime } = data;
  const when = changesAt === undefined ? undefined : momentIn(changesAt, asked.timeZone);
  return (
    <div className={open ? 'hours-now hours-open' : 'hours-now'} role="status">
      <span className={`dot dot-${open ? 'online' : 'offline'}`} />
      <strong>{open ? words.nowOpen : words.nowClosed}</strong>
      <span>
        {open
          ? when === undefined
            ? words.always
            : words.until24(when)
          : when === undefined
            ? words.never
            : words.next(when)}
      </span>
      <span className="grow" />
      <span className="faint">
        {words.localTime(localTime)}
        {dirty ? ` · ${words.unsaved}` : ''}
      </span>
    </div>
  );
}

function momentIn(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('zh-CN', {
    timeZone,
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(iso));
}
