import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import {
  type ExperimentReport,
  type GlobalHoldoutInForce,
  globalHoldoutChange,
} from '../contract/experiments.js';
import { parse } from '../platform/errors.js';
import type { ExperimentStore } from './experiments/experiment-store.js';

export interface ExperimentRoutesNeeds {
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'admin'): preHandlerAsyncHookHandler;
  staffOf(request: FastifyRequest): { staffId: string };
  experiments: ExperimentStore;
  audit(record: {
    actor: { type: 'staff'; id: string };
    action: string;
    subject: string;
    detail: Record<string, number>;
  }): Promise<void>;
  clock(): Date;
}

const byCampaign = z.strictObject({ campaignId: z.uuid() });

/** `/v1/experiments`: what campaigns changed, and how many customers get none, to compare with. */
export function experimentRoutes(
  app: FastifyInstance,
  { requireRole, staffOf, experiments, audit, clock }: ExperimentRoutesNeeds,
): void {
  const admins = { who: 'admins', auth: 'staff' } as const;
  const preHandler = requireRole('admin');

  app.get(
    '/v1/experiments/:campaignId/report',
    {
      preHandler,
      config: { api: { ...admins, summary: 'What a campaign changed, with intervals and checks' } },
    },
    async (request): Promise<ExperimentReport> =>
      experiments.reportOf(parse(byCampaign, request.params).campaignId, clock()),
  );
  app.get(
    '/v1/experiments/global-holdout',
    { preHandler, config: { api: { ...admins, summary: 'Share of the customers that get no campaign' } } },
    async (): Promise<GlobalHoldoutInForce> => ({ share: (await experiments.globalHoldout()).share }),
  );
  app.put(
    '/v1/experiments/global-holdout',
    {
      preHandler,
      config: { api: { ...admins, summary: 'Changes that share', body: globalHoldoutChange } },
    },
    async (request): Promise<GlobalHoldoutInForce> => {
      const { share } = parse(globalHoldoutChange, request.body);
      const before = await experiments.globalHoldout();
      const after = await experiments.setGlobalHoldout(share, clock());
      await audit({
        actor: { type: 'staff', id: staffOf(request).staffId },
        action: 'experiments.global-holdout',
        subject: 'global-holdout',
        detail: { before: before.share, after: after.share },
      });
      return { share: after.share };
    },
  );
}
