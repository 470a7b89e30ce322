import { effect } from '@preact/signals';
import type { Chat } from '../../chat/chat.js';
import { drawPreview } from './preview.js';
import { sendFile } from './upload-request.js';
import { createUploads, type Uploads } from './uploads.js';

/** Pictures of this page's own uploads by attachment, so that they need not be fetched. */
export const previews = new Map<string, string>();

let made: Uploads | undefined;
let numbers = 0;

/** The uploads of this page: made once, at the first need. */
export function uploadsOf(chat: Chat): Uploads {
  if (made) return made;
  const uploads = createUploads({
    request: (file, onProgress) => sendFile(() => chat.withToken(async (token) => token), file, onProgress),
    onDone(attachment, { preview }) {
      if (preview) previews.set(attachment.id, preview);
      return chat.send('', { attachment });
    },
    draw: drawPreview,
    newId: () => `upload-${++numbers}`,
    later: (milliseconds, run) => void setTimeout(run, milliseconds),
  });
  made = uploads;
  effect(() => {
    if (chat.connection.value === 'online') uploads.resume();
  });
  // Somebody else's files are not for the next shopper at this device.
  let shopper = chat.book.value.conversationId;
  effect(() => {
    const { conversationId } = chat.book.value;
    if (conversationId === shopper) return;
    shopper = conversationId;
    if (conversationId === '') for (const { id } of uploads.items.peek()) uploads.cancel(id);
  });
  return uploads;
}
