import { z } from 'zod';
import type { CampaignStore } from './campaign-store.js';
import { nextLoudMoment, quietsOf } from './quiet-hours.js';

export interface OutwardNeeds {
  store: Pick<CampaignStore, 'byExternalId'>;
  customers: { findByExternalId(externalId: string): Promise<{ id: string } | undefined> };
  /** Whether a customer agrees to advertising now. */
  agreed: (customerId: string) => Promise<boolean>;
  timeZone: string;
  clock: () => Date;
}

const kept = z.looseObject({ customerId: z.string(), campaign: z.string(), expiresAt: z.iso.datetime() });
/** When the campaign is paused: looked at again after this, milliseconds. */
const waitMs = 30 * 60_000;

/**
 * What the shop's server is told of a message, looked at again whenever it is tried: hours may have gone by. The shop
 * sends it on by SMS at once, so it waits for the morning here.
 * @returns what is sent; a moment before which it may not be; or undefined when it is not to be said any more
 */
export function createOutward({ store, customers, agreed, timeZone, clock }: OutwardNeeds) {
  return async ({ payload }: { payload: unknown }): Promise<object | Date | undefined> => {
    const read = kept.safeParse(payload);
    if (!read.success) return undefined;
    const now = clock();
    const [campaign, customer] = [
      await store.byExternalId(read.data.campaign),
      await customers.findByExternalId(read.data.customerId),
    ];
    if (new Date(read.data.expiresAt) <= now) return undefined;
    if (!campaign || campaign.state === 'ended' || campaign.endsAt <= now) return undefined;
    if (!customer || !(await agreed(customer.id))) return undefined;
    if (campaign.state !== 'running') return new Date(now.getTime() + waitMs);
    const loud = nextLoudMoment(now, timeZone, quietsOf(campaign.content.quiet));
    return loud > now ? loud : read.data;
  };
}
