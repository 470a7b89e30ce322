import type { Chat } from '../../chat/chat.js';

const timeoutMs = 20_000;
/** The browser has begun to save by then. */
const keptMs = 60_000;

const files = { text: 'chat.txt', html: 'chat.html' };

/** Saves the conversation as plain text or as a page. @returns false when it could not be fetched */
export async function saveTranscript(
  { withToken }: Pick<Chat, 'withToken'>,
  format: keyof typeof files,
): Promise<boolean> {
  try {
    const page = await withToken(async (token) => {
      const answer = await fetch(`/v1/shopper/transcript?format=${format}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!answer.ok) throw { status: answer.status, detail: answer.statusText };
      return answer.blob();
    });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(page);
    link.download = files[format];
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
    return true;
  } catch {
    return false;
  }
}
