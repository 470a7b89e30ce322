/** 人工 and 客服 that are about something else than wanting a person. Taken out before looking for the request. */
const otherMeanings = [
  /人工(?:费|智能|合成|草|皮|成本|钻|宝石|养殖|审核|分拣|打包|泪|湖|林|降|呼吸|培|耳蜗|心脏)/g,
  /(?:纯|半)?手工|(?:包|含|包含|包括|免|算|加|全|纯)(?:不含|不包)?人工/g,
  /人工[^,。?!]{0,4}(?:多少钱|怎么收费|收费|价格|怎么算)/g,
  /(?:是|走|靠|由)人工(?:处理|操作|核实|确认|发货|退款)/g,
  /(?:人工|真人)?客服[^,。?!]{0,4}(?:电话|热线|号码|邮箱|几点|上班|下班|工作时间|服务时间|时间|态度|说|讲|答应|告诉|承诺|回复我|给我|骗)/g,
  /(?:之前|上次|刚才|刚刚|昨天|前天|已经|早就)[^,。?!]{0,4}(?:联系|找|问|咨询)[^,。?!]{0,3}(?:客服|人工)/g,
  /真人(?:秀|照|图|实拍|上身|模特|试穿|展示|cs|兼职)/g,
  /找(?:个)?人(?:代付|帮我付|付款|代购|拼单|拼团|代收|代取|帮忙(?:付|收|取))/g,
  /(?:找|叫|喊|来|派)(?:个|一个|位)?人(?:来|上门|去)?(?:安装|装|修|维修|取件|取货|送|拿|量|看看)/g,
];

const declined =
  /(?:不用|不要|不需要|无需|别|先不|暂时不|不想|没必要)(?:再|给我|帮我|麻烦)?(?:转接?|找|叫|接|联系|换)?(?:到|个)?(?:人工|真人|客服)/;

const robotRefused =
  /(?:不要|不想|别|别用|不跟|不和|拒绝|讨厌|烦死)[^,。?!]{0,6}(?:机器人|智能客服|自动回复|ai)/;

const requests = [
  /人工|真人客服|活人/,
  /(?:转接?|找|叫|喊|换|要|接|联系|呼叫|来|给我|跟|和|有|想|是不是|需要)(?:到|一下|一位|一个|你们|个|位|在线|的)*(?:真人|客服|专员|店长|经理|主管|老板|负责人|领导)/,
  /^(?:在线)?(?:真人|客服)(?:在吗|在不在|在哪|呢|人呢|在么|有吗|有人吗|小姐姐|小哥哥|你好)?[?!。~]*$/,
  /(?:真人|客服)[^,。?!]{0,2}(?:在吗|在不在|在么|人呢|出来|呢[?!]*$)/,
  /有(?:没有)?(?:真人|人)(?:在|在线)?(?:吗|么|不|没|啊|呀)?[?!。]*$/,
  /(?:找|叫|喊|换|来|派)(?:个|一个|位)人(?!员|民|家)/,
  /(?:跟|和|与)(?:真)?人(?:说|聊|谈|沟通|讲)/,
  /^人呢[?!。]*$|^(?:你好|您好)?[,。!]?有人(?:吗|在吗|么)[?!。]*$/,
  /\b(?:human|real person|live agent|representative)\b/,
];

/**
 * Whether a shopper asks for a person. Rules, not a model: this must work on the first day, and be readable by
 * whoever has to explain why somebody waited.
 *
 * @param normalized Text as `normalize` gives it.
 */
export function asksForHuman(normalized: string): boolean {
  if (robotRefused.test(normalized)) return true;
  if (declined.test(normalized)) return false;
  const text = otherMeanings.reduce((value, meaning) => value.replace(meaning, '＿'), normalized);
  return requests.some((request) => request.test(text));
}
