import { join } from 'node:path';
import type { ProfileStatus } from './contract/profile.js';
import type { CustomerStore } from './customers/customer-store.js';
import { readStandardRules } from './customers/members/member-rules-file.js';
import { createMemberRulesStore } from './customers/members/member-rules-store.js';
import { createMembership } from './customers/members/membership-store.js';
import { createTierEffect } from './customers/members/tier-effect-store.js';
import { createHistoryStore } from './customers/profile/history-store.js';
import { createProfileStore } from './customers/profile/profile-store.js';
import { createRebuild } from './customers/profile/rebuild.js';
import { createSchedule } from './customers/profile/schedule.js';
import { createProfileViews } from './customers/profile-view-store.js';
import { createSegmentRows } from './customers/segments/segment-rows-store.js';
import { createSegments } from './customers/segments/segment-store.js';
import { importStarterSegments } from './customers/segments/starter-segments.js';
import type { Database } from './platform/database.js';
import { createDuty } from './platform/duty.js';
import type { Log } from './platform/log.js';
import { packageRoot } from './platform/package-root.js';
import type { SettingsStore } from './platform/settings-store.js';
import type { AuditStore } from './staff/audit-store.js';

export interface ProfilesNeeds {
  /** This process. */
  nodeId: string;
  database: Database;
  settings: SettingsStore;
  audit: AuditStore;
  customers: Pick<CustomerStore, 'points'>;
  /** Names of whatever refers to a segment, such as campaigns: it is not deleted then. */
  usedElsewhere?: NonNullable<Parameters<typeof createSegmentRows>[0]['usedElsewhere']>;
  shopTimeZone: string;
  /** The demo shop comes with rules and segments. */
  demo: boolean;
  clock: () => Date;
  log: Log;
}

/** A batch of customers is computed in seconds; a server that says nothing for so long is gone. */
const dutyTermMs = 60_000;
const progressKey = 'profiles-until';
const starterKey = 'starter-members';

/** What is known of customers, put together: profiles, segments, tiers and points, and what keeps them up to date. */
export async function openProfiles(needs: ProfilesNeeds) {
  const { database, settings, customers, shopTimeZone: timeZone, clock, log } = needs;
  const { prisma } = database;
  const audit = needs.audit.record;
  const memberRules = createMemberRulesStore({ prisma, audit, clock });
  const standardRules = () => readStandardRules(join(packageRoot(), 'member-rules'));
  const membership = createMembership({ prisma, rules: memberRules, audit, timeZone });
  const segmentRows = createSegmentRows({
    prisma,
    audit,
    ...(needs.usedElsewhere ? { usedElsewhere: needs.usedElsewhere } : {}),
  });
  const segments = createSegments({
    prisma,
    rows: segmentRows,
    timeZone,
    clock,
    async tierNames() {
      const { rules } = await memberRules.current();
      return new Map(rules?.tiers.levels.map(({ id, name }) => [id, name]));
    },
  });
  const store = createProfileStore(database);
  const rebuild = createRebuild({
    histories: createHistoryStore(database, timeZone),
    profiles: store,
    database: database.kind,
    duty: createDuty(database, 'profiles', needs.nodeId, log, dutyTermMs),
    progress: {
      async get() {
        const until = await settings.get(progressKey);
        return typeof until === 'string' ? new Date(until) : undefined;
      },
      put: (until) => settings.put(progressKey, until.toISOString()),
    },
    alongside: membership.apply,
    timeZone,
    clock,
    random: Math.random,
    log,
  });
  const schedule = createSchedule({
    rebuild,
    lastFit: async () => (await store.newestModel())?.fittedAt,
    timeZone,
    clock,
    log,
  });
  const views = createProfileViews({ prisma, segments, membership, clock, missing: schedule.kick });

  if (needs.demo && (await settings.get(starterKey)) === undefined) {
    if ((await memberRules.current()).version === 0)
      await memberRules.save(await standardRules(), 0, { type: 'system', id: 'first-start' });
    const count = (await segmentRows.all()).length === 0 ? await importStarterSegments(segmentRows) : 0;
    await settings.getOrCreate(starterKey, () => ({ segments: count }));
    log.info({ segments: count }, 'The starter segments and member rules were imported.');
  }

  return {
    segments,
    /** What `profileRoutes` needs beside the guard. */
    routes: {
      views,
      membership,
      memberRules,
      standardRules,
      tierEffect: createTierEffect({ prisma, clock }),
      segments,
      segmentRows,
      rebuild: schedule.full,
      async status(): Promise<ProfileStatus> {
        const [newest, counts] = await Promise.all([store.newestModel(), store.counts()]);
        const { running, lastRun } = schedule.status();
        return {
          ...counts,
          running,
          ...(lastRun ? { lastRun: { ...lastRun, at: lastRun.at.toISOString() } } : {}),
          ...(newest
            ? {
                model: {
                  version: newest.version,
                  fittedAt: newest.fittedAt.toISOString(),
                  customers: newest.customers,
                  bgNbd: newest.model.bgNbd,
                  gammaGamma: newest.model.gammaGamma,
                  ...(newest.model.reliability ? { reliability: newest.model.reliability } : {}),
                },
              }
            : {}),
        };
      },
    },
    /** Part of the pane beside a conversation. */
    pane: (customerId: string) => views.view({ id: customerId }, false),
    /** What the customer is told of all figures. */
    whole: (customerId: string) => views.view({ id: customerId }, true),
    /** Tier and points as the bot tells them; by the rules where they give the tiers. */
    async points(customerId: string) {
      const now = clock();
      const told = await customers.points(customerId);
      const progress = await membership.progress(customerId, now);
      if (!progress) return told;
      const { tierName, windowMonths, next } = progress;
      return {
        tierText: tierName,
        points: told.points,
        ...(next
          ? {
              nextTierText: `近 ${windowMonths} 个月再消费 ${Math.ceil(next.missingMinor / 100)} 元，就能升到${next.name}。`,
            }
          : {}),
      };
    },
    /** Orders, events or consents were sent in: look at them soon. */
    kick: schedule.kick,
    start: schedule.start,
    stop: schedule.stop,
  };
}
