import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Attachment, maxFileBytes } from '../contract/attachments.js';
import type { Clock } from '../platform/clock.js';
import { conflict } from '../platform/errors.js';
import { createKeyedQueue } from '../platform/keyed-queue.js';
import type { Log } from '../platform/log.js';
import type { MakeRateLimit } from '../platform/rate-limit.js';
import type { AttachmentStore, StoredAttachment } from './attachment-store.js';
import { safeFileName } from './file-name.js';
import type { FileStorage } from './file-storage.js';
import { type IncomingFile, receiveFile, tooLarge } from './incoming-file.js';
import type { PictureDesk } from './picture.js';
import type { ScanFile } from './scan.js';

export interface Upload {
  content: Readable;
  /** Bytes as the sender announced them; undefined when nothing was said. */
  announced?: number;
  name: string;
  conversationId: string;
  /** Absent: the shopper uploads. */
  staffId?: string;
  /** Who pays for it: one limit for all tabs and devices of a person. */
  person: string;
}

const uploadsPerMinute = 10;
/** A conversation lasts as long as the shopper stays a customer. */
const mostFiles = 500;
const mostBytes = 500 * 1024 * 1024;
/** Uploads that no message came to show are dropped after so many milliseconds. */
const keptUnused = 24 * 3_600_000;
const droppedAtOnce = 200;
/** What is coming in is nobody's any more after so many milliseconds; another process may share the folder. */
const longestUpload = 3_600_000;

/** Takes what people upload into a conversation, and gives it out. Who may do so has been asked before. */
export function createAttachments(needs: {
  store: AttachmentStore;
  storage: FileStorage;
  /** For what is coming in; what an earlier process left there is removed at the start. */
  workFolder: string;
  /** Absent: pictures are kept as they come. */
  pictures?: PictureDesk | undefined;
  /** Absent: nothing is scanned. */
  scan?: ScanFile | undefined;
  limits: MakeRateLimit;
  clock: Clock;
  log: Log;
}) {
  const { store, storage, workFolder, pictures, scan, clock, log } = needs;
  const limit = needs.limits('uploads', uploadsPerMinute, 60);
  /** Putting and dropping the same content must not cross. */
  const byHash = createKeyedQueue();

  /** One file of an upload, kept under its hash. @returns its size, bytes */
  async function keep(path: string, hash: string, mimeType: string): Promise<number> {
    const { size } = await stat(path);
    await storage.put(hash, path, { size, mimeType });
    return size;
  }

  async function storeFile(file: IncomingFile, upload: Upload): Promise<StoredAttachment> {
    const { type } = file;
    const content = join(file.folder, 'redrawn');
    const small = join(file.folder, 'thumbnail');
    const isPicture = type.kind === 'image';
    const drawn = isPicture ? await pictures?.redraw(file.path, type, content, small) : undefined;
    const source = drawn ? content : file.path;
    const contentHash = drawn ? await hashOf(source) : file.hash;
    const thumbnailHash = drawn ? await hashOf(small) : undefined;
    // Held until the row is there: the tidying asks for rows before it deletes.
    return holding([contentHash, thumbnailHash ?? contentHash], async () => {
      const size = await keep(source, contentHash, type.mimeType);
      if (thumbnailHash) await keep(small, thumbnailHash, 'image/webp');
      return store.add({
        conversationId: upload.conversationId,
        ...(upload.staffId === undefined ? {} : { staffId: upload.staffId }),
        kind: type.kind,
        name: safeFileName(upload.name, type.extension),
        mimeType: type.mimeType,
        size,
        ...(drawn ?? {}),
        contentHash,
        ...(thumbnailHash ? { thumbnailHash } : {}),
      });
    });
  }

  /** Runs `work` while nothing else touches any of these contents. In order of name, so that two never wait in a circle. */
  function holding<Out>(hashes: readonly string[], work: () => Promise<Out>): Promise<Out> {
    const [first, ...rest] = [...new Set(hashes)].sort();
    return first === undefined ? work() : byHash.run(first, () => holding(rest, work));
  }

  /** Deletes those of these contents that no row refers to any more. @returns how many these are */
  async function dropContents(hashes: readonly string[]): Promise<number> {
    let deleted = 0;
    for (const hash of hashes) {
      await byHash.run(hash, async () => {
        if (await store.isReferenced(hash)) return;
        await storage.delete(hash);
        deleted += 1;
      });
    }
    return deleted;
  }

  return {
    /**
     * Resolves once the upload is durable; it is shown when a message refers to it.
     * @throws AppError `invalid-input`, `too-large`, `rate-limited`, `conflict` (the conversation is full), `unavailable`
     */
    async upload(upload: Upload): Promise<Attachment> {
      if ((upload.announced ?? 0) > maxFileBytes) throw tooLarge(false);
      await limit.take(upload.person);
      const { files, bytes } = await store.usage(upload.conversationId);
      if (files >= mostFiles || bytes >= mostBytes) {
        throw conflict('这个对话里的图片和文件已经太多了，暂时不能再发。');
      }
      const file = await receiveFile(upload.content, workFolder);
      try {
        await scan?.(file.path);
        return shown(await storeFile(file, upload));
      } finally {
        await file.discard();
      }
    },

    find: store.find,

    /** @throws AppError `not-found`, `unavailable` */
    open(attachment: StoredAttachment, variant: 'original' | 'thumbnail'): Promise<Readable> {
      const small = variant === 'thumbnail' ? attachment.thumbnailHash : undefined;
      return storage.get(small ?? attachment.contentHash);
    },

    /** Empties the work folder: what a crash left behind. */
    async begin(): Promise<void> {
      const names = await readdir(workFolder).catch(() => []);
      for (const name of names) {
        const path = join(workFolder, name);
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (mtimeMs < Date.now() - longestUpload) await rm(path, { recursive: true, force: true });
      }
    },

    /** Drops uploads that were never sent. @returns how many contents were deleted */
    async tidy(): Promise<number> {
      const hashes = await store.dropUnused(new Date(clock().getTime() - keptUnused), droppedAtOnce);
      const deleted = await dropContents(hashes);
      if (deleted > 0) log.info({ deleted }, 'Uploads that were never sent were dropped.');
      return deleted;
    },

    dropContents,
  };
}

export type Attachments = ReturnType<typeof createAttachments>;

/** Chosen field by field: what is not named here does not leave the server. */
function shown({ id, kind, name, mimeType, size, width, height, thumbnail }: StoredAttachment): Attachment {
  return {
    id,
    kind,
    name,
    mimeType,
    size,
    ...(width !== undefined ? { width } : {}),
    ...(height !== undefined ? { height } : {}),
    thumbnail,
  };
}

async function hashOf(path: string): Promise<string> {
  const sum = createHash('sha256');
  for await (const chunk of createReadStream(path)) sum.update(chunk as Buffer);
  return sum.digest('hex');
}
