import { conflict } from '../../platform/errors.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { newId } from '../../platform/ids.js';

export type Tx = Prisma.TransactionClient;

/** By how much an entry moves each counter of its coupon. */
export interface Movement {
  claimed?: number;
  reserved?: number;
  redeemed?: number;
  reservedMinor?: number;
  spentMinor?: number;
  exposureMinor?: number;
}

export interface Entry {
  couponId: string;
  kind: 'claim' | 'issue' | 'void' | 'lapse' | 'reserve' | 'redeem' | 'release' | 'expire';
  by: Movement;
  at: Date;
  walletCouponId?: string | undefined;
  holdId?: string | undefined;
  amountMinor?: number | undefined;
  orderReference?: string | undefined;
  /** Of a coupon with a cap for each day or hour. */
  period?: { name: string; by: number } | undefined;
  /** Unique for what happens once; absent: of its own. */
  key?: string | undefined;
  requestHash?: string | undefined;
  answer?: object | undefined;
}

/** The key of a request was used by another one meanwhile. */
export const keyTaken = () => conflict('这个 Idempotency-Key 已经用在另一个请求上了，请换一个。');

/**
 * The only place where counters of a coupon change: one statement moves them and writes the entry that says so, so that
 * the counters are the sums over the ledger whatever happens. The row of the coupon is locked from here until the
 * transaction ends: call it last.
 *
 * @param within the caps and the budget must allow it, and the coupon must be active; else nothing happens. With
 *   `needMinor`, so much of the budget must be left.
 * @returns whether it was done; when it was not, the transaction has to be undone, because the key may have been the reason
 * @throws AppError `conflict` when the key was taken meanwhile and nothing else could be in the way
 */
export async function move(tx: Tx, entry: Entry, within?: { needMinor: number }): Promise<boolean> {
  const { couponId, kind, by, at, period } = entry;
  const claimed = by.claimed ?? 0;
  const reserved = by.reserved ?? 0;
  const redeemed = by.redeemed ?? 0;
  const reservedMinor = by.reservedMinor ?? 0;
  const spentMinor = by.spentMinor ?? 0;
  const exposureMinor = by.exposureMinor ?? 0;
  const answer = entry.answer === undefined ? null : JSON.stringify(entry.answer);
  const written = await tx.$executeRaw`
    WITH moved AS (
      UPDATE "Coupon" SET
        "claimedCount" = "claimedCount" + ${claimed}::int,
        "reservedCount" = "reservedCount" + ${reserved}::int,
        "redeemedCount" = "redeemedCount" + ${redeemed}::int,
        "reservedMinor" = "reservedMinor" + ${reservedMinor}::int,
        "spentMinor" = "spentMinor" + ${spentMinor}::int,
        "exposureMinor" = "exposureMinor" + ${exposureMinor}::int
      WHERE id = ${couponId}::uuid AND (NOT ${within !== undefined}::boolean OR (
        status = 'active'
        AND "claimedCount"::bigint + ${claimed}::int <= "totalCap"
        AND "spentMinor"::bigint + "reservedMinor" + ${within?.needMinor ?? 0}::int <= "budgetMinor"
        AND ("liabilityCapMinor" IS NULL OR ${exposureMinor}::int <= 0
          OR "exposureMinor"::bigint + ${exposureMinor}::int <= "liabilityCapMinor")))
      RETURNING id)
    INSERT INTO "CouponLedgerEntry" (
      "id", "couponId", "walletCouponId", "holdId", "kind", "amountMinor", "orderReference", "period", "periodDelta",
      "claimedDelta", "reservedDelta", "redeemedDelta", "reservedMinorDelta", "spentMinorDelta", "exposureMinorDelta",
      "idempotencyKey", "requestHash", "answer", "createdAt")
    SELECT ${newId()}::uuid, id, ${entry.walletCouponId ?? null}::uuid, ${entry.holdId ?? null}::uuid, ${kind},
      ${entry.amountMinor ?? 0}::int, ${entry.orderReference ?? null}, ${period?.name ?? null}, ${period?.by ?? 0}::int,
      ${claimed}::int, ${reserved}::int, ${redeemed}::int, ${reservedMinor}::int, ${spentMinor}::int,
      ${exposureMinor}::int, ${entry.key ?? `${kind}:${newId()}`}, ${entry.requestHash ?? null}, ${answer}::jsonb, ${at}
    FROM moved
    ON CONFLICT ("idempotencyKey") DO NOTHING`;
  // Nothing was guarded, so that only the key can be in the way: everything that came before has to go with it.
  if (written === 0 && within === undefined) throw keyTaken();
  return written === 1;
}

/**
 * Takes of what may be had within a day or an hour.
 * @returns false when so many are not left; then nothing is taken
 */
export async function takeOfPeriod(
  tx: Tx,
  { couponId, period, quantity, cap }: { couponId: string; period: string; quantity: number; cap: number },
): Promise<boolean> {
  if (quantity > cap) return false;
  const taken = await tx.$executeRaw`
    INSERT INTO "CouponPeriod" ("couponId", period, taken) VALUES (${couponId}::uuid, ${period}, ${quantity}::int)
    ON CONFLICT ("couponId", period) DO UPDATE SET taken = "CouponPeriod".taken + ${quantity}::int
    WHERE "CouponPeriod".taken + ${quantity}::int <= ${cap}::int`;
  return taken === 1;
}

export async function giveBackToPeriod(
  tx: Tx,
  { couponId, period, quantity }: { couponId: string; period: string; quantity: number },
): Promise<void> {
  await tx.couponPeriod.updateMany({
    where: { couponId, period },
    data: { taken: { decrement: quantity } },
  });
}
