/**
 * The day or the hour of the shop that a moment lies in, as `2026-11-22` or `2026-11-22 20`: what a cap per period
 * counts by.
 * @param zone of the shop, such as `Asia/Shanghai`
 */
export function shopPeriod(period: 'day' | 'hour', at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const day = `${of('year')}-${of('month')}-${of('day')}`;
  return period === 'day' ? day : `${day} ${of('hour')}`;
}

/** A moment as customers read it: 11月25日 20:00. */
export function shopMoment(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('zh-CN', {
    timeZone: zone,
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
