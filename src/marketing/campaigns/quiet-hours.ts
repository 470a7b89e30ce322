import { createLocalClock } from '../../platform/local-clock.js';

/** No unasked words in these hours of the shop. */
export const shopQuiet = { from: 22, until: 8 };
export interface QuietHours {
  from: number;
  until: number;
}
const hourMs = 3_600_000;

/** Whether an hour (0–23) is within, also over midnight; `from` equal to `until` is never. */
export function isQuietHour(hour: number, { from, until }: QuietHours): boolean {
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
}

/** The shop's quiet hours, and those that a campaign adds. */
export function quietsOf(ofCampaign: QuietHours | undefined): QuietHours[] {
  return ofCampaign ? [shopQuiet, ofCampaign] : [shopQuiet];
}

/** The first full hour, or now, that is in none of the quiet hours. After a day without one: now and a day. */
export function nextLoudMoment(now: Date, timeZone: string, quiets: readonly QuietHours[]): Date {
  const local = createLocalClock(timeZone);
  const hourOf = (instant: number) => new Date(local(instant)).getUTCHours();
  const loud = (instant: number) => !quiets.some((quiet) => isQuietHour(hourOf(instant), quiet));
  let at = now.getTime();
  if (loud(at)) return now;
  // To the next full hour of the shop, then hour by hour.
  at += hourMs - (local(at) % hourMs);
  for (let tried = 0; tried < 24 && !loud(at); tried += 1) at += hourMs;
  return new Date(at);
}
