import { z } from 'zod';
import type { ExperimentReport } from '../../contract/experiments.js';
import type { Database } from '../../platform/database.js';
import type { SettingsStore } from '../../platform/settings-store.js';
import type { MeasuredEffect } from './expected-uplift.js';

/** Fewer finished customers on either side say nothing that a prior does not. */
const enough = 100;
const mostCampaigns = 50;

const settingsKey = 'measured-effects';
const stored = z.record(z.string(), z.strictObject({ value: z.number(), error: z.number().positive() }));
/** How soon a process sees what another has measured. */
const lookEveryMs = 5 * 60_000;

/**
 * What the holdouts of campaigns have shown so far, by arm: measured now and then by the process on duty, stored, and kept in
 * the memory of each.
 */
export function createMeasuredEffects({
  prisma,
  settings,
  report,
}: Pick<Database, 'prisma'> & {
  settings: Pick<SettingsStore, 'get' | 'put'>;
  report: (campaignId: string, now: Date) => Promise<ExperimentReport>;
}) {
  let known = new Map<string, MeasuredEffect>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  const keyOf = (campaignId: string, arm: string) => `${campaignId}:${arm}`;
  return {
    of: (campaignId: string, arm: string): MeasuredEffect | undefined => known.get(keyOf(campaignId, arm)),

    /** Looks, now and then, at what was measured elsewhere. What cannot be read is as if nothing had been. */
    async look(now: Date): Promise<void> {
      if (now.getTime() - lookedAt < lookEveryMs) return;
      lookedAt = now.getTime();
      const read = stored.safeParse((await settings.get(settingsKey)) ?? {});
      known = new Map(read.success ? Object.entries(read.data) : []);
    },

    async measure(now: Date): Promise<void> {
      const running = await prisma.campaign.findMany({
        where: { state: 'running', assignments: { some: {} } },
        orderBy: { id: 'asc' },
        take: mostCampaigns,
        select: { id: true },
      });
      const measured = new Map<string, MeasuredEffect>();
      for (const { id } of running) {
        const { groups, comparisons, control } = await report(id, now);
        const sizeOf = (group: string) => groups.find((one) => one.id === group)?.customers ?? 0;
        for (const { arm, conversion } of comparisons) {
          if (
            conversion.low === null ||
            conversion.low >= conversion.value ||
            Math.min(sizeOf(arm), sizeOf(control)) < enough
          )
            continue;
          // The interval is of 95 %: 1.96 standard errors to each side.
          measured.set(keyOf(id, arm), {
            value: conversion.value,
            error: (conversion.value - conversion.low) / 1.96,
          });
        }
      }
      await settings.put(
        settingsKey,
        Object.fromEntries([...measured].map(([key, effect]) => [key, { ...effect }])),
      );
      known = measured;
      lookedAt = now.getTime();
    },
  };
}
