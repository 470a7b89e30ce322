import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCampaigns } from '../src/campaign-desk.js';
import { apiKeyCreated } from '../src/contract/api-keys.js';
import { tellCustomer } from '../src/conversation/told-customer-store.js';
import { openCouponDesk } from '../src/coupon-desk.js';
import { createConsentStore } from '../src/customers/consent-store.js';
import { createCustomerStore } from '../src/customers/customer-store.js';
import { presentOrder } from '../src/customers/order-presenter.js';
import { createVisitorStore } from '../src/customers/visitor-store.js';
import { openGround } from '../src/ground.js';
import { createHttpServer } from '../src/http/http-server.js';
import { experimentRoutes } from '../src/marketing/experiment-routes.js';
import { createExperimentStore } from '../src/marketing/experiments/experiment-store.js';
import { openMemberMarketing } from '../src/member-marketing.js';
import { openOrders } from '../src/orders/open-orders.js';
import { readConfig } from '../src/platform/config.js';
import type { Database } from '../src/platform/database.js';
import { openProfiles } from '../src/profiles.js';
import { apiKeyRoutes } from '../src/staff/api-key-routes.js';
import { silentLog } from './silent-log.js';

/**
 * What a server process has of campaigns and coupons, composed as `app.ts` composes it, with a clock and without timers:
 * the test says when time sets something off. Several on one PostgreSQL are several processes.
 */
export async function openCampaignNode(
  database: Database,
  clock: () => Date,
  environment: Record<string, string> = {},
) {
  const config = readConfig({
    DATA_DIR: tmpdir(),
    MODEL_DIR: join(tmpdir(), 'no-model-here'),
    DEMO: 'false',
    ...environment,
  });
  const http = await createHttpServer({ logLevel: 'silent', version: 'test' });
  const ground = await openGround(config, database, silentLog, clock);
  const { prisma, audit, protectedFields, shopTimeZone, settings, guard, staffStore, sessions } = ground;
  const consents = createConsentStore(database, clock);
  const orders = openOrders({
    prisma,
    audit: audit.record,
    clock,
    shopTimeZone,
    present: presentOrder,
    addresses: protectedFields.addresses,
    tellCustomer,
  });
  const customers = createCustomerStore(database, orders.requestsOn, protectedFields.fields);
  const profiles = await openProfiles({ ...ground, demo: false, customers });
  const experiments = createExperimentStore(database, settings);
  const campaigns = openCampaigns({
    ...ground,
    consents,
    customers,
    segments: profiles.segments,
    experiments,
  });
  const { assistant, couponHash, coupons } = await openMemberMarketing({
    ...ground,
    consents,
    customers,
    campaigns,
  });
  experimentRoutes(http, { ...guard, experiments, audit: audit.record, clock });
  apiKeyRoutes(http, ground.apiKeys, guard);
  const outreach = campaigns.open(http, assistant);
  const couponKeeper = openCouponDesk(http, { ...ground, ...createVisitorStore(database), couponHash });
  await http.ready();

  let admin: string | undefined;
  async function adminToken(): Promise<string> {
    const known = await prisma.staff.findUnique({ where: { email: 'admin@test.local' } });
    const { staffId } = known
      ? { staffId: known.id }
      : await staffStore.create({
          email: 'admin@test.local',
          name: 'admin',
          role: 'admin',
          password: 'a-password-for-tests',
        });
    return sessions.open(staffId);
  }

  async function call<T = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    token?: string,
  ): Promise<{ status: number; body: T }> {
    admin ??= await adminToken();
    const response = await http.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token ?? admin}` },
      ...(payload ? { payload } : {}),
    });
    return { status: response.statusCode, body: (response.body ? response.json() : {}) as T };
  }

  return {
    /** As an admin, or with a key. */
    call,
    /** A key of the shop's till. */
    async couponKey(): Promise<string> {
      const { body } = await call('POST', '/v1/api-keys', { name: '收银', scopes: ['coupons:write'] });
      return apiKeyCreated.parse(body).key;
    },
    consents,
    coupons,
    experiments,
    profiles,
    /** Everything that time sets off for campaigns, once. */
    tick: outreach.keeper.tick,
    /** What the shop's server is to be told now. */
    deliver: outreach.deliver,
    couponTick: couponKeeper.tick,
    /** With its timers, as a process that runs by itself. */
    start: outreach.start,
    async close(): Promise<void> {
      await profiles.stop();
      await ground.nodes.outbox.close();
      ground.nodes.stopLooking();
      await http.close();
    },
  };
}

export type CampaignNode = Awaited<ReturnType<typeof openCampaignNode>>;
