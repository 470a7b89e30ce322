import type { ExperimentReport } from '../../contract/experiments.js';
import type { Database } from '../../platform/database.js';
import type { MeasuredEffect } from './expected-uplift.js';

/** Fewer finished customers on either side say nothing that a prior does not. */
const enough = 100;
const mostCampaigns = 50;

/** What the holdouts of campaigns have shown so far, by arm: kept in memory, measured anew now and then. */
export function createMeasuredEffects({
  prisma,
  report,
}: Pick<Database, 'prisma'> & { report: (campaignId: string, now: Date) => Promise<ExperimentReport> }) {
  let known = new Map<string, MeasuredEffect>();
  const keyOf = (campaignId: string, arm: string) => `${campaignId}:${arm}`;
  return {
    of: (campaignId: string, arm: string): MeasuredEffect | undefined => known.get(keyOf(campaignId, arm)),

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
          if (conversion.low === null || Math.min(sizeOf(arm), sizeOf(control)) < enough) continue;
          // The interval is of 95 %: 1.96 standard errors to each side.
          measured.set(keyOf(id, arm), {
            value: conversion.value,
            error: (conversion.value - conversion.low) / 1.96,
          });
        }
      }
      known = measured;
    },
  };
}
