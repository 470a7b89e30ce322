import { text } from '../strings.js';

/** How long somebody has waited, as short as an agent reads it: "25 秒", "3 分 05 秒", "1 小时 20 分", "2 天". */
export function waitingWords(sinceIso: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(sinceIso)) / 1000));
  if (seconds < 60) return text.time.seconds(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return text.time.minutes(minutes, pad(seconds % 60));
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return text.time.hours(hours, pad(minutes % 60));
  return text.time.days(Math.floor(hours / 24));
}

/** Colour step of a wait: after two minutes it deserves a look, after five it hurts. */
export function waitingLevel(sinceIso: string, now: number): 'calm' | 'warn' | 'bad' {
  const minutes = (now - Date.parse(sinceIso)) / 60_000;
  if (minutes >= 5) return 'bad';
  return minutes >= 2 ? 'warn' : 'calm';
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

const clockFormat = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });

/** "14:05" in the agent's own time zone. */
export function clockWords(iso: string): string {
  return clockFormat.format(new Date(iso));
}

/** Midnight of the day, in the agent's own time zone: the same number for the same day. */
export function dayOf(iso: string): number {
  return new Date(iso).setHours(0, 0, 0, 0);
}

/** "11月21日", with the year when it is another one. */
export function dayWords(iso: string, now: number): string {
  const date = new Date(iso);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return year === new Date(now).getFullYear()
    ? text.time.date(month, day)
    : text.time.fullDate(year, month, day);
}

/** When something falls due: the clock today, else with the day, "明天 10:00", "11月23日 10:00". */
export function dueTime(iso: string, now: number): string {
  const days = Math.round((dayOf(iso) - dayOf(new Date(now).toISOString())) / 86_400_000);
  if (days === 0) return clockWords(iso);
  return `${days === 1 ? text.time.tomorrow : dayWords(iso, now)} ${clockWords(iso)}`;
}

/** For a row: the clock today, "昨天", else the day. */
export function rowTime(iso: string, now: number, yesterday: string): string {
  const days = Math.round((dayOf(new Date(now).toISOString()) - dayOf(iso)) / 86_400_000);
  if (days <= 0) return clockWords(iso);
  return days === 1 ? yesterday : dayWords(iso, now);
}
