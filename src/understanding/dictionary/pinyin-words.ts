/**
 * What shoppers write when they type pinyin, by how often: each group about ten times rarer than the one before.
 * Single characters are few on purpose, because they fit any letters. `word:pin-yin` where the usual reading of the
 * characters is another.
 */
const groups: readonly [weight: number, words: string][] = [
  [
    -2,
    '的:de 了:le 我 你 是 不 有 在 吗:ma 要 这 就 也 都:dou 没:mei 好 可以 什么 怎么 我的 你们 我们 没有 一个 多少 这个 那个 ' +
      '什么时候 为什么 怎么办 能不能 可不可以 是不是 有没有 要不要 知道 现在 还没:hai-mei 还是:hai-shi 不是 退货 退款 快递 发货 订单 ' +
      '客服 多少钱 尺码 运费',
  ],
  [
    -3,
    '到 说 能 货 会:hui 想 吧:ba 呢:ne 啊:a 给:gei 他 她 它 和:he 还:hai 很 买 卖 收 发:fa 退 换 寄 钱 哪 谁:shui 去 来 做 用 看 写 ' +
      '把 被 让 太 又 再 才 多 少 大 小 件 个 天 出 改 查 找 问 等 行:xing 对 得:de 过 下 上 里 吃 穿 装 坏 新 ' +
      '换货 退换 售后 物流 地址 优惠券 优惠 发票 便宜 质量 问题 颜色 衣服 鞋子 东西 商品 产品 收到 还没收到 到了 到哪了:dao-na-le 到哪里了 ' +
      '到货 包邮 付款 取消 申请 人工 转人工 人工客服 在吗 你好 您好 谢谢 好的 请问 麻烦 帮我 一下 一件 一双 两件 两个 时间 今天 明天 昨天 ' +
      '后天 前天 几天 多久 多大 多长时间:duo-chang-shi-jian 怎么样 怎么用 怎么退 怎么退货 怎么退款 怎么换 怎么还:zen-me-hai 哪里 哪个 那里 这里 这样 那样 如果 但是 因为 所以 ' +
      '已经 一直 不能 不要 不想 不会:bu-hui 不行:bu-xing 不好 不到 不了:bu-liao 不知道 想要 需要 应该 可能 申请退款 申请退货 我要 我想 我买 我买的 ' +
      '我想要 给我 帮我查 查一下 看一下 问一下 退一下 换一下 改一下 修改 修改地址 改地址 订单号 快递单号 手机 电话 收货 签收 会员 积分 价格 ' +
      '降价 保价 价保 满减 红包 活动 双十一 库存 有货 没货 缺货 补货 预售 赠品 礼物 包装 客户 商家 店铺 卖家 买家 老板 亲',
  ],
  [
    -4,
    '退回 退钱 退掉 退换货 退不退 退多少 退到 寄回 寄到 寄回去 发了 发了吗 发出 发错 发错了 发错货 少发 少发了 漏发 错了 拍错 拍错了 买错 买错了 ' +
      '破损 坏了 破了 碎了 漏了 丢了 丢件 假货 正品 真的 假的 保修 维修 质保 安装 师傅 上门 过期 保质期 生产日期 ' +
      '支付 支付宝 微信 花呗 信用卡 银行卡 分期 货到付款 到付 余额 到账 扣款 原路 原路退回 差价 退差价 补差价 打折 折扣 优惠码 ' +
      '领券 领取 用不了 不能用 怎么领 怎么买 怎么下单 怎么付款 怎么查 怎么取消 怎么修改 怎么联系 怎么回事 怎么这么 怎么开 怎么开发票 怎么申请 ' +
      '下单 拍下 购物车 链接 收藏 抢购 秒杀 拼单 团购 开发票 电子发票 抬头 税号 专票 报销 ' +
      '顺丰 中通 圆通 申通 韵达 邮政 京东 淘宝 天猫 驿站 快递员 派送 配送 包裹 运单 运费险 邮费 谁出运费 运费谁出 运费多少 ' +
      '地址错了 换地址 收件人 收货人 收货地址 姓名 号码 手机号 手机号码 电话号码 改电话 ' +
      '登录 密码 账号 注册 注销 验证码 绑定 等级 会员卡 生日 ' +
      '无理由 七天无理由 七天 三天 两天 一天 五天 十天 半个月 一个月 一周 一年 小时 分钟 上午 下午 晚上 早上 中午 周末 星期 月底 ' +
      '大码 小码 均码 偏大 偏小 大小 尺寸 身高 体重 公斤 厘米 合适 不合适 太大 太小 太大了 太小了 大了 小了 长度:chang-du 款式 型号 材质 面料 纯棉 ' +
      '红色 黑色 白色 蓝色 绿色:lv-se 黄色 灰色 粉色 紫色 掉色 色差 起球 缩水 ' +
      '耳机 电脑 平板 充电器 充电宝 数据线 键盘 鼠标 电视 冰箱 空调 洗衣机 热水器 裤子 裙子 外套 羽绒服 卫衣 毛衣 衬衫 内衣 袜子 帽子 ' +
      '运动鞋 包包 面膜 口红 洗发水 奶粉 尿不湿 玩具 零食 牛奶 水果 大米 被子 枕头 床单 毛巾 手表 眼镜 ' +
      '推荐 推荐一下 介绍 介绍一下 有什么 有什么区别 区别 哪个好 好不好 好用 好用吗 好吃 好看 好吃吗 值得 喜欢 不喜欢 满意 不满意 ' +
      '投诉 举报 差评 好评 评价 赔偿 补偿 骗人 骗子 生气 态度 太差了 太慢了 太贵了 贵 慢 快 催 催一下 催发货 着急 急用 赶紧 尽快 马上 立刻 快点 ' +
      '联系 联系不上 电话多少 回复 不回复 有人吗 有人 在不在 人呢 机器人 真人 经理 ' +
      '可以吗 可以退吗 可以换吗 可以退 可以换 能退吗 能换吗 能退 能换 能便宜 便宜点 便宜一点 少点 送货 送货上门 自提 ' +
      '没收到 没发货 没到 还没到:hai-mei-dao 还没发货:hai-mei-fa-huo 还没退:hai-mei-tui 还不发货:hai-bu-fa-huo 怎么还没:zen-me-hai-mei 怎么还不:zen-me-hai-bu 几天到 几天能到 什么时候到 什么时候发货 什么时候退款 什么时候有货 ' +
      '多久到 多久发货 多久到账 多久能到 今天能发货 明天到 ' +
      '一样 不一样 一起 一些 一点 有点 还有:hai-you 只有 只能 只要 全部 所有 其他 别的 另外 这些 那些 这种 这么 那么 这次 上次 下次 ' +
      '第一次 第二件 半价 免费 收费 费用 价钱 元 块 成功 失败 完成 处理 解决 解决一下 确认 确定 同意 拒绝 提交 审核 通过 显示 状态 ' +
      '进度 记录 信息 资料 图片 照片 视频 说明书 教程 使用 方法 操作 设置 打开 关闭 打不开 开机 关机 充电 充不进电 没反应 声音 屏幕 ' +
      '然后 以后 之前 以前 之后 后来 刚刚 刚才 刚买 最近 最后 第一 开始 结束 继续 ' +
      '家里 公司 学校 朋友 老婆 老公 孩子 宝宝 妈妈 爸爸 老人 女朋友:nv-peng-you 男朋友 自己 大家 别人 ' +
      '起来 出来 下来 回来 回去 过来 过去 进来 出去 拿到 看到 找到 找不到 看不到 收不到 买不了 退不了 付不了款 下不了单 登录不了 ' +
      '觉得:jue-de 希望 打算 准备 决定 考虑 考虑一下 选择 帮忙 帮忙查 帮忙看 告诉 告诉我 发给我 请问一下 问题是 没问题 有问题 质量问题 ' +
      '人 水 转 用了 就是 几个 这是 那是 漂亮 便宜吗 女鞋:nv-xie 男鞋 女装:nv-zhuang 男装 女款:nv-kuan 男款 绿:lv 送:song 拿 开:kai 关 打 叫 带 放 选 见 讲 住 走 跑 点:dian 号:hao 款 单:dan 张 条 双 套 盒 瓶 包 年 月 前 后 真 错 完 行不行:xing-bu-xing 怎样 为何 如何 ' +
      '没用 不用 不用了 不要了 不想要 不想要了 不买了 算了 取消订单 取消了 撤销 关税 跨境 海外 身份证 清关',
  ],
];

export interface PinyinWord {
  word: string;
  /** Ten to the power of this is how often it is used, roughly. */
  weight: number;
  /** Its syllables where they are not what the characters are usually read as. */
  reading?: string[];
}

export const pinyinWords: readonly PinyinWord[] = groups.flatMap(([weight, words]) =>
  words.split(' ').map((item) => {
    const [word = '', reading] = item.split(':');
    return { word, weight, ...(reading === undefined ? {} : { reading: reading.split('-') }) };
  }),
);

/**
 * Latin words that could be read as pinyin and are meant as they stand: English ones, and names of makers. What a
 * catalogue calls its brands comes on top.
 */
export const latinWords: ReadonlySet<string> = new Set(
  (
    'change women men man pad size nike anta lining haier huawei xiaomi midea bose lite mini mate like bike hate date name game ' +
    'same made take make cake case base line fine nine mine wine pine page huge range orange manage language guide ' +
    'chance dance beige china panda banana sofa pizza data beta alpha media radio audio pie tea sea use one none ' +
    'done gone bone zone tone here fire hair care share shape shine machine engine online shade made mode code ' +
    'node nude tide side wide ride hide bide pure sure cure duke fake bake lake nano loca dior gucci meizu changan ' +
    'chanel canon sony hello hi no go do so to we me he she be ok bye yes you can fan pan pen long song die lie sun ' +
    'run gun hang bang gang tang ban dan ran sang wan dong king wing ping pong bang sing song ring gong gang ' +
    'yoga judo tofu kungfu guitar banner dinner manner wonder gender tender render hanger danger ranger binge ' +
    'hinge lounge change exchange baggage luggage package message college'
  ).split(' '),
);
