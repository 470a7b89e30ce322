import { offsetAt, wallClock } from '../platform/local-clock.js';

/** A day of some calendar, `YYYY-MM-DD`. */
export type LocalDate = string;

/** The day that it is somewhere at an instant (milliseconds). */
export function localDateOf(timeZone: string, instant: number): LocalDate {
  return new Date(wallClock(timeZone, instant)).toISOString().slice(0, 10);
}

/** `HH:MM` somewhere at an instant (milliseconds). */
export function localTimeOf(timeZone: string, instant: number): string {
  return new Date(wallClock(timeZone, instant)).toISOString().slice(11, 16);
}

/** The day so many days later. */
export function plusDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one day to another. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/**
 * The instant (milliseconds) at which a clock on the wall first shows a time; a time that is skipped when clocks go
 * forward counts as the moment of going forward plus what is missing. A second guess from the offset at the first one
 * is enough, because offsets change by hours and never twice within a day.
 * @param minutes since midnight, up to 1440 = midnight at the end of the day
 */
export function instantAt(timeZone: string, date: LocalDate, minutes: number): number {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  // A day before and after: whatever change there is lies between, and the earlier of two fitting instants is the first.
  const guesses = [-86_400_000, 86_400_000].map((away) => wanted - offsetAt(timeZone, wanted + away));
  const fitting = guesses.filter((instant) => wallClock(timeZone, instant) === wanted);
  return fitting.length > 0 ? Math.min(...fitting) : Math.max(...guesses);
}
