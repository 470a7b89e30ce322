import type { FastifyInstance } from 'fastify';
import { customerRecordRoutes } from './customers/customer-record-routes.js';
import { type CustomerRecordNeeds, createCustomerRecords } from './customers/customer-record-store.js';
import type { MemberRulesStore } from './customers/members/member-rules-store.js';
import type { ProfileViews } from './customers/profile-view-store.js';
import { createCatalogueChoices } from './marketing/catalogue-choice-store.js';
import { couponEditorRoutes } from './marketing/coupon-editor-routes.js';
import type { StaffGuard } from './staff/guard.js';

export interface MarketingConsoleNeeds extends CustomerRecordNeeds {
  guard: StaffGuard;
  views: Pick<ProfileViews, 'idOf'>;
  memberRules: Pick<MemberRulesStore, 'current'>;
  shopTimeZone: string;
  clock: () => Date;
}

/** What the console's pages of customers, segments and coupons ask for beside what they edit, put together. */
export function openMarketingConsole(http: FastifyInstance, needs: MarketingConsoleNeeds): void {
  const { guard, views, memberRules, shopTimeZone, clock } = needs;
  customerRecordRoutes(http, { ...guard, idOf: views.idOf, recordOf: createCustomerRecords(needs) });
  couponEditorRoutes(http, {
    ...guard,
    choices: createCatalogueChoices(needs),
    async tierNames() {
      const { rules } = await memberRules.current();
      return rules?.tiers.levels.map(({ id, name }) => ({ id, name })) ?? [];
    },
    shopTimeZone,
    clock,
  });
}
