import { type ServiceCalendar, type ServiceHours, type ServicePreview, weekdays } from '../contract/desk.js';
import { instantAt, type LocalDate, localDateOf, localTimeOf, plusDays, weekdayOf } from './zoned-time.js';

/** From the first to before the second instant, milliseconds. */
interface OpenTime {
  from: number;
  until: number;
}

const minuteMs = 60_000;
/** How far ahead is looked for open time: longer than any list of special days can close a shop. */
const horizonDays = 800;

/** Until an admin says otherwise: from 9:00 until 22:00, every day. */
export function defaultServiceHours(timeZone: string): ServiceHours {
  const shifts = [{ from: '09:00', until: '22:00' }];
  const week = Object.fromEntries(weekdays.map((name) => [name, shifts])) as ServiceHours['weekdays'];
  return { timeZone, weekdays: week, specialDays: [], skills: {} };
}

const calendars = new WeakMap<ServiceHours, Map<string, ServiceCalendar>>();

/** The calendar that holds for a skill: its own, else the shop's. The same object every time: days are remembered by it. */
export function calendarFor(hours: ServiceHours, skill?: string): ServiceCalendar {
  const own = skill !== undefined && Object.hasOwn(hours.skills, skill) ? skill : '';
  const made = calendars.get(hours) ?? new Map<string, ServiceCalendar>();
  calendars.set(hours, made);
  const { timeZone, weekdays: week, specialDays } = hours;
  const calendar = made.get(own) ?? { timeZone, ...(hours.skills[own] ?? { weekdays: week, specialDays }) };
  made.set(own, calendar);
  return calendar;
}

/** Whether people are there at an instant. A shift's last instant is closed time. */
export function isOpen(calendar: ServiceCalendar, at: Date): boolean {
  return nextOpen(calendar, at)?.getTime() === at.getTime();
}

/** Longer than this at a stretch counts as always. */
const alwaysMs = 8 * 86_400_000;

/** When the open time that an instant lies in ends; undefined while closed, or when it does not end within 8 days. */
export function openUntil(calendar: ServiceCalendar, at: Date): Date | undefined {
  let end = at.getTime();
  for (const { from, until } of openTimes(calendar, end)) {
    // Shifts that touch, as over midnight, are one.
    if (from > end) break;
    end = until;
    if (end - at.getTime() > alwaysMs) return undefined;
  }
  return end > at.getTime() ? new Date(end) : undefined;
}

/** How service hours stand at an instant. */
export function previewHours(hours: ServiceHours, at: Date): ServicePreview {
  const calendar = calendarFor(hours);
  const open = isOpen(calendar, at);
  const changesAt = open ? openUntil(calendar, at) : nextOpen(calendar, at);
  const instant = at.getTime();
  return {
    open,
    ...(changesAt ? { changesAt: changesAt.toISOString() } : {}),
    localTime: `${localDateOf(hours.timeZone, instant)} ${localTimeOf(hours.timeZone, instant)}`,
  };
}

/** The first open instant at or after one; undefined when there is none in two years. */
export function nextOpen(calendar: ServiceCalendar, after: Date): Date | undefined {
  for (const { from } of openTimes(calendar, after.getTime())) return new Date(from);
  return undefined;
}

/**
 * The earliest instant by which so much open time has passed: what a target in service minutes falls due on. The
 * inverse of `businessTimeBetween`.
 * @param minutes ≥ 0
 * @returns undefined when there is not enough open time in two years
 */
export function addBusinessTime(calendar: ServiceCalendar, from: Date, minutes: number): Date | undefined {
  let left = minutes * minuteMs;
  if (left <= 0) return from;
  for (const open of openTimes(calendar, from.getTime())) {
    const length = open.until - open.from;
    if (left <= length) return new Date(open.from + left);
    left -= length;
  }
  return undefined;
}

/** Open minutes from one instant to another, fractions included; 0 when they lie the other way round. */
export function businessTimeBetween(calendar: ServiceCalendar, from: Date, to: Date): number {
  let sum = 0;
  for (const open of openTimes(calendar, from.getTime())) {
    if (open.from >= to.getTime()) break;
    sum += Math.min(open.until, to.getTime()) - open.from;
  }
  return sum / minuteMs;
}

/** Open time from an instant on, in order and without overlap. */
function* openTimes(calendar: ServiceCalendar, after: number): Generator<OpenTime> {
  const today = localDateOf(calendar.timeZone, after);
  let end = after;
  // A shift of yesterday may reach into today where clocks changed at midnight.
  for (let day = -1; day < horizonDays; day++) {
    for (const open of shiftsOf(calendar, plusDays(today, day))) {
      // Where clocks go back, two shifts may share an hour: it is counted once.
      const from = Math.max(open.from, end);
      if (from >= open.until) continue;
      end = open.until;
      yield { from, until: open.until };
    }
  }
}

const known = new WeakMap<ServiceCalendar, Map<LocalDate, OpenTime[]>>();
const daysRemembered = 2000;

function shiftsOf(calendar: ServiceCalendar, date: LocalDate): OpenTime[] {
  const days = known.get(calendar) ?? new Map<LocalDate, OpenTime[]>();
  known.set(calendar, days);
  const remembered = days.get(date);
  if (remembered) return remembered;
  const special = calendar.specialDays.find((one) => one.date === date);
  const weekday = weekdays[weekdayOf(date)] ?? 'monday';
  const shifts = (special?.shifts ?? calendar.weekdays[weekday]).map(({ from, until }) => ({
    from: instantAt(calendar.timeZone, date, minutesOf(from)),
    until: instantAt(calendar.timeZone, date, minutesOf(until)),
  }));
  if (days.size >= daysRemembered) days.clear();
  days.set(date, shifts);
  return shifts;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
