import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import {
  type CampaignDryRun,
  type CampaignSettings,
  campaignCopy,
  campaignCreate,
  campaignList,
  campaignMove,
  campaignSettings,
  campaignUpdate,
} from '../contract/campaigns.js';
import type { ExperimentReport } from '../contract/experiments.js';
import { parse } from '../platform/errors.js';
import type { CampaignStore } from './campaigns/campaign-store.js';
import type { CampaignMove } from './campaigns/lifecycle.js';

export interface CampaignRoutesNeeds {
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'admin'): preHandlerAsyncHookHandler;
  staffOf(request: FastifyRequest): { staffId: string };
  store: CampaignStore;
  dryRun: (campaignId: string) => Promise<CampaignDryRun>;
  report: (campaignId: string) => Promise<ExperimentReport>;
  settings: {
    get(): Promise<CampaignSettings & { hookSecret: string }>;
    put(settings: CampaignSettings, staffId: string): Promise<void>;
  };
}

const byId = z.strictObject({ id: z.uuid() });
const moves: [CampaignMove, string][] = [
  ['start', 'Starts a campaign, or goes on with a paused one'],
  ['pause', 'Reaches nobody until it is started again'],
  ['end', 'Ends a campaign for good'],
];

/** `/v1/campaigns…` for admins. */
export function campaignRoutes(app: FastifyInstance, needs: CampaignRoutesNeeds): void {
  const { requireRole, staffOf, store } = needs;
  const admins = (summary: string, schemas: { query?: z.ZodType; body?: z.ZodType } = {}) => ({
    preHandler: requireRole('admin'),
    config: { api: { summary, who: 'admins', auth: 'staff' as const, ...schemas } },
  });
  const by = (request: FastifyRequest) => staffOf(request).staffId;
  const idOf = (request: FastifyRequest) => parse(byId, request.params).id;
  const path = '/v1/campaigns';

  app.get(path, admins('Campaigns, the newest first', { query: campaignList }), async (request) =>
    store.list(parse(campaignList, request.query)),
  );
  app.post(path, admins('Makes a campaign, as a draft', { body: campaignCreate }), async (request, reply) =>
    reply.code(201).send({ campaign: await store.create(parse(campaignCreate, request.body), by(request)) }),
  );
  app.get(`${path}/:id`, admins('One campaign, with what overlaps it'), async (request) => ({
    campaign: await store.get(idOf(request)),
  }));
  app.put(
    `${path}/:id`,
    admins('Changes a campaign; after its start not what people were drawn by', { body: campaignUpdate }),
    async (request) => {
      const { baseVersion, ...content } = parse(campaignUpdate, request.body);
      return { campaign: await store.update(idOf(request), content, baseVersion, by(request)) };
    },
  );
  app.delete(`${path}/:id`, admins('Deletes a draft'), async (request, reply) => {
    await store.remove(idOf(request), by(request));
    return reply.code(204).send();
  });
  for (const [move, summary] of moves)
    app.post(`${path}/:id/${move}`, admins(summary, { body: campaignMove }), async (request) => {
      const { baseVersion } = parse(campaignMove, request.body);
      return { campaign: await store.move(idOf(request), move, baseVersion, by(request)) };
    });
  app.post(
    `${path}/:id/copy`,
    admins('A draft with the same content and groups drawn anew', { body: campaignCopy }),
    async (request, reply) => {
      const { name } = parse(campaignCopy, request.body);
      return reply.code(201).send({ campaign: await store.copy(idOf(request), name, by(request)) });
    },
  );
  app.post(`${path}/:id/dry-run`, admins('Who would get it now, who would not, and why'), async (request) =>
    needs.dryRun(idOf(request)),
  );
  app.get(`${path}/:id/report`, admins('What a campaign has changed'), async (request) =>
    needs.report(idOf(request)),
  );
  app.get('/v1/campaign-settings', admins('What holds for all campaigns'), async () => needs.settings.get());
  app.put(
    '/v1/campaign-settings',
    admins('Changes what holds for all campaigns', { body: campaignSettings }),
    async (request) => {
      await needs.settings.put(parse(campaignSettings, request.body), by(request));
      return needs.settings.get();
    },
  );
}
