import { join } from 'node:path';
import type { OrderAction, OrderRequestDetails } from '../src/contract/order-actions.js';
import { tellCustomer } from '../src/conversation/told-customer-store.js';
import { presentOrder } from '../src/customers/order-presenter.js';
import { createShippingAddresses } from '../src/customers/shipping-address.js';
import { type Orders, openOrders } from '../src/orders/open-orders.js';
import { readOrderRules } from '../src/orders/rules-file.js';
import type { Database } from '../src/platform/database.js';
import { createFieldEncryption } from '../src/platform/field-encryption.js';
import { newId } from '../src/platform/ids.js';
import { packageRoot } from '../src/platform/package-root.js';
import { createAuditStore } from '../src/staff/audit-store.js';
import { createStaffStore } from '../src/staff/staff-store.js';
import { type ShopRows, shopRows } from './shop-rows.js';

/** The slice of orders over a database, with the starter rules and one member of staff. */
export interface OrderBench {
  orders: Orders;
  rows: ShopRows;
  prisma: Database['prisma'];
  staffId: string;
}

export async function openOrderBench(database: Database): Promise<OrderBench> {
  const { prisma } = database;
  const orders = ordersOver(database);
  const { rules } = await readOrderRules([join(packageRoot(), 'order-rules')]);
  if (rules) await orders.rules.begin(rules);
  const { staffId } = await createStaffStore({ prisma }).create({
    email: 'agent@test.local',
    name: '小青',
    role: 'agent',
    password: 'a-password-for-tests',
  });
  return { orders, rows: shopRows(prisma), prisma, staffId };
}

export const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
export const address = '浙江省杭州市西湖区文一路1号2幢301';

/** As the server keeps addresses. */
export const addresses = createShippingAddresses(
  createFieldEncryption(['a-secret-for-tests-of-32-letters-']),
);

/** The slice of orders, put together as the server does it. */
export function ordersOver({ prisma }: Pick<Database, 'prisma'>): Orders {
  return openOrders({
    prisma,
    audit: createAuditStore({ prisma }).record,
    clock: () => new Date(),
    shopTimeZone: 'Asia/Shanghai',
    present: presentOrder,
    addresses,
    tellCustomer,
  });
}

/** An order of five days ago, delivered two days ago where its status says so. */
export async function orderOf({ rows }: Pick<OrderBench, 'rows'>, status: string, products = 1) {
  const customer = await rows.customer();
  const lines = await Promise.all(Array.from({ length: products }, () => rows.product()));
  const order = await rows.order(
    customer.id,
    lines.map(({ id }) => id),
    {
      status,
      at: daysAgo(5),
      ...({
        paidAt: status === 'unpaid' ? null : daysAgo(5),
        deliveredAt: status === 'completed' || status === 'delivered' ? daysAgo(2) : null,
        shipTo: { name: '林女士', province: '江苏', city: '苏州', phone: '13800000000' },
      } as object),
    },
  );
  return { customerId: customer.id, orderId: order.externalId };
}

export const requestFor = (
  of: { customerId: string; orderId: string },
  action: OrderAction,
  details: OrderRequestDetails = {},
) => ({ id: newId(), ...of, action, details });

export const submitOn = (bench: OrderBench, request: ReturnType<typeof requestFor>) =>
  bench.prisma.$transaction(bench.orders.storeOrderRequest(request));
