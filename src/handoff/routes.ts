import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import type { z } from 'zod';
import { closingSettings } from '../contract/closing.js';
import {
  type RosterMember,
  routingSettings,
  type ServiceHours,
  type ServicePreview,
  serviceHours,
  serviceLevels,
  type Wall,
} from '../contract/desk.js';
import type { StaffMember } from '../contract/http.js';
import { parse } from '../platform/errors.js';
import type { ServiceSettingsReader, SettingsKind } from './desk-settings.js';

export interface ServiceRoutesNeeds {
  requireRole: (role: StaffMember['role']) => preHandlerAsyncHookHandler;
  staffOf: (request: FastifyRequest) => StaffMember;
  settings: ServiceSettingsReader;
  /** Keeps who changed what. */
  audit: (staff: StaffMember, kind: SettingsKind) => Promise<void>;
  /** Settings are in force: look at the line again. */
  changed: () => void;
  /** How a calendar stands now: what the shop would do with it. */
  preview: (hours: ServiceHours) => ServicePreview;
  roster: () => Promise<RosterMember[]>;
  wall: () => Promise<Wall>;
}

const documents: { kind: SettingsKind; path: string; what: string; schema: z.ZodType }[] = [
  {
    kind: 'hours',
    path: '/v1/service-hours',
    what: 'service hours: shifts, holidays, time zone',
    schema: serviceHours,
  },
  {
    kind: 'routing',
    path: '/v1/routing',
    what: 'routing: mode, skills, waits, silence',
    schema: routingSettings,
  },
  {
    kind: 'levels',
    path: '/v1/service-levels',
    what: 'targets for answers and solutions',
    schema: serviceLevels,
  },
  {
    kind: 'closing',
    path: '/v1/closing',
    what: 'questions at the end of a conversation: results, satisfaction',
    schema: closingSettings,
  },
];

/** Hours, routing and targets as documents of their own; who is there; the wall. */
export function serviceRoutes(app: FastifyInstance, needs: ServiceRoutesNeeds): void {
  const { requireRole, settings } = needs;

  for (const { kind, path, what, schema } of documents) {
    app.get(
      path,
      {
        preHandler: requireRole('agent'),
        config: { api: { summary: `Reads the ${what}`, who: 'staff', auth: 'staff' } },
      },
      async () => settings.current()[kind],
    );
    app.put(
      path,
      {
        preHandler: requireRole('admin'),
        config: { api: { summary: `Replaces the ${what}`, who: 'admins', auth: 'staff', body: schema } },
      },
      async (request) => {
        await settings.save(kind, request.body);
        await needs.audit(needs.staffOf(request), kind);
        needs.changed();
        return settings.current()[kind];
      },
    );
  }

  app.post(
    '/v1/service-hours/preview',
    {
      preHandler: requireRole('admin'),
      config: {
        api: {
          summary: 'How service hours stand now, without saving them',
          who: 'admins',
          auth: 'staff',
          body: serviceHours,
        },
      },
    },
    async (request) => needs.preview(parse(serviceHours, request.body)),
  );

  app.get(
    '/v1/staff/roster',
    {
      preHandler: requireRole('agent'),
      config: {
        api: { summary: 'Who of the staff is there, with skills and load', who: 'staff', auth: 'staff' },
      },
    },
    async () => ({ items: await needs.roster() }),
  );

  app.get(
    '/v1/conversations/wall',
    {
      preHandler: requireRole('supervisor'),
      config: {
        api: {
          summary: 'The wall: line, people with load and presence, targets at risk',
          who: 'supervisors',
          auth: 'staff',
        },
      },
    },
    async () => needs.wall(),
  );
}
