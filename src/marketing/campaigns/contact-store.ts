import type { CampaignArm } from '../../contract/campaigns.js';
import type { Card, CouponItem, ProductItem } from '../../contract/cards.js';
import type { ConsentPurpose } from '../../contract/http.js';
import type { Database } from '../../platform/database.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { newId } from '../../platform/ids.js';
import { presentCoupon } from '../coupons/coupon-presenter.js';
import type { GlobalHoldout } from '../experiments/assignment.js';
import { needsProfile } from './advertising.js';
import { campaignOf, type RunnableCampaign } from './campaign-row-store.js';
import { fillTemplate } from './message-template.js';
import { nextLoudMoment, quietsOf } from './quiet-hours.js';
import { groupOf, storeReached, usageOf } from './standing-store.js';
import { type ContactFacts, type Happened, stillTrue } from './trigger-store.js';

type Tx = Prisma.TransactionClient;

export interface ContactNeeds extends Pick<Database, 'prisma'> {
  timeZone: string;
  globalHoldout: () => Promise<GlobalHoldout>;
  /** Unasked advertising a customer in seven days. */
  perWeek: () => Promise<number>;
  /** Whether a customer has agreed, in the present wording. Supplied by customers. */
  agreedIn: (tx: Tx, customerId: string, purpose: ConsentPurpose) => Promise<boolean>;
  /** Says it in the customer's chat, unless somebody or something speaks against it. Supplied by conversation. */
  speakFirst: (
    tx: Tx,
    said: {
      customerId: string;
      messages: { type: 'text' | 'card'; text?: string; card?: Card }[];
      now: Date;
    },
  ) => Promise<
    { kind: 'told'; conversationId: string } | { kind: 'with-person' | 'upset' | 'busy' | 'nowhere' }
  >;
  /** How the shop's server is told, with the transaction; undefined: it wants nothing. */
  shopListener: () => Promise<((tx: Tx, message: OutwardMessage, now: Date) => Promise<void>) | undefined>;
}

/** `campaign.message`, for SMS, mail or WeChat, which are the shop's. */
export interface OutwardMessage {
  deliveryKey: string;
  customerId: string;
  campaign: string;
  text: string;
  couponCode?: string;
  /** Later it is of no use any more, and is not sent on. */
  expiresAt: string;
}

export type Sent = 'sent' | 'held-out' | 'dropped' | 'later' | 'gone';

const minute = 60_000;
const weekMs = 7 * 24 * 60 * minute;
/** When somebody has the word, or the campaign is paused: looked at again after this. */
const waitMs = 30 * minute;

/** Plans what campaigns say first, and says it: each once, in one transaction with everything that belongs to it. */
export function createContacts(needs: ContactNeeds) {
  const { prisma, timeZone, agreedIn } = needs;

  /** Adds what is not planned yet. Any number of processes may do so at once. @returns how many were new */
  async function plan(campaign: RunnableCampaign, happened: readonly Happened[], now: Date): Promise<number> {
    const { delivery, quiet } = campaign.content;
    const global = await needs.globalHoldout();
    const dueAt = nextLoudMoment(now, timeZone, quietsOf(quiet));
    const data = [];
    for (const { customerId, subject, facts, expiresAt } of happened) {
      const group = await groupOf(prisma, campaign, customerId, global);
      if (group.kind === 'global-holdout' || group.kind === 'out-of-layer') continue;
      data.push({
        campaignId: campaign.id,
        customerId,
        trigger: delivery.kind === 'trigger' ? delivery.on : delivery.kind,
        subject,
        arm: group.kind === 'arm' ? group.arm : 'holdout',
        marketing: campaign.marketing,
        facts: { ...facts },
        dueAt,
        expiresAt,
        createdAt: now,
      });
    }
    const { count } = await prisma.campaignContact.createMany({ data, skipDuplicates: true });
    return count;
  }

  async function due(now: Date, limit: number): Promise<string[]> {
    const rows = await prisma.campaignContact.findMany({
      where: { state: 'planned', dueAt: { lte: now } },
      orderBy: [{ campaign: { priority: 'desc' } }, { dueAt: 'asc' }],
      take: limit,
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  /**
   * Carries out one contact: checks everything again as it stands now, then message, offer, exposure and the shop's
   * notice in one transaction. A process that dies in between has said nothing, and the next look says it. Of a
   * held-out customer all the same is checked, and only that it would have been said is stored.
   * @param found looked up before, since it takes time: products for an arm that suggests some, and whether the customer
   * still belongs to the audience
   */
  async function send(
    contactId: string,
    now: Date,
    { products, stillMeant }: { products: readonly ProductItem[]; stillMeant: boolean },
  ): Promise<Sent> {
    // Settings are read before: within the transaction, an embedded database has no second connection.
    const [listener, perWeek] = [await needs.shopListener(), await needs.perWeek()];
    return prisma.$transaction(
      async (tx): Promise<Sent> => {
        const [locked] = await tx.$queryRaw<{ customerId: string }[]>`
          SELECT "customerId"::text AS "customerId" FROM "CampaignContact"
          WHERE id = ${contactId}::uuid AND state = 'planned' AND "dueAt" <= ${now} FOR UPDATE SKIP LOCKED`;
        if (!locked) return 'gone';
        // Of two messages to one customer, the second counts the first: the caps hold over all campaigns.
        await tx.$executeRaw`SELECT 1 FROM "Customer" WHERE id = ${locked.customerId}::uuid FOR NO KEY UPDATE`;
        const contact = await tx.campaignContact.findUniqueOrThrow({
          where: { id: contactId },
          include: { campaign: true, customer: { select: { externalId: true, name: true } } },
        });
        const campaign = campaignOf(contact.campaign);
        const end = async (
          state: Exclude<Sent, 'later' | 'gone'>,
          why: string,
          more: { offerId?: string } = {},
        ) => {
          await tx.campaignContact.update({
            where: { id: contactId },
            data: { state, why, endedAt: now, ...more },
          });
          return state;
        };
        const later = async (why: string, dueAt = new Date(now.getTime() + waitMs)): Promise<Sent> => {
          await tx.campaignContact.update({ where: { id: contactId }, data: { why, dueAt } });
          return 'later';
        };
        if (contact.expiresAt <= now) return end('dropped', 'too-late');
        if (!campaign || campaign.state === 'ended' || campaign.endsAt <= now)
          return end('dropped', 'campaign-over');
        if (campaign.state !== 'running') return later('campaign-paused');
        const { content, marketing } = campaign;
        const loud = nextLoudMoment(now, timeZone, quietsOf(content.quiet));
        if (loud > now) return later('quiet-hours', loud);
        const facts = contact.facts as ContactFacts;
        const { customerId, subject, trigger } = contact;
        if (!(await stillTrue(tx, trigger, { customerId, subject, facts })))
          return end('dropped', 'no-longer-true');
        if (!stillMeant) return end('dropped', 'not-in-audience');
        const forbidden = await forbiddenNow(tx, campaign, { customerId, trigger, perWeek }, now);
        if (forbidden) return end('dropped', forbidden);

        const arm = content.arms.find(({ id }) => id === contact.arm);
        // Held out: as if in the first arm, up to the moment of speaking.
        const as = arm ?? content.arms[0];
        if (!as) return end('dropped', 'no-arm');
        const carried = await carriedBy(tx, as, customerId, now);
        if (carried === undefined) return end('dropped', 'offer-not-to-be-had');
        const text = fillTemplate(as.message, {
          称呼: contact.customer.name || '您好',
          ...(facts.productTitle ? { 商品: facts.productTitle } : {}),
          ...(facts.orderId ? { 订单号: facts.orderId } : {}),
          ...(facts.priceMinor === undefined ? {} : { 价格: `${yuan(facts.priceMinor)} 元` }),
          ...(carried.coupon
            ? { 券: carried.coupon.title, 截止: dayText(carried.coupon.validUntil, timeZone) }
            : {}),
        });
        if (text === undefined) return end('dropped', 'not-known-what-to-say');
        const reached = { campaignId: campaign.id, customerId, now };
        const cards = arm ? cardsOf(carried.coupon, arm, products) : [];
        const said = [
          { type: 'text' as const, text },
          ...cards.map((card) => ({ type: 'card' as const, card })),
        ];
        const spoken = await needs.speakFirst(tx, { customerId, messages: arm ? said : [], now });
        if (spoken.kind === 'with-person' || spoken.kind === 'busy' || spoken.kind === 'upset')
          return later(spoken.kind);
        const outward = marketing ? listener : undefined;
        // About an order of theirs, somebody may come and ask; advertising is not kept for them.
        if (spoken.kind === 'nowhere' && !outward)
          return marketing ? end('dropped', 'never-in-the-chat') : later('never-in-the-chat');
        if (!arm) {
          await storeReached(tx, { ...reached, arm: 'holdout' });
          return end('held-out', '');
        }
        if (carried.offer && spoken.kind === 'told') {
          const { id, couponRowId } = carried.offer;
          await tx.offer.create({
            data: {
              id,
              customerId,
              conversationId: spoken.conversationId,
              couponId: couponRowId,
              campaignId: campaign.id,
              reason: carried.coupon?.reason ?? '',
              createdAt: now,
            },
          });
        }
        if (outward)
          await outward(
            tx,
            {
              deliveryKey: contactId,
              customerId: contact.customer.externalId,
              campaign: contact.campaign.externalId,
              text,
              expiresAt: contact.expiresAt.toISOString(),
              ...(carried.publicCode ? { couponCode: carried.publicCode } : {}),
            },
            now,
          );
        await storeReached(tx, { ...reached, arm: arm.id });
        const told = carried.offer && spoken.kind === 'told' ? { offerId: carried.offer.id } : {};
        return end('sent', spoken.kind === 'told' ? '' : 'outward-only', told);
      },
      { timeout: 15_000, maxWait: 15_000 },
    );
  }

  /** Consent, fatigue and caps as they stand in the transaction. Service messages need no consent, and have no fatigue. */
  async function forbiddenNow(
    tx: Tx,
    campaign: RunnableCampaign,
    { customerId, trigger, perWeek }: { customerId: string; trigger: string; perWeek: number },
    now: Date,
  ): Promise<string | undefined> {
    const { content, marketing } = campaign;
    if (marketing && !(await agreedIn(tx, customerId, 'marketing'))) return 'no-consent';
    if (needsProfile(content.delivery) && !(await agreedIn(tx, customerId, 'personalization')))
      return 'no-consent';
    if (marketing && (await advertisedSince(tx, customerId, new Date(now.getTime() - weekMs))) >= perWeek)
      return 'fatigue';
    if (trigger === 'unpaid-order') {
      const since = new Date(now.getTime() - weekMs / 7);
      const told = await tx.campaignContact.count({
        where: { customerId, trigger, state: 'sent', endedAt: { gt: since } },
      });
      return told >= 3 ? 'reminded-often-enough' : undefined;
    }
    const { contactsLeft, spentMinor } = await usageOf(tx, campaign, customerId, now, timeZone);
    if (contactsLeft <= 0 && marketing) return 'campaign-cap';
    return content.budgetMinor !== undefined && spentMinor >= content.budgetMinor ? 'budget' : undefined;
  }

  /** The coupon that an arm carries; undefined when this customer cannot have it, or has said no to it. */
  async function carriedBy(
    tx: Tx,
    arm: CampaignArm,
    customerId: string,
    now: Date,
  ): Promise<
    { coupon?: CouponItem; offer?: { id: string; couponRowId: string }; publicCode?: string } | undefined
  > {
    if (arm.offer.kind !== 'coupon') return {};
    const row = await tx.coupon.findUnique({
      where: { externalId: arm.offer.couponId },
      include: { _count: { select: { wallet: { where: { customerId } } } } },
    });
    if (row?.status !== 'active' || row.validFrom > now || row.validUntil <= now) return undefined;
    const { memberTiers, perCustomerCap, totalCap, claimedCount, budgetMinor, spentMinor, reservedMinor } =
      row;
    if (claimedCount >= totalCap || spentMinor + reservedMinor >= budgetMinor) return undefined;
    if (perCustomerCap !== null && row._count.wallet >= perCustomerCap) return undefined;
    if (memberTiers.length > 0) {
      const { tier } = await tx.customer.findUniqueOrThrow({
        where: { id: customerId },
        select: { tier: true },
      });
      if (!memberTiers.includes(tier)) return undefined;
    }
    const dismissed = await tx.offer.findFirst({
      where: { customerId, couponId: row.id, state: 'dismissed' },
      select: { id: true },
    });
    if (dismissed) return undefined;
    const id = newId();
    const coupon: CouponItem = {
      ...presentCoupon(row),
      offerId: id,
      state: 'offered',
      reason: '店里活动给您留的',
    };
    return {
      coupon,
      offer: { id, couponRowId: row.id },
      ...(row.publicCode === null ? {} : { publicCode: row.publicCode }),
    };
  }

  /** Whose arm says what is shown, for looking that up before it is sent. */
  const armOf = (contactId: string) =>
    prisma.campaignContact.findUnique({
      where: { id: contactId },
      select: { customerId: true, arm: true, campaignId: true },
    });

  return { plan, due, send, armOf };
}

export type Contacts = ReturnType<typeof createContacts>;

async function advertisedSince(tx: Tx, customerId: string, since: Date): Promise<number> {
  const [offers, messages] = [
    await tx.offer.count({ where: { customerId, createdAt: { gte: since } } }),
    await tx.campaignContact.count({
      where: { customerId, state: 'sent', marketing: true, offerId: null, endedAt: { gte: since } },
    }),
  ];
  return offers + messages;
}

function cardsOf(coupon: CouponItem | undefined, arm: CampaignArm, products: readonly ProductItem[]): Card[] {
  if (coupon) return [{ kind: 'coupon', coupon }];
  const [first, ...rest] = arm.offer.kind === 'products' ? products : [];
  if (!first) return [];
  return rest.length === 0
    ? [{ kind: 'product', product: first }]
    : [{ kind: 'productList', products: [first, ...rest] }];
}

function yuan(minor: number): string {
  return minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2);
}

function dayText(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('zh-CN', { timeZone, month: 'long', day: 'numeric' }).format(new Date(iso));
}
