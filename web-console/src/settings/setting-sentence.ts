import { fieldSentence } from '../api/problem.js';

/** The server's words for API users, as people read them. The first that fits. */
const sentences: [RegExp, (...found: string[]) => string][] = [
  [/later than from/, () => '结束要晚于开始；跨零点的请分成两段：到 24:00，第二天从 00:00 开始'],
  [/before the shift until (\S+)/, (until = '') => `和上一段重叠了：上一段到 ${until} 才结束`],
  [/time of day/, () => '请写成 09:00 这样的时间，最晚 24:00'],
  [/no day of the calendar|must be a date/, () => '请选一个日期'],
  [/tier .* is there twice/, () => '等级编号重复了'],
  [/first tier must need nothing/, () => '第一级人人都有，不设门槛'],
  [/more than the tier before/, () => '要比上一级多'],
  [/more than reaching it needs/, () => '不能比升级要的还多'],
  [/at most two decimals/, () => '最多两位小数'],
  [/^at most (\d+)$/, (most = '') => `最大 ${most}`],
  [/^at least (\d+)$/, (least = '') => `最小 ${least}`],
  [/is there twice/, () => '这个日期已经有了'],
  [/shift on at least one day/, () => '一周至少要有一段营业时间'],
  [/time zone/, () => '没有这个时区'],
  [/at most (\d+) shifts/, (most = '') => `一天最多 ${most} 段`],
  [/same (one|tag) twice/, () => '有重复的，请去掉一个'],
  [/at least one/, () => '至少要有一个'],
  [/at most (\d+) (tags|skills|special)/, (most = '') => `最多 ${most} 个`],
  [/expected number.*>=\s*(\d+)|>=\s*(\d+)$/, (a = '', b = '') => `最小 ${a || b}`],
  [/expected number.*<=\s*(\d+)/, (most = '') => `最大 ${most}`],
  [/expected (number|int)/, () => '请填一个整数'],
  [/string to have >=1/, () => '请填写这一项'],
];

/** A complaint about a setting, in Chinese. */
export function settingSentence(message: string): string {
  for (const [pattern, sentence] of sentences) {
    const found = pattern.exec(message);
    if (found !== null) return sentence(...found.slice(1).map((part) => part ?? ''));
  }
  return fieldSentence(message);
}
