import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { sentenceFor } from '../api/problem.js';
import type { ClosingWords } from '../live/desk-actions.js';
import { useDesk } from '../live/desk-context.js';
import type { Input } from '../live/staff-live.js';
import { text } from '../strings.js';

/** To whom a conversation is given. */
export type Receiver = { staffId: string } | { skill: string };

type Step =
  | 'conversation.takeOver'
  | 'conversation.assign'
  | 'conversation.transfer'
  | 'conversation.close'
  | 'whisper';

/** What those who oversee can do with any conversation; each resolves to whether it worked, and says so. */
export function useOversight(conversationId: string) {
  const desk = useDesk();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState<Step>();

  async function run<S extends Step>(step: S, input: Input<S>, done: string): Promise<boolean> {
    setBusy(step);
    const reply = await desk.live.ask(step, input);
    setBusy(undefined);
    if (!reply.ok) {
      void message.error(sentenceFor(reply.error.code, reply.error.message));
      return false;
    }
    void message.success(done);
    const thread = desk.thread(conversationId);
    if ('note' in reply) thread.receiveNote(reply.note);
    else void thread.sync();
    void queries.invalidateQueries({ queryKey: ['wall'] });
    return true;
  }

  return {
    busy,
    takeOver: () => run('conversation.takeOver', { conversationId }, text.wall.takenOver),
    whisper: (words: string) => run('whisper', { conversationId, text: words }, text.wall.whispered),
    assign: (to: Receiver, note: string) =>
      run(
        'conversation.assign',
        { conversationId, ...to, ...(note.trim() === '' ? {} : { note: note.trim() }) },
        'skill' in to ? text.wall.sentToSkill(to.skill) : text.wall.reassigned,
      ),
    transfer: (to: Receiver, note: string) =>
      run(
        'conversation.transfer',
        { conversationId, to, ...(note.trim() === '' ? {} : { note: note.trim() }) },
        text.wall.reassigned,
      ),
    close: (words: ClosingWords) =>
      run('conversation.close', { conversationId, ...words }, text.thread.ended),
  };
}
