import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isGranted } from '../src/conversation/gather.js';
import { createBrowsingStore } from '../src/customers/browsing-store.js';
import { createConsentStore } from '../src/customers/consent-store.js';
import { createHistoryStore } from '../src/customers/profile/history-store.js';
import { createProfileStore } from '../src/customers/profile/profile-store.js';
import { createRebuild } from '../src/customers/profile/rebuild.js';
import { createMarketingStore } from '../src/marketing/marketing-store.js';
import { createShopAssistant } from '../src/marketing/shop-assistant.js';
import type { Database } from '../src/platform/database.js';
import { alwaysOnDuty } from '../src/platform/duty.js';
import { newId } from '../src/platform/ids.js';
import { packageRoot } from '../src/platform/package-root.js';
import { createSettingsStore } from '../src/platform/settings-store.js';
import { openProfiles } from '../src/profiles.js';
import { createAuditStore } from '../src/staff/audit-store.js';
import { standingsIn } from './campaign-standings.js';
import { openTestDatabase } from './database.js';
import { shopRows } from './shop-rows.js';
import { silentLog } from './silent-log.js';

/** Reads of what a person did, or of what was computed from it. */
const reads =
  /prisma\.event\b|tx\.event\b|"Event"|customerProfile\b|"CustomerProfile"|purchasesOf\(|offerableCoupons\(/;

/**
 * Every file that does, with how it keeps to the person's choice. Whoever adds one says here how; a file that is not
 * here fails, so that nothing begins to personalise unnoticed.
 */
const places: Record<string, string> = {
  'src/customers/browsing-store.ts': 'asks the ledger before it records or shows anything',
  'src/customers/consent-store.ts': 'takes the figures away in the transaction in which consent ends',
  'src/customers/intake/event-intake-store.ts': 'stores what the shop sends; it is read by the profile only',
  'src/customers/person-merge-store.ts': 'moves rows of a browser to the customer who signs in',
  'src/customers/visitor-store.ts': 'moves rows of a browser to the customer who signs in',
  'src/customers/privacy/personal-data.ts': 'names the tables for copies and erasure',
  'src/customers/privacy/person-store.ts': 'counts, for the person to see',
  'src/customers/profile/history-store.ts': 'gives the rebuild consents together with histories',
  'src/customers/profile/profile-store.ts':
    'reads consents again, with the customers locked, before it stores',
  'src/customers/segments/segment-sql-store.ts': 'personal conditions hold for consenting customers only',
  'src/customers/segments/segment-store.ts': 'lists values that exist in the shop, of nobody in particular',
  'src/customers/segments/customer-facts-store.ts': 'facts carry whether they may be used',
  'src/analytics/rfm-store.ts': 'counts profiles that are personal; others as one number',
  'src/campaign-desk.ts': 'asks for the habits of a campaign’s audience only where the ledger says yes',
  'src/marketing/campaigns/trigger-store.ts':
    'finds for campaigns, which ask the ledger before they plan, and again in the transaction that speaks',
  'src/marketing/marketing-store.ts': 'reads for the assistant',
  'src/marketing/shop-assistant.ts': 'looks at purchases only where consent was checked; see below',
};

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : sourceFiles(path);
    return /(?<!\.test)\.ts$/.test(entry.name) ? [path] : [];
  });
}

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('places that personalise', () => {
  it('are all known', () => {
    const root = packageRoot();
    const found = sourceFiles(join(root, 'src'))
      .filter((path) => !path.includes('/demo/') && reads.test(readFileSync(path, 'utf8')))
      .map((path) => relative(root, path));
    expect(
      found.filter((path) => !(path in places)),
      'say in `places` how these keep to consent',
    ).toEqual([]);
  });
});

describe('without consent, or once it is withdrawn', () => {
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

  async function shopper() {
    const rows = shopRows(database.prisma);
    const customer = await rows.customer({ tier: 'gold' });
    const visitor = await rows.visitor(customer.id);
    const product = await rows.product({ replenishDays: 30, title: '猫砂' });
    for (const days of [61, 31, 1]) await rows.order(customer.id, [product.id], { at: daysAgo(days) });
    const consents = createConsentStore(database);
    const choose = (granted: boolean) =>
      consents.record({
        visitorId: visitor.id,
        customerId: customer.id,
        purpose: 'personalization',
        granted,
        source: 'settings',
      });
    return { customer, person: { visitorId: visitor.id, customerId: customer.id }, consents, choose };
  }

  async function profilesOf() {
    const profiles = await openProfiles({
      nodeId: newId(),
      database,
      settings: createSettingsStore(database),
      audit: createAuditStore({ prisma: database.prisma }),
      customers: { points: async () => ({ tierText: '金卡会员', points: 0 }) },
      shopTimeZone: 'Asia/Shanghai',
      demo: false,
      clock: () => new Date(),
      log: silentLog,
    });
    const rebuild = createRebuild({
      histories: createHistoryStore(database, 'Asia/Shanghai'),
      profiles: createProfileStore(database),
      duty: alwaysOnDuty,
      progress: { get: async () => undefined, put: async () => {} },
      timeZone: 'Asia/Shanghai',
      clock: () => new Date(),
      random: () => 0.5,
      log: silentLog,
    });
    return { profiles, rebuild };
  }

  it('browsing is neither kept nor shown', async () => {
    const { person, consents, choose } = await shopper();
    const browsing = createBrowsingStore({ prisma: database.prisma, consents, clock: () => new Date() });
    const view = () => browsing.record(person, { name: 'page_view', properties: { path: '/cart' } });
    expect(await view()).toBe(false);
    await choose(true);
    expect(await view()).toBe(true);
    expect(await browsing.current(person)).toBeDefined();
    await choose(false);
    expect(await view()).toBe(false);
    expect(await browsing.current(person)).toBeUndefined();
    expect(await database.prisma.event.count({ where: { visitorId: person.visitorId } })).toBe(1);
  });

  it('figures, the pane beside the conversation, the shopper’s own view and segments are empty at once', async () => {
    const { customer, choose } = await shopper();
    const { profiles, rebuild } = await profilesOf();
    const { id: staffId } = await database.prisma.staff.create({
      data: { email: 'places@test.local', name: '店长', role: 'admin', passwordHash: 'x' },
    });
    const segment = await profiles.routes.segmentRows.create(
      {
        name: '近期买过',
        description: '',
        rule: { kind: 'date', figure: 'lastOrderAt', op: 'within-last', days: 90 },
      },
      staffId,
    );
    await choose(true);
    await rebuild.full();
    const pane = () => profiles.pane(customer.id);
    expect((await pane()).personal).toBeDefined();
    expect((await pane()).segments.map(({ name }) => name)).toContain('近期买过');
    await choose(false);
    expect(await pane()).toMatchObject({ withheld: 'no-consent', segments: [] });
    expect((await profiles.whole(customer.id)).personal).toBeUndefined();
    await rebuild.full();
    expect(await pane()).toMatchObject({ withheld: 'no-consent', segments: [] });
    expect(segment).toBeDefined();
    await profiles.stop();
  });

  it('suggestions are everybody’s, and an agent finds no personal coupon to send', async () => {
    const { customer, person, consents, choose } = await shopper();
    const rows = shopRows(database.prisma);
    await rows.coupon({ title: '大家的券', personal: false });
    const personal = await rows.coupon({ title: '专属的券', personal: true });
    await database.prisma.campaign.create({
      data: {
        externalId: 'C-places',
        name: '专属',
        goal: '试',
        audience: { rule: { memberTiers: ['gold'] } },
        couponIds: [personal.externalId],
        startsAt: daysAgo(1),
        endsAt: daysAgo(-1),
      },
    });
    const assistant = createShopAssistant({
      store: createMarketingStore(database),
      clock: () => now,
      shopTimeZone: 'Asia/Shanghai',
      declinedMarketing: (customerId) => consents.declined(customerId, 'marketing'),
      agreed: (customerId) => consents.holds({ visitorId: '', customerId }, 'personalization'),
      log: silentLog,
      standings: standingsIn(database),
      perWeek: async () => 3,
      random: () => 0,
    });
    const titles = async () =>
      (await assistant.offers(customer.id))
        .map(({ coupon }) => coupon.title)
        .filter((title) => title.endsWith('的券'));
    const suggested = async () =>
      assistant.suggest({
        customerId: customer.id,
        personal: isGranted(await consents.current(person)),
        words: [],
        exclude: [],
        limit: 4,
      });
    expect(await titles()).toEqual(['大家的券']);
    expect((await suggested()).personal).toBe(false);
    await choose(true);
    expect((await titles()).sort()).toEqual(['专属的券', '大家的券'].sort());
    expect((await suggested()).personal).toBe(true);
    await choose(false);
    expect(await titles()).toEqual(['大家的券']);
    expect((await suggested()).personal).toBe(false);
  });
});
