import { describe, expect, it } from 'vitest';
import { replyToAttachments } from './attachment-reply.js';

describe('a turn of pictures and files', () => {
  it('asks for words and offers a person when nothing is said', () => {
    const reply = replyToAttachments({ state: 'bot', texts: [], attachments: ['file', 'image'] });
    expect(reply?.decision).toMatchObject({ kind: 'fill-slot', missing: 'question' });
    expect(reply?.composed.messages).toMatchObject([
      {
        type: 'text',
        text: expect.stringContaining('看不懂图'),
        quickReplies: [{ payload: 'command:human' }],
      },
    ]);
    const file = replyToAttachments({ state: 'bot', texts: [], attachments: ['file'] });
    expect(file?.composed.messages[0]?.text).toContain('打不开文件');
  });

  it('leaves words to be answered, and a person alone', () => {
    expect(
      replyToAttachments({ state: 'bot', texts: ['这个能退吗'], attachments: ['image'] }),
    ).toBeUndefined();
    expect(replyToAttachments({ state: 'human', texts: [], attachments: ['image'] })).toBeUndefined();
    expect(replyToAttachments({ state: 'bot', texts: [] })).toBeUndefined();
  });
});
