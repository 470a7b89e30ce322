import type { Random } from './random.js';

const surnames =
  '林 陈 王 李 张 刘 杨 黄 赵 周 吴 徐 孙 朱 马 胡 郭 何 高 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 萧 田 董 袁 潘 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 石 廖'.split(
    ' ',
  );

const moods =
  '爱吃橙子的 想去海边的 早睡的 不喝咖啡的 慢半拍的 打盹的 晒太阳的 追晚霞的 数星星的 会做饭的 迷路的 存钱的 种薄荷的 骑单车的 听雨的 写日记的 贪吃的 健身的 熬夜的 认真生活的'.split(
    ' ',
  );
const beings = '小熊 猫 松鼠 企鹅 鲸鱼 刺猬 水獭 兔子 考拉 麻雀 海豹 柯基 云 土豆 饭团 汤圆'.split(' ');
const firsts =
  '云朵 月光 青柠 半夏 南风 盐汽水 海盐 木棉 晚风 橘子 山茶 白桃 薄荷 初雪 秋刀鱼 小满 芒种 微光 星野 旧书'.split(
    ' ',
  );
const seconds =
  '收藏家 便利店 研究所 观察员 来信 与海 同学 先生的店 拾荒者 旅行社 不加糖 在路上 邮局 日记 小姐 练习生'.split(
    ' ',
  );
const families = '糖糖妈 豆豆妈 果果爸 安安妈 小宝爸 米粒妈 团团妈 可乐爸 芒果妈 橙子妈 布丁妈 元宝爸'.split(
  ' ',
);

/**
 * A display name such as 林女士, 爱吃橙子的猫 or 月光邮局. Never a full personal name.
 * @param kind `parent` favours names such as 糖糖妈.
 */
export function inventName(random: Random, woman: boolean, kind: 'parent' | 'other'): string {
  if (kind === 'parent' && random.chance(0.35)) {
    return `${random.pick(families)}${random.chance(0.6) ? '' : random.int(1, 99)}`;
  }
  const style = random.next();
  if (style < 0.36) return `${random.pick(surnames)}${woman ? '女士' : '先生'}`;
  if (style < 0.7) return `${random.pick(moods)}${random.pick(beings)}`;
  if (style < 0.92) return `${random.pick(firsts)}${random.pick(seconds)}`;
  return `${random.pick(firsts)}${random.int(10, 999)}`;
}
