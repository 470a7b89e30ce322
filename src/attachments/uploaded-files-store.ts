import type { Prisma } from '../platform/generated/prisma/client.js';

/** Hashes of all contents that were uploaded in these conversations, thumbnails included. */
export async function filesOfConversations(
  tx: Prisma.TransactionClient,
  conversationIds: string[],
): Promise<string[]> {
  const rows = await tx.attachment.findMany({
    where: { conversationId: { in: conversationIds } },
    select: { contentHash: true, thumbnailHash: true },
  });
  const hashes = rows.flatMap(({ contentHash, thumbnailHash }) => [contentHash, thumbnailHash]);
  return [...new Set(hashes.filter((hash) => hash !== null))];
}
