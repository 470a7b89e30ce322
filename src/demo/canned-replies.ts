/** What the demo shop's agents send often. Blanks in braces are filled in by the console, or by the agent. */
export const demoCannedReplies: readonly { category: string; title: string; text: string }[] = [
  {
    category: '问候',
    title: '开场问候',
    text: '{顾客称呼}您好，我是{店铺名}的{客服昵称}，您慢慢说，我在的。',
  },
  { category: '问候', title: '稍等一下', text: '好的，我帮您查一下，大概一两分钟，您稍等。' },
  { category: '问候', title: '久等了', text: '让您久等了，实在不好意思，我这就帮您看。' },
  { category: '问候', title: '结束致谢', text: '好的，那先这样，有问题随时找我。祝您生活愉快！' },
  {
    category: '物流',
    title: '催促发货',
    text: '订单 {订单号} 我已经催仓库了，今天 {时间} 前会发出，发出后您能收到短信。',
  },
  {
    category: '物流',
    title: '物流停滞',
    text: '我看到包裹有一阵子没动了，已经联系快递核实，{时间} 前给您回复结果。',
  },
  { category: '物流', title: '修改地址', text: '可以改的，请把新的收件人、电话和详细地址发我一下。' },
  {
    category: '售后',
    title: '退款规则',
    text: '签收 7 天内、不影响二次销售就能退。您在订单里点“申请退货”，我们收到后 1–3 个工作日退款。',
  },
  {
    category: '售后',
    title: '拍照举证',
    text: '麻烦您把问题的地方拍两张照片发我，外包装和面单也拍一张，我马上给您处理。',
  },
  {
    category: '售后',
    title: '退款进度',
    text: '订单 {订单号} 的退款已经提交，原路退回，一般 1–3 个工作日到账。',
  },
  { category: '售后', title: '诚恳致歉', text: '真的很抱歉给您添麻烦了，这件事我来跟到底，处理好了告诉您。' },
  { category: '活动', title: '价格保护', text: '签收 7 天内降价可以补差价，您把订单号发我，我帮您申请。' },
];

export const demoShopName = '青禾生活';
