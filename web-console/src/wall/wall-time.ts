import { text } from '../strings.js';

/** Seconds as short as they can be read from afar: "25 秒", "3 分 05 秒", "1 小时 20 分". */
export function secondsWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return text.time.seconds(whole);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return text.time.minutes(minutes, String(whole % 60).padStart(2, '0'));
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return text.time.hours(hours, String(minutes % 60).padStart(2, '0'));
  return text.time.days(Math.floor(hours / 24));
}

/** How far a due time is away: "还剩 1 分 20 秒", "超时 3 分 05 秒". */
export function dueWords(dueAt: string, now: number): string {
  const seconds = (Date.parse(dueAt) - now) / 1000;
  return seconds >= 0 ? text.wall.dueIn(secondsWords(seconds)) : text.wall.overdueBy(secondsWords(-seconds));
}
