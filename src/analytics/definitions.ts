/** What each figure means, in one sentence, for whoever hovers over it. */

export const rfmDefinitions: Record<string, string> = {
  recency: '最近一次下单离现在多久，全店排成五档，5 最近。',
  frequency: '近 365 天有几天下过单，全店排成五档，5 最多。',
  customers: '同意个性化、且下过单的顾客数。',
  others: '没有同意个性化，或还没下过单的顾客，只计总数，不做分析。',
  averageSpentMinor: '格子里的顾客近 365 天人均花了多少。',
  shareOfTurnover: '格子里的顾客近 365 天的消费，占所有格子的百分之几。',
  turnoverMinor: '所有格子里的顾客近 365 天的消费合计。',
};

export const cohortDefinitions: Record<string, string> = {
  month: '顾客第一次下单（已付款、没取消）的月份，按店铺时区。',
  customers: '这个月第一次下单的顾客数。',
  returned: '这批顾客里，首单后第几个月又下过单的占比；本月还没过完，可能再涨。',
  turnoverPerCustomerMinor: '这批顾客从首单到现在，人均一共付了多少。',
};

export const couponDefinitions: Record<string, string> = {
  offered: '在聊天里收到过这张券的顾客数。',
  seen: '点开或领取过这张推送的顾客数。',
  claimed: '领过这张券的顾客数；也可以不经推送、自己领。',
  redeemed: '用掉过这张券的顾客数，不含没登录的。',
  uses: '一共用掉的次数，含公开口令和没登录的，取消的不算。',
  spentMinor: '用掉的券一共优惠了多少。',
  liabilityMinor: '已领还没用的券，都用掉的话最多还要优惠多少。',
  budgetMinor: '这张券的优惠总预算。',
  leftMinor: '总预算减去已优惠的和下单占用的。',
  effects: '给这张券的活动与对照组比，多出来的下单顾客数；没有对照组就看不出来。',
};

export const campaignDefinitions: Record<string, string> = {
  assigned: '已分进这个活动的顾客数，含对照组。',
  overTime: '每天看一次的购买比例差；区间在所有日子里同时成立，中途看不会误判。',
  holdoutShare: '留下不发、用来对比的顾客比例。',
  plannedPeople: '计划要多少位顾客才下结论。',
};

export const upliftDefinitions: Record<string, string> = {
  byUplift: '先发给模型认为最会被打动的顾客，每 1000 位顾客里多带来的下单人数。',
  byLikelyToBuy: '先发给本来就最可能买的顾客，每 1000 位顾客里多带来的下单人数。',
  random: '随机挑同样多的顾客来发，每 1000 位顾客里多带来的下单人数。',
  share: '发给排在最前面的百分之几。',
  qini: '曲线比随机高出的面积（每 1000 位顾客），越大说明模型越会挑人；区间含 0 就还不能说比随机好。',
  customers: '活动里同意个性化的顾客，每位都由没见过自己的模型打分。',
};
