/** When people are there, in hours of the shop's day: from 9:00 until 22:00, every day. */
export const serviceHours = { from: 9, until: 22 };

/** Whether an instant lies within the service hours of a shop. */
export function isWithinServiceHours(instant: Date, shopTimeZone: string): boolean {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: shopTimeZone, hour: 'numeric', hourCycle: 'h23' }).format(
      instant,
    ),
  );
  return hour >= serviceHours.from && hour < serviceHours.until;
}
