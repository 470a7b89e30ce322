import { signal } from '@preact/signals';
import type { Attachment, AttachmentAccess } from '../../../../src/contract/attachments.js';
import type { Chat } from '../../chat/chat.js';

/** Renewed so long before it runs out, milliseconds. */
const margin = 5 * 60_000;

const token = signal<string | undefined>(undefined);
let asking: Promise<void> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Fetches what opens the pictures and files of this conversation, and again before it runs out. */
export function renewAccess(chat: Pick<Chat, 'withToken'>): Promise<void> {
  asking ??= chat
    .withToken(async (session) => {
      const answer = await fetch('/v1/shopper/attachments/access', {
        headers: { authorization: `Bearer ${session}` },
      });
      if (!answer.ok) throw { status: answer.status, detail: 'no access' };
      return (await answer.json()) as AttachmentAccess;
    })
    .then(
      (access) => {
        token.value = access.token;
        clearTimeout(timer);
        const left = Date.parse(access.expiresAt) - Date.now() - margin;
        timer = setTimeout(() => void renewAccess(chat), Math.max(60_000, left));
      },
      () => undefined,
    )
    .finally(() => {
      asking = undefined;
    });
  return asking;
}

/** What makes a link save the file; nothing until access is there. */
export function downloadOf({ id, name }: Pick<Attachment, 'id' | 'name'>): {
  href?: string;
  download?: string;
} {
  const href = addressOf(id, 'download');
  return href ? { href, download: name } : {};
}

/** Undefined until access is there. */
export function addressOf(id: string, kind: 'thumbnail' | 'original' | 'download'): string | undefined {
  if (!token.value) return undefined;
  const how = kind === 'download' ? 'download=1' : `variant=${kind}`;
  return `/v1/attachments/${id}?token=${token.value}&${how}`;
}
