import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import {
  type MemberRules,
  type MemberRulesEffect,
  type MemberRulesInForce,
  type MemberTiers,
  memberRulesEffect,
  memberRulesPreview,
  memberRulesUpdate,
  memberTiers,
} from '../contract/member-rules.js';
import { parse } from '../platform/errors.js';
import { requestsPerMinute } from '../platform/rate-limit.js';
import { memberRulesToYaml } from './members/member-rules-file.js';
import type { MemberRulesStore } from './members/member-rules-store.js';
import type { TierEffect } from './members/tier-effect-store.js';

export interface MemberRulesRoutesNeeds {
  requireRole(role: 'agent' | 'supervisor' | 'admin'): preHandlerAsyncHookHandler;
  staffOf(request: FastifyRequest): { staffId: string };
  memberRules: MemberRulesStore;
  /** The rules that come with the program. */
  standardRules(): Promise<MemberRules>;
  tierEffect: TierEffect;
  /** Begins a new fit and computes everything, beside what else goes on. */
  rebuild(): void;
}

const admins = { who: 'admins', auth: 'staff' } as const;
/** A look at what rules would do goes over all customers. */
const previewLimit = requestsPerMinute(20);

/** `/v1/member-rules`: tiers and points, read by whoever oversees, changed by admins. */
export function memberRulesRoutes(app: FastifyInstance, needs: MemberRulesRoutesNeeds): void {
  const { requireRole, staffOf, memberRules, standardRules, tierEffect, rebuild } = needs;
  const inForce = async (version: number, rules: MemberRules | undefined): Promise<MemberRulesInForce> => ({
    version,
    ...(rules ? { rules, yaml: memberRulesToYaml(rules) } : {}),
    standard: await standardRules(),
  });

  app.get(
    '/v1/member-rules',
    {
      preHandler: requireRole('supervisor'),
      config: {
        api: { who: 'supervisors, admins', auth: 'staff', summary: 'The rules of tiers and points' },
      },
    },
    async () => {
      const { version, rules } = await memberRules.current();
      return inForce(version, rules);
    },
  );
  app.get(
    '/v1/member-tiers',
    {
      preHandler: requireRole('agent'),
      config: {
        api: { who: 'staff', auth: 'staff', summary: 'What members call the tiers', response: memberTiers },
      },
    },
    async (): Promise<MemberTiers> => {
      const { rules } = await memberRules.current();
      return { tiers: rules?.tiers.levels.map(({ id, name }) => ({ id, name })) ?? [] };
    },
  );
  app.post(
    '/v1/member-rules::preview',
    {
      preHandler: requireRole('admin'),
      config: {
        rateLimit: previewLimit,
        api: {
          ...admins,
          summary: 'Who would have another tier by these rules; changes nothing',
          body: memberRulesPreview,
          response: memberRulesEffect,
        },
      },
    },
    async (request): Promise<MemberRulesEffect> => tierEffect(parse(memberRulesPreview, request.body).rules),
  );
  app.put(
    '/v1/member-rules',
    {
      preHandler: requireRole('admin'),
      config: { api: { ...admins, summary: 'Puts new member rules in force', body: memberRulesUpdate } },
    },
    async (request) => {
      const { rules, baseVersion } = parse(memberRulesUpdate, request.body);
      const by = { type: 'staff' as const, id: staffOf(request).staffId };
      const saved = await memberRules.save(rules, baseVersion, by);
      rebuild();
      return inForce(saved.version, rules);
    },
  );
}
