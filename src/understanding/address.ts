import type { Detail } from './contact-details.js';

/** The 34 provinces, municipalities, autonomous and special regions, as addresses begin. */
const provinces =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门';
/** From the large to the small; an address names at least two, one of them within a town. */
const levels = [
  new RegExp(`省|自治区|特别行政区|^(?:${provinces})`),
  /市|自治州|盟/,
  /区(?!别)|县|旗/,
  /镇|乡|街道|村|屯/,
  /路|大街|街(?!道)|大道|巷|弄|胡同|里(?=\d)/,
  /\d+号|[一二三四五六七八九十]+号|栋|幢|座(?!机)|单元|室|号楼|\d楼|\d层/,
  /小区|花园|公寓|大厦|广场|产业园|科技园|工业园|园区|学校|大学|学院|中学|小学|医院|宿舍|家园|家属院|新村|苑|商场|酒店|驿站|门卫/,
];
const firstLevelWithin = 3;

const lead = new RegExp(
  [
    '地址(?:[写填选]错了?[,，\\s]{0,2})?(?:应该)?(?:[改换变写填](?:成|为|到)|是|为|在|[:：])+',
    '(?:寄|送|发|邮|配送|派送|改寄|改送|转寄|快递)(?:到|至|去|往)(?:了)?',
    '(?:改|换)(?:成|为|到)',
    '(?:收货|收件)(?:人)?信息[:：]?',
  ].join('|'),
  'g',
);
const withoutLead = new RegExp(
  `(?:${provinces})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)?|\\p{Script=Han}{2,4}市(?=\\p{Script=Han})`,
  'u',
);
const sentenceEnd = /[?!;。？！；\n]/;
const longestAddress = 120;

/** The hundred commonest family names: what tells a name behind a room number. */
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const nameBehind = new RegExp(
  `(\\d(?:室|号|房|户)?)[${surnames}]\\p{Script=Han}{1,2}(?:收|先生|女士|小姐)?$`,
  'u',
);
const nameLabel =
  /(?:收件人|收货人|联系人|姓名|名字)(?:是|[:：])?\s*\p{Script=Han}{2,4}|(?:电话|手机)(?:号码?)?(?:是|[:：])?\s*$|\(?\p{Script=Han}{2,4}\s?收\)?$/gu;
const nameAlone = /^(?:\p{Script=Han}{2,4}|\p{Script=Han}{1,3}(?:先生|女士|小姐))$/u;
const politeEnd =
  /(?:可以|行|好|能|成)(?:吗|不|么|不可以)?$|(?:谢谢|麻烦|辛苦|拜托|多谢).*$|(?:吧|呢|哦|啊|哈|的|了)$|(?:要|得|大概|需要)?(?:多久|几天|多少钱|什么时候|多长时间).*$|(?:能|可以|能不能|可不可以|会)(?:到|送|寄|发|改|派送).*$|(?:电话|手机|联系人|收件人|收货人|姓名).*$|不要(?:发|寄|送).*$/;

/**
 * Reads a postal address: the whole of it, without the words that lead to it, without name and phone number.
 *
 * @param text Legible text in which phone numbers have been replaced by spaces.
 * @returns Undefined unless two levels are named, one of them within a town: 送到北京要几天 is a question.
 */
export function findAddress(text: string): Detail | undefined {
  const starts = [...text.matchAll(lead)].map(({ 0: said, index }) => index + said.length).reverse();
  const plain = withoutLead.exec(text);
  for (const start of [...starts.slice(0, 8), ...(plain ? [plain.index] : [])]) {
    const address = addressAt(text, start, starts.includes(start) ? 2 : 3);
    if (address) return address;
  }
  return undefined;
}

function addressAt(text: string, start: number, least: number): Detail | undefined {
  const rest = text.slice(start, start + longestAddress);
  const stretch = rest.slice(0, rest.search(sentenceEnd) === -1 ? rest.length : rest.search(sentenceEnd));
  const parts: string[] = [];
  let end = start;
  let begin: number | undefined;
  for (const { 0: piece, index } of stretch.matchAll(/[^,，、\s]+/g)) {
    const part = tidy(piece);
    const fits =
      part !== '' && (levelsOf(part).size > 0 || (parts.length > 0 && /^[A-Za-z0-9#-]{1,12}$/.test(part)));
    // Names and greetings may stand before an address, and nothing of it comes after them.
    if (!fits && parts.length > 0) break;
    if (!fits) continue;
    parts.push(part);
    begin ??= start + index;
    end = start + index + piece.length;
    if (part !== piece && !piece.endsWith(part)) break;
  }
  const value = parts.join(' ');
  const named = levelsOf(value);
  if (begin === undefined || named.size < least || ![...named].some((level) => level >= firstLevelWithin))
    return undefined;
  return { value, start: begin, end };
}

function tidy(piece: string): string {
  let part = piece.replace(nameLabel, '');
  if (nameAlone.test(part) && levelsOf(part).size === 0) return '';
  part = part.replace(nameBehind, '$1');
  for (let round = 0; round < 4; round++) {
    const shorter = part.replace(politeEnd, '').replace(/^[:：\s(]+/, '');
    if (shorter === part) break;
    part = shorter;
  }
  return part;
}

function levelsOf(part: string): Set<number> {
  return new Set(levels.flatMap((level, at) => (level.test(part) ? [at] : [])));
}
