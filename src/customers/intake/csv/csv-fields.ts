import type { ImportKind } from '../../../contract/imports.js';
import {
  birthday,
  type CellReader,
  count,
  identifier,
  list,
  money,
  status,
  text,
  tier,
  time,
  yesOrNo,
} from './csv-cells.js';

export interface CsvField {
  /** As in the record, or what becomes of it: `price` is `priceMinor` in major units. */
  field: string;
  required?: true;
  /** How columns with it are called, in lower case and without spaces. */
  names: readonly string[];
  read: CellReader;
}

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
      read: identifier,
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
      read: identifier,
    },
    {
      field: 'name',
      required: true,
      names: ['name', '姓名', '名称', '昵称', '称呼', '会员名'],
      read: text,
    },
    { field: 'tier', names: ['tier', 'level', '会员等级', '等级'], read: tier },
    { field: 'points', names: ['points', '积分'], read: count },
    { field: 'phone', names: ['phone', 'mobile', '手机', '手机号', '电话', '联系电话'], read: identifier },
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
      read: identifier,
    },
    {
      field: 'customerId',
      required: true,
      names: ['customerid', 'customer_id', '顾客编号', '客户编号', '会员编号', '会员id', '用户id'],
      read: identifier,
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
      read: identifier,
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
    {
      field: 'trackingNumber',
      names: ['trackingnumber', '快递单号', '物流单号', '运单号'],
      read: identifier,
    },
    { field: 'receiverName', names: ['receiver', '收货人', '收件人'], read: text },
    {
      field: 'receiverPhone',
      names: ['receiverphone', '收货电话', '收件电话', '联系电话', '手机'],
      read: identifier,
    },
    { field: 'province', names: ['province', '省', '省份'], read: text },
    { field: 'city', names: ['city', '市', '城市'], read: text },
    { field: 'district', names: ['district', '区', '区县'], read: text },
    { field: 'address', names: ['address', '地址', '收货地址', '详细地址'], read: text },
    currency,
    updatedAt,
  ],
};
