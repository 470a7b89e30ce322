import { describe, expect, it } from 'vitest';
import { safeFileName } from './file-name.js';
import { typeByStart, typeOfText, typeOfZip } from './file-type.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const mimeOf = (start: Buffer) => {
  const type = typeByStart(start);
  return type && 'mimeType' in type ? type.mimeType : type;
};

describe('the type of a file', () => {
  it.each([
    ['\xff\xd8\xff\xe0..JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n....', 'image/png'],
    ['GIF89a....', 'image/gif'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['\0\0\0\x20ftypisom\0\0\x02\0', 'video/mp4'],
    ['%PDF-1.7\n', 'application/pdf'],
    ['PK\x03\x04....', 'application/zip'],
  ])('%j is %s, whatever it is called', (start, mimeType) => {
    expect(mimeOf(bytes(start))).toBe(mimeType);
  });

  it.each([
    ['\0\0\0\x20ftypheic\0\0\0\0', 'HEIC'],
    ['MZ\x90\0\x03', '收不了'],
    ['\x7fELF\x02\x01\x01\0', '收不了'],
    ['\0\0\0\x20ftypqt  \0\0', '收不了'],
    ['', '空的'],
  ])('%j is refused with a sentence that helps', (start, words) => {
    expect(typeByStart(bytes(start))).toMatchObject({ refused: expect.stringContaining(words) });
  });

  it('of a zip is told by the parts that it lists', () => {
    expect(typeOfZip(bytes('PK\x03\x04..[Content_Types].xml..word/document.xml'))).toMatchObject({
      extension: 'docx',
    });
    expect(typeOfZip(bytes('PK\x03\x04..xl/workbook.xml'))).toMatchObject({ extension: 'xlsx' });
    expect(typeOfZip(bytes('PK\x03\x04..photos/1.jpg'))).toMatchObject({ extension: 'zip' });
    expect(typeOfZip(bytes('PK\x03\x04..word/document.xml..word/vbaProject.bin'))).toMatchObject({
      refused: expect.stringContaining('宏'),
    });
  });

  it('is text for what reads as text in UTF-8 or GB 18030, and for nothing that a browser would run', () => {
    expect(typeByStart(bytes('hello'))).toBeUndefined();
    expect(typeOfText(Buffer.from('订单号\r\n123\t好的'))).toMatchObject({
      mimeType: 'text/plain; charset=utf-8',
    });
    expect(typeOfText(Buffer.from([0xb6, 0xa9, 0xb5, 0xa5]))).toMatchObject({
      mimeType: 'text/plain; charset=gb18030',
    });
    expect(typeOfText(Buffer.from('a\x01b'))).toHaveProperty('refused');
    for (const page of ['<svg onload="x">', ' <!DOCTYPE html>', '<?xml version="1.0"?><svg/>', '\n<script>'])
      expect(typeOfText(Buffer.from(page))).toMatchObject({ refused: expect.stringContaining('网页') });
  });
});

describe('the name of a file', () => {
  it.each([
    ['照片.JPG', 'jpg', '照片.jpg'],
    ['invoice.pdf.exe', 'jpg', 'invoice.pdf.jpg'],
    ['../../etc/passwd', 'txt', 'passwd.txt'],
    ['C:\\Users\\a\\合同 (1).docx', 'docx', '合同 (1).docx'],
    ['a\r\nb"c.png', 'png', 'abc.png'],
    ['gnp.\u202eexe.jpg', 'jpg', 'gnp.exe.jpg'],
    ['', 'pdf', 'file.pdf'],
    ['.htaccess', 'txt', 'htaccess.txt'],
  ])('%j of a %s becomes %j', (given, extension, safe) => {
    expect(safeFileName(given, extension)).toBe(safe);
  });

  it('is bounded, without half characters', () => {
    const name = safeFileName(`${'😀'.repeat(200)}.png`, 'png');
    expect(name.length).toBeLessThanOrEqual(120);
    expect(name).toMatch(/\.png$/);
  });
});
