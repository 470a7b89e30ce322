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
  [
    /rows of one order must be together/,
    () => '这个订单的其他行在前面，已经先存了、没算上这一行；把同一订单的行排在一起再导一次',
  ],
  [/is an order of more than (\d+) rows/, (most = '') => `一个订单最多 ${most} 行，这一单没有导入`],
  [/first row of this order/, () => '和这个订单第一行写的不一样'],
  [/more cells than the header/, () => '格数比表头多，可能是内容里有逗号却没加引号'],
  [/shortened by a spreadsheet/, () => '编号被表格软件改成了科学计数，请把这一列设成文本再导出'],
  [
    /has the sign (\S+), but the row is in (\S+)/,
    (sign = '', code = '') => `金额写着 ${sign}，币种却是 ${code}`,
  ],
  [/more than ([\d,]+) rows: nothing/, (most = '') => `一次最多 ${most} 行，后面的没有导入，请拆成几个文件`],
  [/more than ([\d,]+) columns: nothing/, (most = '') => `最多 ${most} 列，从这里起没有导入`],
  [/more than (\d+) MB: nothing/, (most = '') => `文件最大 ${most} MB，后面的没有导入，请拆成几个文件`],
  [/is UTF-16/, () => '这个文件是 UTF-16 编码，请另存为「CSV UTF-8」'],
  [/Excel workbook/, () => '这是 Excel 文件，请另存为 CSV 再导'],
  [/before the year 1900/, () => '时间太早了，请检查年份'],
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
  [/quotes that do not fit/, () => '引号不成对，或者这一行太长，从这里起没有导入'],
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
