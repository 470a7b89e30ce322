export type TextPart = { kind: 'text'; words: string } | { kind: 'link'; href: string };

// Ends before Chinese punctuation and brackets, which people type right behind an address.
const address = /https?:\/\/[^\s<>"'，。！？；：、（）【】《》「」]+/g;

/** Splits a text into plain parts and web addresses; nothing else ever becomes a link. */
export function linkify(words: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of words.matchAll(address)) {
    const href = match[0].replace(/[.,!?;:)]+$/, '');
    if (match.index > end) parts.push({ kind: 'text', words: words.slice(end, match.index) });
    parts.push({ kind: 'link', href });
    end = match.index + href.length;
  }
  if (end < words.length) parts.push({ kind: 'text', words: words.slice(end) });
  return parts;
}
