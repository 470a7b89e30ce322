import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSatisfactionStore } from '../src/conversation/satisfaction-store.js';
import { createTagStore } from '../src/conversation/tag-store.js';
import { createConsentStore } from '../src/customers/consent-store.js';
import { createIntake } from '../src/customers/intake/intake.js';
import { createIntakeStore } from '../src/customers/intake/intake-store.js';
import { createHistoryStore } from '../src/customers/profile/history-store.js';
import { createProfileStore } from '../src/customers/profile/profile-store.js';
import { createRebuild } from '../src/customers/profile/rebuild.js';
import { createShippingAddresses } from '../src/customers/shipping-address.js';
import { createVisitorStore } from '../src/customers/visitor-store.js';
import { createCouponStore } from '../src/marketing/coupons/coupon-store.js';
import { createSubjectHash } from '../src/marketing/coupons/subject-hash.js';
import type { Database } from '../src/platform/database.js';
import { alwaysOnDuty } from '../src/platform/duty.js';
import { createFieldEncryption } from '../src/platform/field-encryption.js';
import { seededRandom } from '../src/platform/seeded-random.js';
import { openTestDatabase } from './database.js';
import { shopRows } from './shop-rows.js';
import { silentLog } from './silent-log.js';

const timeZone = 'Asia/Shanghai';
/** One moment for everything that is computed: what differs then, differs because of what happened. */
const at = new Date();
const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);
const people = 6;

let database: Database;
let until: Date | undefined;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** A shop whose customers have bought, asked and been made offers; every second one agrees to be known. */
async function openWorld(random: () => number) {
  const { prisma } = database;
  const rows = shopRows(prisma);
  const fields = createFieldEncryption(['of the test']);
  const store = createIntakeStore(database, { fields, addresses: createShippingAddresses(fields) });
  const intake = createIntake({ store, clock: () => new Date() });
  const consents = createConsentStore(database);
  const visitors = createVisitorStore(database);
  const tags = createTagStore(database);
  const ratings = createSatisfactionStore(database);
  const coupons = createCouponStore(database, {
    hash: createSubjectHash('of the test'),
    shopTimeZone: timeZone,
  });
  const staff = await prisma.staff.create({
    data: { email: 'a@test.local', name: '小禾', role: 'agent', passwordHash: '-' },
  });
  const products = await Promise.all(
    ['茶叶', '杯壶', '零食'].map((category) => rows.product({ category, replenishDays: 30 })),
  );
  const coupon = await rows.coupon();
  const customers = await Promise.all(
    Array.from({ length: people }, async (_, index) => {
      const { id, externalId } = await rows.customer();
      const visitor = await rows.visitor(id);
      const conversation = await prisma.conversation.create({
        data: { visitorId: visitor.id, customerId: id },
      });
      const offer = await rows.offer(id, coupon.id, { createdAt: daysAgo(3) });
      return {
        id,
        externalId,
        visitorId: visitor.id,
        conversationId: conversation.id,
        offerId: offer.id,
        index,
      };
    }),
  );
  type Someone = (typeof customers)[number];
  const agree = ({ id, visitorId }: Pick<Someone, 'id' | 'visitorId'>, granted: boolean) =>
    consents.record({ visitorId, customerId: id, purpose: 'personalization', granted, source: 'test' });
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let number = 0;
  const order = (id: string, { externalId: customerId }: Someone, changes: object = {}) =>
    intake.takeOne(
      'orders',
      {
        id,
        customerId,
        status: 'paid',
        lines: [{ productId: pick(products).externalId, quantity: 1, unitPriceMinor: 4000 + 100 * ++number }],
        createdAt: daysAgo(1 + Math.floor(random() * 200)).toISOString(),
        updatedAt: new Date().toISOString(),
        ...changes,
      },
      false,
    );
  const orders: string[] = [];
  const newOrder = async (someone: Someone, changes: object = {}) => {
    orders.push(`O-${orders.length}`);
    await order(`O-${orders.length - 1}`, someone, changes);
  };
  let sequence = 1;
  const message = ({ conversationId }: Someone, from: string) =>
    prisma.message.create({
      data: { conversationId, sequence: sequence++, from, type: 'text', text: '在吗' },
    });
  for (const someone of customers) {
    for (let count = 0; count < 3; count++) await newOrder(someone);
    if (someone.index % 2 === 0) await agree(someone, true);
  }

  /** Everything that can happen to what a profile rests on, by the way it happens in the server. */
  const events: Record<string, (someone: Someone) => Promise<unknown>> = {
    'a new order': (someone) => newOrder(someone),
    'a new order in yen': (someone) => newOrder(someone, { currency: 'JPY' }),
    'an order refunded': (someone) => order(orders[someone.index * 3] ?? '', someone, { status: 'refunded' }),
    'an order that was somebody else’s': (someone) => order(pick(orders), someone),
    'a visit reported by the shop': ({ externalId: customerId }) =>
      intake.takeOne(
        'events',
        { id: `E-${++number}`, name: 'product_view', customerId, occurredAt: daysAgo(2).toISOString() },
        false,
      ),
    'a complaint marked': ({ conversationId }) =>
      tags.change(conversationId, staff.id, { add: ['投诉'], remove: [] }),
    'a complaint no more': ({ conversationId }) =>
      tags.change(conversationId, staff.id, { add: [], remove: ['投诉'] }),
    async 'a rating'(someone) {
      const { id: messageId } = await message(someone, 'bot');
      const { conversationId } = someone;
      await prisma.satisfaction.create({
        data: { conversationId, messageId, about: 'bot', askedAt: new Date() },
      });
      await ratings.rate(conversationId, { score: 1 + Math.floor(random() * 5) });
    },
    'an offer waved away': ({ id, offerId }) => coupons.respond(id, offerId, 'dismissed', new Date()),
    'another visit': ({ visitorId }) => visitors.seen(visitorId, new Date()),
    'consent given': (someone) => agree(someone, true),
    'consent taken back': (someone) => agree(someone, false),
    async 'a sign-in that brings along what was agreed to and looked at'({ id }) {
      const visitor = await rows.visitor();
      // Agreed to long ago, as far as changes go.
      const earlier = { visitorId: visitor.id, createdAt: daysAgo(1), textVersion: 'of the test' };
      await prisma.consent.create({
        data: { ...earlier, purpose: 'personalization', granted: true, source: 'test' },
      });
      await prisma.event.create({
        data: { name: 'cart_add', visitorId: visitor.id, occurredAt: daysAgo(1), createdAt: daysAgo(1) },
      });
      await prisma.visitor.update({ where: { id: visitor.id }, data: { lastSeenAt: daysAgo(1) } });
      await visitors.tie(visitor.id, id);
    },
    async 'a question'(someone) {
      await message(someone, 'shopper');
      await prisma.conversation.update({
        where: { id: someone.conversationId },
        data: { lastSequence: sequence },
      });
    },
  };
  return { customers, events, pick };
}

/** Everything was a day earlier: none of it is new any more. */
async function age(): Promise<void> {
  for (const [table, column] of [
    ['Order', 'updatedAt'],
    ['Customer', 'updatedAt'],
    ['Event', 'createdAt'],
    ['Consent', 'createdAt'],
    ['Conversation', 'updatedAt'],
    ['Offer', 'respondedAt'],
    ['Visitor', 'lastSeenAt'],
  ])
    await database.prisma.$executeRawUnsafe(
      `UPDATE "${table}" SET "${column}" = "${column}" - interval '1 day'`,
    );
  await database.prisma.$executeRaw`
    UPDATE "OutboxEvent" SET "publishedAt" = COALESCE("publishedAt", "createdAt") - interval '1 day'`;
}

const profiles = () => database.prisma.customerProfile.findMany({ orderBy: { customerId: 'asc' } });

it('whatever happens, the profiles brought up to date are those computed from scratch, and nobody else’s is computed', async () => {
  const random = seededRandom(20_261_122);
  const { customers, events, pick } = await openWorld(random);
  const rebuild = createRebuild({
    histories: createHistoryStore(database, timeZone),
    profiles: createProfileStore(database),
    duty: alwaysOnDuty,
    progress: {
      get: async () => until,
      async put(to) {
        until = to;
      },
    },
    timeZone,
    clock: () => at,
    random,
    log: silentLog,
  });
  await rebuild.full();
  const fromScratch = async () => {
    until = new Date(0);
    expect(await rebuild.changes()).toMatchObject({ customers: people });
    return profiles();
  };
  const names = Object.keys(events);
  const story = [...names, ...Array.from({ length: 10 }, () => pick(names))];
  for (const name of story) {
    await age();
    await fromScratch();
    until = at;
    await events[name]?.(pick(customers));
    const report = await rebuild.changes();
    const upToDate = await profiles();
    expect(report?.customers, name).toBeLessThanOrEqual(2);
    expect(upToDate, name).toEqual(await fromScratch());
  }
  expect((await profiles()).filter(({ personal }) => personal).length).toBeGreaterThan(1);
});
