import type { Page } from '../contract/http.js';
import type { CustomerListQuery, CustomerRow, PersonalFigures, ProfileView } from '../contract/profile.js';
import type { Database } from '../platform/database.js';
import { invalidInput, notFound } from '../platform/errors.js';
import { Prisma } from '../platform/generated/prisma/client.js';
import { maskedName } from '../platform/masked-name.js';
import type { Membership } from './members/membership-store.js';
import { consentingOf } from './profile/history-store.js';
import { figuresOf, yuan } from './profile/wording.js';
import { customersWithProfiles } from './segments/segment-sql-store.js';
import type { Segments } from './segments/segment-store.js';

/** What whoever serves a customer needs of the figures; the rest is for admins. */
const forService = [
  'rfm',
  'lifecycle',
  'value',
  'churn',
  'usualGapDays',
  'categories',
  'brands',
  'priceBands',
  'colours',
  'couponSensitivity',
  'replenishment',
] as const satisfies (keyof PersonalFigures)[];

export type ProfileViews = ReturnType<typeof createProfileViews>;

/** Customers as staff see them, by role. */
export function createProfileViews({
  prisma,
  segments,
  membership,
  clock,
  missing,
}: Pick<Database, 'prisma'> & {
  segments: Segments;
  membership: Membership;
  clock: () => Date;
  /** Somebody agrees to personalisation whose figures have not been computed yet. */
  missing: () => void;
}) {
  /** @param whole everything, for admins; otherwise masked, and what service needs */
  async function view(where: { id: string } | { externalId: string }, whole: boolean): Promise<ProfileView> {
    const row = await prisma.customer.findUnique({ where, include: { profile: true } });
    if (!row) throw notFound('没有这位顾客。');
    const { id, profile } = row;
    const now = clock();
    const figure = figuresOf(now);
    const consents = await consentingOf(prisma, [id]);
    const progress = await membership.progress(id, now);
    const orders = profile?.orders ?? 0;
    const all = consents.has(id) && profile?.personal ? (profile.figures as PersonalFigures | null) : null;
    const personal = all && (whole ? all : pick(all));
    if (consents.has(id) && !personal) missing();
    const tierName = progress?.tierName ?? row.tier;
    return {
      customerId: row.externalId,
      name: whole ? row.name : maskedName(row.name),
      basics: {
        orders: figure(orders, `付过款且没有退掉的订单 ${orders} 单`),
        tier: figure({ id: row.tier, name: tierName }, progress ? keepReason(progress) : '店铺提供的等级'),
        points: figure(row.points, `积分余额 ${row.points}`),
        ...(progress?.next
          ? {
              nextTier: figure(
                progress.next,
                `再消费 ${yuan(progress.next.missingMinor)} 升级为${progress.next.name}`,
              ),
            }
          : {}),
      },
      ...(personal ? { personal } : { withheld: consents.has(id) ? 'not-yet' : 'no-consent' }),
      segments: await segments.ofCustomer(id),
      ...(whole
        ? {
            ...(row.city ? { city: row.city } : {}),
            ...(row.province ? { province: row.province } : {}),
            ...(row.birthday ? { birthday: row.birthday } : {}),
            ...(row.registeredAt ? { registeredAt: row.registeredAt.toISOString() } : {}),
          }
        : {}),
    };
  }

  return {
    view,

    async idOf(externalId: string): Promise<string> {
      const row = await prisma.customer.findUnique({ where: { externalId }, select: { id: true } });
      if (!row) throw notFound('没有这位顾客。');
      return row.id;
    },

    /** Newest first. @param whole names in full, for admins */
    async list(
      { search, segment, tier, cursor, limit, rfm, r, f, m }: CustomerListQuery,
      whole: boolean,
    ): Promise<Page<CustomerRow>> {
      if (cursor !== undefined && !/^[0-9a-f-]{36}$/.test(cursor))
        throw invalidInput([
          { path: 'cursor', message: 'is not a cursor that a page of this list gave out' },
        ]);
      const conditions = [Prisma.sql`TRUE`];
      if (search !== undefined && search !== '') {
        const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
        conditions.push(Prisma.sql`(c."externalId" ILIKE ${part} OR c.name ILIKE ${part})`);
      }
      if (tier !== undefined) conditions.push(Prisma.sql`c.tier = ${tier}`);
      conditions.push(...placeConditions({ rfm, r, f, m }));
      if (segment !== undefined) conditions.push(await segments.condition(segment));
      if (cursor !== undefined) conditions.push(Prisma.sql`c.id < ${cursor}::uuid`);
      const rows = await prisma.$queryRaw<
        {
          id: string;
          externalId: string;
          name: string;
          tier: string;
          points: number;
          orders: number;
          lastOrderAt: Date | null;
          rfm: string | null;
          lifecycle: string | null;
          valueMinor: number | null;
          churn: number | null;
        }[]
      >`SELECT c.id::text AS id, c."externalId", c.name, c.tier, c.points, COALESCE(p.orders, 0) AS orders,
               p."lastOrderAt", p.rfm, p.lifecycle, p."valueMinor", p.churn
        FROM ${customersWithProfiles} WHERE ${Prisma.join(conditions, ' AND ')}
        ORDER BY c.id DESC LIMIT ${limit + 1}`;
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(({ externalId, name, tier, points, orders, ...figures }) => ({
          customerId: externalId,
          name: whole ? name : maskedName(name),
          tier,
          points,
          orders,
          ...(figures.lastOrderAt ? { lastOrderAt: figures.lastOrderAt.toISOString() } : {}),
          ...(figures.rfm ? { rfm: figures.rfm } : {}),
          ...(figures.lifecycle ? { lifecycle: figures.lifecycle } : {}),
          ...(figures.valueMinor === null ? {} : { valueMinor: figures.valueMinor }),
          ...(figures.churn === null ? {} : { churn: figures.churn }),
        })),
        ...(rows.length > limit && last ? { nextCursor: last.id } : {}),
      };
    },
  };
}

/** Where customers stand by recency, frequency and monetary value; known only of those who agree. */
function placeConditions({ rfm, r, f, m }: Pick<CustomerListQuery, 'rfm' | 'r' | 'f' | 'm'>): Prisma.Sql[] {
  const wanted = [
    ...(rfm === undefined ? [] : [Prisma.sql`p.rfm = ${rfm}`]),
    ...(r === undefined ? [] : [Prisma.sql`p.recency = ${r}`]),
    ...(f === undefined ? [] : [Prisma.sql`p.frequency = ${f}`]),
    ...(m === undefined ? [] : [Prisma.sql`p.monetary = ${m}`]),
  ];
  return wanted.length === 0 ? [] : [Prisma.sql`p.personal IS TRUE`, ...wanted];
}

function pick(figures: PersonalFigures): PersonalFigures {
  return Object.fromEntries(
    forService.flatMap((name) => (figures[name] === undefined ? [] : [[name, figures[name]]])),
  );
}

function keepReason({ keep }: { keep?: { until: Date; missingMinor: number } }): string {
  if (!keep) return '按近期消费评定';
  return `${keep.until.toISOString().slice(0, 10)} 前再消费 ${yuan(keep.missingMinor)} 可以保住`;
}
