/**
 * Shares a discount out over lines in proportion to what is left of each, so that the shares are whole, sum up exactly
 * and none is above its line: whole parts first, the rest one by one to the largest remainders, the earlier line first
 * (largest remainder method; M. Balinski, H. P. Young, Fair Representation, 1982, ch. 3). Reckoned in BigInt, because
 * price times price is beyond 2^53.
 *
 * @param total whole, from 0 to the sum of `left`
 * @param left what is left of each line, whole and not negative
 */
export function shareDiscount(total: number, left: readonly number[]): number[] {
  const sum = left.reduce((sofar, each) => sofar + BigInt(each), 0n);
  if (sum === 0n || total <= 0) return left.map(() => 0);
  const quotas = left.map((each, index) => {
    const product = BigInt(total) * BigInt(each);
    return { index, whole: Number(product / sum), remainder: product % sum };
  });
  const rest = total - quotas.reduce((sofar, { whole }) => sofar + whole, 0);
  const shares = quotas.map(({ whole }) => whole);
  const byRemainder = [...quotas].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  // A line with a remainder has a quota below what is left of it, so that one more never goes above the line.
  for (const { index } of byRemainder.slice(0, rest)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
