import type { ProductItem } from '../contract/cards.js';
import type { Understanding } from './evidence.js';

/** Products to hold against each other: by the shop's ids, by names that have to be looked up, or not clear yet. */
export type Comparing =
  | { kind: 'shown'; productIds: string[] }
  | { kind: 'named'; names: string[] }
  | { kind: 'unclear'; shown: readonly ProductItem[] };

const mostCompared = 3;
const asks =
  /对比|比较一?下|比一?比|做个?比较|(?:有)?(?:什么|啥|哪些)?(?:区别|差别|不同|不一样)|哪(?:一)?(?:个|款|双|件|条)(?:更|比较|会?更)?(?:好|值|划算|合适|适合|实惠|推荐|耐用|保暖)|选哪(?:一)?(?:个|款|双|件)|二选一/;
/** Words between two names: 对比一下 A 和 B. */
const between = /\s*(?:和|跟|与|同|还是|、|vs\.?|pk)\s*/;
const around =
  /^(?:请|帮我|麻烦|我想|想|能不能|可以)*(?:对比|比较|比)(?:一下|下)?|(?:的)?(?:对比|比较|比)(?:一下|下)?$|(?:有)?(?:什么|啥|哪些)?(?:区别|差别|不同|不一样).*$|(?:,|，)?(?:哪个|哪款|选哪).*$/g;
const digits = '一二三四五六七八九';
/** Longest name that is looked for. */
const longestName = 40;

/**
 * What a text wants compared. What is on the screen is meant by its place ("第一个和第三个"), by words of its title, by
 * number ("前两个"), or as a whole when there are two or three; otherwise two names are looked for in the shop.
 * @returns undefined when nothing is to be compared
 */
export function comparingIn(
  { normalized }: Pick<Understanding, 'normalized'>,
  shown: readonly ProductItem[] = [],
): Comparing | undefined {
  if (!asks.test(normalized)) return undefined;
  const pointed = pointedAt(normalized, shown);
  if (pointed.length >= 2) return { kind: 'shown', productIds: pointed.slice(0, mostCompared) };
  const names = namesIn(normalized);
  if (names.length >= 2) {
    const found = names.map((name) => shown.filter(({ title }) => title.toLowerCase().includes(name)));
    const ids = found.flatMap((fitting) =>
      fitting.length === 1 && fitting[0] ? [fitting[0].productId] : [],
    );
    if (new Set(ids).size === names.length) return { kind: 'shown', productIds: ids };
    if (/对比|比较|区别|差别|不同|不一样|哪/.test(normalized)) return { kind: 'named', names };
  }
  if (shown.length < 2) return undefined;
  if (shown.length <= mostCompared)
    return { kind: 'shown', productIds: shown.map(({ productId }) => productId) };
  return { kind: 'unclear', shown };
}

function pointedAt(normalized: string, shown: readonly ProductItem[]): string[] {
  const places = [...normalized.matchAll(/第\s*([一二两三四五六七八九1-9])/g)].map(([, digit = '']) =>
    digit === '两' ? 2 : digits.indexOf(digit) + 1 || Number(digit),
  );
  const first = /前\s*(两|二|2|三|3)/.exec(normalized)?.[1];
  const count = first === undefined ? 0 : '三3'.includes(first) ? 3 : 2;
  const last = /后\s*(?:两|二|2)/.test(normalized) ? shown.slice(-2) : [];
  const meant = [...places.map((place) => shown[place - 1]), ...shown.slice(0, count), ...last];
  return [...new Set(meant.flatMap((product) => (product ? [product.productId] : [])))];
}

function namesIn(normalized: string): string[] {
  const bare = normalized
    .replace(around, '')
    .replace(around, '')
    .replace(/[?？。!！]/g, '')
    .trim();
  const names = bare
    .split(between)
    .map((name) => name.replace(/^(?:这个|那个|这款|那款)|(?:这款|那款|的)$/g, '').trim())
    .filter(
      (name) =>
        Array.from(name).length >= 2 && name.length <= longestName && !/^(?:第|前|后|这|那)/.test(name),
    );
  return [...new Set(names)].slice(0, mostCompared);
}
