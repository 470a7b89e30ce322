/** Usual surnames of two characters. */
const doubleSurname =
  /^(欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|令狐|慕容|司徒|东方|独孤|南宫|端木|百里|长孙|宇文|轩辕|闻人)/u;

/**
 * A name as staff without the right to see it read it: surname and 先生, 女士 or 小姐 where the name says which, so that
 * people can be greeted; else the first character and stars.
 */
export function maskedName(name: string): string {
  const [, own, title] = /^(\p{Script=Han}+)(先生|女士|小姐)$/u.exec(name.trim()) ?? [];
  if (own !== undefined && title !== undefined) {
    const surname = doubleSurname.exec(own)?.[0] ?? [...own][0] ?? '';
    return `${surname}${title}`;
  }
  const [first = '', ...rest] = [...name.trim()];
  return `${first}${'*'.repeat(Math.min(3, Math.max(1, rest.length)))}`;
}
