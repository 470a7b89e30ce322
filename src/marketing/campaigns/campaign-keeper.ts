import type { CampaignAudience } from '../../contract/campaigns.js';
import type { ProductItem } from '../../contract/cards.js';
import type { Duty } from '../../platform/duty.js';
import type { Log } from '../../platform/log.js';
import { createRepeatedWork } from '../../platform/repeated-work.js';
import type { RunnableCampaign } from './campaign-row-store.js';
import type { CampaignStore } from './campaign-store.js';
import type { Contacts } from './contact-store.js';
import type { Happened } from './trigger-store.js';

export interface CampaignKeeperNeeds {
  store: Pick<CampaignStore, 'runnable' | 'followClock'>;
  contacts: Contacts;
  /** A page in order of customers' ids. */
  whatHappened: (
    campaign: RunnableCampaign,
    now: Date,
    page: { after: string; limit: number },
  ) => Promise<Happened[]>;
  isInAudience: (customerId: string, audience: CampaignAudience) => Promise<boolean>;
  /** Whether the consents that a campaign needs are there. Asked again when it is sent. */
  mayBeTold: (customerId: string, campaign: RunnableCampaign) => Promise<boolean>;
  /** What is looked up of a contact before it is sent, since it takes time: see `Contacts.send`. */
  lookUp: (contactId: string) => Promise<{ products: ProductItem[]; stillMeant: boolean }>;
  notePrices: (now: Date) => Promise<void>;
  measureEffects: (now: Date) => Promise<void>;
  /** One process at a time; the contacts would not double without, it saves work. */
  duty: Duty;
  committed: () => void;
  clock: () => Date;
  log: Log;
}

const tickEveryMs = 20_000;
/** Of one campaign and in one look; the next look goes on. */
const pageSize = 200;
const pagesAtOnce = 20;
const noCustomer = '00000000-0000-0000-0000-000000000000';
const sentAtOnce = 200;
const pricesEveryMs = 5 * 60_000;
const effectsEveryMs = 60 * 60_000;

/** Keeps campaigns going by themselves: starts and ends them, sees what happened to customers, and speaks first. */
export function createCampaignKeeper(needs: CampaignKeeperNeeds) {
  const { store, contacts, clock, log } = needs;
  let pricesAt = 0;
  let effectsAt = 0;
  let timer: NodeJS.Timeout | undefined;
  /** Where the next look at a campaign goes on, where the last one had to stop. */
  const goOnAfter = new Map<string, string>();

  async function planFor(campaign: RunnableCampaign, now: Date): Promise<void> {
    const { audience } = campaign.content;
    let after = goOnAfter.get(campaign.id) ?? noCustomer;
    goOnAfter.delete(campaign.id);
    for (let page = 0; page < pagesAtOnce; page += 1) {
      if (!(await needs.duty.hold())) return;
      const found = await needs.whatHappened(campaign, now, { after, limit: pageSize });
      const meant: Happened[] = [];
      for (const one of found)
        if (
          (await needs.mayBeTold(one.customerId, campaign)) &&
          (await needs.isInAudience(one.customerId, audience))
        )
          meant.push(one);
      if (meant.length > 0) await contacts.plan(campaign, meant, now);
      const last = found.at(-1);
      if (found.length < pageSize || !last) return;
      after = last.customerId;
    }
    goOnAfter.set(campaign.id, after);
  }

  async function sendDue(now: Date): Promise<void> {
    for (const id of await contacts.due(now, sentAtOnce)) {
      if (!(await needs.duty.hold())) return;
      try {
        const became = await contacts.send(id, now, await needs.lookUp(id));
        if (became === 'sent') needs.committed();
      } catch (error) {
        log.error(
          { err: error, contactId: id },
          'A message of a campaign could not be sent; trying again shortly.',
        );
      }
    }
  }

  /** Everything that time sets off, once. */
  async function tick(): Promise<void> {
    if (!(await needs.duty.hold())) return;
    const now = clock();
    await store.followClock(now);
    if (now.getTime() - pricesAt >= pricesEveryMs) {
      await needs.notePrices(now);
      pricesAt = now.getTime();
    }
    if (now.getTime() - effectsAt >= effectsEveryMs) {
      await needs.measureEffects(now);
      effectsAt = now.getTime();
    }
    for (const campaign of await store.runnable(now)) {
      if (campaign.content.delivery.kind === 'chat') continue;
      try {
        await planFor(campaign, now);
      } catch (error) {
        log.error(
          { err: error, campaignId: campaign.id },
          'A campaign could not be planned; trying again shortly.',
        );
      }
    }
    await sendDue(now);
  }

  const work = createRepeatedWork(async () => {
    try {
      await tick();
    } catch (error) {
      log.error({ err: error }, 'Campaigns could not be kept; trying again shortly.');
    }
  });

  return {
    tick,
    start() {
      work.kick();
      timer = setInterval(work.kick, tickEveryMs);
      timer.unref();
      return {
        async stop() {
          clearInterval(timer);
          await work.idle();
          await needs.duty.release();
        },
      };
    },
  };
}
