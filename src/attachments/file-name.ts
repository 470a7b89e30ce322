import { maxFileNameLength } from '../contract/attachments.js';

/** Characters that a path, a header or a reader could be misled by; the last group turns the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const misleading = /[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A name that is safe to show and to save under, with the extension of what the file really is: a picture that calls
 * itself `invoice.exe` becomes `invoice.jpg`.
 * @param extension without the dot
 */
export function safeFileName(given: string, extension: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(misleading, '').trim();
  const dot = clean.lastIndexOf('.');
  const stem = (dot > 0 ? clean.slice(0, dot) : clean).replace(/^\.+/, '').trim();
  const longest = maxFileNameLength - extension.length - 1;
  return `${[...(stem || 'file')].slice(0, longest).join('').slice(0, longest)}.${extension}`;
}
