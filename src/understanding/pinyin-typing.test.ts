import { describe, expect, it } from 'vitest';
import { rewritePinyin } from './pinyin-typing.js';

describe('rewritePinyin', () => {
  it.each([
    ['zenme tuihuo', '怎么退货'],
    ['zenmetuihuo', '怎么退货'],
    ['wo yao tui kuan', '我要退款'],
    ['kuaidi daona le', '快递到哪了'],
    ['kuaidi dao na le', '快递到哪了'],
    ['tuihuo yunfei谁出', '退货运费谁出'],
    ['tui huo yun fei shui chu', '退货运费谁出'],
    ['shenme shihou fahuo?', '什么时候发货?'],
    ['wo de kuaidi zenme hai mei dao', '我的快递怎么还没到'],
    ['weishenme hai bu fahuo', '为什么还不发货'],
    ['fapiao zenme kai', '发票怎么开'],
    ['youhuiquan zenme yong', '优惠券怎么用'],
    ['zhe ge duo shao qian', '这个多少钱'],
    ['you mei you huo', '有没有货'],
    ['qing wen you yunfeixian ma', '请问有运费险吗'],
    ['wo yao zhuan rengong', '我要转人工'],
    ['wo mai de dongxi shoudao le danshi huai le', '我买的东西收到了但是坏了'],
    ['chima xuan cuo le', '尺码选错了'],
    ['gai dizhi', '改地址'],
    ["you'hui'quan", '优惠券'],
    ['nvxie', '女鞋'],
    // What stays in Latin letters stays where it is.
    ['iphone zenme tuihuo', 'iphone 怎么退货'],
    ['zenme tuihuo nike', '怎么退货 nike'],
    ['xiaomi kuaidi daona le', 'xiaomi 快递到哪了'],
    ['usb-c baoyou ma', 'usb-c 包邮吗'],
  ])('%s becomes %s', (text, expected) => expect(rewritePinyin(text)).toBe(expected));

  /** English, brands, sizes, models: what shoppers write in Latin letters and mean so. */
  const latin =
    'nike iphone adidas men women size xl xxl hi ok pad change usb-c dell oppo vivo ipad wifi vip plus pro sku anta lining ' +
    'haier huawei xiaomi midea bose lite mini mate like bike hate date name game same made take make cake case base line ' +
    'fine nine mine wine pine page huge range orange manage language guide chance dance beige china panda banana sofa pizza ' +
    'data beta alpha media radio audio pie tea sea use one none done gone bone zone tone here fire hair care share shape ' +
    'shine machine engine online shade mode code node tide side wide ride hide pure sure cure lake nano dior gucci canon ' +
    'sony lenovo meizu honor redmi realme sennheiser logitech razer thinkpad macbook airpods kindle switch lego disney ' +
    'uniqlo zara puma converse vans fila asics skechers balabala estee loreal olay lancome skii shiseido wh-1000xm5 a3108 ' +
    'type-c hdmi ssd ram cpu gpu led lcd oled led rgb app ios android windows bug email gmail hello thanks please cancel ' +
    'return refund order shipping address color black white red blue green yellow pink large medium small free sale new ' +
    'hot sexy baby mama papa dada haha hehe lala lol emmm ems dhl ups fedex gap hm muji ikea costa coca cola pepsi fanta ' +
    'sprite nestle danone mengniu yili bilibili tiktok weibo google baidu alipay visa can you he she me long song fan pan ' +
    'pen die lie sun run gun hang bang gang tang ban dan ran do so to no we be go a i my the and for with this that';

  it('leaves English words, brands, sizes and model numbers alone, alone and in company', () => {
    const words = [...new Set(latin.split(' '))];
    expect(words.length).toBeGreaterThan(150);
    expect(words.filter((word) => rewritePinyin(word) !== word)).toEqual([]);
    expect(words.filter((word) => rewritePinyin(`有没有${word}的`) !== `有没有${word}的`)).toEqual([]);
    expect(words.filter((word) => rewritePinyin(`${word} pro max`) !== `${word} pro max`)).toEqual([]);
    const pairs = words.flatMap((first) => words.map((second) => `${first} ${second}`));
    expect(pairs.filter((pair) => rewritePinyin(pair) !== pair)).toEqual([]);
  });

  it.each([
    'can you help me with my order',
    'how do i return this',
    'do you have size m in black',
    "i don't want it any more",
    'where is my package',
    'made in china',
    'ipad mini',
    'tuihuo@kuaidi.com',
    'https://fahuo.com/tuihuo?kuaidi=1',
    'tuihuo123',
    'mp3tuihuo',
    'kuaidi-100',
  ])('leaves %j as it is', (text) => expect(rewritePinyin(text)).toBe(text));

  it('never touches the names of the catalogue, of one word or more', () => {
    const kept = new Set(['baoyou', 'fa huo']);
    expect(rewritePinyin('baoyou', kept)).toBe('baoyou');
    expect(rewritePinyin('baoyou tuihuo', kept)).toBe('baoyou 退货');
    expect(rewritePinyin('fa huo', kept)).toBe('fa huo');
    expect(rewritePinyin('fahuo', kept)).toBe('发货');
    expect(rewritePinyin('baoyou')).toBe('包邮');
  });
});
