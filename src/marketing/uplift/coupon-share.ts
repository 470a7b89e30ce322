/** An order that a coupon without threshold is set against, minor units. */
const ordinaryOrderMinor = 10_000;

/** How much of an order a coupon takes off, 0 to 1; undefined for what cannot be said so, such as a gift. */
export function couponShare({
  percentOff,
  valueMinor,
  thresholdMinor,
}: {
  percentOff?: number | null;
  valueMinor?: number | null;
  thresholdMinor: number;
}): number | undefined {
  if (percentOff) return percentOff / 100;
  return valueMinor ? Math.min(1, valueMinor / Math.max(thresholdMinor, ordinaryOrderMinor)) : undefined;
}
