import { effect } from '@preact/signals';
import { openKeptFiles } from '../../../../web-shared/kept-files.js';
import type { Chat } from '../../chat/chat.js';
import { newId } from '../../new-id.js';
import { drawPreview } from './preview.js';
import { sendFile } from './upload-request.js';
import { createUploads, type Uploads } from './uploads.js';

/** Pictures of this page's own uploads by attachment, so that they need not be fetched. */
export const previews = new Map<string, string>();

let made: Uploads | undefined;
const kept = openKeptFiles();
/** Survives a reload of this tab, and no other tab has it. Without storage nothing is found again. */
const tab = tabId();

/** The uploads of this page: made once, at the first need. */
export function uploadsOf(chat: Chat): Uploads {
  if (made) return made;
  const uploads = createUploads({
    request: (file, onProgress) => sendFile(() => chat.withToken(async (token) => token), file, onProgress),
    onDone(attachment, { id, preview }) {
      if (preview) previews.set(attachment.id, preview);
      return chat.send('', { attachment, clientMessageId: id });
    },
    draw: drawPreview,
    keep: (id, file) => void kept.keep(id, ownerOf(chat.book.peek().conversationId), file),
    forget: (id) => void kept.forget(id),
    newId,
    later: (milliseconds, run) => void setTimeout(run, milliseconds),
  });
  made = uploads;
  effect(() => {
    if (chat.connection.value === 'online') uploads.resume();
  });
  // Somebody else's files are not for the next shopper at this device.
  let shopper: string | undefined;
  effect(() => {
    const { conversationId } = chat.book.value;
    if (conversationId === shopper) return;
    const isFirst = shopper === undefined;
    shopper = conversationId;
    if (conversationId !== '') void kept.of(ownerOf(conversationId)).then(uploads.restore);
    else if (!isFirst) for (const { id } of uploads.items.peek()) uploads.cancel(id);
  });
  return uploads;
}

const ownerOf = (conversationId: string): string => `${tab}:${conversationId}`;

function tabId(): string {
  const key = 'zhanggui:tab';
  const fresh = newId();
  try {
    const known = sessionStorage.getItem(key);
    if (known === null) sessionStorage.setItem(key, fresh);
    return known ?? fresh;
  } catch {
    return fresh;
  }
}
