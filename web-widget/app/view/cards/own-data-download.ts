import type { Chat } from '../../chat/chat.js';

/**
 * Fetches the address of a copy of everything that is known and opens it: the address runs out within minutes and holds
 * for this session only. @returns false when there was none
 */
export async function downloadOwnData({ call }: Pick<Chat, 'call'>): Promise<boolean> {
  try {
    const { path } = await call<{ path: string }>('POST', 'data-export', {});
    const link = document.createElement('a');
    link.href = path;
    link.download = 'my-data.json';
    link.click();
    return true;
  } catch {
    return false;
  }
}
