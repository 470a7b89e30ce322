/** A made-up shop of any size, as files that it would send: the same for the same numbers. */

/** A linear congruential generator (Knuth's MMIX constants, upper 32 bits), 0 ≤ value < 1. */
function seeded(seed: bigint): () => number {
  let state = seed;
  return () => {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
    return Number(state >> 32n) / 2 ** 32;
  };
}

export interface ShopSize {
  products: number;
  customers: number;
  /** Lines of orders altogether. */
  orderLines: number;
}

const start = Date.parse('2025-11-01T00:00:00Z');
const yearMs = 365 * 24 * 3_600_000;

export function* productFile({ products }: ShopSize): Generator<string> {
  for (let index = 0; index < products; index += 1)
    yield `${JSON.stringify({
      id: `BP${index}`,
      title: `青禾 第 ${index} 号家常好物`,
      category: `分类 ${index % 40}`,
      priceMinor: 990 + ((index * 37) % 50_000),
      stock: 100,
      attributes: { 颜色: ['白', '蓝'] },
    })}\n`;
}

export function* customerFile({ customers }: ShopSize): Generator<string> {
  for (let index = 0; index < customers; index += 1)
    yield `${JSON.stringify({
      id: `BC${index}`,
      name: `顾客 ${index}`,
      city: '杭州',
      phone: `139${String(index).padStart(8, '0')}`,
    })}\n`;
}

/** Orders of one to four lines, with an address and a parcel. */
export function* orderFile({ products, customers, orderLines }: ShopSize): Generator<string> {
  const random = seeded(20_261_122n);
  const below = (most: number) => Math.floor(random() * most);
  for (let lines = 0, index = 0; lines < orderLines; index += 1) {
    const count = Math.min(1 + below(4), orderLines - lines);
    lines += count;
    const createdAt = new Date(start + below(yearMs)).toISOString();
    yield `${JSON.stringify({
      id: `BO${index}`,
      customerId: `BC${below(customers)}`,
      status: 'completed',
      lines: Array.from({ length: count }, () => ({
        productId: `BP${below(products)}`,
        quantity: 1 + below(3),
        unitPriceMinor: 990 + below(50_000),
      })),
      createdAt,
      paidAt: createdAt,
      carrier: '顺丰',
      trackingNumber: `SF${1_000_000_000 + index}`,
      tracking: [{ at: createdAt, text: '已签收' }],
      shipTo: { name: `顾客 ${index}`, phone: '13900000000', city: '杭州市', address: `文三路 ${index} 号` },
    })}\n`;
  }
}
