import { pinyin } from 'pinyin-pro';

/**
 * The first letters of a text's syllables, with its Latin letters and digits: `退款规则 VIP` → `tkgzvip`. What an agent
 * types to find a reply without leaving the keyboard's Latin letters.
 */
export function initialsOf(text: string): string {
  return pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
