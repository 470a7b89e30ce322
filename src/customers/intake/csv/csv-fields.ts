import { orderStatus } from '../../../contract/cards.js';
import type { ImportKind } from '../../../contract/imports.js';
import { shopLocalTime } from './shop-local-time.js';

export type Cell = { value: unknown } | { problem: string };
type Reader = (text: string, place: { timeZone: string; currency: string }) => Cell;

export interface CsvField {
  /** As in the record, or what becomes of it: `price` is `priceMinor` in major units. */
  field: string;
  required?: true;
  /** How columns with it are called, in lower case and without spaces. */
  names: readonly string[];
  read: Reader;
}

const text: Reader = (cell) => ({ value: cell });
const count: Reader = (cell) => {
  const plain = cell.replace(/[,，\s]/g, '');
  return /^-?\d{1,10}$/.test(plain) ? { value: Number(plain) } : { problem: 'must be a whole number' };
};
const time: Reader = (cell, { timeZone }) => {
  const at = shopLocalTime(cell, timeZone);
  return at === undefined ? { problem: 'must be a time such as 2026-11-22 10:00' } : { value: at };
};
const list: Reader = (cell) => ({
  value: cell
    .split(/[;；,，、|]/)
    .map((part) => part.trim())
    .filter((part) => part !== ''),
});
const yes = ['是', '1', 'true', 'yes', 'y', '上架', '在售'];
const no = ['否', '0', 'false', 'no', 'n', '下架', '停售'];
const yesOrNo: Reader = (cell) => {
  const word = cell.toLowerCase();
  if (yes.includes(word)) return { value: true };
  return no.includes(word) ? { value: false } : { problem: 'must be yes or no' };
};

/** Digits behind the point that a currency has (ISO 4217). */
function digitsOf(currency: string): number {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    return maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** `¥1,299.00` as minor units, exactly: no float is involved. */
const money: Reader = (cell, { currency }) => {
  const plain = cell.replace(/[¥￥$€,，\s元]/g, '');
  const found = /^(-?)(\d{1,10})(?:\.(\d+))?$/.exec(plain);
  const digits = digitsOf(currency);
  const [, sign = '', whole = '', behind = ''] = found ?? [];
  const fraction = behind.replace(/0+$/, '');
  if (!found || fraction.length > digits)
    return { problem: `must be an amount with at most ${digits} digits behind the point` };
  return { value: Number(`${sign}${whole}${fraction.padEnd(digits, '0')}`) };
};

const statuses: Record<string, string> = {
  待付款: 'unpaid',
  未付款: 'unpaid',
  待支付: 'unpaid',
  已付款: 'paid',
  已支付: 'paid',
  待发货: 'paid',
  已发货: 'shipped',
  待收货: 'shipped',
  运输中: 'shipped',
  已送达: 'delivered',
  已签收: 'delivered',
  已完成: 'completed',
  交易成功: 'completed',
  已收货: 'completed',
  已取消: 'cancelled',
  交易关闭: 'cancelled',
  退款中: 'refunding',
  已退款: 'refunded',
};
const status: Reader = (cell) => {
  const known = statuses[cell] ?? cell.toLowerCase();
  return orderStatus.safeParse(known).success
    ? { value: known }
    : { problem: `must be a status such as ${orderStatus.options.join(', ')}` };
};
const tiers: Record<string, string> = {
  普通: 'regular',
  普通会员: 'regular',
  银卡: 'silver',
  银卡会员: 'silver',
  金卡: 'gold',
  金卡会员: 'gold',
  黑金卡: 'black',
  黑金卡会员: 'black',
};
const tier: Reader = (cell) => ({ value: tiers[cell] ?? cell });
/** With or without the year, which is not kept. */
const birthday: Reader = (cell) => {
  const found = /^(?:\d{4}[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell);
  if (!found) return { problem: 'must be a day such as 02-29' };
  return { value: `${(found[1] ?? '').padStart(2, '0')}-${(found[2] ?? '').padStart(2, '0')}` };
};

const currency: CsvField = { field: 'currency', names: ['currency', '币种', '货币'], read: text };
const updatedAt: CsvField = {
  field: 'updatedAt',
  names: ['updatedat', 'updated_at', '更新时间', '修改时间', '最后修改时间'],
  read: time,
};

/** What a table may hold, in the order in which it is offered. */
export const csvFields: Record<ImportKind, readonly CsvField[]> = {
  products: [
    {
      field: 'id',
      required: true,
      names: ['id', 'productid', 'product_id', 'sku', '商品编号', '商品id', '商品编码', '货号', '编号'],
      read: text,
    },
    {
      field: 'title',
      required: true,
      names: ['title', 'name', '商品名称', '商品标题', '标题', '名称', '品名'],
      read: text,
    },
    {
      field: 'category',
      required: true,
      names: ['category', '分类', '类目', '商品分类', '品类'],
      read: text,
    },
    {
      field: 'price',
      required: true,
      names: ['price', '价格', '售价', '现价', '单价', '销售价'],
      read: money,
    },
    {
      field: 'listPrice',
      names: ['listprice', 'list_price', '原价', '市场价', '划线价', '吊牌价'],
      read: money,
    },
    {
      field: 'stock',
      required: true,
      names: ['stock', 'inventory', '库存', '库存数量', '数量'],
      read: count,
    },
    { field: 'brand', names: ['brand', '品牌'], read: text },
    { field: 'description', names: ['description', '描述', '商品描述', '简介', '详情'], read: text },
    { field: 'tags', names: ['tags', 'tag', '标签'], read: list },
    { field: 'imageUrl', names: ['imageurl', 'image_url', 'image', '图片', '主图', '图片地址'], read: text },
    { field: 'url', names: ['url', 'link', '链接', '商品链接'], read: text },
    { field: 'active', names: ['active', '上架', '是否上架', '在售', '状态'], read: yesOrNo },
    currency,
    updatedAt,
  ],
  customers: [
    {
      field: 'id',
      required: true,
      names: [
        'id',
        'customerid',
        'customer_id',
        '顾客编号',
        '客户编号',
        '会员编号',
        '会员id',
        '用户id',
        '编号',
      ],
      read: text,
    },
    {
      field: 'name',
      required: true,
      names: ['name', '姓名', '名称', '昵称', '称呼', '会员名'],
      read: text,
    },
    { field: 'tier', names: ['tier', 'level', '会员等级', '等级'], read: tier },
    { field: 'points', names: ['points', '积分'], read: count },
    { field: 'phone', names: ['phone', 'mobile', '手机', '手机号', '电话', '联系电话'], read: text },
    { field: 'email', names: ['email', 'e-mail', '邮箱', '电子邮箱'], read: text },
    { field: 'province', names: ['province', '省', '省份'], read: text },
    { field: 'city', names: ['city', '市', '城市'], read: text },
    { field: 'birthday', names: ['birthday', '生日', '出生日期'], read: birthday },
    { field: 'registeredAt', names: ['registeredat', 'registered_at', '注册时间', '注册日期'], read: time },
    updatedAt,
  ],
  orders: [
    {
      field: 'id',
      required: true,
      names: ['id', 'orderid', 'order_id', '订单编号', '订单号', '订单id'],
      read: text,
    },
    {
      field: 'customerId',
      required: true,
      names: ['customerid', 'customer_id', '顾客编号', '客户编号', '会员编号', '会员id', '用户id'],
      read: text,
    },
    { field: 'status', required: true, names: ['status', '状态', '订单状态'], read: status },
    {
      field: 'createdAt',
      required: true,
      names: ['createdat', 'created_at', 'ordered_at', '下单时间', '创建时间', '订单时间'],
      read: time,
    },
    {
      field: 'productId',
      required: true,
      names: ['productid', 'product_id', 'sku', '商品编号', '商品id', '商品编码', '货号'],
      read: text,
    },
    { field: 'productTitle', names: ['title', 'producttitle', '商品名称', '商品标题', '品名'], read: text },
    { field: 'quantity', required: true, names: ['quantity', 'qty', '数量', '件数'], read: count },
    {
      field: 'unitPrice',
      required: true,
      names: ['unitprice', 'unit_price', 'price', '单价', '成交单价', '价格'],
      read: money,
    },
    { field: 'shipping', names: ['shipping', '运费', '邮费'], read: money },
    { field: 'discount', names: ['discount', '优惠', '优惠金额', '折扣'], read: money },
    { field: 'total', names: ['total', '实付', '实付金额', '订单金额', '应付金额', '合计'], read: money },
    { field: 'paidAt', names: ['paidat', 'paid_at', '付款时间', '支付时间'], read: time },
    { field: 'shippedAt', names: ['shippedat', 'shipped_at', '发货时间'], read: time },
    { field: 'deliveredAt', names: ['deliveredat', 'delivered_at', '签收时间', '收货时间'], read: time },
    { field: 'carrier', names: ['carrier', '快递', '快递公司', '物流公司'], read: text },
    { field: 'trackingNumber', names: ['trackingnumber', '快递单号', '物流单号', '运单号'], read: text },
    { field: 'receiverName', names: ['receiver', '收货人', '收件人'], read: text },
    {
      field: 'receiverPhone',
      names: ['receiverphone', '收货电话', '收件电话', '联系电话', '手机'],
      read: text,
    },
    { field: 'province', names: ['province', '省', '省份'], read: text },
    { field: 'city', names: ['city', '市', '城市'], read: text },
    { field: 'district', names: ['district', '区', '区县'], read: text },
    { field: 'address', names: ['address', '地址', '收货地址', '详细地址'], read: text },
    currency,
    updatedAt,
  ],
};
