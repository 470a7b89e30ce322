/** `at`: where it begins in the text. */
export type TextPart = { at: number; text: string; href?: string };

/** https only; ends before spaces, quotes, brackets and Chinese text or punctuation, which are never part of a typed link. */
const link = /https:\/\/[\w\-.~:/?#@!$&*+,;=%]+/g;
/** Punctuation that ends the sentence rather than the address. */
const trailing = /[.,;:!?]+$/;

/** Splits a text into plain parts and links. Joining all `text` gives the input back. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(link)) {
    const href = match[0].replace(trailing, '');
    if (!isAddress(href)) continue;
    if (match.index > done) parts.push({ at: done, text: text.slice(done, match.index) });
    parts.push({ at: match.index, text: href, href });
    done = match.index + href.length;
  }
  if (done < text.length) parts.push({ at: done, text: text.slice(done) });
  return parts;
}

/** A link that hides where it goes behind a user name is no link. */
function isAddress(text: string): boolean {
  const url = parseAddress(text);
  return url?.username === '' && url.hostname.includes('.');
}

/** `URL.canParse` is too new for many browsers inside apps. */
export function parseAddress(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}
