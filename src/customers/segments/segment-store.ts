import type { Page } from '../../contract/http.js';
import type { SegmentOf } from '../../contract/profile.js';
import type {
  ChoiceFigure,
  DateFigure,
  Explanation,
  NumberFigure,
  SegmentFields,
  SegmentMember,
  SegmentPreview,
  SegmentRule,
  SegmentView,
} from '../../contract/segments.js';
import type { Database } from '../../platform/database.js';
import { notFound } from '../../platform/errors.js';
import { Prisma } from '../../platform/generated/prisma/client.js';
import { maskedName } from '../../platform/masked-name.js';
import { momentOf, type TierNames } from './customer-facts.js';
import { readCustomerFacts } from './customer-facts-store.js';
import { explainRule, reasonOf, ruleText } from './explain-rule.js';
import { type ResolvedRule, resolveRule } from './resolve-rule.js';
import { choiceFields, dateFields, numberFields } from './segment-fields.js';
import { lookupOf, type SegmentRow, type SegmentRows, usersOf } from './segment-rows-store.js';
import { conditionOf, customersWithProfiles } from './segment-sql-store.js';

const sampleSize = 20;
/** A size that was counted this lately is told again. */
const sizeHoldsMs = 30_000;
const mostListed = 500;

export type Segments = ReturnType<typeof createSegments>;

/** Who belongs to which segment, and why. */
export function createSegments({
  prisma,
  rows,
  timeZone,
  clock,
  tierNames = async () => new Map(),
}: Pick<Database, 'prisma'> & {
  rows: SegmentRows;
  timeZone: string;
  clock: () => Date;
  /** What members call the tiers, by id. */
  tierNames?: () => Promise<TierNames>;
}) {
  const momentNow = async () => momentOf(clock(), timeZone, await tierNames());

  const sizes = new Map<string, { size: number; at: Date }>();

  async function sizeOf(rule: ResolvedRule): Promise<{ size: number; at: Date }> {
    const key = JSON.stringify(rule);
    const now = clock();
    const known = sizes.get(key);
    if (known && now.getTime() - known.at.getTime() < sizeHoldsMs) return known;
    const [row] = await prisma.$queryRaw<{ size: number }[]>`
      SELECT count(*)::int AS size FROM ${customersWithProfiles} WHERE ${conditionOf(rule, momentOf(now, timeZone))}`;
    const counted = { size: row?.size ?? 0, at: now };
    if (sizes.size > 1000) sizes.clear();
    sizes.set(key, counted);
    return counted;
  }

  async function page(rule: ResolvedRule, limit: number, after?: string) {
    const from = after === undefined ? Prisma.empty : Prisma.sql`AND c.id > ${after}::uuid`;
    const moment = await momentNow();
    const found = await prisma.$queryRaw<{ id: string; externalId: string; name: string; tier: string }[]>`
      SELECT c.id::text AS id, c."externalId", c.name, c.tier FROM ${customersWithProfiles}
      WHERE ${conditionOf(rule, moment)} ${from} ORDER BY c.id LIMIT ${limit}`;
    const facts = await readCustomerFacts(
      { prisma },
      found.map(({ id }) => id),
    );
    return found.flatMap(({ id, externalId, name, tier }) => {
      const known = facts.get(id);
      if (!known) return [];
      const explanation = explainRule(rule, known, moment);
      const reason = reasonOf(explanation);
      return [{ id, customerId: externalId, name: maskedName(name), tier, reason, explanation }];
    });
  }

  async function resolved(
    segmentId: string,
  ): Promise<{ row: SegmentRow; all: SegmentRow[]; rule: ResolvedRule }> {
    const all = await rows.all();
    const row = all.find((each) => each.segmentId === segmentId);
    if (!row) throw notFound('没有这个分群。');
    return { row, all, rule: resolveRule(row.rule, lookupOf(all), segmentId) };
  }

  async function view(row: SegmentRow, all: readonly SegmentRow[]): Promise<SegmentView> {
    const rule = resolveRule(row.rule, lookupOf(all), row.segmentId);
    const { size, at } = await sizeOf(rule);
    return {
      ...row,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      ruleText: ruleText(rule, await tierNames()),
      size,
      countedAt: at.toISOString(),
      usedBy: usersOf(all, row.segmentId),
    };
  }

  return {
    async list(): Promise<SegmentView[]> {
      const all = await rows.all();
      const views: SegmentView[] = [];
      // One count after the other: a console with many segments must not take every connection.
      for (const row of all) views.push(await view(row, all));
      return views;
    },

    async get(segmentId: string): Promise<SegmentView> {
      const { row, all } = await resolved(segmentId);
      return view(row, all);
    },

    /** How many a rule that is not saved yet would hold, and some of them with the reason. */
    async preview(unsaved: SegmentRule): Promise<SegmentPreview> {
      const rule = resolveRule(unsaved, lookupOf(await rows.all()));
      const { size } = await sizeOf(rule);
      const sample = (await page(rule, sampleSize)).map(({ id: _id, ...member }) => member);
      return { size, ruleText: ruleText(rule, await tierNames()), sample };
    },

    /** In order of our ids. */
    async members(
      segmentId: string,
      { cursor, limit }: { cursor?: string | undefined; limit: number },
    ): Promise<Page<SegmentMember>> {
      const { rule } = await resolved(segmentId);
      const found = await page(rule, limit + 1, cursor);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(({ id: _id, explanation: _explanation, ...member }) => member),
        ...(found.length > limit && last ? { nextCursor: last.id } : {}),
      };
    },

    /** Whether a customer belongs to it, condition by condition. @param externalId the shop's own id */
    async explain(segmentId: string, externalId: string): Promise<Explanation> {
      const { rule } = await resolved(segmentId);
      const customer = await prisma.customer.findUnique({ where: { externalId }, select: { id: true } });
      const facts = customer && (await readCustomerFacts({ prisma }, [customer.id])).get(customer.id);
      if (!facts) throw notFound('没有这位顾客。');
      return explainRule(rule, facts, await momentNow());
    },

    /** The segments that a customer belongs to, with the reasons. */
    async ofCustomer(customerId: string): Promise<SegmentOf[]> {
      const all = await rows.all();
      const facts = (await readCustomerFacts({ prisma }, [customerId])).get(customerId);
      if (!facts) return [];
      const [moment, lookup] = [await momentNow(), lookupOf(all)];
      return all.flatMap(({ segmentId, name, rule }) => {
        const told = explainRule(resolveRule(rule, lookup, segmentId), facts, moment);
        return told.met ? [{ segmentId, name, reason: reasonOf(told) }] : [];
      });
    },

    /** Every segment of the shop by name, as a condition on `customersWithProfiles`. */
    async conditions(): Promise<{ name: string; condition: Prisma.Sql }[]> {
      const all = await rows.all();
      const [moment, lookup] = [momentOf(clock(), timeZone), lookupOf(all)];
      return all.map(({ segmentId, name, rule }) => ({
        name,
        condition: conditionOf(resolveRule(rule, lookup, segmentId), moment),
      }));
    },

    /** The segment as a condition on `customersWithProfiles`, for other lists of customers. */
    async condition(segmentId: string): Promise<Prisma.Sql> {
      const { rule } = await resolved(segmentId);
      return conditionOf(rule, momentOf(clock(), timeZone));
    },

    /**
     * The customers of a segment or of a rule that is not saved, for campaigns.
     * @throws AppError `not-found` for a segment that is gone
     */
    async group(of: { segmentId: string } | { rule: SegmentRule }) {
      const rule =
        'segmentId' in of
          ? (await resolved(of.segmentId)).rule
          : resolveRule(of.rule, lookupOf(await rows.all()));
      return {
        /** In order of our ids, with the reason for each. */
        page: (limit: number, after?: string) => page(rule, limit, after),
        async has(customerId: string): Promise<boolean> {
          const found = await prisma.$queryRaw<unknown[]>`
            SELECT 1 AS found FROM ${customersWithProfiles}
            WHERE c.id = ${customerId}::uuid AND ${conditionOf(rule, await momentNow())}`;
          return found.length > 0;
        },
      };
    },

    async fields(): Promise<SegmentFields> {
      const list = async (query: Prisma.Sql) =>
        (await prisma.$queryRaw<{ value: string }[]>(query)).map(({ value }) => value);
      const categories = await list(
        Prisma.sql`SELECT DISTINCT category AS value FROM "Product" ORDER BY 1 LIMIT ${mostListed}`,
      );
      const brands = await list(
        Prisma.sql`SELECT DISTINCT brand AS value FROM "Product" WHERE brand <> '' ORDER BY 1 LIMIT ${mostListed}`,
      );
      const tags = await list(
        Prisma.sql`SELECT DISTINCT tag AS value FROM "ConversationTag" ORDER BY 1 LIMIT ${mostListed}`,
      );
      const ofCustomers = (column: 'tier' | 'province' | 'city') =>
        list(
          Prisma.sql`SELECT DISTINCT ${Prisma.raw(column)} AS value FROM "Customer"
                     WHERE ${Prisma.raw(column)} IS NOT NULL ORDER BY 1 LIMIT ${mostListed}`,
        );
      const colours = await list(
        Prisma.sql`SELECT DISTINCT "topColour" AS value FROM "CustomerProfile"
                   WHERE "topColour" IS NOT NULL ORDER BY 1 LIMIT ${mostListed}`,
      );
      const fromShop: Partial<Record<ChoiceFigure, string[]>> = {
        tier: await ofCustomers('tier'),
        province: await ofCustomers('province'),
        city: await ofCustomers('city'),
        topCategory: categories,
        topBrand: brands,
        topColour: colours,
      };
      const names = Object.fromEntries(await tierNames());
      return {
        numbers: entries(numberFields).map(([figure, { label, unit }]) => ({ figure, label, unit })),
        dates: entries(dateFields).map(([figure, { label, ahead }]) => ({ figure, label, ahead })),
        choices: entries(choiceFields).map(([figure, { label, values }]) => ({
          figure,
          label,
          values: [...(values ?? fromShop[figure] ?? [])],
          ...(figure === 'tier' ? { names } : {}),
        })),
        categories,
        brands,
        tags,
      };
    },
  };
}

const entries = <Name extends NumberFigure | DateFigure | ChoiceFigure, Value>(
  record: Record<Name, Value>,
): [Name, Value][] => Object.entries(record) as [Name, Value][];
