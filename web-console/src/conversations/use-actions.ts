import { App } from 'antd';
import { useState } from 'react';
import type { ClosingWords, Outcome } from '../live/desk.js';
import { useDesk } from '../live/desk-context.js';
import { text } from '../strings.js';

interface Actions {
  /** Which action is under way, as `claim:<id>`. */
  busy: string | undefined;
  claim: (conversationId: string, name: string) => Promise<boolean>;
  release: (conversationId: string) => Promise<boolean>;
  close: (conversationId: string, words: ClosingWords) => Promise<boolean>;
}

/** Claim, release and close with what a person is told afterwards; each resolves to whether it worked. */
export function useActions(): Actions {
  const desk = useDesk();
  const { message } = App.useApp();
  const [busy, setBusy] = useState<string>();

  const run = async (name: string, action: () => Promise<Outcome>, done: string): Promise<boolean> => {
    setBusy(name);
    const outcome = await action();
    setBusy(undefined);
    if (outcome.ok) {
      void message.success(done);
      return true;
    }
    if (name.startsWith('claim:') && outcome.lost) void message.info(text.inbox.claimLost);
    else void message.error(outcome.words);
    return false;
  };

  return {
    busy,
    claim: (id, name) => run(`claim:${id}`, () => desk.claim(id), text.inbox.claimed(name)),
    release: (id) => run(`release:${id}`, () => desk.release(id), text.thread.released),
    close: (id, words) => run(`close:${id}`, () => desk.close(id, words), text.thread.ended),
  };
}
