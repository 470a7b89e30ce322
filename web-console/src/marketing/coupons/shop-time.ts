/** Clock and calendar of a zone at a moment, as an input of the browser has them: `2026-11-22T09:30`. */
export function localIn(iso: string, timeZone: string): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(new Date(iso))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The moment at which a zone's clock shows this. Where the clock jumps over it, the moment after the jump.
 * @returns ISO time; undefined for what is no date
 */
export function momentOf(local: string, timeZone: string): string | undefined {
  // Parsers take more than what an input gives: a colon and zeros alone are the year 2000 to some.
  const wanted = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
  if (Number.isNaN(wanted)) return undefined;
  let guess = wanted;
  // Twice: the first step may land on the other side of a change of the clock.
  for (let step = 0; step < 2; step += 1) {
    const shown = Date.parse(`${localIn(new Date(guess).toISOString(), timeZone)}:00Z`);
    guess += wanted - shown;
  }
  return new Date(guess).toISOString();
}
