import type { Shift } from '../../../src/contract/desk.js';

const dayMinutes = 24 * 60;

/** What somebody typed as a time of day in the contract's form, where it is clear: "9" → "09:00", "930" → "09:30". */
export function tidyTime(typed: string): string {
  const plain = typed
    .trim()
    .replace(/[：.点]/g, ':')
    .replace(/:$/, '');
  const digits = /^(\d{1,2})(\d{2})$/.exec(plain);
  const found = /^(\d{1,2})(?::(\d{1,2}))?$/.exec(plain) ?? digits;
  if (found === null) return typed.trim();
  const [, hours = '', minutes = '0'] = found;
  return `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
}

function minutesOf(time: string): number | undefined {
  const found = /^(\d{2}):(\d{2})$/.exec(time);
  if (found === null) return undefined;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return minutes <= dayMinutes ? minutes : undefined;
}

/** Where a shift lies in the day, in percent; undefined while it is not one. */
export function trackOf({ from, until }: Shift): { left: string; width: string } | undefined {
  const [start, end] = [minutesOf(from), minutesOf(until)];
  if (start === undefined || end === undefined || start >= end) return undefined;
  return { left: `${(start / dayMinutes) * 100}%`, width: `${((end - start) / dayMinutes) * 100}%` };
}

/** A shift to begin with: the usual day, or an evening behind what there is. */
export function nextShift(shifts: readonly Shift[]): Shift {
  const last = shifts.at(-1);
  const end = last === undefined ? undefined : minutesOf(last.until);
  if (end === undefined) return { from: '09:00', until: '18:00' };
  const words = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const from = Math.min(end + 60, dayMinutes - 60);
  return { from: words(from), until: words(Math.min(from + 180, dayMinutes)) };
}
