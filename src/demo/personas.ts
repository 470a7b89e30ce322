/** Somebody whom the demo page lets one be. */
export interface DemoPersona {
  customerExternalId: string;
  label: string;
  story: string;
}

/** The customers of the demo page. Their orders are scripted in persona-scripts.ts and hold on any day. */
export const demoPersonas: DemoPersona[] = [
  {
    customerExternalId: 'C1001',
    label: '糖糖妈 · 宝宝一岁半',
    story: '每月囤纸尿裤和奶粉，前几天又给宝宝添了衣服。问问“宝宝的纸尿裤该买几号”，或看看她的订单。',
  },
  {
    customerExternalId: 'C1002',
    label: '橘猫管家 · 猫粮快见底了',
    story: '差不多每个月买一次同一款猫粮，上次是一个月前，这两天该补货了。让机器人推荐点什么试试。',
  },
  {
    customerExternalId: 'C1003',
    label: '像素控 · 耳机在路上',
    story: '数码爱好者，前天下单的头戴式耳机已经发货。问一句“我的快递到哪儿了”。',
  },
  {
    customerExternalId: 'C1004',
    label: '周先生 · 包裹迟迟不到',
    story: '一周前买的锅卡在转运中心好几天没动静，有点着急。看看机器人怎么安抚、怎么转给人工。',
  },
  {
    customerExternalId: 'C1005',
    label: '苏女士 · 黑金会员',
    story: '常客，一年消费过万，有一件大衣正在退款，还常给老家的妈妈买东西。试试“500元以内送妈妈的羽绒服”。',
  },
  {
    customerExternalId: 'C1006',
    label: '刚来的饭团 · 新朋友',
    story: '昨天刚注册，还没下过单。看看新人能领什么券，机器人对不认识的人怎么推荐。',
  },
  {
    customerExternalId: 'C1007',
    label: '慢慢挑 · 各种状态的订单',
    story:
      '手上有没付款的、刚付款的、在路上的、前天送到的和确认收货的订单。试试“取消订单”“改地址”“我要退货”“换尺码”“申请价保”“开发票”。',
  },
];
