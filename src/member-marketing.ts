import { createSendable } from './conversation/sendable.js';
import type { ConsentStore } from './customers/consent-store.js';
import type { CustomerStore } from './customers/customer-store.js';
import { createCouponStore } from './marketing/coupon-store.js';
import { createMarketingStore } from './marketing/marketing-store.js';
import { createShopAssistant } from './marketing/shop-assistant.js';
import type { Clock } from './platform/clock.js';
import type { Database } from './platform/database.js';
import type { Log } from './platform/log.js';

export interface MemberMarketingNeeds {
  database: Database;
  consents: ConsentStore;
  customers: CustomerStore;
  clock: Clock;
  shopTimeZone: string;
  log: Log;
}

/** What the shop has for its members, put together: coupons, suggestions and offers, and what agents may send of them. */
export function openMemberMarketing(needs: MemberMarketingNeeds) {
  const { database, consents, customers, clock, shopTimeZone, log } = needs;
  const declinedMarketing = (customerId: string) => consents.declined(customerId, 'marketing');
  const coupons = createCouponStore(database);
  const assistant = createShopAssistant({
    store: createMarketingStore(database),
    clock,
    shopTimeZone,
    declinedMarketing,
    log,
  });
  const sendable = createSendable({ ...assistant, orders: customers.orders, declinedMarketing });
  return { coupons, assistant, sendable };
}
