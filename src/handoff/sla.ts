import type { ServiceCalendar, ServiceLevel, ServiceLevels } from '../contract/desk.js';
import type { SlaView } from '../contract/staff-socket.js';
import { addBusinessTime, businessTimeBetween } from './hours.js';

/** What is owed in one conversation. Absent due times are not owed, or no longer. */
export interface Dues {
  level: ServiceLevel;
  firstDueAt?: Date;
  nextDueAt?: Date;
  resolutionDueAt?: Date;
}

/** How pressing a conversation is by its priority (0 … 100). */
export function levelOf(priority: number): ServiceLevel {
  if (priority >= 40) return 'urgent';
  return priority >= 20 ? 'high' : 'normal';
}

type DueKind = NonNullable<SlaView['due']>;
const minutesOf: Record<DueKind, 'firstResponseMinutes' | 'nextResponseMinutes' | 'resolutionMinutes'> = {
  'first-response': 'firstResponseMinutes',
  'next-response': 'nextResponseMinutes',
  resolution: 'resolutionMinutes',
};

/** When something falls due that begins now; undefined when the shop does not open for it in two years. */
export function dueAt(
  kind: DueKind,
  level: ServiceLevel,
  from: Date,
  levels: ServiceLevels,
  calendar: ServiceCalendar,
): Date | undefined {
  return addBusinessTime(calendar, from, levels[level][minutesOf[kind]]);
}

/** The last part of the time for something, in which staff are warned. */
const riskShare = 0.2;

/**
 * How a conversation stands: by the earliest thing that is owed. At risk from when a fifth of its open time is left,
 * broken from its due time on. Pure: the same facts and moment give the same answer.
 */
export function judgeDues(dues: Dues, now: Date, levels: ServiceLevels, calendar: ServiceCalendar): SlaView {
  const owed = (
    [
      ['first-response', dues.firstDueAt],
      ['next-response', dues.nextDueAt],
      ['resolution', dues.resolutionDueAt],
    ] as const
  )
    .flatMap(([due, at]) => (at ? [{ due, at }] : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const views = owed.map(({ due, at }): SlaView => {
    const dueView = { due, dueAt: at.toISOString() };
    if (now >= at) return { state: 'broken', ...dueView };
    const left = businessTimeBetween(calendar, now, at);
    const isNear = left <= levels[dues.level][minutesOf[due]] * riskShare;
    return { state: isNear ? 'at-risk' : 'ok', ...dueView };
  });
  // The earliest may have long to go where a later one is near: a resolution in an hour, of two days.
  return (
    views.find(({ state }) => state === 'broken') ??
    views.find(({ state }) => state === 'at-risk') ??
    views[0] ?? { state: 'ok' }
  );
}
