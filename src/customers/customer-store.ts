import { countedStates, type OrderItem } from '../contract/cards.js';
import { shopCurrency } from '../contract/money.js';
import type { ContactInFull } from '../contract/privacy.js';
import type { Database } from '../platform/database.js';
import type { FieldEncryption } from '../platform/field-encryption.js';
import { maskedName } from '../platform/masked-name.js';
import { maskEmail, maskPhone } from './contact-masks.js';
import { presentOrder } from './order-presenter.js';

const tierText: Record<string, string> = {
  regular: '普通会员',
  silver: '银卡会员',
  gold: '金卡会员',
  black: '黑金卡会员',
};
export type CustomerStore = ReturnType<typeof createCustomerStore>;

/** What the cards of a customer's orders say of requests on them, by the shop's number of the order. */
export type RequestsOn = (
  customerId: string,
  orderNumbers: readonly string[],
) => Promise<ReadonlyMap<string, OrderItem['requests']>>;

const noRequests: RequestsOn = async () => new Map();

/**
 * Reads what the shop has told us about its customers. Every query is bound to one customer.
 * @param requestsOn supplied by orders
 * @param fields opens what is stored encrypted; without it telephone and e-mail are not told
 */
export function createCustomerStore(
  { prisma }: Pick<Database, 'prisma'>,
  requestsOn: RequestsOn = noRequests,
  fields?: Pick<FieldEncryption, 'open'>,
) {
  const spentOf = async (customerId: string): Promise<number> => {
    const { _sum } = await prisma.order.aggregate({
      where: { customerId, currency: shopCurrency, status: { in: countedStates } },
      _sum: { totalMinor: true },
    });
    return _sum.totalMinor ?? 0;
  };

  async function newestOrders(customerId: string, limit: number): Promise<OrderItem[]> {
    const rows = await prisma.order.findMany({
      where: { customerId },
      orderBy: { createdAt: 'desc' },
      take: limit,
      include: {
        lines: { orderBy: { position: 'asc' }, include: { product: { select: { imageUrl: true } } } },
      },
    });
    const requests = await requestsOn(
      customerId,
      rows.map(({ externalId }) => externalId),
    );
    return rows.map((row) => {
      const onIt = requests.get(row.externalId);
      return { ...presentOrder(row), ...(onIt && onIt.length > 0 ? { requests: onIt } : {}) };
    });
  }

  return {
    /** The customer's newest orders, newest first. */
    orders: newestOrders,

    /**
     * Tier and points in words, as the shop sent them. A tier of the shop's own making is called what the shop calls it;
     * what the next one takes is known from the rules of members alone.
     */
    async points(customerId: string): Promise<{ tierText: string; points: number }> {
      const { tier, points } = await prisma.customer.findUniqueOrThrow({
        where: { id: customerId },
        select: { tier: true, points: true },
      });
      return { tierText: tierText[tier] ?? tier, points };
    },

    async tier(customerId: string): Promise<string | undefined> {
      const row = await prisma.customer.findUnique({ where: { id: customerId }, select: { tier: true } });
      return row?.tier;
    },

    /** Name, telephone and e-mail in full: whoever asks is noted in the audit. */
    async contact(customerId: string): Promise<ContactInFull> {
      const row = await prisma.customer.findUnique({
        where: { id: customerId },
        select: { name: true, phone: true, email: true },
      });
      return {
        ...(row ? { name: row.name } : {}),
        ...(row?.phone && fields ? { phone: opened(fields, row.phone, 'Customer.phone') } : {}),
        ...(row?.email && fields ? { email: opened(fields, row.email, 'Customer.email') } : {}),
      };
    },

    /** What an agent sees beside the conversation, of what the shop sent in. */
    async pane(customerId: string) {
      const { externalId, name, registeredAt, city, phone, email, ...customer } =
        await prisma.customer.findUniqueOrThrow({
          where: { id: customerId },
          select: {
            externalId: true,
            name: true,
            tier: true,
            points: true,
            city: true,
            registeredAt: true,
            phone: true,
            email: true,
          },
        });
      const [orderCount, spentMinor, orders] = await Promise.all([
        prisma.order.count({ where: { customerId } }),
        spentOf(customerId),
        newestOrders(customerId, 10),
      ]);
      return {
        ...customer,
        name: maskedName(name),
        customerId: externalId,
        orderCount,
        spentMinor,
        ...(city ? { city } : {}),
        ...(phone && fields ? { phone: maskPhone(opened(fields, phone, 'Customer.phone')) } : {}),
        ...(email && fields ? { email: maskEmail(opened(fields, email, 'Customer.email')) } : {}),
        ...(registeredAt ? { registeredAt: registeredAt.toISOString() } : {}),
        recentOrders: orders.map(({ orderId, status, statusText, createdAt, total, lines, requests }) => ({
          orderId,
          status,
          statusText,
          createdAt,
          totalMinor: total.amountMinor,
          lines: lines.map(({ title, quantity, imageUrl }) => ({
            title,
            quantity,
            ...(imageUrl ? { imageUrl } : {}),
          })),
          ...(requests ? { requests } : {}),
        })),
      };
    },

    /** Our id for the shop's id, for the test bench. */
    async findByExternalId(
      externalId: string,
    ): Promise<{ id: string; name: string; tier: string } | undefined> {
      const row = await prisma.customer.findUnique({
        where: { externalId },
        select: { id: true, name: true, tier: true },
      });
      return row ?? undefined;
    },

    /** Changes whenever a product is added, changed or taken away. */
    async catalogueVersion(): Promise<string> {
      const { _count, _max } = await prisma.product.aggregate({ _count: true, _max: { updatedAt: true } });
      return `${_count} ${_max.updatedAt?.toISOString() ?? ''}`;
    },

    /** The words of the catalogue that slots are read from. */
    async catalogue(): Promise<{ category: string[]; brand: string[]; colour: string[]; title: string[] }> {
      const rows = await prisma.product.findMany({
        where: { active: true },
        select: { title: true, category: true, brand: true, attributes: true },
      });
      const values = (name: string) =>
        rows.flatMap(({ attributes }) => {
          const value = (attributes as Record<string, string | string[]>)[name];
          return value === undefined ? [] : Array.isArray(value) ? value : [value];
        });
      const unique = (items: string[]) => [...new Set(items)].filter((item) => item !== '');
      return {
        category: unique([...rows.map(({ category }) => category), ...values('品类')]),
        brand: unique(rows.map(({ brand }) => brand)),
        colour: unique(values('颜色')),
        title: unique(rows.map(({ title }) => title)),
      };
    },
  };
}

/** Without the key nothing can be told of it, and the rest of the customer all the same. */
function opened(fields: Pick<FieldEncryption, 'open'>, value: string, place: string): string {
  try {
    return fields.open(value, place);
  } catch {
    return '';
  }
}
