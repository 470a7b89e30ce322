import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCohorts } from '../src/analytics/cohort-store.js';
import { memberRules } from '../src/contract/member-rules.js';
import { createMemberRulesStore } from '../src/customers/members/member-rules-store.js';
import { createMembership } from '../src/customers/members/membership-store.js';
import { createHistoryStore } from '../src/customers/profile/history-store.js';
import { createProfileStore } from '../src/customers/profile/profile-store.js';
import { createRebuild } from '../src/customers/profile/rebuild.js';
import { createExperimentStore } from '../src/marketing/experiments/experiment-store.js';
import type { Database } from '../src/platform/database.js';
import { alwaysOnDuty } from '../src/platform/duty.js';
import { newId } from '../src/platform/ids.js';
import { seededRandom } from '../src/platform/seeded-random.js';
import { createSettingsStore } from '../src/platform/settings-store.js';
import { openTestDatabase } from './database.js';
import { type ShopRows, shopRows } from './shop-rows.js';
import { silentLog } from './silent-log.js';

const day = 86_400_000;
const timeZone = 'Asia/Shanghai';
/** Rows that the database stamps by itself are of now. */
const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * day);

let database: Database;
let rows: ShopRows;
beforeAll(async () => {
  database = await openTestDatabase();
  rows = shopRows(database.prisma);
});
afterAll(() => database.close());

it('what was paid back of an order counts neither in the profile, nor in points, nor as what a campaign has brought', async () => {
  const { prisma } = database;
  const { id: customerId } = await rows.customer();
  const { id: visitorId } = await rows.visitor(customerId);
  await prisma.consent.create({
    data: {
      visitorId,
      customerId,
      purpose: 'personalization',
      granted: true,
      source: 'test',
      textVersion: '1',
    },
  });
  const { id: product } = await rows.product();
  const [kept, returned] = [
    await rows.order(customerId, [product], { at: ago(3), unitPriceMinor: 20_000 }),
    await rows.order(customerId, [product], { at: ago(2), unitPriceMinor: 30_000 }),
  ];
  const { id: campaignId } = await prisma.campaign.create({
    data: {
      externalId: newId(),
      name: '回头礼',
      goal: '回头',
      holdoutShare: 0.5,
      startsAt: ago(9),
      endsAt: new Date(now.getTime() + day),
    },
  });
  await prisma.assignment.create({ data: { campaignId, customerId, arm: 'offer', assignedAt: ago(4) } });

  const audit = async () => {};
  const rules = createMemberRulesStore({ ...database, audit, clock: () => now });
  await rules.save(
    memberRules.parse({
      pointsFrom: 'rules',
      points: { perYuan: 1, countFrom: '2020-01-01' },
      tiers: { levels: [{ id: 'regular', name: '会员', reach: 0 }] },
    }),
    0,
    { type: 'system', id: 'test' },
  );
  const membership = createMembership({ ...database, rules, audit, timeZone });
  const histories = createHistoryStore(database, timeZone);
  let until: Date | undefined;
  const rebuild = createRebuild({
    histories,
    profiles: createProfileStore(database),
    duty: alwaysOnDuty,
    progress: {
      get: async () => until,
      async put(to) {
        until = to;
      },
    },
    alongside: membership.apply,
    timeZone,
    clock: () => now,
    random: seededRandom(1),
    log: silentLog,
  });
  const experiments = createExperimentStore(database, createSettingsStore(database));
  async function figures() {
    const profile = await prisma.customerProfile.findUniqueOrThrow({ where: { customerId } });
    const { points } = await prisma.customer.findUniqueOrThrow({ where: { id: customerId } });
    const report = await experiments.reportOf(campaignId, now);
    const { cohorts } = await readCohorts(prisma, timeZone, now);
    return {
      orders: profile.orders,
      spentYearMinor: profile.spentYearMinor,
      points,
      revenueMinor: report.groups.find(({ id }) => id === 'offer')?.revenueMinor,
      converted: report.groups.find(({ id }) => id === 'offer')?.converted,
      cohortMinor: cohorts[0]?.turnoverPerCustomerMinor,
    };
  }
  await rebuild.full();
  const all = {
    orders: 2,
    spentYearMinor: 50_000,
    points: 500,
    revenueMinor: 50_000,
    cohortMinor: 50_000,
    converted: 1,
  };
  expect(await figures()).toMatchObject(all);

  const request = (orderId: string, action: string, state: string, amountMinor: number) =>
    prisma.orderRequest.create({
      data: {
        id: newId(),
        customerId,
        orderId,
        action,
        state,
        amountMinor,
        productLabel: '保温杯',
        ruleId: 'test',
        productKey: newId(),
      },
    });
  // Approved is not paid back yet, and an exchange pays nothing back.
  const { id } = await request(kept.id, 'refund', 'approved', 5000);
  await request(kept.id, 'exchange', 'done', 4000);
  await rebuild.changes();
  expect(await figures()).toMatchObject(all);

  await prisma.orderRequest.update({ where: { id }, data: { state: 'done' } });
  await request(kept.id, 'price-protection', 'done', 1000);
  await rebuild.changes();
  expect(await figures()).toMatchObject({
    ...{
      orders: 2,
      spentYearMinor: 44_000,
      points: 440,
      revenueMinor: 44_000,
      cohortMinor: 44_000,
      converted: 1,
    },
  });

  // Line by line, everything of the other one came back: as if it had never been ordered. What was paid in another
  // currency is an order, and in no sum.
  await request(returned.id, 'return', 'done', 30_000);
  await rows.order(customerId, [product], { at: ago(1), currency: 'USD' } as never);
  await rebuild.changes();
  expect(await figures()).toMatchObject({
    ...{
      orders: 2,
      spentYearMinor: 14_000,
      points: 140,
      revenueMinor: 14_000,
      cohortMinor: 14_000,
      converted: 1,
    },
  });
});
