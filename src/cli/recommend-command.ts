import type { Command } from './command.js';

export const recommend: Command = {
  name: 'recommend',
  summary: 'recommends products to every customer of a list, from what the shop sold before a date',
  options: {
    orders: {
      value: 'FILE',
      explanation: 'CSV: order_id, customer_id, product_id, quantity, unit_price, ordered_at',
      required: true,
    },
    products: {
      value: 'FILE',
      explanation: 'CSV: product_id and, where known, title, price, category, brand and more',
      required: false,
    },
    customers: { value: 'FILE', explanation: 'ids of customers, one a line', required: true },
    at: {
      value: 'DATE',
      explanation: 'date, or date and time; orders from then on are not looked at',
      required: true,
    },
    top: { value: 'NUMBER', explanation: 'how many products for each, 10 unless given', required: false },
    novel: {
      value: '',
      explanation: 'only what the customer has not bought before',
      required: false,
      flag: true,
    },
    out: {
      value: 'FILE',
      explanation: 'JSONL to write: {"customerId","items":[{"productId","score","reason"}]} a line, in order',
      required: true,
    },
  },
  async run({ value, has }, { log }) {
    const { runRecommend } = await import('./recommend.js');
    await runRecommend({
      orders: value('orders'),
      products: has('products') ? value('products') : undefined,
      customers: value('customers'),
      at: value('at'),
      top: has('top') ? value('top') : '10',
      novel: has('novel'),
      out: value('out'),
      log: (line) => log.warn(line),
    });
  },
};
