import { normalize } from './normalize.js';

export interface Mood {
  /** Anger at the shop: abuse, threats, being fed up. 0 calm .. 1 furious. */
  angry: number;
  /** Anything unpleasant, anger included: disappointment, a fault, waiting. 0 .. 1. */
  negative: number;
}

/**
 * The lexicon: what each group adds to anger and to negativity. Written for shops, from how complaints are worded;
 * the weights say that one insult is furious, a threat is angry, a fault alone is unhappy but calm.
 */
const lexicon: { words: RegExp; angry: number; negative: number }[] = [
  {
    // Abuse.
    words:
      /傻[逼b叉比x]|煞笔|沙雕|\bsb\b|他妈|特么|你妈|(?<![妈我你他她爸姨姑大])妈的|\btmd\b|\bnmd\b|去死|混蛋|王八|狗屁|放屁|无耻|不要脸|缺德|废物|智障|脑残|有病|滚蛋|滚开|^滚|狗东西|畜生|骗子|奸商|黑店|黑心|坑爹|流氓|强盗|垃圾/g,
    angry: 2.2,
    negative: 2,
  },
  {
    // Threats and formal complaints.
    words:
      /投诉|举报|12315|消协|消费者协会|曝光|起诉|告你们|律师|报警|工商局|市场监管|法院|差评|微博见|找媒体|给个说法|讨个说法/g,
    angry: 1.2,
    negative: 1.2,
  },
  {
    // Fed up, accusing.
    words:
      /气死|气人|生气|火大|恼火|愤怒|忍无可忍|受够|受不了|什么玩意|什么态度|什么破|破店|破玩意|搞什么|搞毛|有没有搞错|过分|欺骗|骗人|骗我|骗钱|忽悠|敷衍|耍我|耍人|耍赖|糊弄|踢皮球|推卸|推来推去|不作为|店大欺客|霸王条款|恶心|太坑|坑人|坑我|坑钱|离谱|荒唐|可恶|什么意思啊|几个意思|能不能行|还要不要|信不信|别再|烦死|够了|你们(?:到底|这)?(?:是)?怎么(?:回事|搞的)|怎么搞的/g,
    angry: 1.3,
    negative: 1.2,
  },
  {
    // Disappointment.
    words:
      /失望|差劲|太差|真差|很差|好差|不满|难用|难吃|糟糕|无语|郁闷|后悔|心寒|寒心|倒霉|无奈|服了|醉了|太慢|慢死|太贵|不值|上当|没人管|没人理|不理人|不回复|没人回|不靠谱|再也不|不会再(?:来|买)|浪费时间|太烂|真烂|烂透|难受|委屈|不爽|不舒服|不合理|不负责/g,
    angry: 0.5,
    negative: 1.1,
  },
  {
    // Faults, waiting, disputes: unhappy matters, not yet an unhappy tone.
    words:
      /坏了|坏的|破损|破了|碎了|漏了|漏液|裂|假货|假的|发错|错发|少发|漏发|丢件|丢了|没收到|还没(?:到|发|收|退|处理|解决)|还不(?:发|退|到|处理|解决)|一直(?:不|没)|迟迟|都(?:几|多少|[两三四五六七八九十\d]+)(?:天|周|个?月|小时)了|[几两三四五六七八九十]次了|到底|怎么又|又坏|催了|质量(?:问题|差|太差|不行)|过期|发霉|过敏|掉色|不能用|用不了|打不开|没反应/g,
    angry: 0.15,
    negative: 0.7,
  },
  { words: /赶紧|赶快|立刻|立马|马上给|快点|急死|急用|着急|速度/g, angry: 0.25, negative: 0.35 },
  {
    words: /谢谢|感谢|满意|喜欢|很好|真好|不错|好评(?!返)|好用|好吃|很棒|真棒|辛苦|给力|点赞|赞/g,
    angry: -0.6,
    negative: -0.8,
  },
];

/** Goods and sayings that hold a word of the lexicon but no mood. */
const harmless =
  /垃圾(?:袋|桶|篓|箱|分类|处理器|短信|铲)|滚(?:筒|轮|动|珠)|裂(?:口|痕修复)|碎花|开裂膏|急(?:救|冻)|速度(?:快|怎么样|多少)|防(?:过敏|裂|漏)|不过敏|抗过敏|气死人不偿命|赞助|(?:怎么|如何|哪里|可以)(?:写|看|删除?|改)差评|不生气|没生气|别生气/g;
/** Directly before a word it takes the word back: 不失望, 没坏了, 不是骗子. */
const takenBack = /(?:不是|不会|没有|不算|并不|不|没)$/;

/**
 * Reads the mood of one message from words, punctuation and repetition.
 *
 * @param text The raw text: normalising would hide the exclamation marks.
 * @param plain The same as `normalize` gives it, where it is at hand.
 */
export function readMood(text: string, plain = normalize(text)): Mood {
  const normalized = plain.replace(harmless, ' ');
  let angry = 0;
  let negative = 0;
  for (const { words, angry: a, negative: n } of lexicon) {
    let hits = 0;
    for (const match of normalized.matchAll(words))
      if (!takenBack.test(normalized.slice(Math.max(0, match.index - 2), match.index))) hits++;
    // The second word of a kind adds half as much, the third a quarter.
    const strength = 2 * (1 - 0.5 ** hits);
    angry += a * strength;
    negative += n * strength;
  }
  const emphasis = readEmphasis(text);
  if (negative > 0) {
    angry += emphasis * (0.3 + 0.3 * Math.min(1, negative));
    negative += emphasis * 0.3;
  } else if (negative === 0) {
    angry += emphasis * 0.15;
    negative += emphasis * 0.2;
  }
  return { angry: squash(angry), negative: squash(negative) };
}

/** 0..3: runs of ! and ?, and the same words over and over (退款退款退款). */
function readEmphasis(text: string): number {
  const bounded = text.slice(0, 2000);
  const marks = /[!！]{2,}|[?？]{3,}|[!！?？]{3,}/.test(bounded) ? 1 : 0;
  const shout = /[!！?？]{5,}/.test(bounded) ? 1 : 0;
  const repeated = /(\p{Script=Han}{2,6})[\s,，!！。]*(?:\1[\s,，!！。]*){2,}/u.test(bounded) ? 1 : 0;
  return marks + shout + repeated;
}

/** Sums of the lexicon to 0..1: 1 is reached slowly, one insult gives 0.7. */
function squash(sum: number): number {
  return sum <= 0 ? 0 : Math.round((1 - Math.exp(-sum / 1.8)) * 1000) / 1000;
}
