import { pinyin } from 'pinyin-pro';

const longestSlug = 60;

/**
 * An id that a person can read, from a question: Chinese as pinyin without tones, Latin and digits as they are, all
 * joined by hyphens and cut at a word. "怎么申请退货？" gives `zen-me-shen-qing-tui-huo`.
 */
export function entrySlug(question: string): string {
  const syllables = pinyin(question.normalize('NFKC').toLowerCase(), {
    toneType: 'none',
    type: 'array',
    v: true,
    nonZh: 'consecutive',
  });
  const words = syllables.flatMap((part) => part.match(/[a-z0-9]+/g) ?? []);
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > longestSlug) break;
    slug = longer;
  }
  return slug === '' ? 'entry' : slug;
}
