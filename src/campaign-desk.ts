import type { FastifyInstance } from 'fastify';
import type { CampaignAudience, CampaignSettings } from './contract/campaigns.js';
import { campaignSettings } from './contract/campaigns.js';
import type { OfferCandidate } from './conversation/evidence.js';
import { noMarketingRow, offerRow } from './conversation/rows-of-turn.js';
import { speakFirst } from './conversation/told-campaign-store.js';
import type { TransactionStep, Turn } from './conversation/turn-store.js';
import type { ConsentStore } from './customers/consent-store.js';
import type { CustomerStore } from './customers/customer-store.js';
import type { Segments } from './customers/segments/segment-store.js';
import type { Ground } from './ground.js';
import { habitsInWords, isInAudience } from './marketing/audience.js';
import { campaignRoutes } from './marketing/campaign-routes.js';
import { needsProfile } from './marketing/campaigns/advertising.js';
import { createAudienceMembers } from './marketing/campaigns/audience-store.js';
import { createCampaignKeeper } from './marketing/campaigns/campaign-keeper.js';
import type { RunnableCampaign } from './marketing/campaigns/campaign-row-store.js';
import { createCampaignStore } from './marketing/campaigns/campaign-store.js';
import { createContacts } from './marketing/campaigns/contact-store.js';
import { dryRun } from './marketing/campaigns/dry-run-store.js';
import { createMeasuredEffects } from './marketing/campaigns/measured-effects-store.js';
import { newestOfferReason } from './marketing/campaigns/offer-reason-store.js';
import { createOutward } from './marketing/campaigns/outward.js';
import { standingsOf, storeReached } from './marketing/campaigns/standing-store.js';
import { notePrices, whatHappened } from './marketing/campaigns/trigger-store.js';
import { createWorth } from './marketing/campaigns/worth-store.js';
import type { CouponStore } from './marketing/coupons/coupon-store.js';
import type { ExperimentStore } from './marketing/experiments/experiment-store.js';
import { createMarketingStore } from './marketing/marketing-store.js';
import type { ShopAssistant } from './marketing/shop-assistant.js';
import { openPersonUplift } from './person-uplift.js';
import { keeperDuty } from './platform/duty.js';
import { invalidInput, parse, unavailable } from './platform/errors.js';
import { createLocalClock } from './platform/local-clock.js';
import { mayBeReceiver } from './webhooks/receiver-address.js';
import { createWebhookSender } from './webhooks/webhook-sender.js';
import { createWebhookStore } from './webhooks/webhook-store.js';

export interface CampaignsNeeds extends Ground {
  consents: ConsentStore;
  segments: Pick<Segments, 'group'>;
  customers: Pick<CustomerStore, 'findByExternalId'>;
  /** Whether the shop's own server may be in a private network. */
  privateHooks: boolean;
  experiments: Pick<ExperimentStore, 'reportOf' | 'globalHoldout'>;
}

const settingsKey = 'campaign-settings';
const topic = 'campaign.message';

/** Campaigns put together: what the choice of offers asks of them, what turns store, routes, triggers and the shop's hook. */
export function openCampaigns(needs: CampaignsNeeds) {
  const {
    database,
    prisma,
    settings,
    consents,
    segments,
    customers,
    experiments,
    clock,
    shopTimeZone: timeZone,
    log,
  } = needs;
  const store = createCampaignStore({ prisma, audit: needs.audit.record, clock });
  const effects = createMeasuredEffects({ prisma, report: experiments.reportOf });
  const { globalHoldout } = experiments;
  const uplift = openPersonUplift(needs);

  const current = async (): Promise<CampaignSettings> =>
    parse(campaignSettings, (await settings.get(settingsKey)) ?? {});
  const perWeek = async () => (await current()).perWeek;
  const rule = { allowPrivate: needs.privateHooks };
  const agreedToMarketing = (customerId: string) =>
    consents.holds({ visitorId: '', customerId }, 'marketing');
  const groupOf = (audience: Exclude<CampaignAudience, { kind: 'habits' | 'everyone' }>) =>
    segments.group(audience.kind === 'segment' ? { segmentId: audience.segmentId } : { rule: audience.rule });
  const isMember = async (customerId: string, audience: Parameters<typeof groupOf>[0]) =>
    (await groupOf(audience)).has(customerId);

  return {
    perWeek,
    upliftOf: uplift.upliftOf,
    standings: async (customer: Parameters<typeof standingsOf>[2], now: Date) => {
      const running = await store.runnable(now);
      const inChat = running.filter(({ content }) => content.delivery.kind === 'chat');
      return standingsOf(prisma, inChat, customer, now, {
        timeZone,
        globalHoldout,
        isMember,
        effectOf: effects.of,
      });
    },
    namesWithSegment: store.namesWithSegment,
    offerReason: (customerId: string) => newestOfferReason(prisma, customerId, clock()),

    /** What a turn of the bot stores beside its messages. */
    turnSteps: (coupons: Pick<CouponStore, 'recordOfferIn'>) => ({
      storeOffer:
        (offer: OfferCandidate, turn: Turn): TransactionStep =>
        async (tx) => {
          await coupons.recordOfferIn(tx, offerRow(offer, turn));
          const { campaignId, arm } = offer;
          const { customerId } = turn.person;
          if (campaignId && arm && customerId)
            await storeReached(tx, { campaignId, customerId, arm, now: clock() });
        },
      storeHeldOut:
        (campaignIds: string[], { person: { customerId } }: Turn): TransactionStep =>
        async (tx) => {
          for (const campaignId of campaignIds)
            if (customerId) await storeReached(tx, { campaignId, customerId, arm: 'holdout', now: clock() });
        },
      stopMarketing:
        (turn: Turn): TransactionStep =>
        (tx) =>
          consents.recordIn(tx, noMarketingRow(turn)),
    }),

    /** Routes, and what looks after campaigns until it is stopped. */
    open(http: FastifyInstance, assistant: ShopAssistant) {
      const marketing = createMarketingStore(database);
      const webhooks = createWebhookStore(database);
      const local = createLocalClock(timeZone);
      const {
        isInAudience: isMeant,
        members,
        notYetReached,
      } = createAudienceMembers({
        prisma,
        group: groupOf,
        async habitsOf(customerId, rule) {
          if (!(await consents.holds({ visitorId: '', customerId }, 'personalization'))) return undefined;
          const facts = await assistant.audienceFacts(customerId);
          return isInAudience(rule, facts) ? habitsInWords(rule, facts) : undefined;
        },
      });
      const consentGap = async (
        customerId: string,
        { marketing: isAdvertising, content }: RunnableCampaign,
      ) => {
        const person = { visitorId: '', customerId };
        if (content.delivery.kind === 'chat')
          return (await consents.declined(customerId, 'marketing'))
            ? 'marketing-declined'
            : (await consents.holds(person, 'personalization'))
              ? undefined
              : 'no-consent';
        if (isAdvertising && !(await consents.holds(person, 'marketing'))) return 'no-consent';
        const profiled = needsProfile(content.delivery);
        return profiled && !(await consents.holds(person, 'personalization')) ? 'no-consent' : undefined;
      };
      const contacts = createContacts({
        prisma,
        timeZone,
        globalHoldout,
        perWeek,
        agreedIn: consents.holdsIn,
        speakFirst,
        async shopListener() {
          const { hookUrl, channel } = await current();
          if (hookUrl === undefined) return undefined;
          return (tx, message, now) => webhooks.addIn(tx, topic, { ...message, channel }, now);
        },
      });
      const keeper = createCampaignKeeper({
        store,
        contacts,
        isInAudience: isMeant,
        mayBeTold: async (customerId, campaign) => (await consentGap(customerId, campaign)) === undefined,
        async whatHappened(campaign, now, page) {
          const { delivery } = campaign.content;
          if (delivery.kind === 'trigger') return whatHappened(prisma, delivery, now, timeZone, page);
          return notYetReached(campaign, page);
        },
        async lookUp(contactId) {
          const contact = await contacts.armOf(contactId);
          const campaign = contact && (await store.runnableById(contact.campaignId));
          if (!contact || !campaign) return { products: [], stillMeant: false };
          const { customerId } = contact;
          const stillMeant = await isMeant(customerId, campaign.content.audience);
          const arm = campaign.content.arms.find(({ id }) => id === contact.arm);
          if (arm?.offer.kind !== 'products') return { products: [], stillMeant };
          const personal = await consents.holds({ visitorId: '', customerId }, 'personalization');
          const { products } = await assistant.suggest({
            customerId,
            personal,
            words: [],
            exclude: [],
            limit: 3,
          });
          return { products, stillMeant };
        },
        notePrices: (now) => notePrices(database, now),
        measureEffects: effects.measure,
        duty: keeperDuty(database, 'campaigns', needs.nodeId, log),
        committed: needs.committed,
        clock,
        log,
      });

      const worthOf = createWorth({
        ...uplift,
        prisma,
        effectOf: effects.of,
        factsOf: assistant.audienceFacts,
      });
      const secret = settings.secret('campaign-hook-secret');
      campaignRoutes(http, {
        ...needs.guard,
        store,
        report: (campaignId) => experiments.reportOf(campaignId, clock()),
        async dryRun(campaignId) {
          const view = await store.get(campaignId);
          const campaign = await store.runnableById(campaignId);
          if (!campaign) throw unavailable('这个活动的内容读不出来。');
          const now = clock();
          const hourOf = (at: Date) => new Date(local(at.getTime())).getUTCHours();
          const { recentOfferCount: recentOffers } = marketing;
          const parts = {
            prisma,
            timeZone,
            globalHoldout,
            perWeek,
            consentGap,
            recentOffers,
            members,
            hourOf,
            worthOf,
          };
          return dryRun(parts, campaign, view, now);
        },
        settings: {
          get: async () => ({ ...(await current()), hookSecret: await secret }),
          async put(changed, staffId) {
            if (changed.hookUrl !== undefined && !mayBeReceiver(changed.hookUrl, rule))
              throw invalidInput([{ path: 'hookUrl', message: '这个网址在内网里，不能填写' }]);
            await settings.put(settingsKey, changed);
            const { hookUrl: _url, ...detail } = changed;
            await needs.audit.record({
              actor: { type: 'staff', id: staffId },
              action: 'campaign.settings',
              subject: settingsKey,
              detail,
            });
          },
        },
      });

      const sender = secret.then((key) =>
        createWebhookSender({
          store: webhooks,
          url: async () => (await current()).hookUrl,
          topics: [topic],
          secret: key,
          rule,
          dataOf: createOutward({ store, customers, agreed: agreedToMarketing, timeZone, clock }),
          clock,
          log,
        }),
      );
      return {
        keeper,
        /** Sends the shop's server what is due now. */
        deliver: async () => (await sender).kick(),
        start() {
          const keeping = keeper.start();
          uplift.start();
          const started = sender.then((ready) => ready.start());
          return {
            async stop() {
              await keeping.stop();
              await uplift.stop();
              await started;
              await (await sender).stop();
            },
          };
        },
      };
    },
  };
}
