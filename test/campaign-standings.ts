import { createCampaignStore } from '../src/marketing/campaigns/campaign-store.js';
import { standingsOf } from '../src/marketing/campaigns/standing-store.js';
import type { Database } from '../src/platform/database.js';

/** How customers stand to the campaigns in a database, by the code that the server runs; nobody is held out of all. */
export function standingsIn({ prisma }: Database) {
  return async (customer: Parameters<typeof standingsOf>[2], at: Date) => {
    const store = createCampaignStore({ prisma, audit: async () => {}, clock: () => at });
    return standingsOf(prisma, await store.runnable(at), customer, at, {
      timeZone: 'Asia/Shanghai',
      globalHoldout: async () => ({ salt: '', share: 0 }),
      isMember: async () => false,
      effectOf: () => undefined,
    });
  };
}
