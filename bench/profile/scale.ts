import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { memberRules } from '../../src/contract/member-rules.js';
import { createMemberRulesStore } from '../../src/customers/members/member-rules-store.js';
import { createMembership } from '../../src/customers/members/membership-store.js';
import { createHistoryStore } from '../../src/customers/profile/history-store.js';
import { createProfileStore } from '../../src/customers/profile/profile-store.js';
import { createRebuild } from '../../src/customers/profile/rebuild.js';
import { createSegmentRows } from '../../src/customers/segments/segment-rows-store.js';
import { createSegments } from '../../src/customers/segments/segment-store.js';
import { importStarterSegments } from '../../src/customers/segments/starter-segments.js';
import { openDatabase } from '../../src/platform/database.js';
import { alwaysOnDuty } from '../../src/platform/duty.js';
import type { Log } from '../../src/platform/log.js';
import { generateShop } from './generated-shop.js';
import { startPostgresServer } from './postgres-server.js';

const nothing = () => {};
const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const timeZone = 'Asia/Shanghai';

export interface ScaleResult {
  database: 'embedded' | 'postgres';
  customers: number;
  orders: number;
  lines: number;
  /** A new fit and every profile. */
  fullSeconds: number;
  /** What this process computed meanwhile: on a machine that others use as well, less than the time that passed. */
  fullCpuSeconds: number;
  /** After one customer in a hundred has ordered. */
  changedCustomers: number;
  changesSeconds: number;
  /** Tiers and points of everybody, the first time. */
  membershipSeconds: number;
  /** The twelve starter segments, counted. */
  segmentSeconds: number;
  /** Of this process: with the embedded database, including it. */
  peakMemoryMb: number;
  memoryBeforeMb: number;
  /** How long the event loop was held up while profiles were computed, milliseconds. */
  loopP99Ms: number;
  loopMaxMs: number;
}

/** Measures one size in this process. @param port for the PostgreSQL server */
export async function measureScale(
  lines: number,
  kind: ScaleResult['database'],
  port: number,
): Promise<ScaleResult> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-bench-data-'));
  const server = kind === 'postgres' ? await startPostgresServer(port) : undefined;
  try {
    const database = await openDatabase({
      dataDir: folder,
      ...(server ? { databaseUrl: server.url } : {}),
      log: quiet,
    });
    try {
      const shop = await generateShop(database, lines);
      const { prisma } = database;
      let until: Date | undefined;
      const clock = () => new Date();
      const rebuild = createRebuild({
        histories: createHistoryStore(database, timeZone),
        profiles: createProfileStore(database),
        duty: alwaysOnDuty,
        database: kind,
        progress: {
          get: async () => until,
          async put(to) {
            until = to;
          },
        },
        timeZone,
        clock,
        random: Math.random,
        log: quiet,
      });
      const memory = watchMemory();
      const loop = monitorEventLoopDelay({ resolution: 5 });
      loop.enable();
      const cpu = process.cpuUsage();
      const full = await rebuild.full();
      const { user, system } = process.cpuUsage(cpu);
      loop.disable();
      const peak = memory.stop();

      await prisma.$executeRaw`
        UPDATE "Order" SET "updatedAt" = now() + interval '1 second'
        WHERE "customerId" IN (SELECT id FROM "Customer" WHERE hashtext("externalId") % 100 = 0)`;
      // Everything else is long done.
      until = new Date(Date.now() + 120_000);
      const changes = await rebuild.changes();

      const audit = async () => {};
      const rules = createMemberRulesStore({ prisma, audit, clock });
      await rules.save(starterRules, 0, { type: 'system', id: 'bench' });
      const membership = createMembership({ prisma, rules, audit, timeZone });
      const histories = createHistoryStore(database, timeZone);
      const startedMembership = performance.now();
      for (let after: string | undefined; ; ) {
        const ids = await histories.customersAfter(after, 250);
        await membership.apply(ids, clock());
        after = ids.at(-1);
        if (ids.length < 250) break;
      }
      const membershipSeconds = (performance.now() - startedMembership) / 1000;

      const rows = createSegmentRows({ prisma, audit });
      await importStarterSegments(rows);
      const startedSegments = performance.now();
      await createSegments({ prisma, rows, timeZone, clock }).list();
      return {
        database: kind,
        ...shop,
        fullSeconds: full?.seconds ?? Number.NaN,
        fullCpuSeconds: (user + system) / 1e6,
        changedCustomers: changes?.customers ?? 0,
        changesSeconds: changes?.seconds ?? Number.NaN,
        membershipSeconds,
        segmentSeconds: (performance.now() - startedSegments) / 1000,
        peakMemoryMb: peak.peak,
        memoryBeforeMb: peak.before,
        loopP99Ms: loop.percentile(99) / 1e6,
        loopMaxMs: loop.max / 1e6,
      };
    } finally {
      await database.close();
    }
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const starterRules = memberRules.parse({
  tiersFrom: 'rules',
  pointsFrom: 'rules',
  tiers: {
    levels: [
      { id: 'regular', name: '普通会员', reach: 0 },
      { id: 'silver', name: '银卡会员', reach: 500 },
      { id: 'gold', name: '金卡会员', reach: 1500 },
    ],
  },
  points: { countFrom: '2020-01-01', birthday: { multiplier: 2 }, expiry: { endOfYear: 1 } },
});

const megabyte = 1024 * 1024;

/** Looks at the memory of this process several times a second. */
function watchMemory() {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  return {
    stop() {
      clearInterval(timer);
      return { before: before / megabyte, peak: peak / megabyte };
    },
  };
}
