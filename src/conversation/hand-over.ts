import { AppError } from '../platform/errors.js';
import type { OwnerChange, OwnershipStore } from './ownership-store.js';
import { phrases, type Staffing } from './phrases.js';
import { priorityOf } from './priority.js';

export interface HandOffNeeds {
  changeOwner: OwnershipStore['changeOwner'];
  staffing: () => Staffing;
  committed: () => void;
}

const calm = { angry: 0, negative: 0 };

/** Moves a conversation between bot, queue and person. Each move says in the conversation what happens next. */
export function createHandOff({ changeOwner, staffing, committed }: HandOffNeeds) {
  async function move(change: OwnerChange): Promise<void> {
    await changeOwner(change);
    committed();
  }

  return {
    /** The shopper tapped for a person. Asking again while waiting or talking changes nothing. */
    async request(
      conversationId: string,
      reason: string | undefined,
      tier: string | undefined,
    ): Promise<void> {
      try {
        await move({
          conversationId,
          event: 'person-needed',
          reason: reason ?? 'requested',
          priority: priorityOf('requested', calm, tier),
          line: phrases.handOff('requested', staffing()),
          refusal: '已经在为您转接人工了。',
        });
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'conflict')) throw error;
      }
    },
    cancel: (conversationId: string) =>
      move({
        conversationId,
        event: 'request-cancelled',
        line: phrases.requestCancelled,
        refusal: '现在没有在排队，不用取消。',
      }),
    claim: (conversationId: string, staff: { staffId: string; name: string }) =>
      move({
        conversationId,
        event: 'agent-claimed',
        staffId: staff.staffId,
        line: phrases.agentJoined(staff.name),
        refusal: '这个会话刚被别的同事接走了。',
      }),
    release: (conversationId: string, staff: { staffId: string }) =>
      move({
        conversationId,
        event: 'agent-released',
        staffId: staff.staffId,
        line: phrases.agentReleased,
        refusal: '只有正在接待的人能放回队列。',
      }),
    /**
     * @param by the agent who must have the conversation when a person has it; absent for the shopper, who may always
     *   end it, and for those who oversee all
     */
    close: (conversationId: string, { by, disposition }: { by?: string; disposition?: string } = {}) =>
      move({
        conversationId,
        event: 'closed',
        line: phrases.closed,
        refusal: by ? '这个会话已经结束，或者由别的同事接待了。' : '这个会话已经结束了。',
        ...(by ? { staffId: by } : {}),
        ...(disposition ? { disposition } : {}),
      }),
  };
}
