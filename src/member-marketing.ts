import { createSendable } from './conversation/sendable.js';
import type { ConsentStore } from './customers/consent-store.js';
import type { CustomerStore } from './customers/customer-store.js';
import { createCouponStore } from './marketing/coupons/coupon-store.js';
import { createSubjectHash } from './marketing/coupons/subject-hash.js';
import { createMarketingStore } from './marketing/marketing-store.js';
import { createShopAssistant, type ShopAssistantNeeds } from './marketing/shop-assistant.js';
import type { Clock } from './platform/clock.js';
import type { Database } from './platform/database.js';
import type { Log } from './platform/log.js';
import type { SettingsStore } from './platform/settings-store.js';

export interface MemberMarketingNeeds {
  database: Database;
  settings: SettingsStore;
  consents: ConsentStore;
  customers: CustomerStore;
  clock: Clock;
  shopTimeZone: string;
  log: Log;
  campaigns: Pick<Required<ShopAssistantNeeds>, 'standings' | 'perWeek' | 'upliftOf'>;
}

/** What the shop has for its members, put together: coupons, suggestions and offers, and what agents may send of them. */
export async function openMemberMarketing(needs: MemberMarketingNeeds) {
  const { database, settings, consents, customers, clock, shopTimeZone, log } = needs;
  const couponHash = createSubjectHash(await settings.secret('coupon-secret'));
  const declinedMarketing = (customerId: string) => consents.declined(customerId, 'marketing');
  const coupons = createCouponStore(database, { hash: couponHash, shopTimeZone });
  const assistant = createShopAssistant({
    store: createMarketingStore(database),
    clock,
    shopTimeZone,
    declinedMarketing,
    agreed: (customerId) => consents.holds({ visitorId: '', customerId }, 'personalization'),
    log,
    standings: needs.campaigns.standings,
    perWeek: needs.campaigns.perWeek,
    upliftOf: needs.campaigns.upliftOf,
    random: Math.random,
  });
  const sendable = createSendable({ ...assistant, orders: customers.orders, declinedMarketing });
  return { coupons, couponHash, assistant, sendable };
}
