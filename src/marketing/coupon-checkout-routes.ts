import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import {
  type CouponAdvice,
  type CouponBest,
  couponAdvice,
  couponBest,
  couponRedeem,
  couponRelease,
  couponReserve,
  couponUse,
} from '../contract/coupon-checkout.js';
import { invalidInput, parse } from '../platform/errors.js';
import { requestsPerMinute } from '../platform/rate-limit.js';
import type { CouponCheckout } from './coupons/checkout-store.js';
import { idempotencyKeyOf } from './coupons/idempotency-header.js';

export interface CouponCheckoutRoutesNeeds {
  /** Lets in programs of the shop whose key may use coupons. Supplied by staff. */
  requireKey(scope: 'coupons:write'): preHandlerAsyncHookHandler;
  checkout: CouponCheckout;
  advise: (request: CouponBest) => Promise<CouponAdvice>;
}

/** Checkouts come from the one address of the shop's server. */
const rateLimit = requestsPerMinute(30_000);
const byCode = z.strictObject({ code: z.string().min(1).max(64) });

/** What the shop's own checkout asks of coupons: `POST /v1/coupons/best` and the ledger, with an API key. */
export function couponCheckoutRoutes(app: FastifyInstance, needs: CouponCheckoutRoutesNeeds): void {
  const { checkout, advise } = needs;
  const programs = (summary: string, body: z.ZodType, response: z.ZodType) => ({
    preHandler: needs.requireKey('coupons:write'),
    config: {
      rateLimit,
      api: { summary, who: 'API keys with coupons:write', auth: 'key' as const, body, response },
    },
  });
  const codeOf = (request: FastifyRequest) => parse(byCode, request.params).code;

  app.post(
    '/v1/coupons/best',
    programs('The best coupons for a cart, explained', couponBest, couponAdvice),
    async (request) => advise(parse(couponBest, request.body)),
  );
  app.post(
    '/v1/coupons/:code/reserve',
    programs('Holds a discount for an order, 15 minutes unless said otherwise', couponReserve, couponUse),
    async (request) => {
      const wanted = withKey(parse(couponReserve, request.body), request);
      if (wanted.idempotencyKey === undefined)
        throw invalidInput([
          { path: 'idempotencyKey', message: 'is needed, here or as the header Idempotency-Key' },
        ]);
      return checkout.reserve(codeOf(request), wanted);
    },
  );
  app.post(
    '/v1/coupons/:code/redeem',
    programs('Spends what is held for an order, or at once', couponRedeem, couponUse),
    async (request) => checkout.redeem(codeOf(request), withKey(parse(couponRedeem, request.body), request)),
  );
  app.post(
    '/v1/coupons/:code/release',
    programs('Gives back what is held or spent for an order, whole or in part', couponRelease, couponUse),
    async (request) => {
      const wanted = withKey(parse(couponRelease, request.body), request);
      if (wanted.amountMinor !== undefined && wanted.idempotencyKey === undefined)
        throw invalidInput([
          { path: 'idempotencyKey', message: 'is needed to return a part, so that it is not returned twice' },
        ]);
      return checkout.release(codeOf(request), wanted);
    },
  );
}

/** The key of the body, else of the header. */
function withKey<Body extends { idempotencyKey?: string | undefined }>(
  body: Body,
  request: FastifyRequest,
): Body {
  return body.idempotencyKey === undefined ? { ...body, ...idempotencyKeyOf(request.headers) } : body;
}
