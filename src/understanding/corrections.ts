/** One value that a text names, with where it stands. */
export interface Found {
  value: string;
  start: number;
  end: number;
}

/** Directly before a value: it is what is not meant. 是不是红色 and 要不要红色 ask instead. */
const refusedBefore =
  /(?:(?<!是)不是|(?<![要需])不要|(?<!想)不想要|不喜欢|不用|别发|别要|别给我?|并非)(?:这个|那个|那件|这件|之前|原来)?的?$/;
/** Directly after: 红色的不要, 黑色不对. */
const refusedAfter = /^(?:的|那个|那件|码|款)?(?:不要(?=$|[了吧,.;!?。])|不对|不行|写错|拍错|选错|填错|打错)/;
/** What comes after these is what is meant: 写错了,是L码; 红色换成蓝色. */
const corrects =
  /(?:写|说|打|填|选|拍|报|输|弄|发)错了?|(?:改|换|变)(?:成|为|到)|应该?是|而是|(?<=[,.;。 ])(?:是|要)(?!不)|改(?=\d)|(?<!对)不对(?!吗)|更正|换(?=[^货新个一])/g;

/**
 * Chooses among the values that a text names for one detail. What the sentence takes back ("不是红色,是蓝色",
 * "写错了,是L码", "红色换成蓝色") loses against what it says instead.
 *
 * @returns The longest of those that count, the first of equals; none when all are taken back.
 */
export function meantOf(text: string, found: readonly Found[]): Found | undefined {
  const kept = found.filter(
    ({ start, end }) =>
      !refusedBefore.test(text.slice(Math.max(0, start - 8), start)) &&
      !refusedAfter.test(text.slice(end, end + 6)),
  );
  if (kept.length <= 1) return kept[0];
  for (const { index, 0: said } of [...text.matchAll(corrects)].reverse()) {
    const after = kept.filter(({ start }) => start >= index + said.length);
    if (after.length > 0 && after.length < kept.length) return longest(after);
  }
  return longest(kept);
}

function longest(found: readonly Found[]): Found | undefined {
  return [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)[0];
}
