import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { agentToolRoutes, prepareCardWith } from './agent-tools.js';
import { openAttachments } from './attachments/open-attachments.js';
import { attachmentRoutes } from './attachments/routes.js';
import { openCampaigns } from './campaign-desk.js';
import { countAcceptedAnswers } from './conversation/accepted-answers-store.js';
import { createAnswering } from './conversation/answering.js';
import type { CustomerFacts } from './conversation/evidence.js';
import { createMessagePath } from './conversation/message-path.js';
import { createMessageStore } from './conversation/message-store.js';
import { createOfferAnswers } from './conversation/offer-answers.js';
import { defaultPolicy } from './conversation/policy.js';
import { conversationRoutes } from './conversation/routes.js';
import { consentRow } from './conversation/rows-of-turn.js';
import { createTestBench } from './conversation/test-bench.js';
import { tellCustomer } from './conversation/told-customer-store.js';
import { createTurnStore } from './conversation/turn-store.js';
import { openCouponDesk } from './coupon-desk.js';
import { createConsentStore } from './customers/consent-store.js';
import { createSigner } from './customers/customer-claim.js';
import { createCustomerPane } from './customers/customer-pane.js';
import { createCustomerStore } from './customers/customer-store.js';
import { presentOrder } from './customers/order-presenter.js';
import { profileRoutes } from './customers/profile-routes.js';
import { shopperRoutes } from './customers/routes.js';
import { createShopperIdentification, createShopperSessions } from './customers/shopper-session.js';
import { createShopperTokens } from './customers/shopper-token.js';
import { createVisitorStore } from './customers/visitor-store.js';
import { loadDemoPage } from './demo/demo-page-store.js';
import { demoRoutes } from './demo/routes.js';
import { beginShop } from './first-start.js';
import { openGround } from './ground.js';
import { serviceRoutes } from './handoff/routes.js';
import { healthRoutes } from './http/health.js';
import { createHttpServer } from './http/http-server.js';
import { metricsRoute } from './http/metrics.js';
import { serveBuiltPages } from './http/static-files.js';
import { openKnowledge } from './knowledge/open-knowledge.js';
import { knowledgeRoutes } from './knowledge/routes.js';
import { experimentRoutes } from './marketing/experiment-routes.js';
import { createExperimentStore } from './marketing/experiments/experiment-store.js';
import { openMarketingConsole } from './marketing-console.js';
import { openMemberMarketing } from './member-marketing.js';
import { openOrders } from './orders/open-orders.js';
import { orderRoutes } from './orders/routes.js';
import { type Clock, systemClock } from './platform/clock.js';
import type { Config } from './platform/config.js';
import { type Database, openDatabase } from './platform/database.js';
import { definedOnly } from './platform/defined-only.js';
import { newId } from './platform/ids.js';
import { createKeyedQueue } from './platform/keyed-queue.js';
import type { Log } from './platform/log.js';
import { packageRoot } from './platform/package-root.js';
import { openPrivacy } from './privacy-desk.js';
import { openProfiles, type ProfilesNeeds } from './profiles.js';
import { openRealtime, type Realtime } from './realtime/socket-server.js';
import { openResults } from './results.js';
import { openShopIntake } from './shop-intake.js';
import { shopperSockets } from './shopper-sockets.js';
import { apiKeyRoutes } from './staff/api-key-routes.js';
import { createStaffLogin } from './staff/login.js';
import { createLoginThrottle } from './staff/login-throttle.js';
import { memberRoutes } from './staff/member-routes.js';
import { createMembers } from './staff/members.js';
import { staffRoutes } from './staff/routes.js';
import { openStaffDesk } from './staff-desk.js';
import { openTranscripts } from './transcript-mail.js';
import { openUnderstanding } from './understanding/open-understanding.js';

export const version = '0.1.0';

export interface App {
  /** The HTTP server with all routes, ready for requests: what tests talk to without listening. */
  http: FastifyInstance;
  /** @returns the address that it listens on */
  listen(): Promise<string>;
  /** Ends what has begun, then closes everything. */
  close(): Promise<void>;
  /** What the operator should be told at start. */
  notices: { missing: string[]; accounts: { email: string; password: string; role: string }[] };
}

/**
 * Builds the whole server from its parts. The only place that knows every slice: what one needs of another is handed
 * over here as a function.
 * @param open another way to the database than the settings', for tests that look into it
 * @param clock another than the real one, for tests of what depends on the hour
 * @throws AppError with one sentence when the database cannot be opened or the starter content is not valid
 */
export async function createApp(
  config: Config,
  open: typeof openDatabase = openDatabase,
  clock: Clock = systemClock,
): Promise<App> {
  const http = await createHttpServer({ ...config, version });
  const log: Log = http.log;
  const database = await open({ ...config, log });
  try {
    return await assemble(config, http, log, database, clock);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function assemble(
  config: Config,
  http: Awaited<ReturnType<typeof createHttpServer>>,
  log: Log,
  database: Database,
  clock: Clock,
): Promise<App> {
  const ground = await openGround(config, database, log, clock);
  const { prisma, settings, nodes, outbox, limits, redis, shopTimeZone } = ground;
  const { shopSecrets, tokenSecret, protectedFields, audit, staffStore, guard, keyGuard } = ground;
  const { sessions } = ground;
  const missing: string[] = [];
  const login = createStaffLogin({ staffStore, sessions, throttle: createLoginThrottle({ limits }), audit });

  // ── first start ──
  const accounts = await nodes.oneAfterTheOther(() =>
    beginShop({ demo: config.demo, database, settings, staffStore, audit, now: clock(), log }),
  );
  if ((await staffStore.list()).length === 0) {
    missing.push('Nobody can log in yet: npm run --silent cli -- staff add --email … --name … --role admin');
  }

  // ── customers ──
  const visitors = createVisitorStore(database);
  const consents = createConsentStore(database, clock, outbox.kick);
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
  const tokens = createShopperTokens(tokenSecret);
  const identify = createShopperIdentification({ visitors, tokens });

  // ── understanding and knowledge ──
  const { understand, readers, ...reading } = await openUnderstanding({
    catalogue: customers.catalogue,
    catalogueVersion: customers.catalogueVersion,
    clock,
    shopTimeZone,
    modelDir: config.modelDir,
    log,
  });
  missing.push(...reading.missing);
  const countUses = () => countAcceptedAnswers(prisma, clock());
  const tellOthers = () => redis?.signal('knowledge');
  const knowledgeParts = { prisma, audit: audit.record, readers, countUses, tellOthers, log };
  const { published, vocabulary, editing, ...knowledge } = openKnowledge(knowledgeParts);

  // ── marketing ──
  const usedElsewhere: ProfilesNeeds['usedElsewhere'] = (tx, id) => campaigns.namesWithSegment(tx, id);
  const profiles = await openProfiles({ ...ground, demo: config.demo, customers, usedElsewhere });
  const experiments = createExperimentStore(database, settings);
  const shared = { ...ground, consents, customers, experiments };
  const campaigns = openCampaigns({ ...shared, segments: profiles.segments });
  const { coupons, couponHash, assistant, sendable } = await openMemberMarketing({ ...shared, campaigns });

  // ── people ──
  let realtime: Realtime | undefined;
  const messages = createMessageStore(database);
  const desk = await openStaffDesk({
    ...ground,
    messages,
    prepareCard: prepareCardWith(sendable, coupons.recordOfferIn),
    live: () => realtime,
  });
  const { planQueue, staffing, views, status } = desk;

  // ── conversation ──
  const privacy = await openPrivacy({
    ...{ ...ground, consents, visitors, customers: profiles, ...profiles, profileOf: profiles.whole },
    files: () => attachments,
    contactOf: customers.contact,
    async ownerFor(staff, conversationId) {
      const owner = await views.owner(conversationId);
      return owner && ground.maySee(staff, owner) ? owner : undefined;
    },
    dismiss: (conversationId) => nodes.tell('shopper.dismissed', { conversationId }),
  });
  const facts: CustomerFacts = {
    consents: (person) => consents.current(person),
    orders: customers.orders,
    points: profiles.points,
    suggest: ({ person, ...request }) =>
      assistant.suggest({ ...request, ...definedOnly('customerId', person.customerId) }),
    compare: assistant.compare,
    offer: assistant.offer,
    offerReason: campaigns.offerReason,
    wallet: (customerId) => coupons.wallet(customerId, clock()),
    orderChoices: orders.orderChoices,
    orderRequests: orders.orderRequests,
    ownData: privacy.desk.ownData,
  };
  const answering = {
    understand,
    knowledge: published,
    facts,
    staffing,
    policy: defaultPolicy,
    random: Math.random,
    clock,
    newId,
    timeZone: shopTimeZone,
  };
  const path = createMessagePath({
    recordMessage: messages.recordShopperMessage,
    store: createTurnStore(database, { planQueue }),
    ...answering,
    ...campaigns.turnSteps(coupons),
    storeConsent: (granted, turn) => (tx) => consents.recordIn(tx, consentRow(granted, turn)),
    committed: outbox.kick,
    botTyping: (conversationId, on) => realtime?.botTyping(conversationId, on),
    storeOrderRequest: orders.storeOrderRequest,
    withdrawOrderRequest: orders.withdrawOrderRequest,
    readOrder: orders.readOrder,
    ...privacy.turnSteps,
    turns: createKeyedQueue(),
    log,
  });

  // ── attachments ──
  const attachments = await openAttachments({ config, database, tokenSecret, limits, clock, log });
  missing.push(...attachments.missing);

  // ── HTTP ──
  const { erasedAt } = privacy;
  const shopIntake = openShopIntake(http, { ...ground, consents, erasedAt, taken: profiles.kick });
  const openSession = createShopperSessions({
    visitors,
    tokens,
    shopSecrets,
    openConversation: desk.openConversation,
    transcriptMail: config.transcriptHook !== undefined,
    clock,
  });
  privacy.routes(http, guard, identify);
  shopperRoutes(http, { openSession, identify, consents, wallet: facts.wallet });
  await http.register(staffRoutes({ ...ground, ...config, login, setService: desk.setService }));
  serviceRoutes(http, desk.routes(guard));
  const dismissed = (staffId: string) => nodes.tell('staff.dismissed', { staffId });
  memberRoutes(http, createMembers({ staffStore, audit, dismissed, changed: desk.changed }), guard, limits);
  apiKeyRoutes(http, ground.apiKeys, guard);
  await http.register(knowledgeRoutes({ knowledge: editing, vocabulary, ...guard }));
  profileRoutes(http, { ...guard, ...profiles.routes });
  openMarketingConsole(http, { ...ground, ...profiles.routes, customers, consents, wallet: facts.wallet });
  experimentRoutes(http, { ...guard, experiments, audit: audit.record, clock });
  openResults(http, { ...ground, experiments });
  conversationRoutes(http, {
    requireStaff: guard.requireRole('agent'),
    requireAsker: keyGuard.requireKeyOrRole('answers:read', 'agent'),
    staffOf: guard.staffOf,
    ...ground,
    views,
    notes: desk.notes,
    newest: messages.newest,
    status,
    browsing: shopIntake.browsing.current,
    customerPane: createCustomerPane({ customers, consents, wallet: facts.wallet, profile: profiles.pane }),
    bench: createTestBench({
      answer: createAnswering({ ...answering, staffing: () => 'present', random: () => 0 }),
      findCustomer: customers.findByExternalId,
    }),
  });
  const { newest } = messages;
  agentToolRoutes(http, { ...ground, desk, newest, knowledge: published, sendable });
  const outreach = campaigns.open(http, assistant);
  const couponKeeper = openCouponDesk(http, { ...ground, ...visitors, couponHash });
  const mail = openTranscripts(http, {
    ...ground,
    hook: config.transcriptHook,
    views,
    newest,
    timeZone: () => shopTimeZone,
    identify,
  });
  attachmentRoutes(http, { ...ground, ...attachments, ...views, ...desk.notes, identify });
  orderRoutes(http, {
    ...guard,
    ...orders,
    committed: outbox.kick,
    auditOf: audit.list,
    staffNames: async () => new Map((await staffStore.list()).map(({ staffId, name }) => [staffId, name])),
  });
  if (config.demo) {
    demoRoutes(http, {
      ...(await loadDemoPage(database)),
      accounts,
      sign: createSigner(shopSecrets[0] ?? '', clock),
    });
  }
  healthRoutes(http, {
    version,
    checks: {
      database: async () => void (await prisma.$queryRaw`SELECT 1`),
      knowledge: async () => {
        if (!published.ready()) throw new Error('The index is still being built.');
      },
      open: async () => realtime?.checkOpen(),
    },
    dispensable: redis ? { redis: redis.check } : {},
  });
  const countEvents = metricsRoute(http, {
    connections: () => realtime?.connections() ?? { shoppers: 0, staff: 0 },
    waiting: desk.waitingCount,
    backlog: outbox.backlog,
  });
  await serveBuiltPages(http, join(packageRoot(), 'dist'), { demo: config.demo });
  await http.ready();

  // ── sockets ──
  realtime = openRealtime(http.server, {
    ...nodes,
    log,
    status,
    owner: views.owner,
    summary: views.summary,
    mention: desk.notes.mention,
    spokenTo: desk.notes.spokenTo,
    waits: desk.waits,
    waitingCount: desk.waitingCount,
    shoppers: shopperSockets({
      identify,
      path,
      messages,
      desk,
      customers,
      respondToOffer: createOfferAnswers({ ...coupons, ...views, clock }),
      track: shopIntake.browsing.record,
      log,
    }),
    staff: {
      identify: guard.admitSocket,
      ...desk.sockets,
    },
  });
  const sockets = realtime;
  outbox.subscribe(countEvents);
  outbox.watch(sockets.deliver);
  outbox.subscribe(desk.observe);
  profiles.start();
  const keeping = [desk.start(), outreach.start(), couponKeeper.start(), profiles, privacy.keeper.start()];
  mail?.start();

  let loading: Promise<void> | undefined;
  return {
    http,
    notices: { missing, accounts },
    async listen() {
      // Built beside the first requests: a message that comes earlier is stored and answered afterwards.
      loading = Promise.all([knowledge.reload(), assistant.warmUp()])
        .catch((error) => log.error({ err: error }, 'The shop could not be loaded: restart the server.'))
        // Where nothing could be loaded, a person is called.
        .then(() => path.recover())
        .then((recovered) => {
          if (recovered > 0) log.info({ conversations: recovered }, 'Answering what was left unanswered.');
        })
        .catch((error) => log.error({ err: error }, 'Unanswered messages could not be looked for.'));
      nodes.lookOften({ turns: path.takeUpAbandoned, knowledge: knowledge.look, roster: desk.changed });
      outbox.kick();
      const address = await http.listen({ port: config.port, host: config.host });
      outbox.kick();
      return address;
    },
    async close() {
      sockets.drain();
      attachments.close();
      for (const kept of keeping) await kept.stop();
      await mail?.stop();
      nodes.stopLooking();
      await path.drain(Promise.all([loading, published.idle()]));
      await outbox.close();
      await sockets.close();
      redis?.close();
      await desk.close();
      await http.close();
      await shopIntake.close();
      await published.close();
      await reading.close();
      await database.close();
    },
  };
}
