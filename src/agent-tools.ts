import type { FastifyInstance } from 'fastify';
import { createCannedReplyStore } from './canned-replies/canned-reply-store.js';
import { cannedReplyRoutes } from './canned-replies/routes.js';
import { type AgentRoutesNeeds, agentRoutes } from './conversation/agent-routes.js';
import { defaultPolicy } from './conversation/policy.js';
import { agentOfferRow } from './conversation/rows-of-turn.js';
import { createSearchStore } from './conversation/search-store.js';
import type { SendableCards } from './conversation/sendable.js';
import { createTagStore } from './conversation/tag-store.js';
import { createTraceStore } from './conversation/trace-store.js';
import type { CouponStore } from './marketing/coupons/coupon-store.js';
import type { Database } from './platform/database.js';
import type { SettingsStore } from './platform/settings-store.js';
import type { AuditStore } from './staff/audit-store.js';
import type { StaffGuard } from './staff/guard.js';
import type { StaffDesk, StaffDeskNeeds } from './staff-desk.js';

export interface AgentToolsNeeds
  extends Pick<AgentRoutesNeeds, 'maySee' | 'mayRead' | 'newest' | 'knowledge' | 'clock' | 'committed'> {
  database: Database;
  guard: StaffGuard;
  audit: AuditStore;
  settings: SettingsStore;
  desk: Pick<StaffDesk, 'views' | 'notes'>;
  sendable: SendableCards;
}

/** Everything beside the messages themselves that helps agents answer, put together: HTTP routes. */
export function agentToolRoutes(http: FastifyInstance, needs: AgentToolsNeeds): void {
  const { database, guard, settings, desk, sendable, ...rest } = needs;
  agentRoutes(http, {
    ...rest,
    requireStaff: guard.requireRole('agent'),
    staffOf: guard.staffOf,
    owner: desk.views.owner,
    handOffFacts: createTraceStore(database).handOffFacts,
    moodBars: { upset: defaultPolicy.upsetBar, angry: defaultPolicy.angryBar },
    sendable: sendable.list,
    tags: createTagStore(database),
    notes: desk.notes,
    search: createSearchStore(database, desk.views),
  });
  cannedReplyRoutes(http, {
    ...guard,
    replies: createCannedReplyStore(database),
    shopName: {
      async current() {
        const name = await settings.get('shop-name');
        return typeof name === 'string' ? name : undefined;
      },
      change: (name) => settings.put('shop-name', name),
    },
    audit: ({ staffId }, action, subject) =>
      needs.audit.record({ actor: { type: 'staff', id: staffId }, action, subject }),
  });
}

/** A coupon's card is stored together with the offer that it makes, so that it can be claimed, within its caps. */
export function prepareCardWith(
  sendable: SendableCards,
  recordOffer: CouponStore['recordOfferIn'],
): StaffDeskNeeds['prepareCard'] {
  return async (to, chosen) => {
    const { card, offer } = await sendable.card(to, chosen);
    return {
      card,
      ...(offer ? { alongside: (tx) => recordOffer(tx, agentOfferRow(offer, to.conversationId)) } : {}),
    };
  };
}
