import type { StaffMember } from '../../../src/contract/http.js';
import type { ConversationStatus } from '../../../src/contract/messages.js';
import { sentenceFor } from '../api/problem.js';
import { type Inbox, withClaim, withStatus } from '../conversations/inbox.js';
import type { Thread } from '../conversations/thread.js';
import type { Observable } from './observable.js';
import type { Input, StaffLive } from './staff-live.js';

/** What a click on an action came to: fine, or a sentence why not; `lost`: somebody else was faster. */
export type Outcome = { ok: true } | { ok: false; words: string; lost: boolean };
/** Without a conversation nobody waits for this person. */
export type NextOutcome = { ok: true; conversationId?: string } | Extract<Outcome, { ok: false }>;

export interface DeskActions {
  claim: (conversationId: string) => Promise<Outcome>;
  claimNext: () => Promise<NextOutcome>;
  decline: (conversationId: string) => Promise<Outcome>;
  release: (conversationId: string) => Promise<Outcome>;
  transfer: (input: Input<'conversation.transfer'>) => Promise<Outcome>;
  close: (conversationId: string, disposition: string) => Promise<Outcome>;
}

interface DeskActionsNeeds {
  staff: StaffMember;
  live: Pick<StaffLive, 'ask'>;
  inbox: Observable<Inbox>;
  thread: (conversationId: string) => Thread;
  refreshSoon: () => void;
}

type StateEvent =
  | 'conversation.claim'
  | 'conversation.release'
  | 'conversation.transfer'
  | 'conversation.close';

/** What one can do with conversations as a whole; thread and inbox follow what the server answers. */
export function createDeskActions({
  staff,
  live,
  inbox,
  thread,
  refreshSoon,
}: DeskActionsNeeds): DeskActions {
  /** Keeps thread and inbox in step with a state that an action of ours brought about. */
  function settle(status: ConversationStatus, claimed: boolean): void {
    if (claimed) inbox.update((value) => withClaim(value, status, staff));
    thread(status.conversationId).receiveStatus(status);
    inbox.update((value) => withStatus(value, status));
    refreshSoon();
  }

  function refused({ code, message }: { code: Parameters<typeof sentenceFor>[0]; message: string }) {
    refreshSoon();
    return { ok: false, words: sentenceFor(code, message), lost: code === 'conflict' } as const;
  }

  async function act<E extends StateEvent>(event: E, input: Input<E>): Promise<Outcome> {
    const reply = await live.ask(event, input);
    if (!reply.ok) return refused(reply.error);
    settle(reply.state, event === 'conversation.claim');
    void thread(input.conversationId).sync();
    return { ok: true };
  }

  return {
    claim: (conversationId) => act('conversation.claim', { conversationId }),
    release: (conversationId) => act('conversation.release', { conversationId }),
    transfer: (input) => act('conversation.transfer', input),
    close: (conversationId, disposition) => act('conversation.close', { conversationId, disposition }),
    async claimNext() {
      const reply = await live.ask('conversation.claimNext', {});
      if (!reply.ok) return refused(reply.error);
      const { conversationId, state } = reply;
      if (conversationId === undefined || state === undefined) return { ok: true };
      settle(state, true);
      void thread(conversationId).sync();
      return { ok: true, conversationId };
    },
    async decline(conversationId) {
      const reply = await live.ask('conversation.decline', { conversationId });
      if (!reply.ok) return refused(reply.error);
      refreshSoon();
      return { ok: true };
    },
  };
}
