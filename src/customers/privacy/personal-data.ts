import { either, ofCustomer, ofVisitor, type PersonalTable, within } from '../../platform/personal-data.js';

const lawKept = '订单和付款记录依法至少保存三年；收货人、电话和地址已清除';

const orders: PersonalTable = {
  table: 'Order',
  title: '订单',
  rows: ofCustomer(),
  hides: { sourceHash: '对账用的校验值' },
  erase: {
    how: 'clear',
    set: `"shipTo" = '{}', tracking = '[]', "trackingNumber" = NULL, carrier = NULL, "sourceHash" = NULL`,
    keeps: lawKept,
  },
};

/** What this slice keeps of a person, before the rows that stand for the person. */
export const customerData: PersonalTable[] = [
  {
    table: 'Event',
    title: '浏览和加购记录',
    rows: either(ofCustomer(), ofVisitor()),
    erase: { how: 'delete' },
    expires: { after: 'events', at: 'occurredAt' },
  },
  {
    table: 'CustomerProfile',
    title: '根据购买和浏览算出的喜好',
    rows: ofCustomer(),
    order: '"customerId"',
    erase: { how: 'delete' },
  },
  {
    table: 'MemberStanding',
    title: '会员等级的有效期',
    rows: ofCustomer(),
    order: '"customerId"',
    erase: { how: 'delete' },
  },
  {
    table: 'PointsEntry',
    title: '积分明细',
    rows: ofCustomer(),
    hides: { idempotencyKey: '防止重复记账的内部编号' },
    erase: { how: 'delete' },
  },
  {
    table: 'OrderLine',
    title: '订单里的商品',
    rows: within('orderId', orders),
    erase: { how: 'keep', keeps: lawKept },
  },
  orders,
  {
    table: 'Consent',
    title: '同意和撤回的记录',
    rows: either(ofCustomer(), ofVisitor()),
    erase: { how: 'delete' },
  },
];

/** The rows that stand for the person: last, because everything else is found through them. */
export const personData: PersonalTable[] = [
  {
    table: 'PrivacyRequest',
    title: '您提过的导出和删除申请',
    rows: either(ofCustomer(), ofVisitor()),
    hides: { progress: '处理中的临时记录', identityHash: '防伪用的校验值', staffId: '员工的内部编号' },
    erase: {
      how: 'clear',
      set: '"visitorId" = NULL, "customerId" = NULL',
      keeps: '只剩校验值，用来证明已经删除',
    },
  },
  {
    table: 'Visitor',
    title: '用过的浏览器',
    rows: either(ofVisitor('id'), ofCustomer()),
    erase: {
      how: 'clear',
      set: '"customerId" = NULL, "createdAt" = date_trunc(\'month\', "createdAt"), "lastSeenAt" = date_trunc(\'month\', "lastSeenAt")',
      keeps: '只剩一个随机编号，会话的统计要用',
    },
  },
  {
    table: 'Customer',
    title: '会员资料',
    rows: ofCustomer('id'),
    hides: { sourceHash: '对账用的校验值' },
    erase: {
      how: 'clear',
      set: `tier = 'regular', points = 0, province = NULL, city = NULL, birthday = NULL, "registeredAt" = NULL, phone = NULL, email = NULL, "sourceHash" = NULL, "sourceUpdatedAt" = NULL`,
      keeps: '只剩一个随机编号，订单的账目要用',
    },
  },
];
