import type { FieldError } from '../../contract/ack.js';
import type { CouponContent } from '../../contract/coupons.js';
import { moneyWords } from '../../contract/money.js';
import { invalidInput } from '../../platform/errors.js';
import type { Tx } from './ledger-store.js';

/**
 * What a coupon names has to be there: one for an article that nobody sells would be given out and never work.
 * @throws AppError `invalid-input` with every product that is not known, and with a flash price that is none
 */
export async function refuseUnknownGoods(tx: Tx, content: CouponContent): Promise<void> {
  const { scope, giftProductId, kind, flashPriceMinor } = content;
  const named = [
    ...(scope.products ?? []).map((id, index) => ({ id, path: `scope.products.${index}` })),
    ...(scope.excludedProducts ?? []).map((id, index) => ({ id, path: `scope.excludedProducts.${index}` })),
    ...(giftProductId === undefined ? [] : [{ id: giftProductId, path: 'giftProductId' }]),
  ];
  if (named.length === 0) return;
  const rows = await tx.product.findMany({
    where: { externalId: { in: named.map(({ id }) => id) } },
    select: { externalId: true, priceMinor: true, currency: true },
  });
  const known = new Map(rows.map((row) => [row.externalId, row]));
  const problems: FieldError[] = named.flatMap(({ id, path }) =>
    known.has(id) ? [] : [{ path, message: `没有编号是 ${id} 的商品，请核对一下` }],
  );
  const sold = kind === 'flash' ? known.get(scope.products?.[0] ?? '') : undefined;
  if (sold && flashPriceMinor !== undefined && flashPriceMinor >= sold.priceMinor)
    problems.push({
      path: 'flashPriceMinor',
      message: `抢购价要低于现在的售价 ${moneyWords({ amountMinor: sold.priceMinor, currency: sold.currency })}`,
    });
  if (problems.length > 0) throw invalidInput(problems);
}
