import { type CouponUse, couponUse } from '../../contract/coupon-checkout.js';
import { AppError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { keyTaken, type Tx } from './ledger-store.js';
import { requestHash } from './request-hash.js';

/** What a request is known by when it comes again. */
export interface Request {
  key: string;
  requestHash: string;
}

export function requestOf(
  operation: 'reserve' | 'redeem' | 'release',
  code: string,
  request: { idempotencyKey?: string | undefined },
): Request {
  const { idempotencyKey, ...asked } = request;
  // Without a key every request is one of its own; the order's reference still keeps a coupon from being used twice.
  return {
    key: `${operation}:${idempotencyKey ?? newId()}`,
    requestHash: requestHash([operation, code.trim().toUpperCase(), asked]),
  };
}

/** The answer that a request with this key got before. @throws AppError `conflict` when it asked for something else */
export async function repeated(
  from: Tx,
  { key, requestHash: asked }: Request,
): Promise<CouponUse | undefined> {
  const entry = await from.couponLedgerEntry.findUnique({
    where: { idempotencyKey: key },
    select: { requestHash: true, answer: true },
  });
  if (!entry) return undefined;
  if (entry.requestHash !== asked) throw keyTaken();
  return couponUse.parse(entry.answer);
}

/**
 * Does what a request asks for once: a repeat gets the answer of the first, also when both come at the same time.
 * @throws AppError `conflict` when the key was used for something else
 */
export async function once(from: Tx, request: Request, work: () => Promise<CouponUse>): Promise<CouponUse> {
  const earlier = await repeated(from, request);
  if (earlier) return earlier;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict' || error.refusal) throw error;
    const faster = await repeated(from, request);
    if (!faster) throw error;
    return faster;
  }
}
