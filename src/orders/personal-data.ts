import { ofCustomer, type PersonalTable } from '../platform/personal-data.js';

/** What this slice keeps of a person. */
export const orderRequestData: PersonalTable[] = [
  {
    table: 'OrderRequest',
    title: '售后和改单申请',
    rows: ofCustomer(),
    hides: { decidedById: '员工的内部编号', ruleId: '店铺内部的规则编号' },
    erase: {
      how: 'clear',
      set: `details = '{}', note = NULL, "conversationId" = NULL`,
      keeps: '退款金额和处理结果属于交易记录，依法要保存',
    },
  },
];
