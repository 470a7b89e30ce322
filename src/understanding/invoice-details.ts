import { type Detail, placeOf } from './contact-details.js';

const taxLead =
  /(?:税号|识别号|信用代码|纳税号|税务登记号)(?:码|是|为|改成|改为|应该是|[:：\s])*([A-Za-z0-9](?:[ -]?[A-Za-z0-9]){14,19})(?![A-Za-z0-9])/g;
const creditCode = /(?<![A-Za-z0-9-])(?=[0-9]*[A-Za-z])[0-9A-Za-z]{2}\d{6}[0-9A-Za-z]{10}(?![A-Za-z0-9-])/g;
const creditCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Tax numbers: 15 to 20 letters and digits after the word for it, or a unified social credit code that stands alone and
 * has the right check character.
 */
export function findTaxNumbers(text: string): Detail[] {
  const found = [...text.matchAll(taxLead)].map((match) => {
    const said = match[1] ?? '';
    const end = match.index + match[0].length;
    return { value: said.replace(/[ -]/g, '').toUpperCase(), start: end - said.length, end };
  });
  for (const match of text.matchAll(creditCode)) {
    const value = match[0].toUpperCase();
    if (isCreditCode(value) && !found.some((other) => other.value === value))
      found.push({ value, ...placeOf(match) });
  }
  return found;
}

/** The check character of GB 32100-2015: 31 less the sum of the others, each by 3 to the power of its place, modulo 31. */
export function isCreditCode(code: string): boolean {
  if (code.length !== 18) return false;
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    const value = creditCharacters.indexOf(character);
    if (value === -1) return false;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return creditCharacters[(31 - (sum % 31)) % 31] === code[17];
}

const titleLead =
  /(?:抬头|单位名称|公司名称|企业名称|购方名称)(?:名称|名字)?(?:[写填开]?错了?[,，\s]{0,2})?(?:[写填开]?(?:成|为|是)|应该是|改[成为]|换[成为]|就?[写填开用]|[:：\s])*([\p{Script=Han}A-Za-z0-9()（）&·. -]{2,60})/gu;
const company =
  /[\p{Script=Han}A-Za-z0-9()（）&·]{2,40}?(?:有限责任公司|股份有限公司|有限公司|集团公司|事务所|工作室|合作社|研究院|经营部|商行)/gu;
/** What stands before the name in the same words: 开票给…, 我公司是…, 发票抬头开…. */
const beforeName =
  /^.{0,20}?(?:(?:抬头|发票|开票)[开写填用]?|开给|写给|给|公司(?:名字?|全称)?是|名称是|单位是|应该是|改成|改为|不是|是)(?=.{4})/u;
const afterName =
  /(?:[,，\s]|税号|纳税人|识别号|信用代码|统一|谢谢|吧|哦|哈|的发票|就行|就可以|可以吗|行吗|邮箱|电话).*$/u;
const noTitle =
  /怎么|什么|哪|吗|呢|可以|能不能|错|没有?|不对|修改|改一下|信息|要求|是不是|必须|需要|公司的?$|^(?:是|改|换|写|填|要|名称)/;

/**
 * Titles of invoices: what follows 抬头, or a company's name where an invoice is spoken of. 个人 is a title too.
 */
export function findInvoiceTitles(text: string): Detail[] {
  const found: Detail[] = [];
  for (const match of text.matchAll(titleLead)) {
    const said = (match[1] ?? '').trim();
    const value = said.startsWith('个人') ? '个人' : said.replace(afterName, '').trim();
    if (value.length < 2 || noTitle.test(value)) continue;
    const start = match.index + match[0].length - (match[1] ?? '').trimStart().length;
    found.push({ value, start, end: start + value.length });
  }
  const personal = /(?:开|写|用)个人(?:抬头|的?发票|的)|个人抬头/.exec(text);
  if (found.length === 0 && personal) found.push({ value: '个人', ...placeOf(personal) });
  if (
    !/抬头|发票|开票|税号|专票|普票/.test(text) &&
    !new RegExp(`^\\s*${company.source}[。.\\s]*$`, 'u').test(text)
  )
    return found;
  for (const match of text.matchAll(company)) {
    const value = match[0].replace(beforeName, '');
    const end = match.index + match[0].length;
    if (value.length < 6 || found.some((other) => other.start < end && other.end > end - value.length))
      continue;
    found.push({ value, start: end - value.length, end });
  }
  return found.sort((a, b) => a.start - b.start);
}
