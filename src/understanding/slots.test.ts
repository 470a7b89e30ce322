import { describe, expect, it } from 'vitest';
import { isCreditCode } from './invoice-details.js';
import { legible, normalize } from './normalize.js';
import { readPersonalDetails, readSlots, type SlotCatalogue } from './slots.js';

const emptyCatalogue: SlotCatalogue = { category: [], brand: [], colour: [] };

const catalogue = {
  category: ['耳机', '蓝牙耳机', '面膜'],
  brand: ['小米', 'MI', 'Anker'],
  colour: ['红色', '玫红色', '黑色', '蓝色'],
};
const withProducts = { ...catalogue, product: ['托特包', '通勤托特包', 'wh-1000xm5', '耳机'] };
const read = (text: string) => readSlots(normalize(text), catalogue);

describe('readSlots', () => {
  it.each([
    ['我的订单QH20261103000123到哪了', 'QH20261103000123'],
    ['qh20261103000123', 'QH20261103000123'],
    ['订单号：2026110312345678', '2026110312345678'],
    ['单号 T20261103-0001-77 退款', 'T20261103-0001-77'],
    ['12345678901234567890', '12345678901234567890'],
  ])('reads the order number of %s', (text, expected) => expect(read(text).orderNumber).toBe(expected));

  it.each([
    '13812345678',
    '我的手机号13812345678',
    '20261103发货吗',
    '2026-11-03',
    '快递单号SF1234567890123',
    'wh-1000xm5',
    '1234567',
    'abcdefgh',
    '税号91310000MA1FL0000X',
    '500元以内',
  ])('takes no order number from %s', (text) => expect(read(text).orderNumber).toBeUndefined());

  it('reads goods words, the longest first', () => {
    expect(read('有没有玫红色的小米蓝牙耳机，500元以内')).toEqual({
      category: '蓝牙耳机',
      brand: '小米',
      colour: '玫红色',
      priceRange: '500元以内',
    });
  });

  it('does not find a Latin brand inside another word', () => {
    expect(read('iPad mini有吗').brand).toBeUndefined();
    expect(read('MI的手环').brand).toBe('MI');
    expect(read('anker充电宝').brand).toBe('Anker');
  });

  it('finds a brand that is written in Traditional characters, in either writing', () => {
    const traditional = { ...emptyCatalogue, brand: ['膳魔師'] };
    for (const text of ['膳魔師保溫杯', '膳魔师保温杯'])
      expect(readSlots(normalize(text), traditional)).toEqual({ brand: '膳魔師' });
  });

  it('finds nothing in nothing', () => {
    expect(read('')).toEqual({});
    expect(readSlots('红色耳机', emptyCatalogue)).toEqual({});
  });

  it.each([
    ['我要退那个通勤托特包', '通勤托特包'],
    ['WH-1000XM5坏了', 'wh-1000xm5'],
    ['耳机和通勤托特包', '通勤托特包'],
  ])('reads the product of %s as it is said', (text, expected) =>
    expect(readSlots(normalize(text), withProducts).product).toBe(expected));

  it.each([
    ['要两件', '2'],
    ['买3个', '3'],
    ['一双', '1'],
    ['给我来一个', '1'],
    ['一个', '1'],
    ['耳机×2', '2'],
    ['十二盒', '12'],
    ['数量改成3', '3'],
    ['不是两件，是三件', '3'],
  ])('reads the quantity of %s', (text, expected) => expect(read(text).quantity).toBe(expected));

  it.each([
    '有一个问题',
    '第二件半价',
    '这两件都要退',
    '满3件打折',
    '3个月',
    '两个颜色',
    '10片装',
    '一张优惠券',
    '哪个',
    '37码',
    '5斤',
    '每个',
  ])('takes no quantity from %s', (text) => expect(read(text).quantity).toBeUndefined());

  it.each([
    ['L码', 'L码'],
    ['我要XL', 'XL'],
    ['2xl有货吗', '2XL'],
    ['尺码m', 'M'],
    ['s', 'S'],
    ['42码', '42码'],
    ['37.5码', '37.5码'],
    ['四十二码', '四十二码'],
    ['42号的鞋', '42号'],
    ['175/92A', '175/92A'],
    ['均码', '均码'],
    ['换大一号', '大一号'],
    ['m码改成l码', 'L码'],
    ['写错了，是L码', 'L码'],
    ['拍错了M码，应该是XL码', 'XL码'],
  ])('reads the size of %s', (text, expected) => expect(read(text).size).toBe(expected));

  it.each([
    '3号楼',
    '文三路42号',
    '11月42号',
    'wh-1000xm5',
    "i'm",
    'iphone x',
    '最大号',
    '2.4g',
  ])('takes no size from %s', (text) => expect(read(text).size).toBeUndefined());

  it.each([
    ['不想要了', '不想要了'],
    ['我不要了', '不想要了'],
    ['拍错了想退', '拍错了'],
    ['鞋子太大了', '尺码不合适'],
    ['穿着不合身', '尺码不合适'],
    ['用了两天就坏了', '质量问题'],
    ['收到就破了', '破损'],
    ['少发了一件', '少发漏发'],
    ['你们发错货了', '发错货'],
    ['刚买就降价', '降价了'],
    ['不太喜欢', '不喜欢'],
    ['和图片不一样', '与描述不符'],
    ['地址填错了', '地址写错了'],
    ['一直没收到', '没收到货'],
    ['你们发货太慢了', '发货太慢'],
    ['怀疑是假货', '假货'],
  ])('reads the reason of %s', (text, expected) => expect(read(text).reason).toBe(expected));

  it.each([
    '质量怎么样',
    '没有质量问题',
    '会掉色吗',
    '会不会起球',
    '是不是假货',
    '喜欢',
    '要大一点的',
    '发错消息了',
  ])('takes no reason from %s', (text) => expect(read(text).reason).toBeUndefined());

  it.each([
    ['不是红色，是蓝色', '蓝色'],
    ['红色换成蓝色', '蓝色'],
    ['要蓝色不要红色', '蓝色'],
    ['红色的不要，要蓝色的', '蓝色'],
    ['说错了，要玫红色', '玫红色'],
    ['是不是红色', '红色'],
    ['要不要红色', '红色'],
  ])('reads what is meant in %s', (text, expected) => expect(read(text).colour).toBe(expected));

  it('reads nothing where everything is refused', () => {
    expect(read('不要红色').colour).toBeUndefined();
    expect(read('订单不是QH20261103000123，是QH20261103000999').orderNumber).toBe('QH20261103000999');
  });
});

describe('readPersonalDetails', () => {
  const details = (text: string) => readPersonalDetails(legible(text));

  it.each([
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    '+86 13812345678',
    '0086-138-1234-5678',
  ])('reads the phone number %s, which is no order number', (text) => {
    const { slots, rest } = details(`电话${text}谢谢`);
    expect(slots).toEqual({ phone: '13812345678' });
    expect(readSlots(normalize(rest), catalogue)).toEqual({});
  });

  it('takes the last number of a correction', () => {
    expect(details('电话不是13812345678，是13912345678').slots.phone).toBe('13912345678');
  });

  it.each([
    '123456789012',
    '订单20261103138123456',
    '2026110313812345678',
    '100-200元',
  ])('takes no phone number from %s', (text) => expect(details(text).slots.phone).toBeUndefined());

  const address = '浙江省杭州市西湖区文三路100号A座1203';
  it.each([
    address,
    `地址改成${address}`,
    `收货地址：${address}，谢谢`,
    `帮我寄到${address}可以吗`,
    `地址写错了，应该是${address}`,
    `寄到${address} 张三 13812345678`,
    `张三，13812345678，${address}`,
    `地址改成${address}，李四收`,
    `${address}王小明 电话13812345678`,
  ])('reads the address of %s, whole and without name and number', (text) =>
    expect(details(text).slots.address).toBe(address));

  it.each([
    ['寄到我們小區3號樓', '我们小区3号楼'],
    ['送到三元区登陆路五百元巷5号', '三元区登陆路五百元巷5号'],
    ['上海市 浦东新区 世纪大道88号 502', '上海市 浦东新区 世纪大道88号 502'],
  ])('reads the address of %s', (text, expected) => expect(details(text).slots.address).toBe(expected));

  it.each([
    '送到北京要几天',
    '寄到广东省深圳市要多久',
    '帮我改地址',
    '改成红色',
    '北京有门店吗',
    '发到哪里了',
    '地址是哪里',
    '改到菜鸟驿站',
    '换成大码',
  ])('takes no address from %s', (text) => expect(details(text).slots.address).toBeUndefined());

  it('reads what an invoice needs, as it was written', () => {
    expect(
      details('抬头：杭州青禾ABC贸易有限公司 税号91330100MA2ABCDE0X 邮箱Li.Lei@example.com').details,
    ).toEqual({
      invoiceTitle: '杭州青禾ABC贸易有限公司',
      taxNumber: '91330100MA2ABCDE0X',
      email: 'li.lei@example.com',
    });
    expect(details('税号 9133 0100 MA2A BCDE 0X').details.taxNumber).toBe('91330100MA2ABCDE0X');
  });

  it.each([
    ['抬头开个人', '个人'],
    ['开个人抬头', '个人'],
    ['发票开杭州青禾贸易有限公司', '杭州青禾贸易有限公司'],
    ['抬头写错了，是北京伴野户外用品有限公司', '北京伴野户外用品有限公司'],
    ['杭州青禾贸易有限公司', '杭州青禾贸易有限公司'],
  ])('reads the invoice title of %s', (text, expected) =>
    expect(details(text).details.invoiceTitle).toBe(expected));

  it.each([
    '发票抬头怎么写',
    '开公司抬头',
    '抬头错了',
    '抬头可以改吗',
    '你们是有限公司吗',
  ])('takes no invoice title from %s', (text) => expect(details(text).details.invoiceTitle).toBeUndefined());

  it('knows a unified social credit code by its check character, and no order number by chance', () => {
    const codes = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => `91330100MA2ABCDE0${last}`);
    const [right, ...others] = codes.filter(isCreditCode);
    expect(others).toEqual([]);
    expect(details(`开票用这个${right}`).details.taxNumber).toBe(right);
    const wrong = codes.find((code) => code !== right) ?? '';
    expect(details(`开票用这个${wrong}`).details.taxNumber).toBeUndefined();
    expect(details('订单QH20261103000123').details).toEqual({});
  });
});
