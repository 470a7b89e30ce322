import type { Attachment } from '../contract/attachments.js';
import type { Database } from '../platform/database.js';

export interface StoredAttachment extends Attachment {
  conversationId: string;
  contentHash: string;
  thumbnailHash?: string;
}

export type NewAttachment = Omit<StoredAttachment, 'id' | 'thumbnail'> & { staffId?: string };

export type AttachmentStore = ReturnType<typeof createAttachmentStore>;

const select = {
  id: true,
  conversationId: true,
  kind: true,
  name: true,
  mimeType: true,
  size: true,
  width: true,
  height: true,
  contentHash: true,
  thumbnailHash: true,
} as const;

/** What was uploaded, by whom, into which conversation. The contents are in the file storage. */
export function createAttachmentStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async add(attachment: NewAttachment): Promise<StoredAttachment> {
      const { width = null, height = null, staffId = null, thumbnailHash = null, ...rest } = attachment;
      const data = { ...rest, width, height, staffId, thumbnailHash };
      return present(await prisma.attachment.create({ data, select }));
    },

    async find(id: string): Promise<StoredAttachment | undefined> {
      const row = await prisma.attachment.findUnique({ where: { id }, select });
      return row ? present(row) : undefined;
    },

    /** How much a conversation holds. */
    async usage(conversationId: string): Promise<{ files: number; bytes: number }> {
      const { _count, _sum } = await prisma.attachment.aggregate({
        where: { conversationId },
        _count: true,
        _sum: { size: true },
      });
      return { files: _count, bytes: _sum.size ?? 0 };
    },

    /**
     * Drops uploads older than `before` that no message shows.
     * @returns the hashes that nothing refers to any more
     */
    async dropUnused(before: Date, limit: number): Promise<string[]> {
      const unused = await prisma.attachment.findMany({
        where: { createdAt: { lt: before }, message: null },
        take: limit,
        select: { id: true, contentHash: true, thumbnailHash: true },
      });
      if (unused.length === 0) return [];
      await prisma.attachment.deleteMany({
        where: { id: { in: unused.map(({ id }) => id) }, message: null },
      });
      const hashes = unused.flatMap(({ contentHash, thumbnailHash }) => [contentHash, thumbnailHash]);
      return [...new Set(hashes.filter((hash) => hash !== null))];
    },

    async isReferenced(hash: string): Promise<boolean> {
      const row = await prisma.attachment.findFirst({
        where: { OR: [{ contentHash: hash }, { thumbnailHash: hash }] },
        select: { id: true },
      });
      return row !== null;
    },
  };
}

type Row = Omit<StoredAttachment, 'kind' | 'width' | 'height' | 'thumbnail' | 'thumbnailHash'> & {
  kind: string;
  width: number | null;
  height: number | null;
  thumbnailHash: string | null;
};

function present({ kind, width, height, thumbnailHash, ...row }: Row): StoredAttachment {
  return {
    ...row,
    kind: kind as Attachment['kind'],
    ...(width !== null ? { width } : {}),
    ...(height !== null ? { height } : {}),
    thumbnail: thumbnailHash !== null,
    ...(thumbnailHash !== null ? { thumbnailHash } : {}),
  };
}
