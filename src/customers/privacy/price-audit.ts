import type { FairnessReport, PriceDifference } from '../../contract/fairness.js';

/** What was shown of one thing, at one state of the catalogue, with one outcome; summed over the minutes. */
export interface ShownRow {
  subject: string;
  shown: string;
  listed: string;
  audience: string;
  condition: string;
  times: number;
  from: Date;
  to: Date;
}

/** What the catalogue knows of a thing. */
export interface ThingShown {
  title: string;
  /** Of a coupon: who may have it. Empty: everybody. */
  memberTiers?: string[];
}

/**
 * The differences that the law forbids unless something public explains them (e-commerce law, Art. 18; PIPL, Art. 24):
 * at one state of the catalogue, a product has one price, which is the catalogue's, and a public coupon has one wording
 * and goes only to those for whom it is. Pure.
 */
export function differencesIn(
  rows: readonly ShownRow[],
  things: ReadonlyMap<string, ThingShown>,
): PriceDifference[] {
  const groups = grouped(rows, ({ subject, listed }) => JSON.stringify([subject, listed]));
  return [...groups.values()]
    .flatMap((group) => differenceOf(group, things))
    .sort((a, b) => Number(a.explainedBy !== undefined) - Number(b.explainedBy !== undefined));
}

function differenceOf(group: ShownRow[], things: ReadonlyMap<string, ThingShown>): PriceDifference[] {
  const [first] = group;
  if (!first) return [];
  const isProduct = first.subject.startsWith('product:');
  const { title = '', memberTiers = [] } = things.get(first.subject) ?? {};
  const differs = new Set(group.map(({ shown }) => shown)).size > 1;
  const offList = isProduct && group.some(({ shown, listed }) => shown !== listed);
  const wrongTier = memberTiers.length > 0 && group.some(({ audience }) => !memberTiers.includes(audience));
  if (!differs && !offList && !wrongTier) return [];
  // Every showing that is off the list was read just before a change: nobody was treated differently.
  const isChange =
    isProduct &&
    group.every(({ shown, listed, condition }) => shown === listed || condition === 'changed-meanwhile');
  return [
    {
      kind: isProduct ? 'product' : 'coupon',
      id: first.subject.slice(first.subject.indexOf(':') + 1),
      title,
      listed: first.listed,
      from: new Date(Math.min(...group.map(({ from }) => from.getTime()))).toISOString(),
      to: new Date(Math.max(...group.map(({ to }) => to.getTime()))).toISOString(),
      shown: [...grouped(group, ({ shown }) => shown)].map(([terms, same]) => ({
        terms,
        times: same.reduce((sum, { times }) => sum + times, 0),
        audiences: [...new Set(same.map(({ audience }) => audience))].sort(),
      })),
      ...(isChange ? { explainedBy: 'changed-meanwhile' as const } : {}),
    },
  ];
}

/** Things that have the same key together, in the order in which the keys appear. */
export function grouped<T, K>(things: Iterable<T>, keyOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}

/** Smallest, middle (the lower of two) and largest. @param values not empty */
export function spreadOf(values: readonly number[]): { min: number; median: number; max: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? 0;
  return { min: at(0), median: at(Math.floor((sorted.length - 1) / 2)), max: at(sorted.length - 1) };
}

/** The differences as a table for a spreadsheet: with a byte order mark, because Excel reads it as GBK without. */
export function differencesAsCsv({ differences }: Pick<FairnessReport, 'differences'>): string {
  const head = [
    '类型',
    '编号',
    '名称',
    '目录里的条件',
    '显示的条件',
    '次数',
    '看到的会员等级',
    '最早',
    '最晚',
    '解释',
  ];
  const lines = differences.flatMap(({ kind, id, title, listed, shown, from, to, explainedBy }) =>
    shown.map(({ terms, times, audiences }) => [
      kind === 'product' ? '商品' : '优惠券',
      id,
      title,
      listed,
      terms,
      String(times),
      audiences.join(' '),
      from,
      to,
      explainedBy === 'changed-meanwhile' ? '显示前刚改价' : '无',
    ]),
  );
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Quoted where needed (RFC 4180), and never read as a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
