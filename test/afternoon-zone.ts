/**
 * A time zone in which it is between two and three in the afternoon right now, for tests of the running server that must not meet
 * quiet hours: IANA's `Etc` zones have the sign the other way round.
 */
export function afternoonZone(now = new Date()): string {
  const ahead = 14 - now.getUTCHours();
  return ahead >= 0 ? `Etc/GMT-${ahead}` : `Etc/GMT+${-ahead}`;
}
