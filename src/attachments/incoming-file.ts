import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { maxFileBytes, maxImageBytes } from '../contract/attachments.js';
import { AppError, invalidInput, unavailable } from '../platform/errors.js';
import { type FileType, type Refused, startLength, typeByStart, typeOfText, typeOfZip } from './file-type.js';

/** A file that has come in: complete, of a kind that is taken, in a folder of its own that `discard` removes. */
export interface IncomingFile {
  folder: string;
  path: string;
  size: number;
  /** SHA-256, hex. */
  hash: string;
  type: FileType;
  discard(): Promise<void>;
}

/** A sender who says nothing for so long has gone, milliseconds. */
const longestSilence = 20_000;

/**
 * Writes what comes to a file below `folder`, looking at its type by the first bytes and counting along: nothing that
 * is too large or of a kind that is not taken is kept in memory or read to its end.
 * @throws AppError `invalid-input` with a sentence about the type, `too-large`, `unavailable` when the sender stops
 */
export async function receiveFile(content: Readable, folder: string): Promise<IncomingFile> {
  const own = join(folder, randomUUID());
  const discard = () => rm(own, { recursive: true, force: true });
  await mkdir(own, { recursive: true });
  try {
    const path = join(own, 'content');
    const { size, hash, start } = await write(content, path);
    return { folder: own, path, size, hash, type: taken(await typeOf(path, start)), discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function write(content: Readable, path: string) {
  const file = await open(path, 'wx');
  const sum = createHash('sha256');
  let start = Buffer.alloc(0);
  let size = 0;
  let silence: NodeJS.Timeout | undefined;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => content.destroy(unavailable('上传中断了，请重试。')), longestSilence);
  };
  try {
    listen();
    // A refusal must still reach the sender, so that the connection stays open while it is told.
    for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      listen();
      if (start.length < startLength) {
        start = Buffer.concat([start, chunk.subarray(0, startLength - start.length)]);
      }
      size += chunk.length;
      checkSize(size, start);
      sum.update(chunk);
      await file.write(chunk);
    }
    taken(typeByStart(start));
    return { size, hash: sum.digest('hex'), start };
  } catch (error) {
    throw error instanceof AppError ? error : unavailable('上传中断了，请重试。', error);
  } finally {
    clearTimeout(silence);
    await file.close();
  }
}

/** @throws AppError once it is clear that the file will not be taken */
function checkSize(size: number, start: Buffer): void {
  const type = start.length >= startLength ? taken(typeByStart(start)) : undefined;
  const isImage = type?.kind === 'image';
  if (size > (isImage ? maxImageBytes : maxFileBytes)) throw tooLarge(isImage);
}

export function tooLarge(isImage: boolean): AppError {
  return new AppError(
    'too-large',
    isImage
      ? `图片不能超过 ${maxImageBytes / 1024 / 1024} MB，请压缩后再发。`
      : `文件不能超过 ${maxFileBytes / 1024 / 1024} MB，请压缩或拆开再发。`,
  );
}

async function typeOf(path: string, start: Buffer): Promise<FileType | Refused> {
  const type = typeByStart(start);
  if (type === undefined) return typeOfText(await readFile(path));
  return 'mimeType' in type && type.extension === 'zip' ? typeOfZip(await readFile(path)) : type;
}

function taken<Type extends FileType | undefined>(type: Type | Refused): Type {
  if (type !== undefined && 'refused' in type) {
    throw invalidInput([{ path: 'body', message: type.refused }], type.refused);
  }
  return type as Type;
}
