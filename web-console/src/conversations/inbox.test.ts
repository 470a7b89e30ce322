import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/contract/messages.js';
import type { ConversationSummary } from '../../../src/contract/staff-socket.js';
import {
  emptyInbox,
  type Inbox,
  rowsOf,
  withArrival,
  withClaim,
  withPage,
  withRead,
  withStatus,
  withSummary,
} from './inbox.js';

const me = { staffId: 's1', name: '小禾' };

function summary(id: string, more: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    conversationId: id,
    state: 'queued',
    version: 1,
    customer: { name: '林女士', known: true },
    priority: 0,
    unread: 0,
    queuedAt: '2026-11-21T08:00:00.000Z',
    updatedAt: '2026-11-21T08:00:00.000Z',
    ...more,
  };
}

function filled(...summaries: ConversationSummary[]): Inbox {
  return summaries.reduce(withSummary, emptyInbox);
}

function shopperMessage(id: string, createdAt: string): Message {
  return { id: 'm', conversationId: id, sequence: 9, from: 'shopper', type: 'text', text: '在吗', createdAt };
}

const ids = (rows: ConversationSummary[]): string[] => rows.map(({ conversationId }) => conversationId);

describe('inbox', () => {
  it('serves the queue by priority, then by who waited longest', () => {
    const inbox = filled(
      summary('late', { queuedAt: '2026-11-21T08:05:00.000Z' }),
      summary('early'),
      summary('angry', { priority: 2, queuedAt: '2026-11-21T08:09:00.000Z' }),
    );
    expect(ids(rowsOf(inbox, 'queue', me.staffId))).toEqual(['angry', 'early', 'late']);
  });

  it('lists left messages that nobody has by the promised time', () => {
    const left = (id: string, promisedAt: string, more: Partial<ConversationSummary> = {}) =>
      summary(id, { state: 'bot', leftMessage: { promisedAt }, ...more });
    const inbox = filled(
      left('tomorrow', '2026-11-22T02:00:00.000Z'),
      left('overdue', '2026-11-20T02:00:00.000Z', { state: 'closed' }),
      left('taken', '2026-11-20T01:00:00.000Z', { state: 'human', assignedTo: me }),
      summary('other', { state: 'bot' }),
    );
    expect(ids(rowsOf(inbox, 'left', me.staffId))).toEqual(['overdue', 'tomorrow']);
  });

  it('keeps the newer of two summaries, whichever comes last', () => {
    const claimed = summary('a', { state: 'human', version: 2, assignedTo: { staffId: 's2', name: '小满' } });
    const inbox = withSummary(filled(claimed), summary('a'));
    expect(rowsOf(inbox, 'queue', me.staffId)).toEqual([]);
    expect(rowsOf(inbox, 'mine', me.staffId)).toEqual([]);
    expect(ids(rowsOf(inbox, 'all', me.staffId))).toEqual(['a']);
  });

  it('keeps the last message when a newer summary does not tell it', () => {
    const lastMessage = { from: 'shopper' as const, text: '在吗', createdAt: '2026-11-21T08:00:00.000Z' };
    const inbox = withSummary(
      filled(summary('a', { lastMessage })),
      summary('a', { state: 'human', version: 2 }),
    );
    expect(inbox.entries.get('a')?.summary).toMatchObject({ state: 'human', lastMessage });
  });

  it('moves a conversation from the queue to mine when my claim is confirmed', () => {
    const inbox = withClaim(filled(summary('a')), { conversationId: 'a', state: 'human', version: 2 }, me);
    expect(ids(rowsOf(inbox, 'mine', me.staffId))).toEqual(['a']);
    expect(rowsOf(inbox, 'queue', me.staffId)).toEqual([]);
  });

  it('drops what a complete page no longer lists, but not what changed after the question', () => {
    const before = filled(summary('gone'), summary('stays'));
    const after = withSummary(before, summary('new'));
    const page = { box: 'queue' as const, items: [summary('stays')], complete: true, staffId: me.staffId };
    const inbox = withPage(after, { ...page, askedAt: before.revision });
    expect(ids(rowsOf(inbox, 'queue', me.staffId)).sort()).toEqual(['new', 'stays']);
  });

  it('keeps other boxes when a page is complete', () => {
    const mine = summary('mine', { state: 'human', assignedTo: me });
    const inbox = withPage(filled(mine, summary('gone')), {
      box: 'queue',
      items: [],
      complete: true,
      askedAt: 99,
      staffId: me.staffId,
    });
    expect(ids(rowsOf(inbox, 'all', me.staffId))).toEqual(['mine']);
  });

  it('counts an unread shopper message once, whether the summary or the message comes first', () => {
    const time = '2026-11-21T08:10:00.000Z';
    const arrived = withArrival(filled(summary('a')), shopperMessage('a', time), '在吗', false);
    expect(arrived.entries.get('a')?.summary.unread).toBe(1);
    const again = withArrival(arrived, shopperMessage('a', time), '在吗', false);
    expect(again.entries.get('a')?.summary.unread).toBe(1);
    const told = summary('a', {
      unread: 1,
      updatedAt: time,
      lastMessage: { from: 'shopper', text: '在吗', createdAt: time },
    });
    const summaryFirst = withArrival(filled(told), shopperMessage('a', time), '在吗', false);
    expect(summaryFirst.entries.get('a')?.summary.unread).toBe(1);
    expect(withRead(again, 'a').entries.get('a')?.summary.unread).toBe(0);
  });

  it('does not count a message that somebody is looking at', () => {
    const inbox = withArrival(
      filled(summary('a', { unread: 3 })),
      shopperMessage('a', '2026-11-21T08:10:00.000Z'),
      '在吗',
      true,
    );
    expect(inbox.entries.get('a')?.summary.unread).toBe(0);
  });

  it('follows a status and forgets the agent when the conversation leaves them', () => {
    const mine = summary('a', { state: 'human', version: 4, assignedTo: me });
    const released = withStatus(filled(mine), { conversationId: 'a', state: 'queued', version: 5 });
    expect(ids(rowsOf(released, 'queue', me.staffId))).toEqual(['a']);
    expect(released.entries.get('a')?.summary.assignedTo).toBeUndefined();
    expect(withStatus(released, { conversationId: 'a', state: 'human', version: 4 })).toBe(released);
  });
});
