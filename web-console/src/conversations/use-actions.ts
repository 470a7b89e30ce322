import { App } from 'antd';
import { useState } from 'react';
import type { ClosingWords, Outcome } from '../live/desk-actions.js';
import { useDesk } from '../live/desk-context.js';
import type { Input } from '../live/staff-live.js';
import { text } from '../strings.js';

export interface Actions {
  /** Which action is under way, as `claim:<id>`. */
  busy: string | undefined;
  claim: (conversationId: string, name: string) => Promise<boolean>;
  decline: (conversationId: string) => Promise<boolean>;
  /** @returns the conversation that was taken; undefined when there was none */
  claimNext: () => Promise<string | undefined>;
  transfer: (input: Input<'conversation.transfer'>, to: string) => Promise<boolean>;
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
    // Somebody was faster: no fault of anybody's, and the server says who has it.
    if (name.startsWith('claim:') && outcome.lost) void message.info(outcome.words);
    else void message.error(outcome.words);
    return false;
  };

  return {
    busy,
    claim: (id, name) => run(`claim:${id}`, () => desk.claim(id), text.inbox.claimed(name)),
    decline: (id) => run(`decline:${id}`, () => desk.decline(id), text.desk.declined),
    async claimNext() {
      setBusy('next');
      const outcome = await desk.claimNext();
      setBusy(undefined);
      if (!outcome.ok) void message.error(outcome.words);
      else if (outcome.conversationId === undefined) void message.info(text.desk.nextNone);
      return outcome.ok ? outcome.conversationId : undefined;
    },
    transfer: (input, to) =>
      run(`transfer:${input.conversationId}`, () => desk.transfer(input), text.desk.transferred(to)),
    release: (id) => run(`release:${id}`, () => desk.release(id), text.thread.released),
    close: (id, words) => run(`close:${id}`, () => desk.close(id, words), text.thread.ended),
  };
}
