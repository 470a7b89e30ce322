import type { CouponItem } from '../contract/cards.js';
import type { CustomerPane } from '../contract/http.js';
import type { ProfileView } from '../contract/profile.js';
import type { ConsentStore } from './consent-store.js';
import type { CustomerStore } from './customer-store.js';

export interface CustomerPaneNeeds {
  customers: Pick<CustomerStore, 'pane'>;
  consents: Pick<ConsentStore, 'current'>;
  /** Supplied by marketing. */
  wallet: (customerId: string) => Promise<CouponItem[]>;
  /** What is computed of a customer, as far as service needs it; absent: nothing is. */
  profile?: (customerId: string) => Promise<ProfileView>;
}

/** What staff see beside a conversation. Of coupons not the code: whoever has it can use it. */
export function createCustomerPane({ customers, consents, wallet, profile }: CustomerPaneNeeds) {
  return async (person: { visitorId: string; customerId?: string }): Promise<CustomerPane> => {
    const { visitorId, customerId } = person;
    const known = customerId ? await customers.pane(customerId) : undefined;
    const coupons = customerId ? await wallet(customerId) : [];
    const computed = customerId ? await profile?.(customerId) : undefined;
    return {
      visitorId,
      name: known?.name ?? `访客 ${visitorId.slice(-4).toUpperCase()}`,
      orderCount: 0,
      spentMinor: 0,
      recentOrders: [],
      ...known,
      ...(computed ? { profile: computed } : {}),
      consents: await consents.current(person),
      coupons: coupons.map(({ couponId, title, state, validUntil }) => ({
        couponId,
        title,
        state,
        validUntil,
      })),
    };
  };
}
