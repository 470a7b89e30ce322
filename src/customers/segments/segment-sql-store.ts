import { countedStates } from '../../contract/cards.js';
import type { ChoiceFigure, DateFigure, NumberFigure } from '../../contract/segments.js';
import { Prisma } from '../../platform/generated/prisma/client.js';
import { erasedCustomerPrefix } from '../privacy/erasure-store.js';
import type { Moment } from './customer-facts.js';
import { looksAtPersonal, type PlainLeaf, type ResolvedRule } from './resolve-rule.js';

const dayMs = 86_400_000;

/** Customers (`c`) with their profiles (`p`), which some do not have yet; without those who had everything deleted. */
export const customersWithProfiles = Prisma.sql`
  (SELECT * FROM "Customer" WHERE "externalId" NOT LIKE ${`${erasedCustomerPrefix}%`}) c LEFT JOIN "CustomerProfile" p ON p."customerId" = c.id`;

const sql = (text: string) => Prisma.raw(text);

const numberColumns: Record<NumberFigure, Prisma.Sql> = {
  orders: sql('COALESCE(p.orders, 0)'),
  points: sql('c.points'),
  spentYearMinor: sql('p."spentYearMinor"'),
  averageOrderMinor: sql('p."averageOrderMinor"'),
  valueMinor: sql('p."valueMinor"'),
  recency: sql('p.recency'),
  frequency: sql('p.frequency'),
  monetary: sql('p.monetary'),
  alive: sql('p.alive'),
  churn: sql('p.churn'),
  expected30: sql('p.expected30'),
  expected90: sql('p.expected90'),
  expected180: sql('p.expected180'),
  couponSensitivity: sql('p."couponSensitivity"'),
  conversations: sql('p.conversations'),
  satisfaction: sql('p.satisfaction'),
  complaints: sql('p.complaints'),
};

const dateColumns: Record<DateFigure, Prisma.Sql> = {
  firstOrderAt: sql('p."firstOrderAt"'),
  lastOrderAt: sql('p."lastOrderAt"'),
  registeredAt: sql('c."registeredAt"'),
  lastConversationAt: sql('p."lastConversationAt"'),
  lastSeenAt: sql('p."lastSeenAt"'),
  replenishDueAt: sql('p."replenishDueAt"'),
};

const choiceColumns: Record<ChoiceFigure, Prisma.Sql> = {
  tier: sql('c.tier'),
  rfm: sql('p.rfm'),
  lifecycle: sql('p.lifecycle'),
  topCategory: sql('p."topCategory"'),
  topBrand: sql('p."topBrand"'),
  priceBand: sql('p."priceBand"'),
  topColour: sql('p."topColour"'),
  daypart: sql('p.daypart'),
  province: sql('c.province'),
  city: sql('c.city'),
};

const numberOps = { 'at-least': sql('>='), 'at-most': sql('<='), equals: sql('=') };
const boughtColumns = {
  product: sql('g."externalId"'),
  category: sql('g.category'),
  brand: sql('g.brand'),
};

/**
 * A rule as a condition on `customersWithProfiles`. Every value is a parameter. Each condition is true or false, never
 * unknown, so that `not` means the same here as in `explain-rule.ts`.
 */
export function conditionOf(rule: ResolvedRule, moment: Moment): Prisma.Sql {
  const condition = compile(rule, moment);
  return looksAtPersonal(rule) ? Prisma.sql`(p.personal IS TRUE AND ${condition})` : condition;
}

function compile(rule: ResolvedRule, moment: Moment): Prisma.Sql {
  switch (rule.kind) {
    case 'all':
    case 'any': {
      const parts = rule.rules.map((each) => compile(each, moment));
      return Prisma.sql`(${Prisma.join(parts, rule.kind === 'all' ? ' AND ' : ' OR ')})`;
    }
    case 'not':
      return Prisma.sql`(NOT ${compile(rule.rule, moment)})`;
    case 'segment':
      return compile(rule.rule, moment);
    default:
      return Prisma.sql`COALESCE(${leafCondition(rule, moment)}, FALSE)`;
  }
}

function leafCondition(leaf: PlainLeaf, { now, birthdays }: Moment): Prisma.Sql {
  const at = (days: number) => new Date(now + days * dayMs);
  switch (leaf.kind) {
    case 'number':
      return Prisma.sql`${numberColumns[leaf.figure]}::float8 ${numberOps[leaf.op]} ${leaf.value}::float8`;
    case 'date': {
      const column = dateColumns[leaf.figure];
      if (leaf.op === 'longer-ago') return Prisma.sql`${column} < ${at(-leaf.days)}::timestamptz`;
      if (leaf.op === 'within-next') return Prisma.sql`${column} <= ${at(leaf.days)}::timestamptz`;
      return Prisma.sql`${column} BETWEEN ${at(-leaf.days)}::timestamptz AND ${at(0)}::timestamptz`;
    }
    case 'choice':
      return Prisma.sql`${choiceColumns[leaf.figure]} = ANY(${leaf.values}::text[])`;
    case 'bought': {
      const since =
        leaf.withinDays === undefined
          ? Prisma.empty
          : Prisma.sql`AND o."createdAt" >= ${at(-leaf.withinDays)}::timestamptz`;
      return Prisma.sql`EXISTS (
        SELECT 1 FROM "Order" o JOIN "OrderLine" l ON l."orderId" = o.id JOIN "Product" g ON g.id = l."productId"
        WHERE o."customerId" = c.id AND o.status = ANY(${countedStates}::text[]) ${since}
          AND ${boughtColumns[leaf.what]} = ANY(${leaf.values}::text[]))`;
    }
    case 'consent': {
      const newest = Prisma.sql`(SELECT k.granted FROM "Consent" k
        WHERE k."customerId" = c.id AND k.purpose = ${leaf.purpose} ORDER BY k."createdAt" DESC, k.id DESC LIMIT 1)`;
      return leaf.state === 'never-asked'
        ? Prisma.sql`${newest} IS NULL`
        : Prisma.sql`${newest} = ${leaf.state === 'granted'}`;
    }
    case 'tag':
      return Prisma.sql`EXISTS (
        SELECT 1 FROM "Conversation" v JOIN "ConversationTag" t ON t."conversationId" = v.id
        WHERE v."customerId" = c.id AND t.tag = ANY(${leaf.values}::text[]))`;
    case 'birthday':
      return Prisma.sql`c.birthday = ANY(${birthdays(leaf.withinDays)}::text[])`;
    default:
      return leaf satisfies never;
  }
}
