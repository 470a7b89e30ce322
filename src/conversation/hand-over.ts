import type { ClosingSettings } from '../contract/closing.js';
import type { StaffRole } from '../contract/staff-socket.js';
import { invalidInput } from '../platform/errors.js';
import type { ClaimStore } from './claim-store.js';
import { isConflict, type OwnerChange } from './owner-change-store.js';
import type { OwnershipStore } from './ownership-store.js';
import { phrases, type Staffing } from './phrases.js';
import { priorityOf } from './priority.js';

export interface HandOffNeeds {
  changeOwner: OwnershipStore['changeOwner'];
  remind: OwnershipStore['remind'];
  claimFirst: ClaimStore['claimFirst'];
  staffing: () => Staffing;
  /** The moment that a left message is promised an answer by, in words: “明天 10:00”. */
  promised: (conversationId: string) => Promise<string | undefined>;
  /** What those who end a conversation are asked. */
  closing: () => ClosingSettings;
  committed: () => void;
}

/** What came of a conversation, as whoever ends it says. */
export interface ClosingWords {
  disposition?: string | undefined;
  note?: string | undefined;
}

export interface ActingStaff {
  staffId: string;
  name: string;
  role: StaffRole;
}

const calm = { angry: 0, negative: 0 };
const partyOf = ({ role }: { role: StaffRole }) => (role === 'agent' ? 'agent' : 'supervisor');

/** Moves a conversation between bot, queue and person. Each move says in the conversation what happens next. */
export function createHandOff(needs: HandOffNeeds) {
  const { changeOwner, staffing, committed } = needs;

  async function move(change: OwnerChange): Promise<void> {
    await changeOwner(change);
    committed();
  }

  /** For what the clock sets off: somebody else may have been faster, which is as good. */
  async function ifStillSo(change: OwnerChange): Promise<boolean> {
    try {
      await move(change);
      return true;
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  }

  /** @throws AppError `invalid-input` that names the field */
  function checkClosing({ disposition, note }: ClosingWords): void {
    const { dispositions, dispositionRequired } = needs.closing();
    const complain = (path: string, message: string) => invalidInput([{ path, message }]);
    if (disposition === undefined) {
      if (dispositionRequired) throw complain('disposition', '请先选择处理结果');
      return;
    }
    const chosen = dispositions.find(({ name }) => name === disposition);
    if (!chosen) throw complain('disposition', '没有这个处理结果，请重新选择');
    if (chosen.needsNote && !note?.trim()) throw complain('note', `选择“${disposition}”时请写一句备注`);
  }

  return {
    /** The shopper tapped for a person. Asking again while waiting or talking changes nothing. */
    async request(
      conversationId: string,
      reason: string | undefined,
      tier: string | undefined,
    ): Promise<void> {
      await ifStillSo({
        conversationId,
        event: 'person-needed',
        by: 'shopper',
        reason: reason ?? 'requested',
        priority: priorityOf('requested', calm, tier),
        line: phrases.handOff('requested', staffing()),
        refusal: '已经在为您转接人工了。',
        ...(tier === undefined ? {} : { tier }),
      });
    },
    /** Back to the bot. A left message is answered all the same, and that is said. */
    async cancel(conversationId: string): Promise<void> {
      const promised = await needs.promised(conversationId);
      await move({
        conversationId,
        event: 'request-cancelled',
        by: 'shopper',
        line: promised === undefined ? phrases.requestCancelled : phrases.backToAssistant(promised),
        refusal: '现在没有在排队，不用取消。',
      });
    },
    claim: (conversationId: string, staff: ActingStaff) =>
      move({
        conversationId,
        event: 'agent-claimed',
        by: partyOf(staff),
        staffId: staff.staffId,
        line: phrases.agentJoined(staff.name),
        refusal: '这个会话刚被别的同事接走了。',
      }),
    /** The best of these that still waits. @returns undefined when none is left or there is no room for it */
    async claimFirst(
      candidates: readonly string[],
      staff: { staffId: string; name: string },
      party: 'agent' | 'system',
    ): Promise<string | undefined> {
      const claimed = await needs.claimFirst(
        candidates,
        { staffId: staff.staffId, party },
        phrases.agentJoined(staff.name),
      );
      if (claimed) committed();
      return claimed;
    },
    release: (conversationId: string, staff: { staffId: string }) =>
      move({
        conversationId,
        event: 'agent-released',
        by: 'agent',
        staffId: staff.staffId,
        line: phrases.agentReleased,
        refusal: '只有正在接待的人能放回队列。',
      }),
    /** @param to a colleague with the name that shoppers see, or a skill */
    transfer: (
      conversationId: string,
      staff: ActingStaff,
      to: { staffId: string; name: string } | { skill: string },
      note: string | undefined,
    ) =>
      move({
        conversationId,
        by: partyOf(staff),
        staffId: staff.staffId,
        refusal: '只有正在接待的人能转接这个会话。',
        ...('skill' in to
          ? { event: 'sent-to-skill', skill: to.skill, line: phrases.sentToSkill }
          : {
              event: 'agent-transferred',
              toStaffId: to.staffId,
              line: phrases.agentTransferred(to.name),
            }),
        ...(note === undefined ? {} : { note }),
      }),
    takeOver: (conversationId: string, staff: ActingStaff) =>
      move({
        conversationId,
        event: 'supervisor-took-over',
        by: partyOf(staff),
        staffId: staff.staffId,
        line: phrases.supervisorTookOver(staff.name),
        refusal: '这个会话已经结束了。',
      }),
    /**
     * A supervisor gives somebody who waits to a colleague, or to whoever has a skill.
     * @param note for whoever takes it
     */
    assign: (
      conversationId: string,
      by: { staffId: string },
      to: { staffId: string; name: string } | { skill: string },
      note: string | undefined,
    ) =>
      move({
        conversationId,
        by: 'supervisor',
        refusal: '这位顾客已经不在排队了。',
        ...('skill' in to
          ? { event: 'wait-sent-to-skill', skill: to.skill, line: phrases.sentToSkill }
          : {
              event: 'agent-claimed',
              staffId: to.staffId,
              onBehalf: true,
              line: phrases.agentJoined(to.name),
            }),
        ...(note === undefined ? {} : { note, noteBy: by.staffId }),
      }),
    /**
     * @param staff absent for the shopper, who may always end it; agents must have it, those who oversee need not
     * @throws AppError `invalid-input` when staff do not say what the shop wants to know
     */
    async close(
      conversationId: string,
      { staff, disposition, note }: { staff?: { staffId: string; role: StaffRole } } & ClosingWords = {},
    ): Promise<void> {
      if (staff) checkClosing({ disposition, note });
      await move({
        conversationId,
        event: 'closed',
        by: staff ? partyOf(staff) : 'shopper',
        line: phrases.closed,
        refusal:
          staff?.role === 'agent' ? '这个会话已经结束，或者由别的同事接待了。' : '这个会话已经结束了。',
        ...(staff ? { staffId: staff.staffId } : {}),
        ...(disposition ? { disposition } : {}),
        ...(note?.trim() ? { note: note.trim() } : {}),
      });
    },

    // ── what nobody asks for: lost connections, opening hours, silence ──

    /** The agent is gone for good. @param staffId who had it */
    drop: (conversationId: string, staffId: string) =>
      ifStillSo({
        conversationId,
        event: 'agent-dropped',
        by: 'system',
        staffId,
        line: phrases.agentDropped,
        refusal: '',
      }),
    /** Nobody is there any more for somebody who waits. @param promised by when there is an answer, in words */
    becomeLeftMessage: (conversationId: string, promised: string | undefined) =>
      ifStillSo({
        conversationId,
        event: 'left-message',
        by: 'system',
        line: phrases.leftMessage(promised),
        refusal: '',
      }),
    /** People are back for a message that was left, wherever the shopper went meanwhile. */
    followUp: (conversationId: string) =>
      ifStillSo({
        conversationId,
        event: 'follow-up-due',
        by: 'system',
        line: phrases.followUp,
        refusal: '',
      }),
    async warnIdle(conversationId: string, nothingSince: number, minutes: number): Promise<boolean> {
      const said = await needs.remind(conversationId, nothingSince, phrases.idleWarning(minutes));
      if (said) committed();
      return said;
    },
    closeIdle: (conversationId: string, nothingSince: number) =>
      ifStillSo({
        conversationId,
        event: 'idle-closed',
        by: 'system',
        nothingSince,
        line: phrases.idleClosed,
        refusal: '',
      }),
  };
}
