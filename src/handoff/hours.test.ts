import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ServiceCalendar, type ServiceHours, serviceHours } from '../contract/desk.js';
import {
  addBusinessTime,
  businessTimeBetween,
  calendarFor,
  defaultServiceHours,
  isOpen,
  nextOpen,
} from './hours.js';
import { instantAt, localTimeOf } from './zoned-time.js';

const at = (text: string) => new Date(text);

/** 9–12 and 13:30–18 on working days, none at the weekend, National Day closed, one Saturday worked instead. */
function splitWeek(timeZone: string): ServiceHours {
  const working = [
    { from: '09:00', until: '12:00' },
    { from: '13:30', until: '18:00' },
  ];
  const base = defaultServiceHours(timeZone);
  return serviceHours.parse({
    ...base,
    weekdays: {
      monday: working,
      tuesday: working,
      wednesday: working,
      thursday: working,
      friday: working,
      saturday: [],
      sunday: [],
    },
    specialDays: [
      { date: '2026-10-01', name: '国庆节', shifts: [] },
      { date: '2026-10-02', name: '国庆节', shifts: [] },
      { date: '2026-10-10', name: '调休', shifts: [{ from: '10:00', until: '16:00' }] },
    ],
    skills: { VIP: { weekdays: base.weekdays, specialDays: [] } },
  });
}

describe('until somebody says otherwise', () => {
  it.each([
    ['2026-11-21T00:59:59Z', false],
    ['2026-11-21T01:00:00Z', true],
    ['2026-11-21T13:59:59Z', true],
    ['2026-11-21T14:00:00Z', false],
    ['2026-11-21T16:30:00Z', false],
  ])('at %s people are there in Shanghai: %s', (instant, there) => {
    expect(isOpen(calendarFor(defaultServiceHours('Asia/Shanghai')), at(instant))).toBe(there);
  });

  it('goes by the shop’s clock', () => {
    const instant = at('2026-11-21T14:00:00Z');
    expect(isOpen(calendarFor(defaultServiceHours('Asia/Shanghai')), instant)).toBe(false);
    expect(isOpen(calendarFor(defaultServiceHours('Europe/Paris')), instant)).toBe(true);
  });
});

describe('split shifts, holidays and days worked instead', () => {
  const hours = splitWeek('Asia/Shanghai');
  const calendar = calendarFor(hours);

  it.each([
    // Wednesday 30 September 2026, 12:00 in Shanghai: lunch.
    ['2026-09-30T04:00:00Z', '2026-09-30T05:30:00Z'],
    // After work before the holiday: Monday the 5th.
    ['2026-09-30T10:00:00Z', '2026-10-05T01:00:00Z'],
    // Friday evening before the Saturday that is worked.
    ['2026-10-09T10:00:00Z', '2026-10-10T02:00:00Z'],
    ['2026-10-10T03:00:00Z', '2026-10-10T03:00:00Z'],
  ])('after %s it opens at %s', (after, opens) => {
    expect(nextOpen(calendar, at(after))).toEqual(at(opens));
  });

  it('counts open time only', () => {
    // From 11:30 on Wednesday: 30 min until lunch, 4.5 h afterwards, then the holiday and the weekend.
    const from = at('2026-09-30T03:30:00Z');
    expect(addBusinessTime(calendar, from, 60)).toEqual(at('2026-09-30T06:00:00Z'));
    expect(addBusinessTime(calendar, from, 300)).toEqual(at('2026-09-30T10:00:00Z'));
    expect(addBusinessTime(calendar, from, 301)).toEqual(at('2026-10-05T01:01:00Z'));
    expect(businessTimeBetween(calendar, from, at('2026-10-05T01:01:00Z'))).toBe(301);
    expect(businessTimeBetween(calendar, at('2026-10-05T01:01:00Z'), from)).toBe(0);
  });

  it('a skill may have hours of its own', () => {
    const sunday = at('2026-10-04T06:00:00Z');
    expect(isOpen(calendarFor(hours, 'VIP'), sunday)).toBe(true);
    expect(isOpen(calendarFor(hours, '售后'), sunday)).toBe(false);
  });
});

describe('where clocks change', () => {
  it('a skipped time is read once, a repeated one at its first', () => {
    // New York: on 8 March 2026 at 2:00 it becomes 3:00; on 1 November at 2:00 it becomes 1:00 again.
    expect(new Date(instantAt('America/New_York', '2026-03-08', 120)).toISOString()).toBe(
      '2026-03-08T07:00:00.000Z',
    );
    expect(new Date(instantAt('America/New_York', '2026-11-01', 90)).toISOString()).toBe(
      '2026-11-01T05:30:00.000Z',
    );
    expect(localTimeOf('America/New_York', Date.parse('2026-11-01T06:30:00Z'))).toBe('01:30');
  });

  it('a night shift is an hour shorter or longer', () => {
    const night = [{ from: '00:00', until: '06:00' }];
    const base = defaultServiceHours('Europe/Berlin');
    const calendar = calendarFor({ ...base, weekdays: { ...base.weekdays, sunday: night } });
    // Sunday 29 March (forward) and 25 October (back), midnight to noon in UTC terms.
    expect(businessTimeBetween(calendar, at('2026-03-28T23:00:00Z'), at('2026-03-29T10:00:00Z'))).toBe(300);
    expect(businessTimeBetween(calendar, at('2026-10-24T22:00:00Z'), at('2026-10-25T10:00:00Z'))).toBe(420);
  });
});

const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const shifts = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 0, maxLength: 6 })
  .map((minutes) => {
    const ordered = minutes.sort((a, b) => a - b);
    return ordered.flatMap((from, index) => {
      const until = ordered[index + 1];
      return index % 2 === 0 && until !== undefined ? [{ from: time(from), until: time(until) }] : [];
    });
  });
const anyCalendar: fc.Arbitrary<ServiceCalendar> = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    week: fc.array(shifts, { minLength: 7, maxLength: 7 }),
    special: fc.uniqueArray(
      fc.record({
        date: fc.integer({ min: 0, max: 60 }).map((day) => {
          return new Date(Date.UTC(2026, 2, 1) + day * 86_400_000).toISOString().slice(0, 10);
        }),
        shifts,
      }),
      { maxLength: 5, selector: ({ date }) => date },
    ),
  })
  .map(({ timeZone, week, special }) => {
    const [monday = [], tuesday = [], wednesday = [], thursday = [], friday = [], saturday = []] = week;
    const sunday = [{ from: '10:00', until: '11:00' }];
    const weekdays = { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
    return { timeZone, weekdays, specialDays: special.map((day) => ({ ...day, name: '特别日' })) };
  });
/** Around both changes of the clock in the north and the south. */
const instant = fc
  .integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 3, 20) })
  .map((ms) => new Date(Math.floor(ms / 1000) * 1000));

describe('the laws of open time', () => {
  it('adding open time and measuring it are each other’s inverse', () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.integer({ min: 1, max: 3000 }), (calendar, from, minutes) => {
        const due = addBusinessTime(calendar, from, minutes);
        if (!due) throw new Error('There is an hour every Sunday.');
        expect(businessTimeBetween(calendar, from, due)).toBe(minutes);
        // … and it is the earliest such instant.
        const justBefore = new Date(due.getTime() - 1000);
        expect(businessTimeBetween(calendar, from, justBefore)).toBeLessThan(minutes);
      }),
      { numRuns: 300 },
    );
  });

  it('parts of a stretch add up to the whole, and none is longer than the clock says', () => {
    fc.assert(
      fc.property(anyCalendar, instant, instant, instant, (calendar, ...three) => {
        const [a, b, c] = three.sort((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date];
        const [ab, bc, ac] = [
          businessTimeBetween(calendar, a, b),
          businessTimeBetween(calendar, b, c),
          businessTimeBetween(calendar, a, c),
        ];
        expect(ab + bc).toBeCloseTo(ac, 6);
        expect(ac).toBeLessThanOrEqual((c.getTime() - a.getTime()) / 60_000 + 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it('is open when it opens, and closed all the time before', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        instant,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (calendar, after, share) => {
          const opens = nextOpen(calendar, after);
          if (!opens) throw new Error('There is an hour every Sunday.');
          expect(isOpen(calendar, opens)).toBe(true);
          const between = new Date(after.getTime() + Math.floor((opens.getTime() - after.getTime()) * share));
          if (between < opens) expect(isOpen(calendar, between)).toBe(false);
          expect(businessTimeBetween(calendar, after, opens)).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what admins may write', () => {
  const good = defaultServiceHours('Asia/Shanghai');
  const problems = (changes: object) =>
    serviceHours.safeParse({ ...good, ...changes }).error?.issues.map(({ path, message }) => ({
      path: path.join('.'),
      message,
    })) ?? [];
  const monday = (...list: object[]) => ({ weekdays: { ...good.weekdays, monday: list } });

  it.each([
    [monday({ from: '9:00', until: '12:00' }), 'weekdays.monday.0.from', '09:00'],
    [monday({ from: '09:00', until: '25:00' }), 'weekdays.monday.0.until', '24:00'],
    [monday({ from: '22:00', until: '02:00' }), 'weekdays.monday.0.until', 'over midnight'],
    [
      monday({ from: '09:00', until: '14:00' }, { from: '13:30', until: '18:00' }),
      'weekdays.monday.1.from',
      'overlap',
    ],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'IANA'],
    [{ specialDays: [{ date: '2026-02-30', name: 'x', shifts: [] }] }, 'specialDays.0.date', 'no day'],
    [
      { specialDays: Array.from({ length: 2 }, () => ({ date: '2026-10-01', name: '国庆', shifts: [] })) },
      'specialDays.1.date',
      'twice',
    ],
    [
      { weekdays: Object.fromEntries(Object.keys(good.weekdays).map((name) => [name, []])) },
      'weekdays',
      'at least one',
    ],
    [
      { skills: { 售后: { weekdays: {}, specialDays: [] } } },
      'skills.售后.weekdays.monday',
      'expected array',
    ],
  ])('%j is refused at %s', (changes, path, words) => {
    const found = problems(changes);
    expect(found.map((problem) => problem.path)).toContain(path);
    expect(found.find((problem) => problem.path === path)?.message).toContain(words);
  });
});
