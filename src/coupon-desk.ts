import type { FastifyInstance } from 'fastify';
import { couponCheckoutRoutes } from './marketing/coupon-checkout-routes.js';
import { couponRoutes } from './marketing/coupon-routes.js';
import { createCouponAdmin } from './marketing/coupons/admin-store.js';
import { createCouponAdvice } from './marketing/coupons/advice.js';
import { createCouponCheckout } from './marketing/coupons/checkout-store.js';
import { createCodeBatches } from './marketing/coupons/code-batch-store.js';
import { createCouponKeeper } from './marketing/coupons/coupon-keeper.js';
import { createCouponFinding } from './marketing/coupons/finding-store.js';
import { expireOverdue } from './marketing/coupons/hold-store.js';
import { createSignalStore } from './marketing/coupons/signal-store.js';
import type { SubjectHash } from './marketing/coupons/subject-hash.js';
import { createUpkeep } from './marketing/coupons/upkeep-store.js';
import type { Clock } from './platform/clock.js';
import type { Database } from './platform/database.js';
import { keeperDuty } from './platform/duty.js';
import type { Log } from './platform/log.js';
import type { AuditStore } from './staff/audit-store.js';
import type { StaffGuard } from './staff/guard.js';
import type { KeyGuard } from './staff/key-guard.js';

export interface CouponDeskNeeds {
  /** This process. */
  nodeId: string;
  database: Database;
  guard: StaffGuard;
  keyGuard: KeyGuard;
  audit: AuditStore;
  /** Our id of a customer whom the shop names, made when it is new. */
  customerIdOf: (customer: { id: string }) => Promise<string>;
  couponHash: SubjectHash;
  clock: Clock;
  shopTimeZone: string;
  log: Log;
}

/** Coupons beside the chat, put together: admins' routes, the shop's checkout, and what time sets off. */
export function openCouponDesk(http: FastifyInstance, needs: CouponDeskNeeds) {
  const { database, guard, keyGuard, audit, customerIdOf, couponHash, clock, shopTimeZone, log } = needs;
  const finding = createCouponFinding(database);
  const signals = createSignalStore(database);
  const parts = { prisma: database.prisma, audit: audit.record, clock };
  couponRoutes(http, {
    ...guard,
    admin: createCouponAdmin(parts),
    batches: createCodeBatches(parts),
    signals,
  });
  couponCheckoutRoutes(http, {
    requireKey: keyGuard.requireKey,
    checkout: createCouponCheckout({
      prisma: database.prisma,
      finding,
      signals,
      hash: couponHash,
      customerIdOf,
      clock,
      shopTimeZone,
    }),
    advise: createCouponAdvice({ finding, clock, shopTimeZone }),
  });
  return createCouponKeeper({
    ...createUpkeep(database),
    expireOverdue: (now, limit) => expireOverdue(database, now, { limit }),
    look: signals.look,
    duty: keeperDuty(database, 'coupons', needs.nodeId, log),
    clock,
    log,
  });
}
