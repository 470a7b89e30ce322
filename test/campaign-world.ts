import { type CampaignContent, campaignCreate } from '../src/contract/campaigns.js';
import { speakFirst } from '../src/conversation/told-campaign-store.js';
import { createConsentStore } from '../src/customers/consent-store.js';
import { createCampaignKeeper } from '../src/marketing/campaigns/campaign-keeper.js';
import { createCampaignStore } from '../src/marketing/campaigns/campaign-store.js';
import { type ContactNeeds, createContacts } from '../src/marketing/campaigns/contact-store.js';
import { notePrices, whatHappened } from '../src/marketing/campaigns/trigger-store.js';
import type { Database } from '../src/platform/database.js';
import { alwaysOnDuty } from '../src/platform/duty.js';
import { shopRows } from './shop-rows.js';
import { silentLog } from './silent-log.js';

export const timeZone = 'Asia/Shanghai';
export const staffId = '0198d3a0-0000-7000-8000-000000000001';
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** 14:00 in Shanghai. */
export const afternoon = new Date('2026-11-24T06:00:00Z');
/** The clock of everything here. */
export const at = { now: afternoon };
export const clock = () => at.now;
export const ago = (milliseconds: number) => new Date(at.now.getTime() - milliseconds);

export const content = (changes: Partial<CampaignContent> = {}): CampaignContent =>
  campaignCreate.parse({
    name: '催付',
    goal: '提醒忘了付款的顾客',
    audience: { kind: 'everyone' },
    delivery: { kind: 'trigger', on: 'unpaid-order', afterMinutes: 20 },
    arms: [{ id: 'reminder', weight: 1, message: '订单 {订单号}（{商品}）还没付款' }],
    holdoutShare: 0.01,
    startsAt: '2026-11-20T00:00:00+08:00',
    endsAt: '2026-12-20T00:00:00+08:00',
    caps: { perCustomer: 9 },
    ...changes,
  });
export const triggered = (on: 'abandoned-cart' | 'birthday' | 'price-drop' | 'delivered', message: string) =>
  content({
    delivery: { kind: 'trigger', on, afterMinutes: 30, bar: 0.7, dropPercent: 5 },
    arms: [{ id: 'a', weight: 1, message, offer: { kind: 'none' } }],
  });

/** The parts that the server runs, on this database, with nothing between them but a clock. */
export function deskOn(db: Database, changes: Partial<ContactNeeds> = {}) {
  const { prisma } = db;
  const consents = createConsentStore(db, clock);
  const store = createCampaignStore({ prisma, audit: async () => {}, clock });
  const contacts = createContacts({
    prisma,
    timeZone,
    globalHoldout: async () => ({ salt: 'g', share: 0 }),
    perWeek: async () => 3,
    agreedIn: consents.holdsIn,
    speakFirst,
    shopListener: async () => undefined,
    ...changes,
  });
  const keeper = createCampaignKeeper({
    store,
    contacts,
    isInAudience: async () => true,
    mayBeTold: async (customerId, { marketing }) =>
      !marketing || consents.holds({ visitorId: '', customerId }, 'marketing'),
    whatHappened: async (campaign, moment, page) => {
      const { delivery } = campaign.content;
      return delivery.kind === 'trigger' ? whatHappened(prisma, delivery, moment, timeZone, page) : [];
    },
    lookUp: async () => ({ products: [], stillMeant: true }),
    notePrices: (moment) => notePrices(db, moment),
    measureEffects: async () => {},
    duty: alwaysOnDuty,
    committed: () => {},
    clock,
    log: silentLog,
  });
  return { store, contacts, keeper, consents };
}

/** Somebody with a chat in which the bot has the word. */
export async function shopper(
  db: Database,
  { agreed = true, ...data }: { agreed?: boolean; birthday?: string } = {},
) {
  const rows = shopRows(db.prisma);
  const customer = await rows.customer(data);
  const visitor = await rows.visitor(customer.id);
  const conversation = await db.prisma.conversation.create({
    data: { visitorId: visitor.id, customerId: customer.id },
  });
  for (const purpose of agreed ? (['personalization', 'marketing'] as const) : [])
    await createConsentStore(db, clock).record({
      visitorId: visitor.id,
      customerId: customer.id,
      purpose,
      granted: true,
      source: 'settings',
    });
  const told = async () =>
    (
      await db.prisma.message.findMany({
        where: { conversationId: conversation.id, from: 'bot' },
        orderBy: { sequence: 'asc' },
      })
    ).map(({ text }) => text);
  return { customerId: customer.id, visitorId: visitor.id, conversationId: conversation.id, told };
}

/** A running campaign in which nobody is held out. */
export async function running(db: Database, of: CampaignContent) {
  const { store } = deskOn(db);
  const made = await store.create(of, staffId);
  const started = await store.move(made.campaignId, 'start', made.version, staffId);
  await db.prisma.campaign.update({ where: { id: made.campaignId }, data: { holdoutShare: 0 } });
  return started.campaignId;
}
export const unpaid = async (db: Database, customerId: string, at: Date) => {
  const rows = shopRows(db.prisma);
  const product = await rows.product();
  return rows.order(customerId, [product.id], { at, status: 'unpaid' });
};
export const states = (db: Database) =>
  db.prisma.campaignContact
    .findMany({ orderBy: { createdAt: 'asc' }, select: { state: true, why: true } })
    .then((rows) => rows.map(({ state, why }) => (why ? `${state}: ${why}` : state)));

/** Begins anew: nothing runs, was said or has happened. */
export async function startOver({ prisma }: Database): Promise<void> {
  at.now = afternoon;
  await prisma.campaign.updateMany({ data: { state: 'ended' } });
  await prisma.campaignContact.deleteMany();
  await prisma.order.deleteMany();
  await prisma.event.deleteMany();
}
