import { fieldSentence } from '../api/problem.js';
import { intakeText } from '../strings-intake.js';

/** Fields of the record that have another name in a table. */
const recordNames: Record<string, string> = {
  priceMinor: 'price',
  listPriceMinor: 'listPrice',
  unitPriceMinor: 'unitPrice',
  shippingMinor: 'shipping',
  discountMinor: 'discount',
  totalMinor: 'total',
};

/** The server's words for programs, as people read them. The first that fits. */
const sentences: [RegExp, (...found: string[]) => string][] = [
  [/^no product (\S+) is known/, (id = '') => `没有商品 ${id}，请先导入商品，或者打开「先建占位」`],
  [/^no customer (\S+) is known/, (id = '') => `没有顾客 ${id}，请先导入顾客，或者打开「先建占位」`],
  [/^is not in this encoding|^is not UTF-8/, () => '有乱码，请检查文件编码'],
  [/rows of one order must be together/, () => '这个订单的其他行在前面，同一订单的行要排在一起'],
  [/must be 0 or more/, () => '不能小于 0'],
  [/whole number/, () => '要填整数'],
  [/at most (\d+) digits behind the point/, (most = '') => `要填金额，小数最多 ${most} 位`],
  [/must be a time/, () => '时间要写成 2026-11-22 10:00 这样'],
  [/must be a day/, () => '日期要写成 02-29 这样'],
  [/must be MM-DD/, () => '没有这一天'],
  [/in the future/, () => '时间在未来'],
  [/must be yes or no/, () => '要填 是 或 否'],
  [
    /must be a status/,
    () => '不认识的状态，可以写 待付款、已付款、已发货、已签收、已完成、已取消、退款中、已退款',
  ],
  [/telephone/, () => '手机号不对'],
  [/e-mail/, () => '邮箱不对'],
  [/ISO 4217/, () => '币种要写成 CNY 这样的三个字母'],
  [/must not hold spaces/, () => '编号里不能有空格'],
  [/must not hold dots/, () => '顾客编号里不能有点号'],
  [/http\(s\)/, () => '要填 http 开头的网址'],
  [/more than lines and shipping/, () => '优惠比商品加运费还多，请核对或填上实付金额'],
  [/NUL character/, () => '有不能保存的字符'],
  [/quotes that do not fit/, () => '引号不成对，或者这一行太长'],
  [/at least one line/, () => '订单里没有商品'],
];

/** A complaint about a row, in Chinese. */
export function importSentence(message: string): string {
  for (const [pattern, sentence] of sentences) {
    const found = pattern.exec(message);
    if (found !== null) return sentence(...found.slice(1).map((part) => part ?? ''));
  }
  return fieldSentence(message);
}

/** What the column of a field is called: `lines.0.productId` is the number of the product. Empty for the whole row. */
export function importFieldName(field: string): string {
  const name = field.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';
  const known = field.startsWith('lines.') && name === 'title' ? 'productTitle' : (recordNames[name] ?? name);
  return intakeText.imports.field[known] ?? known;
}
