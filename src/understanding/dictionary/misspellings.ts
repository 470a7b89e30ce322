/**
 * How shop words are mistyped, by sound (pinyin input) or by shape: the word, then its wrong spellings. Listed is
 * only what means nothing else in a shop's chat, because a false correction harms more than a missed one: 快第 is
 * not here for 很快第二天, nor 受后 for 接受后, nor 发或 for 发或者. Where a rare reading is left, `lookAlikes` keeps it.
 */
const spellings: Readonly<Record<string, string>> = {
  // Returns, refunds, complaints.
  退换货: '退换获 推换货 退焕货',
  退货: '推货 退获',
  换货: '换获 焕货',
  退款: '退宽',
  申请退款: '申请推款',
  款: '欵',
  无理由: '无里由 无利由 无理油',
  售后: '售候 售侯',
  申请: '伸请 申清 审请',
  质量问题: '质亮问题',
  补偿: '补尝',
  赔偿: '陪偿 赔尝',
  赔付: '陪付 赔负',
  假一赔十: '假一陪十 假一培十',
  假一赔三: '假一陪三 假一培三',
  投诉: '投拆 头诉',
  瑕疵: '暇疵 瑕庇 瑕呲',
  退差价: '退叉价 退插价',
  补差价: '补叉价 补插价',
  // Delivery.
  快递: '快弟 快梯 快敌 筷递',
  快递单号: '快递但号 快弟但号',
  物流: '物硫 勿流',
  发货: '发获 发贷',
  快递到哪: '快递到那',
  物流到哪: '物流到那',
  催发货: '崔发货 摧发货',
  收货地址: '收获地址',
  收货人: '收获人',
  确认收货: '确认收获',
  地址: '地扯',
  签收: '签受 迁收',
  包裹: '抱裹',
  菜鸟驿站: '菜鸟译站 菜鸟释站 菜鸟一站',
  丰巢柜: '蜂巢柜',
  丰巢快递柜: '蜂巢快递柜',
  运费: '运废 运沸 韵费',
  运费险: '运险费',
  邮费: '邮废',
  包邮: '保邮',
  包邮吗: '包由吗',
  顺丰: '顺峰 顺锋',
  顺丰快递: '顺风快递',
  顺丰包邮: '顺风包邮',
  圆通快递: '园通快递',
  韵达快递: '运达快递',
  // Orders and paying.
  订单: '定单 钉单',
  取消: '取销 取削',
  付款: '付宽 负款 附款',
  货到付款: '货到负款 货到附款 货到付宽 货道付款',
  支付宝: '支负宝 支附宝 知付宝 支富宝',
  微信: '薇信',
  微信支付: '威信支付 微新支付',
  花呗: '花贝',
  京东白条: '京东白调',
  分期付款: '分其付款 份期付款',
  购物车: '够物车 购物扯',
  // Prices.
  优惠: '优会 优慧',
  优惠券: '优惠卷 优惠倦 优惠圈 优会券 优会卷 优慧券 优慧卷 优汇券',
  代金券: '代金卷 代金倦',
  抵用券: '抵用卷 抵用倦',
  抵扣券: '抵扣卷 抵扣倦',
  满减券: '满减卷 满减倦',
  现金券: '现金卷',
  折扣券: '折扣卷',
  购物券: '购物卷',
  运费券: '运费卷',
  领券: '领倦',
  券: '劵',
  便宜: '便谊 遍宜 偏宜',
  多少钱: '多小钱 多少浅',
  积分兑换: '积份兑换',
  秒杀: '秒煞',
  // Invoices.
  发票: '发漂 发嫖 发瓢',
  开发票: '开发飘 开法票',
  电子发票: '电子发飘 电子法票',
  纸质发票: '纸制发票',
  发票抬头: '发票台头',
  公司抬头: '公司台头',
  个人抬头: '个人台头',
  增值税: '曾值税 增殖税',
  报销: '抱销',
  // Account.
  账号: '帐号',
  账户: '帐户',
  账单: '帐单',
  到账: '到帐',
  入账: '入帐',
  转账: '转帐',
  对账: '对帐',
  结账: '结帐',
  登录: '登陆 登入',
  密码: '秘码',
  验证码: '验正码 严证码 证验码',
  注销账号: '注消账号 注消帐号',
  绑定: '邦定',
  会员: '会圆 汇员',
  客服: '客腹 客伏',
  转人工: '转人功 转人公 转仁工',
  // Everyday words of a chat.
  怎么: '怎莫',
  什么: '什莫 什摸',
  怎么办: '肿么办 咋么办',
  怎么回事: '肿么回事',
  有没有: '有木有',
  可以吗: '阔以吗',
  // Goods.
  旗舰店: '旗建店 旗见店 期舰店 棋舰店',
  尺码: '呎码 尺马',
  颜色: '颜涩 严色',
  衣服: '衣付',
  保质期: '保制期 保值期',
  有效期: '有校期',
  说明书: '说名书',
  // Left by Traditional writing: 著 is a Simplified character too, so converting scripts must keep it.
  着急: '著急',
};

/** Correct texts that hold a listed spelling by chance; they stay. */
const kept =
  // 定单 across two words: 一定单独发.
  '一定单 固定单 指定单 特定单 限定单 确定单 稳定单 规定单 鉴定单 选定单 设定单 约定单 决定单 认定单 否定单 不定单 ' +
  '定单独 定单人 定单品 定单价 定单件 定单个 ' +
  // Curtains and tents.
  '蚊帐号 床帐号 蚊帐单 床帐单 帐单独 帐单人 到帐篷 入帐篷 转帐篷 对帐篷 到帐子 ' +
  // Things that roll, and the rest.
  '优惠卷尺 优惠卷纸 优惠卷发 优惠卷帘 折扣卷尺 折扣卷纸 折扣卷发 购物卷轴 优惠圈子 ' +
  '优会员 优会场 发漂亮 发漂白 发漂染 发漂色 发漂粉 头发漂 沙发漂 毛发漂 花贝壳 花贝母 主推货 运废品 发贷款 ' +
  '多小钱包 快递到那边 物流到那边 快递到那天 物流到那天 快递到那儿 物流到那儿 付宽带 附款式 台风登陆 攀登入 收获人心 收获人生 担保邮 环保邮 天保邮 客伏案 不会圆 就会圆 才会圆';

/** From each wrong spelling to the right one. */
export const misspellings: ReadonlyMap<string, string> = new Map(
  Object.entries(spellings).flatMap(([right, wrong]) => wrong.split(' ').map((one) => [one, right] as const)),
);

/** Correct texts around a wrong spelling that is none there. */
export const lookAlikes: readonly string[] = kept.split(' ');
