import type { AttachmentKind } from '../contract/attachments.js';

/** What a file is by its content. Its name and what the sender said of it count for nothing. */
export interface FileType {
  kind: AttachmentKind;
  mimeType: string;
  /** Without the dot. */
  extension: string;
}

/** A file that is not taken, with a sentence for whoever sent it. */
export interface Refused {
  refused: string;
}

/** So many bytes from the start are enough for `typeByStart`. */
export const startLength = 4096;

const image = (subtype: string, extension: string): FileType => ({
  kind: 'image',
  mimeType: `image/${subtype}`,
  extension,
});
const file = (mimeType: string, extension: string): FileType => ({ kind: 'file', mimeType, extension });

export const plainText = file('text/plain; charset=utf-8', 'txt');
export const zipArchive = file('application/zip', 'zip');
const openXml = 'application/vnd.openxmlformats-officedocument';
/** The part that tells which Office format a zip holds (ECMA-376 Part 2). */
const officeParts: readonly [string, FileType][] = [
  ['word/document.xml', file(`${openXml}.wordprocessingml.document`, 'docx')],
  ['xl/workbook.xml', file(`${openXml}.spreadsheetml.sheet`, 'xlsx')],
  ['ppt/presentation.xml', file(`${openXml}.presentationml.presentation`, 'pptx')],
];

export const accepted = '可以发 JPG、PNG、WebP、GIF 图片，PDF、Word、Excel、TXT、ZIP 文件，或 MP4 视频。';
const refusals = {
  unknown: `这种文件暂时收不了。${accepted}`,
  heic: '这是 HEIC 格式的照片，暂时收不了。请截图后再发，或在手机「设置 › 相机 › 格式」里选「兼容性最佳」。',
  page: '网页和 SVG 文件收不了，请截图后再发。',
  macros: '带宏的 Office 文件收不了，请另存为不带宏的再发。',
  empty: '这个文件是空的，请重新选择。',
};

/** Brands of the ISO base media file format (ISO/IEC 14496-12, `ftyp`). */
const heicBrands = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);
const mp4Brands = /^(isom|iso\d|mp4\d|avc1|dash|M4V |MSNV)$/;

/**
 * Looks at the first bytes.
 * @returns the type, a refusal, or undefined for what may be plain text: only all of it tells
 */
export function typeByStart(start: Buffer): FileType | Refused | undefined {
  const ascii = (from: number, to: number) => start.toString('latin1', from, to);
  if (start.length === 0) return { refused: refusals.empty };
  if (ascii(0, 3) === '\xff\xd8\xff') return image('jpeg', 'jpg');
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return image('png', 'png');
  if (/^GIF8[79]a$/.test(ascii(0, 6))) return image('gif', 'gif');
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return image('webp', 'webp');
  if (ascii(4, 8) === 'ftyp') {
    if (heicBrands.has(ascii(8, 12))) return { refused: refusals.heic };
    return mp4Brands.test(ascii(8, 12)) ? file('video/mp4', 'mp4') : { refused: refusals.unknown };
  }
  if (ascii(0, 5) === '%PDF-') return file('application/pdf', 'pdf');
  if (ascii(0, 4) === 'PK\x03\x04') return zipArchive;
  if (start.includes(0) || ascii(0, 2) === 'MZ') return { refused: refusals.unknown };
  return undefined;
}

/** A zip is an Office file when its list of parts, at the end, names the part that makes it one. */
export function typeOfZip(content: Buffer): FileType | Refused {
  if (content.includes('vbaProject.bin')) return { refused: refusals.macros };
  return officeParts.find(([part]) => content.includes(part))?.[1] ?? zipArchive;
}

/** Plain text is UTF-8 or GB 18030 without control characters, and no markup that a browser would run. */
export function typeOfText(content: Buffer): FileType | Refused {
  const utf8 = decode(content, 'utf-8');
  const text = utf8 ?? decode(content, 'gb18030');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (text === undefined || /[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text))
    return { refused: refusals.unknown };
  if (/^\s*<(!doctype|html|svg|\?xml|script)/i.test(text)) return { refused: refusals.page };
  return utf8 === undefined ? { ...plainText, mimeType: 'text/plain; charset=gb18030' } : plainText;
}

function decode(content: Buffer, encoding: 'utf-8' | 'gb18030'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}
