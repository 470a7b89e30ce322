/** What the customer's profile says. `strings.ts` joins it to the rest. */
export const profileText = {
  title: '画像',
  asOf: (when: string) => `${when}计算`,
  showReasons: '看依据',
  hideReasons: '收起依据',
  value: '未来一年价值',
  churn: '流失风险',
  churnLevel: { high: '高', medium: '中', low: '低' },
  gap: '购买节奏',
  everyDays: (days: number) => `约 ${days} 天一次`,
  coupon: '优惠敏感',
  replenishment: '快用完的',
  dueOn: (day: string) => `${day}前后`,
  leanings: '偏好',
  leaningOf: { categories: '品类', brands: '品牌', priceBands: '价位', colours: '颜色' },
  times: (lift: number) => `是全店平均的 ${lift.toFixed(1)} 倍`,
  segments: '所在分群',
  nextTier: '升级',
  withheld: {
    'no-consent': '顾客没有同意个性化推荐，这里不计算画像，只保留订单数、等级和积分。',
    'not-yet': '顾客刚刚同意，画像正在计算，稍后再看。',
  },
} as const;
